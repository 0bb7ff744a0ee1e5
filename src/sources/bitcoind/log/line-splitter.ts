import { BridgeLimits } from '../limits.js'

const NEWLINE = 0x0a

/**
 * bitcoind writes five ends of lines when it opens its log. A line that is followed by exactly
 * five is one that the node before died in.
 */
const OPENING_NEWLINES = 5

/** Takes lines of debug.log. */
export interface LineSink {
  /** A whole line, without its end; one character a byte. */
  line(line: string): void
  /** The node was started: the next line is its first. */
  opened(): void
  /** Bytes of a line longer than any that the bridge reads were left out. */
  cut(): void
}

/**
 * Cuts the bytes of debug.log into lines. It keeps no bytes: those of a line without an end are
 * not taken.
 */
export class LineSplitter {
  readonly #sink: LineSink
  /** Within a line that is too long. */
  #skipping = false
  /** Empty lines just before. */
  #empty = 0

  constructor(sink: LineSink) {
    this.#sink = sink
  }

  /** The next bytes are of another file. */
  reset(): void {
    this.#skipping = false
    this.#empty = 0
  }

  /** Takes whole lines off the front of `chunk`; gives how many bytes they have. */
  take(chunk: Buffer): number {
    let at = 0
    while (at < chunk.length) {
      const end = chunk.indexOf(NEWLINE, at)
      if (end === -1) return this.#takeLong(chunk, at)
      if (end === at) {
        this.#countEmpty()
      } else {
        const newlines = countNewlines(chunk, end)
        // More of them may follow: then it is one that the node died in, or not.
        const isOpen = newlines > 1 && newlines < OPENING_NEWLINES
        const isLast = end + newlines === chunk.length
        if (isOpen && isLast && end - at <= BridgeLimits.maxLogLineBytes) return at
        this.#takeLine(chunk, at, end, newlines)
      }
      at = end + 1
    }
    return at
  }

  #takeLine(chunk: Buffer, from: number, end: number, newlines: number): void {
    const wasCut = this.#skipping || end - from > BridgeLimits.maxLogLineBytes
    this.#skipping = false
    this.#empty = 0
    if (newlines === OPENING_NEWLINES) {
      // Its own end, which was never written, is one of the five.
      this.#empty = 1
      return
    }
    if (wasCut) this.#sink.cut()
    // A string of its own: a slice of a larger one would keep all of that in memory.
    else this.#sink.line(chunk.toString('latin1', from, chunk[end - 1] === 0x0d ? end - 1 : end))
  }

  #countEmpty(): void {
    this.#empty++
    if (this.#empty === OPENING_NEWLINES) this.#sink.opened()
  }

  /** What is longer than a line may be is taken, so that reading goes on behind it. */
  #takeLong(chunk: Buffer, from: number): number {
    if (!this.#skipping && chunk.length - from <= BridgeLimits.maxLogLineBytes) return from
    this.#skipping = true
    return chunk.length
  }
}

function countNewlines(chunk: Buffer, from: number): number {
  let at = from
  while (at < chunk.length && at - from <= OPENING_NEWLINES && chunk[at] === NEWLINE) at++
  return at - from
}
