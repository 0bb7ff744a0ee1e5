import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** One line of a program's output. */
export type Line = Readonly<Record<string, unknown>>

/** When a program is killed that does not end. */
const PROGRAM_TIMEOUT_MS = 50_000

/** A C++ program of these tests under way. It ends when its standard input is closed. */
export class Program implements AsyncDisposable {
  readonly process: ChildProcessWithoutNullStreams
  readonly #lines: Line[] = []
  readonly #exited: Promise<number | NodeJS.Signals>
  readonly #output: Promise<void>
  #wake: () => void = () => {}
  #over = false
  #errors = ''

  constructor(path: string, args: readonly string[]) {
    this.process = spawn(path, args, { timeout: PROGRAM_TIMEOUT_MS, killSignal: 'SIGKILL' })
    this.process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text
    })
    // Whatever is wrong with the pipe shows in how the program ends.
    this.process.stdin.on('error', () => {})
    const lines = createInterface({ input: this.process.stdout })
    lines.on('line', line => {
      this.#lines.push(JSON.parse(line))
      this.#wake()
    })
    this.#output = once(lines, 'close').then(() => {
      this.#over = true
      this.#wake()
    })
    this.#exited = once(this.process, 'close').then(([code, signal]) => code ?? signal)
  }

  /** The next line; null when there will be none. */
  async nextOrEnd(): Promise<Line | null> {
    while (this.#lines.length === 0 && !this.#over) {
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
    return this.#lines.shift() ?? null
  }

  /** The next line. Throws, with what the program says of it, where it ends instead. */
  async next(): Promise<Line> {
    const line = await this.nextOrEnd()
    if (line === null) throw new Error(`The program ended.${await this.#story()}`)
    return line
  }

  /** Asks the program to end, if it has not; throws unless it does so in order. */
  async end(): Promise<readonly Line[]> {
    this.process.stdin.end()
    const result = await this.#exited
    await this.#output
    if (result !== 0) throw new Error(`The program ended with ${result}.${await this.#story()}`)
    return this.#lines.splice(0)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill('SIGKILL')
    await this.#exited
  }

  async #story(): Promise<string> {
    this.process.stdin.end()
    await this.#exited
    const rest = this.#lines.splice(0).map(line => JSON.stringify(line))
    return `\n${[...rest, this.#errors].join('\n')}`
  }
}

/** A path for a socket in a folder of its own. */
export function temporarySocket(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'nodetap-'))
  return {
    path: join(folder, 'node.sock'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
