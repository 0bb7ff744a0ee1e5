import type { MessageBuilder } from '../capnp/index.js'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import type { rpc } from '../schema/index.js'
import {
  Call,
  type ContentTarget,
  copyContent,
  newTarget,
  type PipelineSource,
  toPayload,
} from './call.js'
import { aborted, asNodetapError } from './exceptions.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'
import { PromiseHook } from './hooks/promise-hook.js'
import { RpcLimits } from './limits.js'
import { PathTable } from './path-table.js'
import type { Payload } from './payload.js'
import { type Building, beginReturn, readBack, readBuilt } from './return-message.js'

/** What an answer asks of its connection. */
export interface AnswerWire {
  /**
   * Completes the capability table of `payload` and sends the Return; gives the exports made.
   * Where it throws, nothing has been sent and nothing exported.
   */
  sendResults(
    message: MessageBuilder,
    payload: rpc.PayloadBuilder,
    hooks: readonly (Hook | null)[],
  ): readonly number[]
  sendEmptyResults(answer: Answer): void
  sendException(answer: Answer, error: NodetapError): void
  sendElsewhere(answer: Answer): void
  /** Counts bytes that the answer holds from now on, or no longer where it is negative. */
  hold(bytes: number): void
}

/** What the peer asks for with a Call. */
export interface AnswerRequest {
  readonly id: number
  readonly interfaceId: bigint
  readonly methodId: number
  /** Null for a bootstrap. Taken over. */
  readonly params: Payload | null
  /** The peer wants the results kept here, for another question of ours. */
  readonly keepResults: boolean
  /** How many calls in a row, not answered yet, lead to this one. */
  readonly depth: number
}

/** A call of the peer's, from its Call until both Return and Finish have passed. */
export class Answer extends Call {
  readonly id: number
  readonly keepResults: boolean
  readonly depth: number
  /** Exports that the results carried; given back when Finish says so. */
  resultExports: readonly number[] = []
  readonly #wire: AnswerWire
  #params: Payload | null
  #held = 0
  #building: Building | null = null
  #settled = false
  #error: NodetapError | null = null
  /** The results, to be pipelined on; made from the message sent when first needed. */
  #results: Payload | null = null
  #sentMessage: MessageBuilder | null = null
  /** The capabilities of the results sent, until `#results` owns them. */
  #resultHooks: readonly (Hook | null)[] = []
  /** Promises that somebody holds or calls; they take themselves out when nobody does. */
  readonly #pipelines = new PathTable<PromiseHook>()
  /** Set when the peer is done with it and only pipelined calls still wait for it. */
  #abandoned: { readonly reason: NodetapError; readonly onOver: () => void } | null = null
  #takers: ((outcome: Payload | NodetapError) => void)[] = []

  constructor(wire: AnswerWire, request: AnswerRequest) {
    super(request.interfaceId, request.methodId)
    this.#wire = wire
    this.id = request.id
    this.#params = request.params
    this.keepResults = request.keepResults
    this.depth = request.depth
    this.#hold(request.params?.message.bytes.length ?? 0)
  }

  /** Whether it has an outcome. */
  get settled(): boolean {
    return this.#settled
  }

  override params(): Payload {
    if (this.#params === null) throw aborted()
    return this.#params
  }

  override writeParams(target: ContentTarget): void {
    copyContent(this.params(), target)
  }

  override forwardedAs(source: PipelineSource): void {
    this.whenCancelled(() => source.cancel())
  }

  override beginResults(): ContentTarget {
    this.#building ??= this.keepResults
      ? { target: newTarget(), payload: null }
      : beginReturn(this.id)
    return this.#building.target
  }

  override returnResults(): void {
    const building = this.#building
    this.#building = null
    if (this.#settled) {
      building?.target.capabilities.release()
      return
    }
    try {
      if (this.#abandoned !== null) this.#results = building === null ? null : readBuilt(building)
      else if (this.keepResults) this.#keep(toPayload(building?.target ?? newTarget()))
      else if (building?.payload) this.#return(building.target, building.payload)
      else this.#wire.sendEmptyResults(this)
    } catch (error) {
      building?.target.capabilities.release()
      this.fail(asNodetapError(error))
      return
    }
    this.#settle()
  }

  override settle(results: Payload): void {
    if (this.#settled) results.release()
    else if (this.#abandoned !== null) {
      this.#results = results
      this.#settle()
    } else if (this.keepResults) {
      this.#keep(results)
      this.#settle()
    } else {
      try {
        copyContent(results, this.beginResults())
      } catch (error) {
        this.fail(asNodetapError(error))
      } finally {
        results.release()
      }
      this.returnResults()
    }
  }

  override fail(error: NodetapError): void {
    this.#building?.target.capabilities.release()
    this.#building = null
    if (this.#settled) return
    this.#error = error
    // Whoever takes the results elsewhere learns of the error there, too.
    if (this.#abandoned !== null) this.#discard()
    else if (this.keepResults) this.#wire.sendElsewhere(this)
    else this.#wire.sendException(this, error)
    this.#settle()
  }

  /** The capability that a pipelined call of the peer's is for; the caller's to release. */
  pipeline(path: readonly number[]): Hook {
    if (this.#settled) return this.#pipelined(path)
    const known = this.#pipelines.get(path)
    if (known !== undefined) return known.retain()
    if (this.#pipelines.size >= RpcLimits.maxPipelinedPaths) {
      return new BrokenHook(
        new NodetapError(
          ErrorCodes.Overloaded,
          `More than ${RpcLimits.maxPipelinedPaths} places of one answer are waited for`,
        ),
      )
    }
    const promise: PromiseHook = new PromiseHook(() => this.#unwanted(path, promise))
    return this.#pipelines.add(path, promise)
  }

  #unwanted(path: readonly number[], promise: PromiseHook): void {
    if (this.#settled) return
    this.#pipelines.delete(path, promise)
    if (this.#abandoned !== null && this.#pipelines.size === 0) this.cancel(this.#abandoned.reason)
  }

  /** Calls `take` with the results (a share of its own) or the error, once it is settled. */
  whenSettled(take: (outcome: Payload | NodetapError) => void): void {
    if (!this.#settled) this.#takers.push(take)
    else if (this.#error !== null) take(this.#error)
    else take(this.#payload().share())
  }

  /**
   * The peer is done with it. Before the Return this cancels the call, unless calls that the
   * peer has pipelined on its results still wait: then when they do no more. Returns whether
   * it is over; otherwise `onOver` is told.
   */
  finish(reason: NodetapError, onOver: () => void): boolean {
    if (!this.#settled && this.#pipelines.size > 0) {
      this.#abandoned = { reason, onOver }
      return false
    }
    this.cancel(reason)
    return true
  }

  /** Fails the call if it is not settled, and lets go of all that it holds. */
  cancel(reason: NodetapError): void {
    if (!this.#settled) {
      this.#discard()
      this.#error = reason
      this.#settle()
      this.markCancelled()
    }
    this.#letGo()
  }

  #discard(): void {
    this.#building?.target.capabilities.release()
    this.#building = null
  }

  #letGo(): void {
    const results = this.#results
    const hooks = this.#resultHooks
    this.#results = null
    this.#resultHooks = []
    if (results !== null) results.release()
    else for (const hook of hooks) hook?.release()
    this.#hold(-this.#held)
  }

  #return(target: ContentTarget, payload: rpc.PayloadBuilder): void {
    const { message, capabilities } = target
    this.resultExports = this.#wire.sendResults(message, payload, capabilities.hooks)
    this.#resultHooks = capabilities.takeHooks()
    // Results without capabilities cannot be pipelined on: there is no need to keep them.
    if (this.#resultHooks.some(hook => hook !== null)) {
      this.#sentMessage = message
      this.#hold(message.bytes.length)
    }
  }

  #keep(results: Payload): void {
    this.#results = results
    this.#hold(results.message.bytes.length)
    this.#wire.sendElsewhere(this)
  }

  #settle(): void {
    this.#settled = true
    const params = this.#params
    this.#params = null
    params?.release()
    this.#hold(-(params?.message.bytes.length ?? 0))
    for (const { path, entry: promise } of this.#pipelines.takeAll()) {
      promise.resolve(this.#pipelined(path))
    }
    const takers = this.#takers
    this.#takers = []
    for (const take of takers) this.whenSettled(take)
    if (this.#abandoned === null) return
    this.#letGo()
    this.#abandoned.onOver()
  }

  #pipelined(path: readonly number[]): Hook {
    return this.#error === null ? this.#payload().pipelined(path) : new BrokenHook(this.#error)
  }

  #payload(): Payload {
    this.#results ??=
      this.#sentMessage === null
        ? toPayload(newTarget())
        : readBack(this.#sentMessage, this.#resultHooks)
    return this.#results
  }

  #hold(bytes: number): void {
    this.#held += bytes
    this.#wire.hold(bytes)
  }
}
