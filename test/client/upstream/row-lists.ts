import { headerBytes, MessageBuilder, MessageReader } from '../../../src/capnp/index.js'
import { tracing } from '../../../src/schema/index.js'

const { messagesStream } = tracing.NetMessageTrace.methods

/** A row to be built. */
export interface MadeRow {
  readonly inbound: boolean
  readonly peerId: number
  readonly peerAddr: string
  readonly connType: string
  readonly msgType: string
  readonly msgSize: number
  readonly timestampUs: number
  readonly payload: Uint8Array
}

export interface RowSizes {
  readonly dataWords: number
  readonly pointerWords: number
}

/** Row number `i` of many: texts and sizes of every kind. */
export function madeRow(i: number): MadeRow {
  return {
    inbound: i % 3 !== 0,
    peerId: i % 7 === 0 ? -1 : i,
    peerAddr: i % 5 === 0 ? `${'long.'.repeat(40)}${i}` : `10.0.0.${i % 9}:8333`,
    connType: i % 11 === 0 ? '' : ['inbound', 'manual', 'größe'][i % 3]!,
    msgType: ['inv', 'ping', 'sendtxrcncl'][i % 3]!,
    msgSize: i % 13 === 0 ? 2 ** 40 + i : i,
    timestampUs: 5_000_000_000 + ((i * 7919) % 1000),
    payload: new Uint8Array(i % 4 === 0 ? 0 : i % 100).fill(i),
  }
}

/** The params of messagesStream with rows of any size: what does not fit into them is left out. */
export function rowsMessage(
  rows: readonly MadeRow[],
  sizes: RowSizes = tracing.NetMessage,
  dropped = 0,
): Uint8Array {
  const builder = new MessageBuilder()
  const params = builder.initRoot(messagesStream.Params)
  params.dropped = dropped
  const list = params.initStructList(0, { ...tracing.NetMessage, ...sizes }, rows.length)
  rows.forEach((row, i) => {
    const to = list.get(i)
    const fits = (words: number, pointers: number): boolean =>
      sizes.dataWords >= words && sizes.pointerWords >= pointers
    if (fits(1, 0)) to.inbound = row.inbound
    if (fits(2, 0)) to.peerId = row.peerId
    if (fits(3, 0)) to.msgSize = row.msgSize
    if (fits(4, 0)) to.timestampUs = row.timestampUs
    if (fits(0, 1)) to.peerAddr = row.peerAddr
    if (fits(0, 2)) to.connType = row.connType
    if (fits(0, 3)) to.msgType = row.msgType
    if (fits(0, 4)) to.payload = row.payload
  })
  return builder.toFrame()
}

export function readParams(frame: Uint8Array): tracing.NetMessageTraceMessagesStreamParamsReader {
  return new MessageReader(frame).root(messagesStream.Params)
}

/**
 * The same message with the bytes behind the rows' pointers in other segments, as C++ lays out a
 * large batch. `double` uses far pointers of two words, for targets apart from their pads.
 */
export function scattered(frame: Uint8Array, double: boolean): Uint8Array {
  const params = readParams(frame)
  params.followPointer(0)
  const { message } = params
  const { target: first, elementCount, dataWords, pointerWords } = message
  const pads: number[] = []
  const contents: Uint8Array[] = []
  let contentWords = 0
  const int32 = message.int32.slice()
  for (let i = 0; i < elementCount; i++) {
    for (let p = 0; p < pointerWords; p++) {
      const at = first + i * (dataWords + pointerWords) + dataWords + p
      message.follow(0, at)
      if (message.kind < 0) continue
      const words = (message.elementCount + 7) >> 3
      const bytes = message.bytes.slice(message.target * 8, (message.target + words) * 8)
      const high = int32[2 * at + 1]!
      if (double) {
        // Segment 1 has pads of a far pointer and a tag, segment 2 what they lead to.
        int32[2 * at] = ((pads.length / 2) << 3) | 2 | 4
        pads.push((contentWords << 3) | 2, 2, 1, high)
      } else {
        int32[2 * at] = (contentWords << 3) | 2
        contents.push(new Uint8Array(Int32Array.of(1, high).buffer))
        contentWords++
      }
      int32[2 * at + 1] = 1
      contents.push(bytes)
      contentWords += words
    }
  }
  const segments = [new Uint8Array(int32.buffer).subarray(headerBytes(1))]
  if (double) segments.push(new Uint8Array(Int32Array.from(pads).buffer))
  segments.push(Buffer.concat(contents))
  const table = new Uint32Array(headerBytes(segments.length) / 4)
  table[0] = segments.length - 1
  segments.forEach((segment, i) => {
    table[i + 1] = segment.length / 8
  })
  return new Uint8Array(Buffer.concat([new Uint8Array(table.buffer), ...segments]))
}
