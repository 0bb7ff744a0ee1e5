import { copyPointer, MessageBuilder, MessageReader } from '../capnp/index.js'
import type { NodetapError } from '../errors/index.js'
import { rpc } from '../schema/index.js'
import { Call, type ContentTarget, newTarget, toPayload } from './call.js'
import { CapabilityWriter } from './cap-table.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'
import { PromiseHook } from './hooks/promise-hook.js'
import { Payload } from './payload.js'

/** What an answer asks of its connection. */
export interface AnswerWire {
  /** Completes the capability table of `payload` and sends the Return; gives the exports made. */
  sendResults(
    answer: Answer,
    message: MessageBuilder,
    payload: rpc.PayloadBuilder,
    hooks: readonly (Hook | null)[],
  ): readonly number[]
  sendEmptyResults(answer: Answer): void
  sendException(answer: Answer, error: NodetapError): void
  sendElsewhere(answer: Answer): void
}

/** A call of the peer's, from its Call until both Return and Finish have passed. */
export class Answer extends Call {
  readonly id: number
  /** The peer wants the results kept here, for another question of its own. */
  readonly keepResults: boolean
  /** Exports that the results carried; given back when Finish says so. */
  resultExports: readonly number[] = []
  readonly #wire: AnswerWire
  readonly #params: Payload | null
  #building: { target: ContentTarget; payload: rpc.PayloadBuilder | null } | null = null
  #settled = false
  #finished = false
  #error: NodetapError | null = null
  /** The results, to be pipelined on; made from the frame sent when first needed. */
  #results: Payload | null = null
  #sentMessage: MessageBuilder | null = null
  /** The capabilities of the results sent, until `#results` owns them. */
  #resultHooks: readonly (Hook | null)[] = []
  #pipelines: { path: readonly number[]; promise: PromiseHook }[] = []
  #takers: ((outcome: Payload | NodetapError) => void)[] = []

  constructor(
    wire: AnswerWire,
    id: number,
    interfaceId: bigint,
    methodId: number,
    params: Payload | null,
    keepResults: boolean,
  ) {
    super(interfaceId, methodId)
    this.#wire = wire
    this.id = id
    this.#params = params
    this.keepResults = keepResults
  }

  /** Whether a Return has been sent. */
  get settled(): boolean {
    return this.#settled
  }

  override params(): Payload {
    if (this.#params === null) throw new Error('a bootstrap has no params')
    return this.#params
  }

  override writeParams(target: ContentTarget): void {
    copyContent(this.params(), target)
  }

  override beginResults(): ContentTarget {
    this.#building ??= this.keepResults
      ? { target: newTarget(), payload: null }
      : beginReturn(this.id)
    return this.#building.target
  }

  override returnResults(): void {
    if (this.#isOver()) {
      this.#discard()
      return
    }
    const building = this.#building
    this.#building = null
    if (this.keepResults) {
      this.#keep(toPayload(building?.target ?? newTarget()))
    } else if (building?.payload) {
      const { message, capabilities } = building.target
      this.resultExports = this.#wire.sendResults(
        this,
        message,
        building.payload,
        capabilities.hooks,
      )
      this.#sentMessage = message
      this.#resultHooks = capabilities.hooks
      this.#settle()
    } else {
      this.#wire.sendEmptyResults(this)
      this.#settle()
    }
  }

  override settle(results: Payload): void {
    if (this.#isOver()) results.release()
    else if (this.keepResults) this.#keep(results)
    else {
      copyContent(results, this.beginResults())
      results.release()
      this.returnResults()
    }
  }

  override fail(error: NodetapError): void {
    this.#discard()
    if (this.#isOver()) return
    this.#error = error
    this.#wire.sendException(this, error)
    this.#settle()
  }

  /** The capability that a pipelined call of the peer's is for; the caller's to release. */
  pipeline(path: readonly number[]): Hook {
    if (!this.#settled) {
      const promise = new PromiseHook()
      this.#pipelines.push({ path, promise: promise.retain() })
      return promise
    }
    return this.#pipelined(path)
  }

  /** Calls `take` with the results (a share of its own) or the error, once it is settled. */
  whenSettled(take: (outcome: Payload | NodetapError) => void): void {
    if (!this.#settled) this.#takers.push(take)
    else if (this.#error !== null) take(this.#error)
    else take(this.#payload().share())
  }

  /** The peer is done with it; before the Return this cancels the call. */
  finish(reason: NodetapError): void {
    this.#finished = true
    if (!this.#settled) {
      this.#discard()
      this.#error = reason
      this.#settle()
      this.markCancelled()
    }
    if (this.#results !== null) this.#results.release()
    else for (const hook of this.#resultHooks) hook?.release()
    this.#resultHooks = []
  }

  /** Forgets results that will not be sent; a handler may go on building after a cancel. */
  #discard(): void {
    this.#building?.target.capabilities.release()
    this.#building = null
  }

  #isOver(): boolean {
    return this.#settled || this.#finished
  }

  #keep(results: Payload): void {
    this.#results = results
    this.#wire.sendElsewhere(this)
    this.#settle()
  }

  #settle(): void {
    this.#settled = true
    const pipelines = this.#pipelines
    this.#pipelines = []
    for (const { path, promise } of pipelines) {
      promise.resolve(this.#pipelined(path))
      promise.release()
    }
    const takers = this.#takers
    this.#takers = []
    for (const take of takers) this.whenSettled(take)
    this.#params?.release()
  }

  #pipelined(path: readonly number[]): Hook {
    if (this.#error !== null) return new BrokenHook(this.#error)
    return this.#payload().pipelined(path).retain()
  }

  #payload(): Payload {
    this.#results ??=
      this.#sentMessage === null
        ? toPayload(newTarget())
        : readBack(this.#sentMessage, this.#resultHooks)
    return this.#results
  }
}

/** Begins a Return. The capabilities of the params are given back one by one, by Release. */
export function initReturn(message: rpc.MessageBuilder, answerId: number): rpc.ReturnBuilder {
  const answer = message.initReturn()
  answer.answerId = answerId
  answer.releaseParamCaps = false
  return answer
}

function beginReturn(answerId: number): { target: ContentTarget; payload: rpc.PayloadBuilder } {
  const message = new MessageBuilder()
  const payload = initReturn(message.initRoot(rpc.Message), answerId).initResults()
  const at = payload.pointerAt(payload.contentPointer)
  return { target: { message, at, capabilities: new CapabilityWriter() }, payload }
}

/** The results of a Return that was built here, to be read. */
function readBack(message: MessageBuilder, hooks: readonly (Hook | null)[]): Payload {
  const reader = new MessageReader(message.toFrame())
  const payload = reader.root(rpc.Message).return.results
  const at = payload.pointerAt(payload.contentPointer)
  return new Payload(reader, payload.segment, at, reader.maxDepth, hooks)
}

function copyContent(from: Payload, to: ContentTarget): void {
  if (from.at >= 0) copyPointer(from.message, from.segment, from.at, to.message, to.at, from.depth)
  for (const hook of from.hooks) to.capabilities.addHook(hook?.retain() ?? null)
}
