import { copyPointer, MessageBuilder, type MessageReader } from '../../src/capnp/index.js'
import { rpc } from '../../src/schema/index.js'
import { readTree, type Tree } from '../capnp/tree.js'

/** An RPC message as plain values: what it means, whatever its layout. */
export type PlainMessage = Readonly<Record<string, unknown>>

interface PlainPayload {
  readonly content: Tree
  readonly capabilities: readonly PlainMessage[]
}

export function readPlain(reader: MessageReader): PlainMessage {
  const message = reader.root(rpc.Message)
  switch (message.which()) {
    case rpc.MessageWhich.bootstrap:
      return { bootstrap: message.bootstrap.questionId }
    case rpc.MessageWhich.call: {
      const { questionId, interfaceId, methodId, params, target, sendResultsTo } = message.call
      const sendTo = sendResultsTo.which()
      return {
        call: questionId,
        interfaceId,
        methodId,
        sendTo,
        ...readTarget(target),
        ...readPayload(params),
      }
    }
    case rpc.MessageWhich.return: {
      const { answerId, releaseParamCaps, noFinishNeeded, ...rest } = readReturn(message.return)
      return { return: answerId, releaseParamCaps, noFinishNeeded, ...rest }
    }
    case rpc.MessageWhich.finish: {
      const { questionId, releaseResultCaps } = message.finish
      return { finish: questionId, releaseResultCaps }
    }
    case rpc.MessageWhich.release:
      return { release: message.release.id, count: message.release.referenceCount }
    case rpc.MessageWhich.abort:
      return { abort: message.abort.type, reason: message.abort.reason }
    default:
      throw new Error(`a message of kind ${message.which()} is in no transcript`)
  }
}

function readReturn(message: rpc.ReturnReader): PlainMessage {
  const { answerId, releaseParamCaps, noFinishNeeded } = message
  const common = { answerId, releaseParamCaps, noFinishNeeded, which: message.which() }
  if (message.which() === rpc.ReturnWhich.results)
    return { ...common, ...readPayload(message.results) }
  if (message.which() === rpc.ReturnWhich.exception) {
    const { reason, type } = message.exception
    return { ...common, reason, type }
  }
  return common
}

function readTarget(target: rpc.MessageTargetReader): PlainMessage {
  return target.which() === rpc.MessageTargetWhich.importedCap
    ? { target: target.importedCap }
    : { promised: readPromised(target.promisedAnswer) }
}

function readPromised({ questionId, transform }: rpc.PromisedAnswerReader): PlainMessage {
  return { questionId, path: [...transform].map(op => [op.which(), op.getPointerField]) }
}

function readPayload(payload: rpc.PayloadReader): PlainPayload {
  const at = payload.pointerAt(payload.contentPointer)
  return {
    content: readTree(payload.message, payload.segment, at),
    capabilities: [...payload.capTable].map(readCapability),
  }
}

function readCapability(descriptor: rpc.CapDescriptorReader): PlainMessage {
  const which = descriptor.which()
  if (which === rpc.CapDescriptorWhich.receiverAnswer) {
    return { which, ...readPromised(descriptor.receiverAnswer) }
  }
  const id = which === rpc.CapDescriptorWhich.none ? 0 : descriptor.senderHosted
  return { which, id, fd: descriptor.attachedFd }
}

/** The same message, built anew by the generated builders; its content is copied. */
export function rebuild(reader: MessageReader): Uint8Array {
  const message = reader.root(rpc.Message)
  const builder = new MessageBuilder()
  const root = builder.initRoot(rpc.Message)
  switch (message.which()) {
    case rpc.MessageWhich.abort:
      rebuildException(message.abort, root.initAbort())
      break
    case rpc.MessageWhich.bootstrap:
      root.initBootstrap().questionId = message.bootstrap.questionId
      break
    case rpc.MessageWhich.call:
      rebuildCall(message.call, root.initCall(), builder)
      break
    case rpc.MessageWhich.return:
      rebuildReturn(message.return, root.initReturn(), builder)
      break
    case rpc.MessageWhich.finish: {
      const finish = root.initFinish()
      finish.questionId = message.finish.questionId
      finish.releaseResultCaps = message.finish.releaseResultCaps
      break
    }
    case rpc.MessageWhich.release: {
      const release = root.initRelease()
      release.id = message.release.id
      release.referenceCount = message.release.referenceCount
      break
    }
  }
  return builder.toFrame()
}

function rebuildCall(from: rpc.CallReader, to: rpc.CallBuilder, builder: MessageBuilder): void {
  to.questionId = from.questionId
  to.interfaceId = from.interfaceId
  to.methodId = from.methodId
  const target = to.initTarget()
  if (from.target.which() === rpc.MessageTargetWhich.importedCap) {
    target.importedCap = from.target.importedCap
  } else {
    rebuildPromised(from.target.promisedAnswer, target.initPromisedAnswer())
  }
  if (from.sendResultsTo.which() === rpc.CallSendResultsToWhich.yourself) {
    to.initSendResultsTo().setYourself()
  }
  rebuildPayload(from.params, to.initParams(), builder)
}

function rebuildReturn(
  from: rpc.ReturnReader,
  to: rpc.ReturnBuilder,
  builder: MessageBuilder,
): void {
  to.answerId = from.answerId
  to.releaseParamCaps = from.releaseParamCaps
  to.noFinishNeeded = from.noFinishNeeded
  switch (from.which()) {
    case rpc.ReturnWhich.results:
      rebuildPayload(from.results, to.initResults(), builder)
      break
    case rpc.ReturnWhich.exception:
      rebuildException(from.exception, to.initException())
      break
    case rpc.ReturnWhich.canceled:
      to.setCanceled()
      break
  }
}

function rebuildException(from: rpc.ExceptionReader, to: rpc.ExceptionBuilder): void {
  to.reason = from.reason
  to.type = from.type as rpc.ExceptionType // As it was read, whether known or not.
}

function rebuildPromised(from: rpc.PromisedAnswerReader, to: rpc.PromisedAnswerBuilder): void {
  to.questionId = from.questionId
  const transform = to.initTransform(from.transform.length)
  ;[...from.transform].forEach((op, i) => {
    if (op.which() === rpc.PromisedAnswerOpWhich.noop) transform.get(i).setNoop()
    else transform.get(i).getPointerField = op.getPointerField
  })
}

function rebuildPayload(
  from: rpc.PayloadReader,
  to: rpc.PayloadBuilder,
  builder: MessageBuilder,
): void {
  const at = from.pointerAt(from.contentPointer)
  if (at >= 0) {
    const depth = from.depthLeft
    copyPointer(from.message, from.segment, at, builder, to.pointerAt(to.contentPointer), depth)
  }
  if (from.capTable.length === 0) return
  const table = to.initCapTable(from.capTable.length)
  ;[...from.capTable].forEach((descriptor, i) => {
    const copy = table.get(i)
    switch (descriptor.which()) {
      case rpc.CapDescriptorWhich.senderHosted:
        copy.senderHosted = descriptor.senderHosted
        break
      case rpc.CapDescriptorWhich.senderPromise:
        copy.senderPromise = descriptor.senderPromise
        break
      case rpc.CapDescriptorWhich.receiverHosted:
        copy.receiverHosted = descriptor.receiverHosted
        break
      case rpc.CapDescriptorWhich.receiverAnswer:
        rebuildPromised(descriptor.receiverAnswer, copy.initReceiverAnswer())
        break
    }
    copy.attachedFd = descriptor.attachedFd
  })
}
