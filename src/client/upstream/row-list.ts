import {
  ElementSize,
  headerBytes,
  MessageBuilder,
  MessageReader,
  malformed,
  PointerKind,
  type StructListReader,
  WORD_BYTES,
} from '../../capnp/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { tracing } from '../../schema/index.js'

/** The params of either way to deliver a batch. */
export type BatchParams =
  | tracing.NetMessageTraceMessagesParamsReader
  | tracing.NetMessageTraceMessagesStreamParamsReader

/** Sizes of a row without the fields of the payload arena: the least that is read in place. */
const MIN_DATA_WORDS = 4
const POINTER_WORDS = 4

/**
 * Rows of upstream's `List(NetMessage)`, checked once: each has at least the words that every
 * version of the prototype sends, so that reading one is index arithmetic.
 */
export interface RowList {
  readonly message: MessageReader
  /** Where each segment of the message begins, in words, and where the last one ends. */
  readonly segments: Uint32Array
  /** The rows' segment. */
  readonly segment: number
  readonly count: number
  /** Word index of the first row; the words of a row; and how many of them hold data. */
  readonly first: number
  readonly stride: number
  readonly dataWords: number
}

/** The rows behind pointer field `pointer` of `params`, which are also what `messages` reads. */
export function rowListOf(params: BatchParams, pointer: number): RowList {
  const { message } = params
  const kind = params.followPointer(pointer)
  if (kind !== PointerKind.Null && kind !== PointerKind.List) {
    malformed('a list was expected where something else is')
  }
  const isComposite = message.elementSize === ElementSize.Composite
  const { dataWords, pointerWords } = message
  if (
    kind === PointerKind.Null ||
    (isComposite && dataWords >= MIN_DATA_WORDS && pointerWords >= POINTER_WORDS)
  ) {
    return {
      message,
      segments: segmentsOf(message),
      segment: message.segment,
      count: kind === PointerKind.Null ? 0 : message.elementCount,
      first: message.target,
      stride: dataWords + pointerWords,
      dataWords,
    }
  }
  return rewritten(params.messages)
}

const { Params } = tracing.NetMessageTrace.methods.messagesStream

/**
 * Rows of any other size, as Cap'n Proto wants them read: written anew in ours. Far from fast,
 * but no version is known that sends such.
 */
function rewritten(rows: StructListReader<tracing.NetMessageReader>): RowList {
  const builder = new MessageBuilder()
  try {
    writeRows(builder, rows)
  } catch (error) {
    // Small rows, or rows that share a text, can be more in ours than any message may be.
    if (!(error instanceof NodetapError) || error.code !== ErrorCodes.ValueOutOfRange) throw error
    malformed(`${rows.length} rows that take more than any message may (amplification)`)
  }
  return rowListOf(new MessageReader(builder.toFrame()).root(Params), 0)
}

function writeRows(
  builder: MessageBuilder,
  rows: StructListReader<tracing.NetMessageReader>,
): void {
  const copies = builder.initRoot(Params).initMessages(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const from = rows.get(i)
    const to = copies.get(i)
    to.inbound = from.inbound
    to.payloadSlot = from.payloadSlot
    to.peerId = from.peerId
    to.msgSize = from.msgSize
    to.timestampUs = from.timestampUs
    to.payloadLen = from.payloadLen
    to.peerAddr = from.peerAddr
    to.connType = from.connType
    to.msgType = from.msgType
    to.payload = from.payload
  }
}

/** The segment table of a message, which its reader has checked. */
function segmentsOf({ uint32, segmentCount }: MessageReader): Uint32Array {
  const segments = new Uint32Array(segmentCount + 1)
  segments[0] = headerBytes(segmentCount) / WORD_BYTES
  for (let i = 0; i < segmentCount; i++) {
    segments[i + 1] = (segments[i] as number) + (uint32[i + 1] as number)
  }
  return segments
}
