import { copyPointer, MessageBuilder, MessageReader } from '../capnp/index.js'
import type { NodetapError } from '../errors/index.js'
import { CapabilityWriter } from './cap-table.js'
import type { Hook } from './hooks/hook.js'
import { Payload } from './payload.js'
import { runUserCode } from './user-code.js'

/** Where content is to be written: behind the pointer at word `at`. */
export interface ContentTarget {
  readonly message: MessageBuilder
  readonly at: number
  readonly capabilities: CapabilityWriter
}

/** A question that a call has become on some connection; what pipelining and cancelling need. */
export interface PipelineSource {
  pipeline(path: readonly number[]): Hook
  cancel(): void
}

/**
 * One call on its way to the hook that answers it, and the way back for its answer. It is
 * settled exactly once, by `settle`, `returnResults` or `fail`, none of which throws; what
 * comes later is dropped.
 */
export abstract class Call {
  readonly interfaceId: bigint
  readonly methodId: number
  /** An answer without results may wait for others: see {@link MethodOptions.unhurried}. */
  unhurried = false
  #cancelListeners: (() => void)[] | null = null
  #cancelled = false

  constructor(interfaceId: bigint, methodId: number) {
    this.interfaceId = interfaceId
    this.methodId = methodId
  }

  /** The params to be read; the call keeps ownership. Throws once it is over. */
  abstract params(): Payload
  /** Writes the params into a message of ours. */
  abstract writeParams(target: ContentTarget): void
  /** Begins results that {@link returnResults} will send. */
  abstract beginResults(): ContentTarget
  abstract returnResults(): void
  /** Answers with results made elsewhere; takes them over. */
  abstract settle(results: Payload): void
  abstract fail(error: NodetapError): void
  /** Told by a hook that passes the call on to a connection. */
  forwardedAs(_source: PipelineSource): void {}

  /** Whether the caller has lost interest. */
  get cancelled(): boolean {
    return this.#cancelled
  }

  whenCancelled(listener: () => void): void {
    if (this.#cancelled) listener()
    else {
      this.#cancelListeners ??= []
      this.#cancelListeners.push(listener)
    }
  }

  protected markCancelled(): void {
    if (this.#cancelled) return
    this.#cancelled = true
    const listeners = this.#cancelListeners
    this.#cancelListeners = null
    for (const listener of listeners ?? []) runUserCode('a listener for cancellation', listener)
  }
}

export function newTarget(): ContentTarget {
  return { message: new MessageBuilder(), at: 0, capabilities: new CapabilityWriter() }
}

/** What was written to a target of {@link newTarget}, to be read. Takes over its capabilities. */
export function toPayload(target: ContentTarget): Payload {
  const reader = new MessageReader(target.message.toFrame())
  const hooks = target.capabilities.takeHooks()
  return new Payload(reader, 0, reader.rootAt, reader.maxDepth, hooks)
}

/** Writes the content of `from`, which keeps it, and shares its capabilities. */
export function copyContent(from: Payload, to: ContentTarget): void {
  if (from.at >= 0) copyPointer(from.message, from.segment, from.at, to.message, to.at, from.depth)
  for (const hook of from.hooks) to.capabilities.addHook(hook?.retain() ?? null)
}
