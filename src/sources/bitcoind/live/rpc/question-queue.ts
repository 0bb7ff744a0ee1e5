import type { BridgeQuery } from '../../inputs.js'
import { RpcPollLimits } from './limits.js'

export interface Question {
  readonly method: string
  readonly params: readonly unknown[]
  /** How often it was asked in vain. */
  attempts: number
}

/** What the live side asks by itself. */
export interface ChainQuery {
  readonly method: 'getblockchaininfo'
  readonly params: readonly []
}

/** The questions that wait, joined where they are equal, and bounded. */
export class QuestionQueue {
  /** By key, in the order in which they came. */
  readonly #entries = new Map<string, Question>()
  readonly #blocks = new Map<string, Question>()
  readonly #single = new Map<string, Question>()
  /** What is on its way. */
  readonly #asked = new Set<string>()
  #left = 0

  /** Questions that were left out since the last call. */
  takeLeft(): number {
    const left = this.#left
    this.#left = 0
    return left
  }

  get waitingBlocks(): number {
    return this.#blocks.size
  }

  get wantsMempool(): boolean {
    return this.#single.has('getrawmempool')
  }

  add({ method, params }: BridgeQuery | ChainQuery): void {
    const question: Question = { method, params, attempts: 0 }
    if (method === 'getblock') {
      this.#put(this.#blocks, params[0], question, RpcPollLimits.maxWaitingBlocks)
    } else if (method === 'getmempoolentry') {
      this.#put(this.#entries, params[0], question, RpcPollLimits.maxWaitingEntries)
    } else this.#single.set(method, question)
  }

  /** Puts back a block that could not be asked for. */
  putBack(question: Question): void {
    if (question.method !== 'getblock') return
    this.#put(this.#blocks, String(question.params[0]), question, RpcPollLimits.maxWaitingBlocks)
  }

  /** The next that may be asked; what is wanted at once comes first. */
  next(mayAskBlock: boolean, mayAskMempool: boolean): Question | null {
    const question =
      this.#first(this.#entries) ??
      this.#take(this.#single, 'getpeerinfo') ??
      this.#take(this.#single, 'getblockchaininfo') ??
      (mayAskMempool ? this.#take(this.#single, 'getrawmempool') : null) ??
      (mayAskBlock ? this.#first(this.#blocks) : null)
    if (question !== null) this.#asked.add(keyOf(question))
    return question
  }

  /** It has been answered, or not. */
  done(question: Question): void {
    this.#asked.delete(keyOf(question))
  }

  /** Forgets what only makes sense at once. Blocks stay wanted. */
  dropEphemeral(): void {
    this.#left += this.#entries.size
    this.#entries.clear()
  }

  /** The oldest goes where there are too many. */
  #put(queue: Map<string, Question>, key: string, question: Question, limit: number): void {
    if (queue.has(key) || this.#asked.has(key)) return
    queue.set(key, question)
    if (queue.size <= limit) return
    this.#first(queue)
    this.#left++
  }

  #first(queue: Map<string, Question>): Question | null {
    const first = queue.entries().next()
    if (first.done === true) return null
    queue.delete(first.value[0])
    return first.value[1]
  }

  #take(queue: Map<string, Question>, key: string): Question | null {
    const question = queue.get(key) ?? null
    queue.delete(key)
    return question
  }
}

/** Hashes of blocks and transactions are no names of methods. */
function keyOf({ method, params }: Question): string {
  return params.length > 0 && typeof params[0] === 'string' ? params[0] : method
}
