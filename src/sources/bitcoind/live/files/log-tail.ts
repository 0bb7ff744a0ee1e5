import { LineSplitter } from '../../log/line-splitter.js'
import type { FileSystem } from './file-system.js'
import { FileTail, type RestartReason, type TailState } from './file-tail.js'

const NEWLINE = 0x0a

/** Takes debug.log. */
export interface LogSink {
  /** A whole line without its end, one character a byte. */
  line(line: string): void
  /** The node was started. */
  opened(): void
  /** Lines may be missing, or come again. `detail` is for people. */
  restart(reason: RestartReason, detail: string): void
  /** A line was left out. */
  cut(): void
}

/** Follows debug.log. */
export class LogTail {
  readonly #tail: FileTail
  readonly #splitter: LineSplitter
  readonly #sink: LogSink

  /** From a position that begins a line, or from the end. */
  constructor(path: string, files: FileSystem, sink: LogSink, from: number | 'end' = 'end') {
    this.#tail = new FileTail(
      path,
      files,
      from,
      last => last.length - 1 - last.lastIndexOf(NEWLINE),
    )
    this.#splitter = new LineSplitter(sink)
    this.#sink = sink
  }

  get path(): string {
    return this.#tail.path
  }

  get state(): TailState {
    return this.#tail.state
  }

  get position(): number {
    return this.#tail.position
  }

  /** Bytes not read yet, as at the last look. */
  get behind(): number {
    return this.#tail.behind
  }

  /** Looks once. Reads about `budget` bytes; gives how many. Less than that: it was all. */
  poll(budget: number): number {
    return this.#tail.poll(budget, {
      data: chunk => this.#splitter.take(chunk),
      restart: reason => {
        this.#splitter.reset()
        const detail =
          reason === 'rotated' ? 'debug.log was renamed' : 'debug.log was cut or written anew'
        this.#sink.restart(reason, detail)
      },
    })
  }

  close(): void {
    this.#tail.release()
  }
}
