import type { CapturedMessage, InputMark } from '../inputs.js'
import { CaptureDirectory, type FileSystem } from './files/index.js'
import type { InputStatus } from './input-status.js'
import type { Timers } from './timers.js'

export interface CaptureInputOptions {
  readonly path: string
  readonly files: FileSystem
  readonly timers: Timers
  readonly sink: { push(record: CapturedMessage | InputMark): void }
}

/** `message_capture` as an input of the bridge. */
export class CaptureInput {
  readonly #directory: CaptureDirectory
  #records = 0

  constructor({ path, files, timers, sink }: CaptureInputOptions) {
    this.#directory = new CaptureDirectory(path, files, {
      record: (directory, direction, { timeUs, messageType, payload }) => {
        this.#records++
        sink.push({ kind: 'capture', directory, direction, timeUs, messageType, payload })
      },
      gap: (directory, detail) =>
        sink.push({
          kind: 'mark',
          atUs: timers.nowUs(),
          input: 'capture',
          mark: 'gap',
          directory,
          detail,
        }),
    })
  }

  /** Whether there is a directory and it can be read. */
  get isThere(): boolean {
    return this.#directory.state.kind === 'open'
  }

  /** Whether the directory can be read, if there is one. */
  get isReadable(): boolean {
    return this.#directory.state.kind !== 'unreadable'
  }

  /** Messages since the bridge was started. */
  get records(): number {
    return this.#records
  }

  get status(): InputStatus {
    const { state, path, counts, unreadable } = this.#directory
    if (state.kind === 'missing') {
      return {
        input: 'capture',
        state: 'waiting',
        detail: `there is no ${path} yet`,
        advice: 'It comes with the first message of a node with capturemessages=1',
      }
    }
    if (state.kind === 'unreadable') return refused(path, state.code)
    if (unreadable !== null) return refused(unreadable.path, unreadable.code)
    const left = counts.left > 0 ? `, ${counts.left} more are left out` : ''
    return {
      input: 'capture',
      state: 'running',
      detail: `${path}, ${counts.files} files, ${counts.active} in use${left}`,
      advice: counts.left > 0 ? 'Delete directories of peers that are long gone' : '',
    }
  }

  /** Looks once, at records for which it is not too early; gives how many bytes were taken. */
  poll(budget: number, isEarly?: (timeUs: number) => boolean): number {
    return this.#directory.poll(budget, isEarly)
  }

  close(): void {
    this.#directory.close()
  }
}

function refused(path: string, code: string): InputStatus {
  return {
    input: 'capture',
    state: 'failed',
    detail: `${path} cannot be read (${code})`,
    advice: 'Run the bridge as the node’s user, or let its group read the directory',
  }
}
