import type { InputMark, LogCategory, LogLine } from '../inputs.js'
import { LogStartReader, type NodeStart } from './config/index.js'
import { type FileSystem, LogTail } from './files/index.js'
import type { InputStatus } from './input-status.js'
import { LiveLimits } from './limits.js'
import type { Timers } from './timers.js'

export interface LogInputOptions {
  readonly path: string
  readonly files: FileSystem
  readonly timers: Timers
  readonly sink: { push(record: LogLine | InputMark): void }
  /** The node has told its options, anew. */
  readonly started: (start: NodeStart) => void
  readonly from?: number | 'end'
}

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{6})?Z/

/** debug.log as an input of the bridge. */
export class LogInput {
  readonly #tail: LogTail
  readonly #timers: Timers
  readonly #sink: { push(record: LogLine | InputMark): void }
  readonly #started: (start: NodeStart) => void
  readonly #start = new LogStartReader()
  /** Lines in which options may still come. */
  #startLines = 0
  #timeMicros: boolean | null = null
  #cuts = 0
  #lastLine = ''
  #hasAddresses = false

  constructor({ path, files, timers, sink, started, from }: LogInputOptions) {
    this.#timers = timers
    this.#sink = sink
    this.#started = started
    this.#tail = new LogTail(
      path,
      files,
      {
        line: line => this.#line(line),
        opened: () => {
          this.#start.reset()
          this.#startLines = LiveLimits.startLines
          this.#timeMicros = null
          this.#hasAddresses = false
        },
        restart: (reason, detail) => {
          if (reason === 'truncated') this.#mark('gap', detail)
        },
        cut: () => {
          this.#cuts++
          this.#mark('gap', 'a line of more than 1 MB was left out', 1)
        },
      },
      from,
    )
  }

  get isOpen(): boolean {
    return this.#tail.state.kind === 'open'
  }

  /** Whether lines have microseconds; null: no line has come. */
  get timeMicros(): boolean | null {
    return this.#timeMicros
  }

  /** Whether a line has told a peer's address, as with `logips`. */
  get hasAddresses(): boolean {
    return this.#hasAddresses
  }

  /** The time of the last line, Unix microseconds, the end of its second if it tells no more; null: it has none. */
  get lastTimeUs(): number | null {
    const time = TIME.exec(this.#lastLine)
    if (time === null) return null
    return Date.parse(`${time[1]}Z`) * 1000 + Math.round(Number(time[2] ?? 0.999999) * 1e6)
  }

  get status(): InputStatus {
    const { state, path, behind } = this.#tail
    if (state.kind === 'missing') {
      return {
        input: 'log',
        state: 'waiting',
        detail: `there is no ${path} yet`,
        advice: 'Start the node, or see --datadir and --chain',
      }
    }
    if (state.kind === 'unreadable') {
      return {
        input: 'log',
        state: 'failed',
        detail: `${path} cannot be read (${state.code})`,
        advice: 'Run the bridge as the node’s user, or let its group read the file',
      }
    }
    const late = behind > 0 ? `, ${behind} bytes behind` : ''
    const cut = this.#cuts > 0 ? `, ${this.#cuts} lines too long` : ''
    return { input: 'log', state: 'running', detail: `${path}${late}${cut}`, advice: '' }
  }

  /** Looks once; gives how many bytes were read. */
  poll(budget: number): number {
    return this.#tail.poll(budget)
  }

  close(): void {
    this.#tail.close()
  }

  #line(line: string): void {
    if (this.#timeMicros === null) {
      const time = TIME.exec(line)
      if (time !== null) this.#timeMicros = time[2] !== undefined
    }
    if (this.#startLines > 0) {
      this.#startLines--
      const tells = this.#start.line(line)
      const { start } = this.#start
      if (tells && start !== null) this.#started(start)
    }
    this.#lastLine = line
    this.#hasAddresses ||= line.includes(', peeraddr=')
    this.#sink.push({ kind: 'log', line })
  }

  #mark(mark: InputMark['mark'], detail: string, count?: number): void {
    this.#sink.push({
      kind: 'mark',
      atUs: this.#timers.nowUs(),
      input: 'log',
      mark,
      detail,
      ...(count === undefined ? {} : { count }),
    })
  }
}

/** The categories that the answer to `logging` says are on; null: it says nothing. */
export function categoriesOfLogging(
  answer: unknown,
  known: readonly LogCategory[],
): ReadonlySet<LogCategory> | null {
  if (typeof answer !== 'object' || answer === null) return null
  // Its members may be anything, and are compared only.
  const flags = answer as Readonly<Record<string, unknown>>
  return new Set(known.filter(it => flags[it] === true || flags[it] === 1))
}
