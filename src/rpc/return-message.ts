import { MessageBuilder, MessageReader } from '../capnp/index.js'
import { rpc } from '../schema/index.js'
import { type ContentTarget, toPayload } from './call.js'
import { CapabilityWriter } from './cap-table.js'
import type { Hook } from './hooks/hook.js'
import { Payload } from './payload.js'

/** Results being built; `payload` is null for such as will not be sent. */
export interface Building {
  readonly target: ContentTarget
  readonly payload: rpc.PayloadBuilder | null
}

/** Begins a Return. The capabilities of the params are given back one by one, by Release. */
export function initReturn(message: rpc.MessageBuilder, answerId: number): rpc.ReturnBuilder {
  const answer = message.initReturn()
  answer.answerId = answerId
  answer.releaseParamCaps = false
  return answer
}

/** Begins a Return that has results. */
export function beginReturn(answerId: number): Building {
  const message = new MessageBuilder()
  const payload = initReturn(message.initRoot(rpc.Message), answerId).initResults()
  const at = payload.pointerAt(payload.contentPointer)
  return { target: { message, at, capabilities: new CapabilityWriter() }, payload }
}

/** Results that were built and are not to be sent, to be read. */
export function readBuilt({ target, payload }: Building): Payload {
  return payload === null
    ? toPayload(target)
    : readBack(target.message, target.capabilities.takeHooks())
}

/** The results of a Return that was built here, to be read. */
export function readBack(message: MessageBuilder, hooks: readonly (Hook | null)[]): Payload {
  const reader = new MessageReader(message.toFrame())
  const payload = reader.root(rpc.Message).return.results
  const at = payload.pointerAt(payload.contentPointer)
  return new Payload(reader, payload.segment, at, reader.maxDepth, hooks)
}
