import { FrameSplitter, MessageReader, StructReader } from '../../../src/capnp/index.js'
import { rpc } from '../../../src/schema/index.js'

/** A capability in a message, by the name of its kind; `id` of the sender's or the receiver's. */
export interface WireCapability {
  readonly kind: string
  readonly id: number
}

/** One RPC message as far as a replay has to know it. */
export interface WireMessage {
  readonly frame: Uint8Array
  readonly kind: string
  /** The question's, the answer's or the released capability's. */
  readonly id: number
  /** Of a call: the interface and method, as `8838c700ba5cba65@5`. */
  readonly method: string
  /** Of a call on a capability of the receiver's: its number; -1 otherwise. */
  readonly target: number
  /** Of a return: `results`, `exception`, … */
  readonly outcome: string
  readonly releaseParamCaps: boolean
  readonly releaseResultCaps: boolean
  /** Of a release. */
  readonly count: number
  readonly capabilities: readonly WireCapability[]
}

/** Names of a generated enumeration's numbers. */
function names(numbers: Readonly<Record<string, number>>): string[] {
  const all: string[] = []
  for (const [name, number] of Object.entries(numbers)) all[number] = name
  return all
}

const kinds = names(rpc.MessageWhich)
const outcomes = names(rpc.ReturnWhich)
const capabilityKinds = names(rpc.CapDescriptorWhich)

export function readWireMessage(frame: Uint8Array): WireMessage {
  const message = new MessageReader(frame).root(rpc.Message)
  const plain: WireMessage = {
    frame,
    kind: kinds[message.which()] ?? '',
    id: -1,
    method: '',
    target: -1,
    outcome: '',
    releaseParamCaps: false,
    releaseResultCaps: false,
    count: 0,
    capabilities: [],
  }
  switch (message.which()) {
    case rpc.MessageWhich.bootstrap:
      return { ...plain, id: message.bootstrap.questionId }
    case rpc.MessageWhich.call: {
      const { questionId, interfaceId, methodId, target, params } = message.call
      const imported = target.which() === rpc.MessageTargetWhich.importedCap
      return {
        ...plain,
        id: questionId,
        method: `${interfaceId.toString(16)}@${methodId}`,
        target: imported ? target.importedCap : -1,
        capabilities: readCapabilities(params),
      }
    }
    case rpc.MessageWhich.return: {
      const isResults = message.return.which() === rpc.ReturnWhich.results
      return {
        ...plain,
        id: message.return.answerId,
        outcome: outcomes[message.return.which()] ?? '',
        releaseParamCaps: message.return.releaseParamCaps,
        capabilities: isResults ? readCapabilities(message.return.results) : [],
      }
    }
    case rpc.MessageWhich.finish:
      return {
        ...plain,
        id: message.finish.questionId,
        releaseResultCaps: message.finish.releaseResultCaps,
      }
    case rpc.MessageWhich.release:
      return { ...plain, id: message.release.id, count: message.release.referenceCount }
    default:
      return plain
  }
}

function readCapabilities(payload: rpc.PayloadReader): WireCapability[] {
  return [...payload.capTable].map(descriptor => ({
    kind: capabilityKinds[descriptor.which()] ?? '',
    id: descriptor.senderHosted,
  }))
}

/** Numbers of a message to be replaced. */
export interface NewNumbers {
  readonly id?: number
  readonly target?: number
  /** Gives the new number of a capability of the receiver's. */
  readonly receiverHosted?: (id: number) => number
}

/** A copy of a message with other numbers and otherwise the same bytes. */
export function withNumbers(message: WireMessage, numbers: NewNumbers): Uint8Array {
  const frame = message.frame.slice()
  const body = new MessageReader(frame).root(Struct).getStruct(0, Struct)
  if (numbers.id !== undefined) body.setUint32(0, numbers.id)
  if (numbers.target !== undefined && message.target >= 0) {
    body.getStruct(0, Struct).setUint32(0, numbers.target)
  }
  const { receiverHosted } = numbers
  if (receiverHosted !== undefined && message.capabilities.length > 0) {
    const payload = body.getStruct(message.kind === 'call' ? 1 : 0, Struct)
    const table = payload.getStructList(1, Struct)
    message.capabilities.forEach(({ kind, id }, i) => {
      if (kind === 'receiverHosted') table.get(i).setUint32(4, receiverHosted(id))
    })
  }
  return frame
}

/** A struct whose numbers can be written over. */
class Writable extends StructReader {
  setUint32(byte: number, value: number): void {
    this.message.uint32[(this.dataStart + byte) >> 2] = value
  }
}

const Struct = { Reader: Writable }

/** Cuts bytes into messages. */
export function wireMessages(onMessage: (message: WireMessage) => void): FrameSplitter {
  return new FrameSplitter(frame => onMessage(readWireMessage(frame)))
}
