import type { BridgeQueries, BridgeQuery, InputMark, RpcAnswer } from '../../inputs.js'
import type { InputStatus } from '../input-status.js'
import type { Timers } from '../timers.js'
import { Backoff } from './backoff.js'
import { RpcPollLimits } from './limits.js'
import { PollTimes } from './poll-times.js'
import { type Question, QuestionQueue } from './question-queue.js'
import type { RpcClient, RpcOutcome } from './rpc-client.js'
import { RpcRecords } from './rpc-records.js'
import {
  down,
  isSlowness,
  type RpcStatus,
  running,
  slow,
  waiting,
  whyNotReady,
} from './rpc-status.js'

export interface RpcInputSink {
  push(record: RpcAnswer | InputMark): void
  /** The node answers, and what is asked once has been answered or refused: what it said. */
  connected(answers: ReadonlyMap<string, RpcOutcome>): void
  /** It is another life of the node than before. */
  restarted(): void
}

export interface RpcInputOptions {
  readonly client: RpcClient
  readonly sink: RpcInputSink
  readonly timers: Timers
  /** The chain as `getblockchaininfo` names it; any, if not given. */
  readonly chain?: string
}

/** What is asked of a node each time that it is found. */
const GREETING = [
  ['getnetworkinfo', []],
  ['logging', []],
  ['getzmqnotifications', []],
  ['uptime', []],
] as const

type Phase = 'down' | 'greeting' | 'up'

/**
 * Asks a node: what the bridge wants to know, and by itself the peers, the chain and its height.
 * It waits for a node that is not there, finds it again after a restart, and asks more slowly
 * where it is slow.
 */
export class RpcInput implements BridgeQueries {
  readonly #client: RpcClient
  readonly #sink: RpcInputSink
  readonly #records: RpcRecords
  readonly #timers: Timers
  readonly #chain: string | undefined
  readonly #queue = new QuestionQueue()
  readonly #closing = new AbortController()
  readonly #times = new PollTimes()
  readonly #backoff = new Backoff()
  #phase: Phase = 'down'
  #calls = 0
  #blockCalls = 0
  #pausedUntilUs = 0
  #cancelTimer: (() => void) | null = null
  /** When the node was started, in Unix seconds; null: not known. */
  #startedAt: number | null = null
  #wasUp = false
  #isAsking = true
  #lastAnswerUs = Number.NEGATIVE_INFINITY
  #status: RpcStatus
  /** The status while all is well. */
  #running: RpcStatus

  constructor({ client, sink, timers, chain }: RpcInputOptions) {
    this.#client = client
    this.#sink = sink
    this.#records = new RpcRecords(record => sink.push(record), timers)
    this.#timers = timers
    this.#chain = chain
    this.#status = waiting(`asking ${client.where}`)
    this.#running = this.#status
  }

  get status(): InputStatus {
    return { input: 'rpc', ...this.#status }
  }

  /** Whether the node answers, or did so a moment ago. */
  get isUp(): boolean {
    const silenceUs = this.#timers.monotonicUs() - this.#lastAnswerUs
    return this.#phase === 'up' || silenceUs < RpcPollLimits.graceMs * 1000
  }

  /** Whether the node has not said anything yet, not even that it is not there. */
  get isAsking(): boolean {
    return this.#isAsking
  }

  start(): void {
    void this.#probe()
  }

  want(query: BridgeQuery): void {
    this.#queue.add(query)
    // Whoever has left the mempool when the node answers again is not in it then.
    if (this.#phase !== 'up') this.#queue.dropEphemeral()
    this.#pump()
  }

  close(): void {
    this.#closing.abort()
    this.#cancelTimer?.()
    this.#client.close()
  }

  /** Finds out whether the right node answers, and greets it. */
  async #probe(): Promise<void> {
    if (this.#closing.signal.aborted) return
    this.#phase = 'greeting'
    try {
      const info = await this.#ask('getblockchaininfo', [])
      if (!this.#isReady(info)) {
        this.#retry()
        return
      }
      const answers = new Map([['getblockchaininfo', info]])
      const greeted: (() => void)[] = []
      for (const [method, params] of GREETING) {
        const sentUs = this.#timers.nowUs()
        const outcome = await this.#ask(method, params)
        answers.set(method, outcome)
        greeted.push(() => this.#records.answer({ method, params }, sentUs, outcome))
      }
      this.#noteStart(answers.get('uptime'))
      this.#phase = 'up'
      this.#wasUp = true
      this.#isAsking = false
      this.#backoff.reset()
      for (const push of greeted) push()
      this.#running = running(this.#client.where, answers.get('getnetworkinfo'))
      this.#status = this.#running
      this.#sink.connected(answers)
      this.#queue.add({ method: 'getrawmempool', params: [true] })
      this.#pump()
    } catch (error) {
      this.#down(error)
    }
  }

  /** False, with a status that says why, where the node cannot be used yet. */
  #isReady(info: RpcOutcome): boolean {
    const reason = whyNotReady(info, this.#client.where, this.#chain)
    if (reason !== null) this.#status = reason
    return reason === null
  }

  #noteStart(uptime: RpcOutcome | undefined): void {
    if (uptime === undefined || !('result' in uptime) || typeof uptime.result !== 'number') return
    const startedAt = this.#timers.nowUs() / 1e6 - uptime.result
    // Whole seconds, asked over a network of this machine.
    const isOther = this.#startedAt === null || Math.abs(startedAt - this.#startedAt) > 2
    // What was wanted in a short silence is still asked for, but for what only made sense at once.
    const left = this.#queue.takeLeft()
    const silence = 'the node did not answer for a while'
    if (this.#wasUp && isOther) this.#sink.restarted()
    else if (this.#wasUp && !this.isUp) this.#records.gap(silence)
    else if (left > 0) this.#records.gap(silence, left)
    this.#startedAt = startedAt
  }

  /** Asks what may be asked now, and sees to it that the rest is asked in time. */
  #pump(): void {
    if (this.#phase !== 'up' || this.#closing.signal.aborted) return
    const now = this.#timers.monotonicUs()
    if (now < this.#pausedUntilUs) {
      this.#wakeAt(this.#pausedUntilUs)
      return
    }
    for (const method of POLLED) {
      if (now < this.#times.dueUs(method)) continue
      this.#times.asked(method)
      this.#queue.add({ method, params: [] })
    }
    while (this.#calls < RpcPollLimits.maxCalls) {
      const question = this.#queue.next(
        this.#blockCalls < RpcPollLimits.maxBlockCalls,
        now >= this.#times.dueUs('getrawmempool'),
      )
      if (question === null) break
      void this.#run(question)
    }
    const left = this.#queue.takeLeft()
    if (left > 0) this.#records.gap('more questions than the node answers', left)
    const due = POLLED.map(method => this.#times.dueUs(method))
    if (this.#queue.wantsMempool) due.push(this.#times.dueUs('getrawmempool'))
    // What is on its way comes back here by itself.
    this.#wakeAt(Math.min(...due))
  }

  async #run(question: Question): Promise<void> {
    const { method, params } = question
    const isBlock = method === 'getblock'
    const sentUs = this.#timers.nowUs()
    const startedUs = this.#timers.monotonicUs()
    this.#times.asked(method)
    this.#calls++
    if (isBlock) this.#blockCalls++
    let outcome: RpcOutcome | null = null
    try {
      outcome = await this.#ask(method, params)
      this.#queue.done(question)
    } catch (error) {
      this.#queue.done(question)
      this.#failed(question, error)
    }
    this.#calls--
    if (isBlock) this.#blockCalls--
    this.#times.answered(method, startedUs, this.#timers.monotonicUs())
    if (outcome !== null && !this.#closing.signal.aborted) this.#take(question, sentUs, outcome)
    this.#pump()
  }

  #take(question: Question, sentUs: number, outcome: RpcOutcome): void {
    if (question.method === 'getblockchaininfo' && !this.#isReady(outcome)) {
      this.#leave()
      return
    }
    if (this.#phase === 'up') {
      this.#status = this.#running
      this.#lastAnswerUs = this.#timers.monotonicUs()
      this.#backoff.reset()
    }
    this.#records.answer(question, sentUs, outcome)
  }

  /** A question without an answer. A node that is slow or busy is asked again later. */
  #failed(question: Question, error: unknown): void {
    if (this.#closing.signal.aborted) return
    if (question.method === 'getblock' && ++question.attempts < RpcPollLimits.maxBlockAttempts) {
      this.#queue.putBack(question)
    } else if (question.method === 'getblock' || question.method === 'getmempoolentry') {
      this.#records.gap(`${question.method} was asked in vain`, 1)
    }
    if (this.#phase !== 'up') return
    if (isSlowness(error)) {
      this.#status = slow(error)
      this.#pausedUntilUs = this.#timers.monotonicUs() + this.#backoff.next() * 1000
    } else this.#down(error)
  }

  #down(error: unknown): void {
    if (this.#closing.signal.aborted) return
    this.#status = down(error)
    this.#leave()
  }

  #leave(): void {
    this.#queue.dropEphemeral()
    this.#retry()
  }

  #retry(): void {
    this.#phase = 'down'
    this.#isAsking = false
    const isAbsent = this.#status.state === 'waiting'
    const ms = Math.min(this.#backoff.next(), isAbsent ? RpcPollLimits.maxAbsentMs : Infinity)
    this.#wakeAt(this.#timers.monotonicUs() + ms * 1000)
  }

  #wakeAt(us: number): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    if (us === Number.POSITIVE_INFINITY) return
    const ms = Math.max(1, (us - this.#timers.monotonicUs()) / 1000)
    this.#cancelTimer = this.#timers.after(ms, () => {
      if (this.#phase === 'up') this.#pump()
      else if (this.#phase === 'down') void this.#probe()
    })
  }

  #ask(method: string, params: readonly unknown[]): Promise<RpcOutcome> {
    return this.#client.call(method, params, { signal: this.#closing.signal })
  }
}

/** What is asked by the clock. */
const POLLED = ['getpeerinfo', 'getblockchaininfo'] as const
