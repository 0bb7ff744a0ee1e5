import type { InputMark, RpcAnswer } from '../../inputs.js'
import type { Timers } from '../timers.js'
import type { Question } from './question-queue.js'
import type { RpcOutcome } from './rpc-client.js'

/** Writes down what came of asking a node, for the bridge, with the time that it is now. */
export class RpcRecords {
  readonly #push: (record: RpcAnswer | InputMark) => void
  readonly #timers: Timers

  constructor(push: (record: RpcAnswer | InputMark) => void, timers: Timers) {
    this.#push = push
    this.#timers = timers
  }

  /** A question asked at `sentUs` has been answered. */
  answer(
    { method, params }: Pick<Question, 'method' | 'params'>,
    sentUs: number,
    outcome: RpcOutcome,
  ): void {
    this.#push({ kind: 'rpc', sentUs, doneUs: this.#timers.nowUs(), method, params, ...outcome })
  }

  /** Something was missed: `count` questions, where it is known how many. */
  gap(detail: string, count?: number): void {
    this.#push({
      kind: 'mark',
      atUs: this.#timers.nowUs(),
      input: 'rpc',
      mark: 'gap',
      detail,
      ...(count === undefined ? {} : { count }),
    })
  }
}
