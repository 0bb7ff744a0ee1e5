import { ElementSize } from '../../capnp/index.js'
import { tracing } from '../../schema/index.js'
import { findTracepoint } from '../../tracepoints/index.js'
import { recordFields } from '../sites/index.js'
import type { BatchOptions } from './batch-options.js'
import type { BufferPool } from './buffer-pool.js'
import { grownInt32 } from './columns-builder.js'
import { copyRingBytes } from './copy-ring-bytes.js'
import { EncodedBatch } from './encoded-batch.js'
import { BatchLimits } from './limits.js'
import type { EventRun, RecordSource } from './record-source.js'
import { SegmentBuffer } from './segment-buffer.js'

const INBOUND = findTracepoint('net:inbound_message').id
const OUTBOUND = findTracepoint('net:outbound_message').id

/** 32-bit values of a row, and where its pointers begin. */
const ROW = 2 * (tracing.NetMessage.dataWords + tracing.NetMessage.pointerWords)
const POINTERS = 2 * tracing.NetMessage.dataWords

/** In a constant of its own: a property of what another module exports is looked up each time. */
const BYTES = ElementSize.Byte
const MAX_INT32 = 0x7fffffff

const PEER_ID = recordOffset('peerId')
const SIZE = recordOffset('size')
const ADDRESS = recordOffset('address')
const CONNECTION_TYPE = recordOffset('connectionType')
const MESSAGE_TYPE = recordOffset('messageType')
const PAYLOAD = recordOffset('payload')

/**
 * Collects net messages as rows: the `List(NetMessage)` of upstream's prototype. What the rows
 * point to comes first in the segment and is never copied again; the rows follow.
 *
 * Used as ColumnBatch is. Word 0 of the encoded segment is the list's pointer.
 */
export class RowBatch {
  readonly #pool: BufferPool
  readonly #options: BatchOptions
  readonly #content: SegmentBuffer
  /** The rows; the low half of a pointer holds the word that it refers to until it is encoded. */
  #rows = new Int32Array(ROW * BatchLimits.firstCapacity)
  #eventCount = 0
  #inboundCount = 0
  #firstSequence = 0
  #lastSequence = 0
  #firstTimestampUs = 0

  constructor(pool: BufferPool, options: BatchOptions) {
    this.#pool = pool
    this.#options = options
    this.#content = new SegmentBuffer(pool)
  }

  get eventCount(): number {
    return this.#eventCount
  }

  /** Bytes of the segment if it were encoded now. */
  get byteLength(): number {
    return this.#eventCount === 0 ? 0 : this.#content.end + 8 + this.#eventCount * ROW * 4
  }

  get firstSequence(): number {
    return this.#firstSequence
  }

  get lastSequence(): number {
    return this.#lastSequence
  }

  /** When the first event fired, in monotonic microseconds; meaningless while there is none. */
  get firstTimestampUs(): number {
    return this.#firstTimestampUs
  }

  /** Whether the batch takes no further event. */
  get isFull(): boolean {
    return (
      this.#eventCount >= this.#options.maxBatchEvents ||
      this.byteLength >= this.#options.maxBatchBytes
    )
  }

  /** Events of one tracepoint. */
  count(id: number): number {
    if (id === INBOUND) return this.#inboundCount
    return id === OUTBOUND ? this.#eventCount - this.#inboundCount : 0
  }

  /** As that of ColumnBatch; takes the two net message tracepoints. */
  append(ring: RecordSource, run: EventRun, from = 0): number {
    const { id, count, firstSequence, at: places, offset } = run
    const { int32, float64 } = ring
    // As 32 bits, so that the lesser of two is found without floating point.
    const limit = Math.min(this.#options.payloadBytes, MAX_INT32) | 0
    let next = from
    for (; next < count; next++) {
      const at = places[next] as number
      const payloadLength = Math.min(int32[at + 1] as number, limit)
      const timestampUs = Math.floor(float64[(at >> 1) + 1] as number)
      if (this.#eventCount === 0) {
        this.#firstSequence = firstSequence + (offset[next] as number)
        this.#firstTimestampUs = timestampUs
      } else if (!this.#hasRoom(payloadLength)) {
        break
      }
      this.#writeRow(ring, at, id === INBOUND ? 1 : 0, timestampUs, payloadLength)
      this.#eventCount++
    }
    if (next > from) this.#lastSequence = firstSequence + (offset[next - 1] as number)
    if (id === INBOUND) this.#inboundCount += next - from
    return next - from
  }

  /** Encodes the events and forgets them. Throws a RangeError where there are none. */
  finish(): EncodedBatch {
    if (this.#eventCount === 0) throw new RangeError('A batch without events cannot be encoded')
    this.#appendRows()
    const countsByTracepoint = new Map(
      [INBOUND, OUTBOUND].map(id => [id, this.count(id)] as const).filter(([, count]) => count > 0),
    )
    const { buffer, segment } = this.#content.detach()
    const encoded = new EncodedBatch(this.#pool, [buffer], [segment], {
      eventCount: this.#eventCount,
      countsByTracepoint,
      firstSequence: this.#firstSequence,
      lastSequence: this.#lastSequence,
    })
    this.#eventCount = 0
    this.#inboundCount = 0
    return encoded
  }

  /** Gives its memory back. Events not finished are discarded. */
  close(): void {
    this.#content.close()
    this.#eventCount = 0
    this.#inboundCount = 0
  }

  #hasRoom(payloadLength: number): boolean {
    return (
      this.#eventCount < this.#options.maxBatchEvents &&
      this.byteLength + ROW * 4 + payloadLength <= this.#options.maxBatchBytes
    )
  }

  #writeRow(
    ring: RecordSource,
    at: number,
    flags: number,
    timestampUs: number,
    payloadLength: number,
  ): void {
    const row = this.#eventCount * ROW
    if (row === this.#rows.length) this.#rows = grownInt32(this.#rows, 2 * row)
    const rows = this.#rows
    const { int32, float64, texts } = ring
    const { images, byteLengths } = texts
    const word = at >> 1
    const peerId = float64[word + PEER_ID] as number
    const size = float64[word + SIZE] as number
    rows[row] = flags
    // payloadSlot is stored xor its default of -1: none.
    rows[row + 1] = 0
    rows[row + 2] = peerId
    rows[row + 3] = Math.floor(peerId / 0x100000000)
    rows[row + 4] = size
    rows[row + 5] = Math.floor(size / 0x100000000)
    rows[row + 6] = timestampUs
    rows[row + 7] = Math.floor(timestampUs / 0x100000000)
    rows[row + 8] = 0
    rows[row + 9] = 0
    const addressId = int32[at + ADDRESS] as number
    const connectionTypeId = int32[at + CONNECTION_TYPE] as number
    const messageTypeId = int32[at + MESSAGE_TYPE] as number
    const address = images[addressId] as Int32Array
    const connectionType = images[connectionTypeId] as Int32Array
    const messageType = images[messageTypeId] as Int32Array
    const textBytes = 4 * (address.length + connectionType.length + messageType.length)
    const content = this.#content
    let to = content.reserve(textBytes + ((payloadLength + 7) & -8)) >> 2
    const target = content.int32
    setBytes(rows, row + POINTERS, to, (byteLengths[addressId] as number) + 1)
    to = copyImage(address, target, to)
    setBytes(rows, row + POINTERS + 2, to, (byteLengths[connectionTypeId] as number) + 1)
    to = copyImage(connectionType, target, to)
    setBytes(rows, row + POINTERS + 4, to, (byteLengths[messageTypeId] as number) + 1)
    to = copyImage(messageType, target, to)
    if (payloadLength === 0) {
      rows[row + POINTERS + 6] = 0
      rows[row + POINTERS + 7] = 0
      return
    }
    setBytes(rows, row + POINTERS + 6, to, payloadLength)
    target[(content.end >> 2) - 2] = 0
    target[(content.end >> 2) - 1] = 0
    copyRingBytes(ring, at + 2 * PAYLOAD, payloadLength, content, to * 4)
  }

  /** Writes the list behind what it refers to. */
  #appendRows(): void {
    const content = this.#content
    const count = this.#eventCount
    const tag = content.reserve(8 + count * ROW * 4) >> 2
    const { int32 } = content
    const first = tag + 2
    int32.set(this.#rows.subarray(0, count * ROW), first)
    for (let row = first; row < first + count * ROW; row += ROW) {
      for (let pointer = row + POINTERS; pointer < row + ROW; pointer += 2) {
        const target = int32[pointer] as number
        if (target !== 0) int32[pointer] = ((target - (pointer >> 1) - 1) << 2) | 1
      }
    }
    int32[tag] = count << 2
    int32[tag + 1] = tracing.NetMessage.dataWords | (tracing.NetMessage.pointerWords << 16)
    int32[0] = (((tag >> 1) - 1) << 2) | 1
    int32[1] = ElementSize.Composite | (((count * ROW) >> 1) << 3)
  }
}

/** Lets a row's pointer refer to `length` bytes that begin at 32-bit value `at` of the content. */
function setBytes(rows: Int32Array, pointer: number, at: number, length: number): void {
  rows[pointer] = at >> 1
  rows[pointer + 1] = BYTES | (length << 3)
}

/** Returns where it ends. */
function copyImage(image: Int32Array, to: Int32Array, at: number): number {
  const { length } = image
  for (let i = 0; i < length; i++) to[at + i] = image[i] as number
  return at + length
}

function recordOffset(name: string): number {
  const field = recordFields[INBOUND]?.find(candidate => candidate.name === name)
  if (field === undefined) throw new Error(`net:inbound_message has no field ${name}`)
  return field.offset
}
