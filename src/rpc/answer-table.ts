import type { NodetapError } from '../errors/index.js'
import type { rpc } from '../schema/index.js'
import type { Answer } from './answer.js'
import { violation } from './exceptions.js'
import { RpcLimits } from './limits.js'

/** The peer's calls that it has not finished, by the numbers it gave them. */
export class AnswerTable {
  readonly #answers = new Map<number, Answer>()
  /** Finished ones whose results pipelined calls still wait for; they have no number. */
  readonly #abandoned = new Set<Answer>()
  readonly #maxHeldBytes: number
  #heldBytes = 0

  constructor(maxHeldBytes: number) {
    this.#maxHeldBytes = maxHeldBytes
  }

  get size(): number {
    return this.#answers.size + this.#abandoned.size
  }

  get(id: number): Answer | undefined {
    return this.#answers.get(id)
  }

  /** Throws, before anything is kept for it, where the peer may not make a call with `id`. */
  checkNew(id: number): void {
    if (this.#answers.has(id)) violation(`question ${id} is in use already`)
    if (this.size >= RpcLimits.maxAnswers) {
      violation(`more than ${RpcLimits.maxAnswers} calls at once`)
    }
    if (this.#heldBytes > this.#maxHeldBytes) {
      violation(`more than ${this.#maxHeldBytes} bytes of calls and results not finished`)
    }
  }

  add(answer: Answer): Answer {
    this.#answers.set(answer.id, answer)
    return answer
  }

  /** See `AnswerWire.hold`. */
  hold(bytes: number): void {
    this.#heldBytes += bytes
  }

  /** The answer whose results a pipelined call or capability refers to. */
  promised(promised: rpc.PromisedAnswerReader): Answer {
    const id = promised.questionId
    return this.#answers.get(id) ?? violation(`there is no question ${id} to pipeline on`)
  }

  /** The peer is done with the answer; its number is the peer's to use again. */
  finish(answer: Answer, reason: NodetapError): void {
    this.#answers.delete(answer.id)
    const isOver = answer.finish(reason, () => this.#abandoned.delete(answer))
    if (!isOver) this.#abandoned.add(answer)
  }

  /** The connection has ended. */
  cancelAll(reason: NodetapError): void {
    const answers = [...this.#answers.values(), ...this.#abandoned]
    this.#answers.clear()
    this.#abandoned.clear()
    for (const answer of answers) answer.cancel(reason)
  }
}
