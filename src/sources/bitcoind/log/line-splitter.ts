import { limits } from '../limits.js'

/** Cuts the bytes of debug.log into lines. Holds at most the one line that has no end yet. */
export class LineSplitter {
  #rest = ''
  /** Inside a line that is over the limit: the rest of it is skipped. */
  #skipping = false
  /** Lines that were over the limit and left out. */
  overlong = 0

  /** Calls `onLine` for each line that is whole now, one character a byte, without its end. */
  push(bytes: Uint8Array, onLine: (line: string) => void): void {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    let from = 0
    for (;;) {
      const end = text.indexOf('\n', from)
      if (end === -1) break
      if (this.#skipping) this.#skipping = false
      else {
        const line = this.#rest + text.slice(from, end)
        onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
      }
      this.#rest = ''
      from = end + 1
    }
    if (this.#skipping) return
    if (this.#rest.length + text.length - from > limits.maxLogLineBytes) {
      this.#rest = ''
      this.#skipping = true
      this.overlong++
      return
    }
    this.#rest += text.slice(from)
  }

  /** Forgets a line without an end: the file was cut, or the node died in it. */
  reset(): void {
    this.#rest = ''
    this.#skipping = false
  }
}
