// Generated from schema/tracepoints.capnp by `npm run generate`. Do not edit.

import type { BatchTexts } from '../batch-texts.js'
import type { BufferPool } from '../buffer-pool.js'
import {
  type BatchStart,
  ColumnsBuilder,
  type ColumnsBuilderClass,
  grownInt32,
  grownUint16,
  grownUint8,
  inlineWords,
} from '../columns-builder.js'
import { BatchLimits } from '../limits.js'
import { PayloadColumn } from '../payload-column.js'
import type { EventRun, RecordSource } from '../record-source.js'
import type { SegmentWriter } from '../segment-writer.js'

/** In a constant of its own: a property of what another module exports is looked up each time. */
const MAX_OFFSET = BatchLimits.maxOffset
const MAX_INT32 = 0x7fffffff

/** The messages of P2P connections. */
export class NetMessageBuilder extends ColumnsBuilder {
  readonly eventBytes = 34
  readonly pointerWords = 9
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #peerId = new Int32Array(0)
  #address = new Uint16Array(0)
  #connectionType = new Uint16Array(0)
  #messageType = new Uint16Array(0)
  #size = new Int32Array(0)
  #payloadEnd = new Int32Array(0)
  readonly #payload: PayloadColumn

  constructor(pool: BufferPool) {
    super()
    this.#payload = new PayloadColumn(pool)
  }

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const peerIdColumn = this.#peerId
    const addressColumn = this.#address
    const connectionTypeColumn = this.#connectionType
    const messageTypeColumn = this.#messageType
    const sizeColumn = this.#size
    const payloadEndColumn = this.#payloadEnd
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    const limit = Math.min(payloadBytes, MAX_INT32) | 0
    const start = this.#payload.length
    let payloadEnd = start
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const payloadLength = Math.min(int32[at + 1] as number, limit)
        const left = room - 34 - payloadLength
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const address = (entries[int32[at + 8] as number] as number) ^ epoch
        const connectionType = (entries[int32[at + 9] as number] as number) ^ epoch
        const messageType = (entries[int32[at + 10] as number] as number) ^ epoch
        if ((address | connectionType | messageType) >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        const peerId = float64[word + 2] as number
        peerIdColumn[2 * i] = peerId
        peerIdColumn[2 * i + 1] = Math.floor(peerId / 0x100000000)
        addressColumn[i] = address
        connectionTypeColumn[i] = connectionType
        messageTypeColumn[i] = messageType
        const size = float64[word + 3] as number
        sizeColumn[2 * i] = size
        sizeColumn[2 * i + 1] = Math.floor(size / 0x100000000)
        payloadEnd += payloadLength
        payloadEndColumn[i] = payloadEnd
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 8] as number)
      texts.find(ring.texts, int32[at + 9] as number)
      texts.find(ring.texts, int32[at + 10] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.#payload.append(ring, run, from, next, 12, limit, payloadEnd - start)
    this.bytes += (next - from) * 34 + payloadEnd - start
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 9 + 2 * count + 3 * ((count + 1) >>> 1) + 3 * ((count + 3) >>> 2) + inlineWords(this.#payload.length)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list64(at + 2, this.#peerId, count)
    out.list16(at + 3, this.#address, count)
    out.list16(at + 4, this.#connectionType, count)
    out.list16(at + 5, this.#messageType, count)
    out.list64(at + 6, this.#size, count)
    out.list32(at + 7, this.#payloadEnd, count)
    out.payload(at + 8, this.#payload)
    this.count = 0
    this.bytes = 0
  }

  override close(): void {
    this.#payload.close()
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#peerId = grownInt32(this.#peerId, 2 * capacity)
    this.#address = grownUint16(this.#address, capacity)
    this.#connectionType = grownUint16(this.#connectionType, capacity)
    this.#messageType = grownUint16(this.#messageType, capacity)
    this.#size = grownInt32(this.#size, 2 * capacity)
    this.#payloadEnd = grownInt32(this.#payloadEnd, capacity)
    this.capacity = capacity
  }
}

/** Connections that begin. */
export class NetConnectionBuilder extends ColumnsBuilder {
  readonly eventBytes = 30
  readonly pointerWords = 7
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #peerId = new Int32Array(0)
  #address = new Uint16Array(0)
  #connectionType = new Uint16Array(0)
  #network = new Uint16Array(0)
  #existingConnections = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const peerIdColumn = this.#peerId
    const addressColumn = this.#address
    const connectionTypeColumn = this.#connectionType
    const networkColumn = this.#network
    const existingConnectionsColumn = this.#existingConnections
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 30
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const address = (entries[int32[at + 8] as number] as number) ^ epoch
        const connectionType = (entries[int32[at + 9] as number] as number) ^ epoch
        if ((address | connectionType) >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        const peerId = float64[word + 2] as number
        peerIdColumn[2 * i] = peerId
        peerIdColumn[2 * i + 1] = Math.floor(peerId / 0x100000000)
        addressColumn[i] = address
        connectionTypeColumn[i] = connectionType
        networkColumn[i] = int32[at + 10] as number
        const existingConnections = float64[word + 3] as number
        existingConnectionsColumn[2 * i] = existingConnections
        existingConnectionsColumn[2 * i + 1] = Math.floor(existingConnections / 0x100000000)
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 8] as number)
      texts.find(ring.texts, int32[at + 9] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 30
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 7 + 2 * count + 2 * ((count + 1) >>> 1) + 3 * ((count + 3) >>> 2)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list64(at + 2, this.#peerId, count)
    out.list16(at + 3, this.#address, count)
    out.list16(at + 4, this.#connectionType, count)
    out.list16(at + 5, this.#network, count)
    out.list64(at + 6, this.#existingConnections, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#peerId = grownInt32(this.#peerId, 2 * capacity)
    this.#address = grownUint16(this.#address, capacity)
    this.#connectionType = grownUint16(this.#connectionType, capacity)
    this.#network = grownUint16(this.#network, capacity)
    this.#existingConnections = grownInt32(this.#existingConnections, 2 * capacity)
    this.capacity = capacity
  }
}

/** Connections that end. */
export class NetConnectionEndBuilder extends ColumnsBuilder {
  readonly eventBytes = 30
  readonly pointerWords = 7
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #peerId = new Int32Array(0)
  #address = new Uint16Array(0)
  #connectionType = new Uint16Array(0)
  #network = new Uint16Array(0)
  #establishedAt = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const peerIdColumn = this.#peerId
    const addressColumn = this.#address
    const connectionTypeColumn = this.#connectionType
    const networkColumn = this.#network
    const establishedAtColumn = this.#establishedAt
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 30
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const address = (entries[int32[at + 8] as number] as number) ^ epoch
        const connectionType = (entries[int32[at + 9] as number] as number) ^ epoch
        if ((address | connectionType) >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        const peerId = float64[word + 2] as number
        peerIdColumn[2 * i] = peerId
        peerIdColumn[2 * i + 1] = Math.floor(peerId / 0x100000000)
        addressColumn[i] = address
        connectionTypeColumn[i] = connectionType
        networkColumn[i] = int32[at + 10] as number
        const establishedAt = float64[word + 3] as number
        establishedAtColumn[2 * i] = establishedAt
        establishedAtColumn[2 * i + 1] = Math.floor(establishedAt / 0x100000000)
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 8] as number)
      texts.find(ring.texts, int32[at + 9] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 30
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 7 + 2 * count + 2 * ((count + 1) >>> 1) + 3 * ((count + 3) >>> 2)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list64(at + 2, this.#peerId, count)
    out.list16(at + 3, this.#address, count)
    out.list16(at + 4, this.#connectionType, count)
    out.list16(at + 5, this.#network, count)
    out.list64(at + 6, this.#establishedAt, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#peerId = grownInt32(this.#peerId, 2 * capacity)
    this.#address = grownUint16(this.#address, capacity)
    this.#connectionType = grownUint16(this.#connectionType, capacity)
    this.#network = grownUint16(this.#network, capacity)
    this.#establishedAt = grownInt32(this.#establishedAt, 2 * capacity)
    this.capacity = capacity
  }
}

/** Peers that broke the rules. */
export class NetMisbehavingConnectionBuilder extends ColumnsBuilder {
  readonly eventBytes = 18
  readonly pointerWords = 4
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #peerId = new Int32Array(0)
  #reason = new Uint16Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const peerIdColumn = this.#peerId
    const reasonColumn = this.#reason
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 18
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const reason = (entries[int32[at + 6] as number] as number) ^ epoch
        if (reason >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        const peerId = float64[word + 2] as number
        peerIdColumn[2 * i] = peerId
        peerIdColumn[2 * i + 1] = Math.floor(peerId / 0x100000000)
        reasonColumn[i] = reason
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 6] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 18
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 4 + count + 2 * ((count + 1) >>> 1) + ((count + 3) >>> 2)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list64(at + 2, this.#peerId, count)
    out.list16(at + 3, this.#reason, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#peerId = grownInt32(this.#peerId, 2 * capacity)
    this.#reason = grownUint16(this.#reason, capacity)
    this.capacity = capacity
  }
}

/** Blocks that joined the active chain. */
export class BlockConnectedBuilder extends ColumnsBuilder {
  readonly eventBytes = 72
  readonly pointerWords = 8
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #hash = new Int32Array(0)
  #height = new Int32Array(0)
  #transactions = new Int32Array(0)
  #inputs = new Int32Array(0)
  #sigopsCost = new Int32Array(0)
  #durationNs = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    _texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const hashColumn = this.#hash
    const heightColumn = this.#height
    const transactionsColumn = this.#transactions
    const inputsColumn = this.#inputs
    const sigopsCostColumn = this.#sigopsCost
    const durationNsColumn = this.#durationNs
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (; next < to; next++, i++) {
      const at = places[next] as number
      const word = at >> 1
      const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
      const left = room - 72
      if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
        to = next
        break
      }
      room = left
      sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
      timestampOffsetUsColumn[i] = timestampOffset
      hashColumn[8 * i + 0] = int32[at + 12] as number
      hashColumn[8 * i + 1] = int32[at + 13] as number
      hashColumn[8 * i + 2] = int32[at + 14] as number
      hashColumn[8 * i + 3] = int32[at + 15] as number
      hashColumn[8 * i + 4] = int32[at + 16] as number
      hashColumn[8 * i + 5] = int32[at + 17] as number
      hashColumn[8 * i + 6] = int32[at + 18] as number
      hashColumn[8 * i + 7] = int32[at + 19] as number
      heightColumn[i] = int32[at + 10] as number
      const transactions = float64[word + 2] as number
      transactionsColumn[2 * i] = transactions
      transactionsColumn[2 * i + 1] = Math.floor(transactions / 0x100000000)
      inputsColumn[i] = int32[at + 11] as number
      const sigopsCost = float64[word + 3] as number
      sigopsCostColumn[2 * i] = sigopsCost
      sigopsCostColumn[2 * i + 1] = Math.floor(sigopsCost / 0x100000000)
      const durationNs = float64[word + 4] as number
      durationNsColumn[2 * i] = durationNs
      durationNsColumn[2 * i + 1] = Math.floor(durationNs / 0x100000000)
    }
    this.bytes += (next - from) * 72
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 8 + 7 * count + 4 * ((count + 1) >>> 1)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.hashes(at + 2, this.#hash, count)
    out.list32(at + 3, this.#height, count)
    out.list64(at + 4, this.#transactions, count)
    out.list32(at + 5, this.#inputs, count)
    out.list64(at + 6, this.#sigopsCost, count)
    out.list64(at + 7, this.#durationNs, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#hash = grownInt32(this.#hash, 8 * capacity)
    this.#height = grownInt32(this.#height, capacity)
    this.#transactions = grownInt32(this.#transactions, 2 * capacity)
    this.#inputs = grownInt32(this.#inputs, capacity)
    this.#sigopsCost = grownInt32(this.#sigopsCost, 2 * capacity)
    this.#durationNs = grownInt32(this.#durationNs, 2 * capacity)
    this.capacity = capacity
  }
}

/** Coins (unspent outputs) in a cache. */
export class CoinBuilder extends ColumnsBuilder {
  readonly eventBytes = 59
  readonly pointerWords = 8
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #txid = new Int32Array(0)
  #vout = new Int32Array(0)
  #height = new Int32Array(0)
  #value = new Int32Array(0)
  #coinbase = new Uint8Array(0)
  #cache = new Uint16Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    _texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const txidColumn = this.#txid
    const voutColumn = this.#vout
    const heightColumn = this.#height
    const valueColumn = this.#value
    const coinbaseColumn = this.#coinbase
    const cacheColumn = this.#cache
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (; next < to; next++, i++) {
      const at = places[next] as number
      const word = at >> 1
      const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
      const left = room - 59
      if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
        to = next
        break
      }
      room = left
      sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
      timestampOffsetUsColumn[i] = timestampOffset
      txidColumn[8 * i + 0] = int32[at + 10] as number
      txidColumn[8 * i + 1] = int32[at + 11] as number
      txidColumn[8 * i + 2] = int32[at + 12] as number
      txidColumn[8 * i + 3] = int32[at + 13] as number
      txidColumn[8 * i + 4] = int32[at + 14] as number
      txidColumn[8 * i + 5] = int32[at + 15] as number
      txidColumn[8 * i + 6] = int32[at + 16] as number
      txidColumn[8 * i + 7] = int32[at + 17] as number
      voutColumn[i] = int32[at + 6] as number
      heightColumn[i] = int32[at + 7] as number
      const value = float64[word + 2] as number
      valueColumn[2 * i] = value
      valueColumn[2 * i + 1] = Math.floor(value / 0x100000000)
      const coinbase = (int32[at + 8] as number) << (i & 7)
      if ((i & 7) === 0) coinbaseColumn[i >> 3] = coinbase
      else coinbaseColumn[i >> 3] = (coinbaseColumn[i >> 3] as number) | coinbase
      cacheColumn[i] = int32[at + 9] as number
    }
    this.bytes += (next - from) * 59
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 8 + 5 * count + 4 * ((count + 1) >>> 1) + ((count + 3) >>> 2) + ((count + 63) >>> 6)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.hashes(at + 2, this.#txid, count)
    out.list32(at + 3, this.#vout, count)
    out.list32(at + 4, this.#height, count)
    out.list64(at + 5, this.#value, count)
    out.bits(at + 6, this.#coinbase, count)
    out.list16(at + 7, this.#cache, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#txid = grownInt32(this.#txid, 8 * capacity)
    this.#vout = grownInt32(this.#vout, capacity)
    this.#height = grownInt32(this.#height, capacity)
    this.#value = grownInt32(this.#value, 2 * capacity)
    this.#coinbase = grownUint8(this.#coinbase, capacity / 8)
    this.#cache = grownUint16(this.#cache, capacity)
    this.capacity = capacity
  }
}

/** Writes of the cache of unspent outputs to disk. */
export class CacheFlushBuilder extends ColumnsBuilder {
  readonly eventBytes = 35
  readonly pointerWords = 7
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #durationUs = new Int32Array(0)
  #mode = new Uint16Array(0)
  #coins = new Int32Array(0)
  #memoryBytes = new Int32Array(0)
  #forPrune = new Uint8Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    _texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const durationUsColumn = this.#durationUs
    const modeColumn = this.#mode
    const coinsColumn = this.#coins
    const memoryBytesColumn = this.#memoryBytes
    const forPruneColumn = this.#forPrune
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (; next < to; next++, i++) {
      const at = places[next] as number
      const word = at >> 1
      const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
      const left = room - 35
      if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
        to = next
        break
      }
      room = left
      sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
      timestampOffsetUsColumn[i] = timestampOffset
      const durationUs = float64[word + 2] as number
      durationUsColumn[2 * i] = durationUs
      durationUsColumn[2 * i + 1] = Math.floor(durationUs / 0x100000000)
      modeColumn[i] = int32[at + 10] as number
      const coins = float64[word + 3] as number
      coinsColumn[2 * i] = coins
      coinsColumn[2 * i + 1] = Math.floor(coins / 0x100000000)
      const memoryBytes = float64[word + 4] as number
      memoryBytesColumn[2 * i] = memoryBytes
      memoryBytesColumn[2 * i + 1] = Math.floor(memoryBytes / 0x100000000)
      const forPrune = (int32[at + 11] as number) << (i & 7)
      if ((i & 7) === 0) forPruneColumn[i >> 3] = forPrune
      else forPruneColumn[i >> 3] = (forPruneColumn[i >> 3] as number) | forPrune
    }
    this.bytes += (next - from) * 35
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 7 + 3 * count + 2 * ((count + 1) >>> 1) + ((count + 3) >>> 2) + ((count + 63) >>> 6)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list64(at + 2, this.#durationUs, count)
    out.list16(at + 3, this.#mode, count)
    out.list64(at + 4, this.#coins, count)
    out.list64(at + 5, this.#memoryBytes, count)
    out.bits(at + 6, this.#forPrune, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#durationUs = grownInt32(this.#durationUs, 2 * capacity)
    this.#mode = grownUint16(this.#mode, capacity)
    this.#coins = grownInt32(this.#coins, 2 * capacity)
    this.#memoryBytes = grownInt32(this.#memoryBytes, 2 * capacity)
    this.#forPrune = grownUint8(this.#forPrune, capacity / 8)
    this.capacity = capacity
  }
}

/** Transactions that entered the mempool. */
export class MempoolAddedBuilder extends ColumnsBuilder {
  readonly eventBytes = 52
  readonly pointerWords = 5
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #txid = new Int32Array(0)
  #vsize = new Int32Array(0)
  #feeSat = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    _texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const txidColumn = this.#txid
    const vsizeColumn = this.#vsize
    const feeSatColumn = this.#feeSat
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (; next < to; next++, i++) {
      const at = places[next] as number
      const word = at >> 1
      const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
      const left = room - 52
      if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
        to = next
        break
      }
      room = left
      sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
      timestampOffsetUsColumn[i] = timestampOffset
      txidColumn[8 * i + 0] = int32[at + 8] as number
      txidColumn[8 * i + 1] = int32[at + 9] as number
      txidColumn[8 * i + 2] = int32[at + 10] as number
      txidColumn[8 * i + 3] = int32[at + 11] as number
      txidColumn[8 * i + 4] = int32[at + 12] as number
      txidColumn[8 * i + 5] = int32[at + 13] as number
      txidColumn[8 * i + 6] = int32[at + 14] as number
      txidColumn[8 * i + 7] = int32[at + 15] as number
      vsizeColumn[i] = int32[at + 6] as number
      const feeSat = float64[word + 2] as number
      feeSatColumn[2 * i] = feeSat
      feeSatColumn[2 * i + 1] = Math.floor(feeSat / 0x100000000)
    }
    this.bytes += (next - from) * 52
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 5 + 5 * count + 3 * ((count + 1) >>> 1)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.hashes(at + 2, this.#txid, count)
    out.list32(at + 3, this.#vsize, count)
    out.list64(at + 4, this.#feeSat, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#txid = grownInt32(this.#txid, 8 * capacity)
    this.#vsize = grownInt32(this.#vsize, capacity)
    this.#feeSat = grownInt32(this.#feeSat, 2 * capacity)
    this.capacity = capacity
  }
}

/** Transactions that left the mempool. */
export class MempoolRemovedBuilder extends ColumnsBuilder {
  readonly eventBytes = 62
  readonly pointerWords = 7
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #txid = new Int32Array(0)
  #reason = new Uint16Array(0)
  #vsize = new Int32Array(0)
  #feeSat = new Int32Array(0)
  #enteredAt = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const txidColumn = this.#txid
    const reasonColumn = this.#reason
    const vsizeColumn = this.#vsize
    const feeSatColumn = this.#feeSat
    const enteredAtColumn = this.#enteredAt
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 62
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const reason = (entries[int32[at + 8] as number] as number) ^ epoch
        if (reason >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        txidColumn[8 * i + 0] = int32[at + 10] as number
        txidColumn[8 * i + 1] = int32[at + 11] as number
        txidColumn[8 * i + 2] = int32[at + 12] as number
        txidColumn[8 * i + 3] = int32[at + 13] as number
        txidColumn[8 * i + 4] = int32[at + 14] as number
        txidColumn[8 * i + 5] = int32[at + 15] as number
        txidColumn[8 * i + 6] = int32[at + 16] as number
        txidColumn[8 * i + 7] = int32[at + 17] as number
        reasonColumn[i] = reason
        vsizeColumn[i] = int32[at + 9] as number
        const feeSat = float64[word + 2] as number
        feeSatColumn[2 * i] = feeSat
        feeSatColumn[2 * i + 1] = Math.floor(feeSat / 0x100000000)
        const enteredAt = float64[word + 3] as number
        enteredAtColumn[2 * i] = enteredAt
        enteredAtColumn[2 * i + 1] = Math.floor(enteredAt / 0x100000000)
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 8] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 62
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 7 + 6 * count + 3 * ((count + 1) >>> 1) + ((count + 3) >>> 2)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.hashes(at + 2, this.#txid, count)
    out.list16(at + 3, this.#reason, count)
    out.list32(at + 4, this.#vsize, count)
    out.list64(at + 5, this.#feeSat, count)
    out.list64(at + 6, this.#enteredAt, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#txid = grownInt32(this.#txid, 8 * capacity)
    this.#reason = grownUint16(this.#reason, capacity)
    this.#vsize = grownInt32(this.#vsize, capacity)
    this.#feeSat = grownInt32(this.#feeSat, 2 * capacity)
    this.#enteredAt = grownInt32(this.#enteredAt, 2 * capacity)
    this.capacity = capacity
  }
}

/** Transactions that had to make way for others. */
export class MempoolReplacedBuilder extends ColumnsBuilder {
  readonly eventBytes = 105
  readonly pointerWords = 10
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #replacedTxid = new Int32Array(0)
  #replacedVsize = new Int32Array(0)
  #replacedFeeSat = new Int32Array(0)
  #replacedEnteredAt = new Int32Array(0)
  #replacementId = new Int32Array(0)
  #replacementVsize = new Int32Array(0)
  #replacementFeeSat = new Int32Array(0)
  #replacementIsTxid = new Uint8Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    _texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const replacedTxidColumn = this.#replacedTxid
    const replacedVsizeColumn = this.#replacedVsize
    const replacedFeeSatColumn = this.#replacedFeeSat
    const replacedEnteredAtColumn = this.#replacedEnteredAt
    const replacementIdColumn = this.#replacementId
    const replacementVsizeColumn = this.#replacementVsize
    const replacementFeeSatColumn = this.#replacementFeeSat
    const replacementIsTxidColumn = this.#replacementIsTxid
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (; next < to; next++, i++) {
      const at = places[next] as number
      const word = at >> 1
      const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
      const left = room - 105
      if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
        to = next
        break
      }
      room = left
      sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
      timestampOffsetUsColumn[i] = timestampOffset
      replacedTxidColumn[8 * i + 0] = int32[at + 14] as number
      replacedTxidColumn[8 * i + 1] = int32[at + 15] as number
      replacedTxidColumn[8 * i + 2] = int32[at + 16] as number
      replacedTxidColumn[8 * i + 3] = int32[at + 17] as number
      replacedTxidColumn[8 * i + 4] = int32[at + 18] as number
      replacedTxidColumn[8 * i + 5] = int32[at + 19] as number
      replacedTxidColumn[8 * i + 6] = int32[at + 20] as number
      replacedTxidColumn[8 * i + 7] = int32[at + 21] as number
      replacedVsizeColumn[i] = int32[at + 10] as number
      const replacedFeeSat = float64[word + 2] as number
      replacedFeeSatColumn[2 * i] = replacedFeeSat
      replacedFeeSatColumn[2 * i + 1] = Math.floor(replacedFeeSat / 0x100000000)
      const replacedEnteredAt = float64[word + 3] as number
      replacedEnteredAtColumn[2 * i] = replacedEnteredAt
      replacedEnteredAtColumn[2 * i + 1] = Math.floor(replacedEnteredAt / 0x100000000)
      replacementIdColumn[8 * i + 0] = int32[at + 22] as number
      replacementIdColumn[8 * i + 1] = int32[at + 23] as number
      replacementIdColumn[8 * i + 2] = int32[at + 24] as number
      replacementIdColumn[8 * i + 3] = int32[at + 25] as number
      replacementIdColumn[8 * i + 4] = int32[at + 26] as number
      replacementIdColumn[8 * i + 5] = int32[at + 27] as number
      replacementIdColumn[8 * i + 6] = int32[at + 28] as number
      replacementIdColumn[8 * i + 7] = int32[at + 29] as number
      replacementVsizeColumn[i] = int32[at + 11] as number
      const replacementFeeSat = float64[word + 4] as number
      replacementFeeSatColumn[2 * i] = replacementFeeSat
      replacementFeeSatColumn[2 * i + 1] = Math.floor(replacementFeeSat / 0x100000000)
      const replacementIsTxid = (int32[at + 12] as number) << (i & 7)
      if ((i & 7) === 0) replacementIsTxidColumn[i >> 3] = replacementIsTxid
      else replacementIsTxidColumn[i >> 3] = (replacementIsTxidColumn[i >> 3] as number) | replacementIsTxid
    }
    this.bytes += (next - from) * 105
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 10 + 11 * count + 4 * ((count + 1) >>> 1) + ((count + 63) >>> 6)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.hashes(at + 2, this.#replacedTxid, count)
    out.list32(at + 3, this.#replacedVsize, count)
    out.list64(at + 4, this.#replacedFeeSat, count)
    out.list64(at + 5, this.#replacedEnteredAt, count)
    out.hashes(at + 6, this.#replacementId, count)
    out.list32(at + 7, this.#replacementVsize, count)
    out.list64(at + 8, this.#replacementFeeSat, count)
    out.bits(at + 9, this.#replacementIsTxid, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#replacedTxid = grownInt32(this.#replacedTxid, 8 * capacity)
    this.#replacedVsize = grownInt32(this.#replacedVsize, capacity)
    this.#replacedFeeSat = grownInt32(this.#replacedFeeSat, 2 * capacity)
    this.#replacedEnteredAt = grownInt32(this.#replacedEnteredAt, 2 * capacity)
    this.#replacementId = grownInt32(this.#replacementId, 8 * capacity)
    this.#replacementVsize = grownInt32(this.#replacementVsize, capacity)
    this.#replacementFeeSat = grownInt32(this.#replacementFeeSat, 2 * capacity)
    this.#replacementIsTxid = grownUint8(this.#replacementIsTxid, capacity / 8)
    this.capacity = capacity
  }
}

/** Transactions that were not accepted. */
export class MempoolRejectedBuilder extends ColumnsBuilder {
  readonly eventBytes = 42
  readonly pointerWords = 4
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #txid = new Int32Array(0)
  #reason = new Uint16Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const txidColumn = this.#txid
    const reasonColumn = this.#reason
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 42
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const reason = (entries[int32[at + 4] as number] as number) ^ epoch
        if (reason >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        txidColumn[8 * i + 0] = int32[at + 6] as number
        txidColumn[8 * i + 1] = int32[at + 7] as number
        txidColumn[8 * i + 2] = int32[at + 8] as number
        txidColumn[8 * i + 3] = int32[at + 9] as number
        txidColumn[8 * i + 4] = int32[at + 10] as number
        txidColumn[8 * i + 5] = int32[at + 11] as number
        txidColumn[8 * i + 6] = int32[at + 12] as number
        txidColumn[8 * i + 7] = int32[at + 13] as number
        reasonColumn[i] = reason
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 4] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 42
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 4 + 4 * count + 2 * ((count + 1) >>> 1) + ((count + 3) >>> 2)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.hashes(at + 2, this.#txid, count)
    out.list16(at + 3, this.#reason, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#txid = grownInt32(this.#txid, 8 * capacity)
    this.#reason = grownUint16(this.#reason, capacity)
    this.capacity = capacity
  }
}

/** Choices of coins to pay with. */
export class SelectedCoinsBuilder extends ColumnsBuilder {
  readonly eventBytes = 36
  readonly pointerWords = 7
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #wallet = new Uint16Array(0)
  #algorithm = new Uint16Array(0)
  #targetSat = new Int32Array(0)
  #wasteSat = new Int32Array(0)
  #selectedSat = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const walletColumn = this.#wallet
    const algorithmColumn = this.#algorithm
    const targetSatColumn = this.#targetSat
    const wasteSatColumn = this.#wasteSat
    const selectedSatColumn = this.#selectedSat
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 36
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const wallet = (entries[int32[at + 10] as number] as number) ^ epoch
        const algorithm = (entries[int32[at + 11] as number] as number) ^ epoch
        if ((wallet | algorithm) >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        walletColumn[i] = wallet
        algorithmColumn[i] = algorithm
        const targetSat = float64[word + 2] as number
        targetSatColumn[2 * i] = targetSat
        targetSatColumn[2 * i + 1] = Math.floor(targetSat / 0x100000000)
        const wasteSat = float64[word + 3] as number
        wasteSatColumn[2 * i] = wasteSat
        wasteSatColumn[2 * i + 1] = Math.floor(wasteSat / 0x100000000)
        const selectedSat = float64[word + 4] as number
        selectedSatColumn[2 * i] = selectedSat
        selectedSatColumn[2 * i + 1] = Math.floor(selectedSat / 0x100000000)
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 10] as number)
      texts.find(ring.texts, int32[at + 11] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 36
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 7 + 3 * count + 2 * ((count + 1) >>> 1) + 2 * ((count + 3) >>> 2)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list16(at + 2, this.#wallet, count)
    out.list16(at + 3, this.#algorithm, count)
    out.list64(at + 4, this.#targetSat, count)
    out.list64(at + 5, this.#wasteSat, count)
    out.list64(at + 6, this.#selectedSat, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#wallet = grownUint16(this.#wallet, capacity)
    this.#algorithm = grownUint16(this.#algorithm, capacity)
    this.#targetSat = grownInt32(this.#targetSat, 2 * capacity)
    this.#wasteSat = grownInt32(this.#wasteSat, 2 * capacity)
    this.#selectedSat = grownInt32(this.#selectedSat, 2 * capacity)
    this.capacity = capacity
  }
}

/** Attempts to create a transaction in the normal way. */
export class CreateTxBuilder extends ColumnsBuilder {
  readonly eventBytes = 23
  readonly pointerWords = 6
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #wallet = new Uint16Array(0)
  #success = new Uint8Array(0)
  #feeSat = new Int32Array(0)
  #changePosition = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const walletColumn = this.#wallet
    const successColumn = this.#success
    const feeSatColumn = this.#feeSat
    const changePositionColumn = this.#changePosition
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 23
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const wallet = (entries[int32[at + 6] as number] as number) ^ epoch
        if (wallet >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        walletColumn[i] = wallet
        const success = (int32[at + 7] as number) << (i & 7)
        if ((i & 7) === 0) successColumn[i >> 3] = success
        else successColumn[i >> 3] = (successColumn[i >> 3] as number) | success
        const feeSat = float64[word + 2] as number
        feeSatColumn[2 * i] = feeSat
        feeSatColumn[2 * i + 1] = Math.floor(feeSat / 0x100000000)
        changePositionColumn[i] = int32[at + 8] as number
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 6] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 23
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 6 + count + 3 * ((count + 1) >>> 1) + ((count + 3) >>> 2) + ((count + 63) >>> 6)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list16(at + 2, this.#wallet, count)
    out.bits(at + 3, this.#success, count)
    out.list64(at + 4, this.#feeSat, count)
    out.list32(at + 5, this.#changePosition, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#wallet = grownUint16(this.#wallet, capacity)
    this.#success = grownUint8(this.#success, capacity / 8)
    this.#feeSat = grownInt32(this.#feeSat, 2 * capacity)
    this.#changePosition = grownInt32(this.#changePosition, capacity)
    this.capacity = capacity
  }
}

/** Second attempts that avoid partial spends, about to begin. */
export class AttemptingApsBuilder extends ColumnsBuilder {
  readonly eventBytes = 10
  readonly pointerWords = 3
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #wallet = new Uint16Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const walletColumn = this.#wallet
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 10
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const wallet = (entries[int32[at + 4] as number] as number) ^ epoch
        if (wallet >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        walletColumn[i] = wallet
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 4] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 10
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 3 + 2 * ((count + 1) >>> 1) + ((count + 3) >>> 2)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list16(at + 2, this.#wallet, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#wallet = grownUint16(this.#wallet, capacity)
    this.capacity = capacity
  }
}

/** Second attempts that avoid partial spends, and what came of them. */
export class ApsCreateTxBuilder extends ColumnsBuilder {
  readonly eventBytes = 23
  readonly pointerWords = 7
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #wallet = new Uint16Array(0)
  #apsUsed = new Uint8Array(0)
  #success = new Uint8Array(0)
  #feeSat = new Int32Array(0)
  #changePosition = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const walletColumn = this.#wallet
    const apsUsedColumn = this.#apsUsed
    const successColumn = this.#success
    const feeSatColumn = this.#feeSat
    const changePositionColumn = this.#changePosition
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 23
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const wallet = (entries[int32[at + 6] as number] as number) ^ epoch
        if (wallet >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        walletColumn[i] = wallet
        const apsUsed = (int32[at + 7] as number) << (i & 7)
        if ((i & 7) === 0) apsUsedColumn[i >> 3] = apsUsed
        else apsUsedColumn[i >> 3] = (apsUsedColumn[i >> 3] as number) | apsUsed
        const success = (int32[at + 8] as number) << (i & 7)
        if ((i & 7) === 0) successColumn[i >> 3] = success
        else successColumn[i >> 3] = (successColumn[i >> 3] as number) | success
        const feeSat = float64[word + 2] as number
        feeSatColumn[2 * i] = feeSat
        feeSatColumn[2 * i + 1] = Math.floor(feeSat / 0x100000000)
        changePositionColumn[i] = int32[at + 9] as number
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 6] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 23
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 7 + count + 3 * ((count + 1) >>> 1) + ((count + 3) >>> 2) + 2 * ((count + 63) >>> 6)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list16(at + 2, this.#wallet, count)
    out.bits(at + 3, this.#apsUsed, count)
    out.bits(at + 4, this.#success, count)
    out.list64(at + 5, this.#feeSat, count)
    out.list32(at + 6, this.#changePosition, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#wallet = grownUint16(this.#wallet, capacity)
    this.#apsUsed = grownUint8(this.#apsUsed, capacity / 8)
    this.#success = grownUint8(this.#success, capacity / 8)
    this.#feeSat = grownInt32(this.#feeSat, 2 * capacity)
    this.#changePosition = grownInt32(this.#changePosition, capacity)
    this.capacity = capacity
  }
}

/** Peers of the moment. */
export class SnapshotPeerBuilder extends ColumnsBuilder {
  readonly eventBytes = 80
  readonly pointerWords = 15
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #snapshotId = new Int32Array(0)
  #peerId = new Int32Array(0)
  #address = new Uint16Array(0)
  #connectionType = new Uint16Array(0)
  #network = new Uint16Array(0)
  #establishedAt = new Int32Array(0)
  #messagesReceived = new Int32Array(0)
  #messagesSent = new Int32Array(0)
  #bytesReceived = new Int32Array(0)
  #bytesSent = new Int32Array(0)
  #protocolVersion = new Int32Array(0)
  #userAgent = new Uint16Array(0)
  #pingUs = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const snapshotIdColumn = this.#snapshotId
    const peerIdColumn = this.#peerId
    const addressColumn = this.#address
    const connectionTypeColumn = this.#connectionType
    const networkColumn = this.#network
    const establishedAtColumn = this.#establishedAt
    const messagesReceivedColumn = this.#messagesReceived
    const messagesSentColumn = this.#messagesSent
    const bytesReceivedColumn = this.#bytesReceived
    const bytesSentColumn = this.#bytesSent
    const protocolVersionColumn = this.#protocolVersion
    const userAgentColumn = this.#userAgent
    const pingUsColumn = this.#pingUs
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 80
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const address = (entries[int32[at + 19] as number] as number) ^ epoch
        const connectionType = (entries[int32[at + 20] as number] as number) ^ epoch
        const userAgent = (entries[int32[at + 23] as number] as number) ^ epoch
        if ((address | connectionType | userAgent) >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        snapshotIdColumn[i] = int32[at + 18] as number
        const peerId = float64[word + 2] as number
        peerIdColumn[2 * i] = peerId
        peerIdColumn[2 * i + 1] = Math.floor(peerId / 0x100000000)
        addressColumn[i] = address
        connectionTypeColumn[i] = connectionType
        networkColumn[i] = int32[at + 21] as number
        const establishedAt = float64[word + 3] as number
        establishedAtColumn[2 * i] = establishedAt
        establishedAtColumn[2 * i + 1] = Math.floor(establishedAt / 0x100000000)
        const messagesReceived = float64[word + 4] as number
        messagesReceivedColumn[2 * i] = messagesReceived
        messagesReceivedColumn[2 * i + 1] = Math.floor(messagesReceived / 0x100000000)
        const messagesSent = float64[word + 5] as number
        messagesSentColumn[2 * i] = messagesSent
        messagesSentColumn[2 * i + 1] = Math.floor(messagesSent / 0x100000000)
        const bytesReceived = float64[word + 6] as number
        bytesReceivedColumn[2 * i] = bytesReceived
        bytesReceivedColumn[2 * i + 1] = Math.floor(bytesReceived / 0x100000000)
        const bytesSent = float64[word + 7] as number
        bytesSentColumn[2 * i] = bytesSent
        bytesSentColumn[2 * i + 1] = Math.floor(bytesSent / 0x100000000)
        protocolVersionColumn[i] = int32[at + 22] as number
        userAgentColumn[i] = userAgent
        const pingUs = float64[word + 8] as number
        pingUsColumn[2 * i] = pingUs
        pingUsColumn[2 * i + 1] = Math.floor(pingUs / 0x100000000)
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 19] as number)
      texts.find(ring.texts, int32[at + 20] as number)
      texts.find(ring.texts, int32[at + 23] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 80
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 15 + 7 * count + 4 * ((count + 1) >>> 1) + 4 * ((count + 3) >>> 2)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list32(at + 2, this.#snapshotId, count)
    out.list64(at + 3, this.#peerId, count)
    out.list16(at + 4, this.#address, count)
    out.list16(at + 5, this.#connectionType, count)
    out.list16(at + 6, this.#network, count)
    out.list64(at + 7, this.#establishedAt, count)
    out.list64(at + 8, this.#messagesReceived, count)
    out.list64(at + 9, this.#messagesSent, count)
    out.list64(at + 10, this.#bytesReceived, count)
    out.list64(at + 11, this.#bytesSent, count)
    out.list32(at + 12, this.#protocolVersion, count)
    out.list16(at + 13, this.#userAgent, count)
    out.list64(at + 14, this.#pingUs, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#snapshotId = grownInt32(this.#snapshotId, capacity)
    this.#peerId = grownInt32(this.#peerId, 2 * capacity)
    this.#address = grownUint16(this.#address, capacity)
    this.#connectionType = grownUint16(this.#connectionType, capacity)
    this.#network = grownUint16(this.#network, capacity)
    this.#establishedAt = grownInt32(this.#establishedAt, 2 * capacity)
    this.#messagesReceived = grownInt32(this.#messagesReceived, 2 * capacity)
    this.#messagesSent = grownInt32(this.#messagesSent, 2 * capacity)
    this.#bytesReceived = grownInt32(this.#bytesReceived, 2 * capacity)
    this.#bytesSent = grownInt32(this.#bytesSent, 2 * capacity)
    this.#protocolVersion = grownInt32(this.#protocolVersion, capacity)
    this.#userAgent = grownUint16(this.#userAgent, capacity)
    this.#pingUs = grownInt32(this.#pingUs, 2 * capacity)
    this.capacity = capacity
  }
}

/** Mempools of the moment, summed up. */
export class SnapshotMempoolBuilder extends ColumnsBuilder {
  readonly eventBytes = 52
  readonly pointerWords = 8
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #snapshotId = new Int32Array(0)
  #transactions = new Int32Array(0)
  #vsize = new Int32Array(0)
  #feeSat = new Int32Array(0)
  #memoryBytes = new Int32Array(0)
  #minFeeRate = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    _texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const snapshotIdColumn = this.#snapshotId
    const transactionsColumn = this.#transactions
    const vsizeColumn = this.#vsize
    const feeSatColumn = this.#feeSat
    const memoryBytesColumn = this.#memoryBytes
    const minFeeRateColumn = this.#minFeeRate
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (; next < to; next++, i++) {
      const at = places[next] as number
      const word = at >> 1
      const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
      const left = room - 52
      if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
        to = next
        break
      }
      room = left
      sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
      timestampOffsetUsColumn[i] = timestampOffset
      snapshotIdColumn[i] = int32[at + 14] as number
      const transactions = float64[word + 2] as number
      transactionsColumn[2 * i] = transactions
      transactionsColumn[2 * i + 1] = Math.floor(transactions / 0x100000000)
      const vsize = float64[word + 3] as number
      vsizeColumn[2 * i] = vsize
      vsizeColumn[2 * i + 1] = Math.floor(vsize / 0x100000000)
      const feeSat = float64[word + 4] as number
      feeSatColumn[2 * i] = feeSat
      feeSatColumn[2 * i + 1] = Math.floor(feeSat / 0x100000000)
      const memoryBytes = float64[word + 5] as number
      memoryBytesColumn[2 * i] = memoryBytes
      memoryBytesColumn[2 * i + 1] = Math.floor(memoryBytes / 0x100000000)
      const minFeeRate = float64[word + 6] as number
      minFeeRateColumn[2 * i] = minFeeRate
      minFeeRateColumn[2 * i + 1] = Math.floor(minFeeRate / 0x100000000)
    }
    this.bytes += (next - from) * 52
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 8 + 5 * count + 3 * ((count + 1) >>> 1)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list32(at + 2, this.#snapshotId, count)
    out.list64(at + 3, this.#transactions, count)
    out.list64(at + 4, this.#vsize, count)
    out.list64(at + 5, this.#feeSat, count)
    out.list64(at + 6, this.#memoryBytes, count)
    out.list64(at + 7, this.#minFeeRate, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#snapshotId = grownInt32(this.#snapshotId, capacity)
    this.#transactions = grownInt32(this.#transactions, 2 * capacity)
    this.#vsize = grownInt32(this.#vsize, 2 * capacity)
    this.#feeSat = grownInt32(this.#feeSat, 2 * capacity)
    this.#memoryBytes = grownInt32(this.#memoryBytes, 2 * capacity)
    this.#minFeeRate = grownInt32(this.#minFeeRate, 2 * capacity)
    this.capacity = capacity
  }
}

/** Tips of the moment. */
export class SnapshotTipBuilder extends ColumnsBuilder {
  readonly eventBytes = 56
  readonly pointerWords = 6
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #snapshotId = new Int32Array(0)
  #hash = new Int32Array(0)
  #height = new Int32Array(0)
  #blockTime = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    _texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const snapshotIdColumn = this.#snapshotId
    const hashColumn = this.#hash
    const heightColumn = this.#height
    const blockTimeColumn = this.#blockTime
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (; next < to; next++, i++) {
      const at = places[next] as number
      const word = at >> 1
      const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
      const left = room - 56
      if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
        to = next
        break
      }
      room = left
      sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
      timestampOffsetUsColumn[i] = timestampOffset
      snapshotIdColumn[i] = int32[at + 6] as number
      hashColumn[8 * i + 0] = int32[at + 8] as number
      hashColumn[8 * i + 1] = int32[at + 9] as number
      hashColumn[8 * i + 2] = int32[at + 10] as number
      hashColumn[8 * i + 3] = int32[at + 11] as number
      hashColumn[8 * i + 4] = int32[at + 12] as number
      hashColumn[8 * i + 5] = int32[at + 13] as number
      hashColumn[8 * i + 6] = int32[at + 14] as number
      hashColumn[8 * i + 7] = int32[at + 15] as number
      heightColumn[i] = int32[at + 7] as number
      const blockTime = float64[word + 2] as number
      blockTimeColumn[2 * i] = blockTime
      blockTimeColumn[2 * i + 1] = Math.floor(blockTime / 0x100000000)
    }
    this.bytes += (next - from) * 56
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 6 + 5 * count + 4 * ((count + 1) >>> 1)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list32(at + 2, this.#snapshotId, count)
    out.hashes(at + 3, this.#hash, count)
    out.list32(at + 4, this.#height, count)
    out.list64(at + 5, this.#blockTime, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#snapshotId = grownInt32(this.#snapshotId, capacity)
    this.#hash = grownInt32(this.#hash, 8 * capacity)
    this.#height = grownInt32(this.#height, capacity)
    this.#blockTime = grownInt32(this.#blockTime, 2 * capacity)
    this.capacity = capacity
  }
}

/** Ends of snapshots. */
export class SnapshotEndBuilder extends ColumnsBuilder {
  readonly eventBytes = 38
  readonly pointerWords = 7
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #snapshotId = new Int32Array(0)
  #records = new Int32Array(0)
  #missing = new Int32Array(0)
  #failure = new Uint16Array(0)
  #durationUs = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const snapshotIdColumn = this.#snapshotId
    const recordsColumn = this.#records
    const missingColumn = this.#missing
    const failureColumn = this.#failure
    const durationUsColumn = this.#durationUs
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 38
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const failure = (entries[int32[at + 11] as number] as number) ^ epoch
        if (failure >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        snapshotIdColumn[i] = int32[at + 10] as number
        const records = float64[word + 2] as number
        recordsColumn[2 * i] = records
        recordsColumn[2 * i + 1] = Math.floor(records / 0x100000000)
        const missing = float64[word + 3] as number
        missingColumn[2 * i] = missing
        missingColumn[2 * i + 1] = Math.floor(missing / 0x100000000)
        failureColumn[i] = failure
        const durationUs = float64[word + 4] as number
        durationUsColumn[2 * i] = durationUs
        durationUsColumn[2 * i + 1] = Math.floor(durationUs / 0x100000000)
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 11] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 38
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 7 + 3 * count + 3 * ((count + 1) >>> 1) + ((count + 3) >>> 2)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list32(at + 2, this.#snapshotId, count)
    out.list64(at + 3, this.#records, count)
    out.list64(at + 4, this.#missing, count)
    out.list16(at + 5, this.#failure, count)
    out.list64(at + 6, this.#durationUs, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#snapshotId = grownInt32(this.#snapshotId, capacity)
    this.#records = grownInt32(this.#records, 2 * capacity)
    this.#missing = grownInt32(this.#missing, 2 * capacity)
    this.#failure = grownUint16(this.#failure, capacity)
    this.#durationUs = grownInt32(this.#durationUs, 2 * capacity)
    this.capacity = capacity
  }
}

/** Subscriptions that begin. */
export class NodetapSubscribedBuilder extends ColumnsBuilder {
  readonly eventBytes = 38
  readonly pointerWords = 9
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #subscriptionId = new Int32Array(0)
  #connectionId = new Int32Array(0)
  #processId = new Int32Array(0)
  #kind = new Uint16Array(0)
  #tracepoints = new Uint16Array(0)
  #where = new Uint16Array(0)
  #subscriptions = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const subscriptionIdColumn = this.#subscriptionId
    const connectionIdColumn = this.#connectionId
    const processIdColumn = this.#processId
    const kindColumn = this.#kind
    const tracepointsColumn = this.#tracepoints
    const whereColumn = this.#where
    const subscriptionsColumn = this.#subscriptions
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 38
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const kind = (entries[int32[at + 9] as number] as number) ^ epoch
        const tracepoints = (entries[int32[at + 10] as number] as number) ^ epoch
        const where = (entries[int32[at + 11] as number] as number) ^ epoch
        if ((kind | tracepoints | where) >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        const subscriptionId = float64[word + 2] as number
        subscriptionIdColumn[2 * i] = subscriptionId
        subscriptionIdColumn[2 * i + 1] = Math.floor(subscriptionId / 0x100000000)
        const connectionId = float64[word + 3] as number
        connectionIdColumn[2 * i] = connectionId
        connectionIdColumn[2 * i + 1] = Math.floor(connectionId / 0x100000000)
        processIdColumn[i] = int32[at + 8] as number
        kindColumn[i] = kind
        tracepointsColumn[i] = tracepoints
        whereColumn[i] = where
        subscriptionsColumn[i] = int32[at + 12] as number
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 9] as number)
      texts.find(ring.texts, int32[at + 10] as number)
      texts.find(ring.texts, int32[at + 11] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 38
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 9 + 2 * count + 4 * ((count + 1) >>> 1) + 3 * ((count + 3) >>> 2)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list64(at + 2, this.#subscriptionId, count)
    out.list64(at + 3, this.#connectionId, count)
    out.list32(at + 4, this.#processId, count)
    out.list16(at + 5, this.#kind, count)
    out.list16(at + 6, this.#tracepoints, count)
    out.list16(at + 7, this.#where, count)
    out.list32(at + 8, this.#subscriptions, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#subscriptionId = grownInt32(this.#subscriptionId, 2 * capacity)
    this.#connectionId = grownInt32(this.#connectionId, 2 * capacity)
    this.#processId = grownInt32(this.#processId, capacity)
    this.#kind = grownUint16(this.#kind, capacity)
    this.#tracepoints = grownUint16(this.#tracepoints, capacity)
    this.#where = grownUint16(this.#where, capacity)
    this.#subscriptions = grownInt32(this.#subscriptions, capacity)
    this.capacity = capacity
  }
}

/** Subscriptions that end. */
export class NodetapUnsubscribedBuilder extends ColumnsBuilder {
  readonly eventBytes = 72
  readonly pointerWords = 11
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #subscriptionId = new Int32Array(0)
  #connectionId = new Int32Array(0)
  #processId = new Int32Array(0)
  #sentEvents = new Int32Array(0)
  #sentBytes = new Int32Array(0)
  #lostEvents = new Int32Array(0)
  #durationUs = new Int32Array(0)
  #workerTimeUs = new Int32Array(0)
  #subscriptions = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    _texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const subscriptionIdColumn = this.#subscriptionId
    const connectionIdColumn = this.#connectionId
    const processIdColumn = this.#processId
    const sentEventsColumn = this.#sentEvents
    const sentBytesColumn = this.#sentBytes
    const lostEventsColumn = this.#lostEvents
    const durationUsColumn = this.#durationUs
    const workerTimeUsColumn = this.#workerTimeUs
    const subscriptionsColumn = this.#subscriptions
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (; next < to; next++, i++) {
      const at = places[next] as number
      const word = at >> 1
      const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
      const left = room - 72
      if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
        to = next
        break
      }
      room = left
      sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
      timestampOffsetUsColumn[i] = timestampOffset
      const subscriptionId = float64[word + 2] as number
      subscriptionIdColumn[2 * i] = subscriptionId
      subscriptionIdColumn[2 * i + 1] = Math.floor(subscriptionId / 0x100000000)
      const connectionId = float64[word + 3] as number
      connectionIdColumn[2 * i] = connectionId
      connectionIdColumn[2 * i + 1] = Math.floor(connectionId / 0x100000000)
      processIdColumn[i] = int32[at + 18] as number
      const sentEvents = float64[word + 4] as number
      sentEventsColumn[2 * i] = sentEvents
      sentEventsColumn[2 * i + 1] = Math.floor(sentEvents / 0x100000000)
      const sentBytes = float64[word + 5] as number
      sentBytesColumn[2 * i] = sentBytes
      sentBytesColumn[2 * i + 1] = Math.floor(sentBytes / 0x100000000)
      const lostEvents = float64[word + 6] as number
      lostEventsColumn[2 * i] = lostEvents
      lostEventsColumn[2 * i + 1] = Math.floor(lostEvents / 0x100000000)
      const durationUs = float64[word + 7] as number
      durationUsColumn[2 * i] = durationUs
      durationUsColumn[2 * i + 1] = Math.floor(durationUs / 0x100000000)
      const workerTimeUs = float64[word + 8] as number
      workerTimeUsColumn[2 * i] = workerTimeUs
      workerTimeUsColumn[2 * i + 1] = Math.floor(workerTimeUs / 0x100000000)
      subscriptionsColumn[i] = int32[at + 19] as number
    }
    this.bytes += (next - from) * 72
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 11 + 7 * count + 4 * ((count + 1) >>> 1)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list64(at + 2, this.#subscriptionId, count)
    out.list64(at + 3, this.#connectionId, count)
    out.list32(at + 4, this.#processId, count)
    out.list64(at + 5, this.#sentEvents, count)
    out.list64(at + 6, this.#sentBytes, count)
    out.list64(at + 7, this.#lostEvents, count)
    out.list64(at + 8, this.#durationUs, count)
    out.list64(at + 9, this.#workerTimeUs, count)
    out.list32(at + 10, this.#subscriptions, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#subscriptionId = grownInt32(this.#subscriptionId, 2 * capacity)
    this.#connectionId = grownInt32(this.#connectionId, 2 * capacity)
    this.#processId = grownInt32(this.#processId, capacity)
    this.#sentEvents = grownInt32(this.#sentEvents, 2 * capacity)
    this.#sentBytes = grownInt32(this.#sentBytes, 2 * capacity)
    this.#lostEvents = grownInt32(this.#lostEvents, 2 * capacity)
    this.#durationUs = grownInt32(this.#durationUs, 2 * capacity)
    this.#workerTimeUs = grownInt32(this.#workerTimeUs, 2 * capacity)
    this.#subscriptions = grownInt32(this.#subscriptions, capacity)
    this.capacity = capacity
  }
}

/** Losses of the last second. */
export class NodetapLostBuilder extends ColumnsBuilder {
  readonly eventBytes = 44
  readonly pointerWords = 8
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #subscriptionId = new Int32Array(0)
  #lostTracepoint = new Uint16Array(0)
  #cause = new Uint16Array(0)
  #lostEvents = new Int32Array(0)
  #firstSequence = new Int32Array(0)
  #lastSequence = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const subscriptionIdColumn = this.#subscriptionId
    const lostTracepointColumn = this.#lostTracepoint
    const causeColumn = this.#cause
    const lostEventsColumn = this.#lostEvents
    const firstSequenceColumn = this.#firstSequence
    const lastSequenceColumn = this.#lastSequence
    texts.begin(ring.texts)
    const { entries, epoch } = texts
    let textBytes = texts.byteLength
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (;;) {
      for (; next < to; next++, i++) {
        const at = places[next] as number
        const word = at >> 1
        const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
        const left = room - 44
        if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
          to = next
          break
        }
        const lostTracepoint = (entries[int32[at + 12] as number] as number) ^ epoch
        const cause = (entries[int32[at + 13] as number] as number) ^ epoch
        if ((lostTracepoint | cause) >>> 16 !== 0) break
        room = left
        sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
        timestampOffsetUsColumn[i] = timestampOffset
        const subscriptionId = float64[word + 2] as number
        subscriptionIdColumn[2 * i] = subscriptionId
        subscriptionIdColumn[2 * i + 1] = Math.floor(subscriptionId / 0x100000000)
        lostTracepointColumn[i] = lostTracepoint
        causeColumn[i] = cause
        const lostEvents = float64[word + 3] as number
        lostEventsColumn[2 * i] = lostEvents
        lostEventsColumn[2 * i + 1] = Math.floor(lostEvents / 0x100000000)
        const firstSequence = float64[word + 4] as number
        firstSequenceColumn[2 * i] = firstSequence
        firstSequenceColumn[2 * i + 1] = Math.floor(firstSequence / 0x100000000)
        const lastSequence = float64[word + 5] as number
        lastSequenceColumn[2 * i] = lastSequence
        lastSequenceColumn[2 * i + 1] = Math.floor(lastSequence / 0x100000000)
      }
      if (next >= to || !texts.hasRoom) break
      const at = places[next] as number
      texts.find(ring.texts, int32[at + 12] as number)
      texts.find(ring.texts, int32[at + 13] as number)
      room -= texts.byteLength - textBytes
      textBytes = texts.byteLength
    }
    this.bytes += (next - from) * 44
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 8 + 4 * count + 2 * ((count + 1) >>> 1) + 2 * ((count + 3) >>> 2)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list64(at + 2, this.#subscriptionId, count)
    out.list16(at + 3, this.#lostTracepoint, count)
    out.list16(at + 4, this.#cause, count)
    out.list64(at + 5, this.#lostEvents, count)
    out.list64(at + 6, this.#firstSequence, count)
    out.list64(at + 7, this.#lastSequence, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#subscriptionId = grownInt32(this.#subscriptionId, 2 * capacity)
    this.#lostTracepoint = grownUint16(this.#lostTracepoint, capacity)
    this.#cause = grownUint16(this.#cause, capacity)
    this.#lostEvents = grownInt32(this.#lostEvents, 2 * capacity)
    this.#firstSequence = grownInt32(this.#firstSequence, 2 * capacity)
    this.#lastSequence = grownInt32(this.#lastSequence, 2 * capacity)
    this.capacity = capacity
  }
}

/** States of the ring. */
export class NodetapRingBuilder extends ColumnsBuilder {
  readonly eventBytes = 56
  readonly pointerWords = 9
  #sequenceOffset = new Int32Array(0)
  #timestampOffsetUs = new Int32Array(0)
  #usedBytes = new Int32Array(0)
  #highWaterBytes = new Int32Array(0)
  #capacityBytes = new Int32Array(0)
  #firedEvents = new Int32Array(0)
  #lostEvents = new Int32Array(0)
  #subscriptions = new Int32Array(0)
  #connections = new Int32Array(0)

  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    _payloadBytes: number,
    bytes: number,
    _texts: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
    const { int32, float64 } = ring
    const places = run.at
    const offsets = run.offset
    const { timestampUs } = base
    const sequence = run.firstSequence - base.sequence
    const sequenceOffsetColumn = this.#sequenceOffset
    const timestampOffsetUsColumn = this.#timestampOffsetUs
    const usedBytesColumn = this.#usedBytes
    const highWaterBytesColumn = this.#highWaterBytes
    const capacityBytesColumn = this.#capacityBytes
    const firedEventsColumn = this.#firedEvents
    const lostEventsColumn = this.#lostEvents
    const subscriptionsColumn = this.#subscriptions
    const connectionsColumn = this.#connections
    let room = bytes
    let to = end
    let i = this.count
    let next = from
    for (; next < to; next++, i++) {
      const at = places[next] as number
      const word = at >> 1
      const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs
      const left = room - 56
      if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {
        to = next
        break
      }
      room = left
      sequenceOffsetColumn[i] = sequence + (offsets[next] as number)
      timestampOffsetUsColumn[i] = timestampOffset
      const usedBytes = float64[word + 2] as number
      usedBytesColumn[2 * i] = usedBytes
      usedBytesColumn[2 * i + 1] = Math.floor(usedBytes / 0x100000000)
      const highWaterBytes = float64[word + 3] as number
      highWaterBytesColumn[2 * i] = highWaterBytes
      highWaterBytesColumn[2 * i + 1] = Math.floor(highWaterBytes / 0x100000000)
      const capacityBytes = float64[word + 4] as number
      capacityBytesColumn[2 * i] = capacityBytes
      capacityBytesColumn[2 * i + 1] = Math.floor(capacityBytes / 0x100000000)
      const firedEvents = float64[word + 5] as number
      firedEventsColumn[2 * i] = firedEvents
      firedEventsColumn[2 * i + 1] = Math.floor(firedEvents / 0x100000000)
      const lostEvents = float64[word + 6] as number
      lostEventsColumn[2 * i] = lostEvents
      lostEventsColumn[2 * i + 1] = Math.floor(lostEvents / 0x100000000)
      subscriptionsColumn[i] = int32[at + 14] as number
      connectionsColumn[i] = int32[at + 15] as number
    }
    this.bytes += (next - from) * 56
    this.count = i
    return next - from
  }

  words(): number {
    const { count } = this
    return 9 + 5 * count + 4 * ((count + 1) >>> 1)
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
    out.list32(at + 0, this.#sequenceOffset, count)
    out.list32(at + 1, this.#timestampOffsetUs, count)
    out.list64(at + 2, this.#usedBytes, count)
    out.list64(at + 3, this.#highWaterBytes, count)
    out.list64(at + 4, this.#capacityBytes, count)
    out.list64(at + 5, this.#firedEvents, count)
    out.list64(at + 6, this.#lostEvents, count)
    out.list32(at + 7, this.#subscriptions, count)
    out.list32(at + 8, this.#connections, count)
    this.count = 0
    this.bytes = 0
  }

  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
    this.#sequenceOffset = grownInt32(this.#sequenceOffset, capacity)
    this.#timestampOffsetUs = grownInt32(this.#timestampOffsetUs, capacity)
    this.#usedBytes = grownInt32(this.#usedBytes, 2 * capacity)
    this.#highWaterBytes = grownInt32(this.#highWaterBytes, 2 * capacity)
    this.#capacityBytes = grownInt32(this.#capacityBytes, 2 * capacity)
    this.#firedEvents = grownInt32(this.#firedEvents, 2 * capacity)
    this.#lostEvents = grownInt32(this.#lostEvents, 2 * capacity)
    this.#subscriptions = grownInt32(this.#subscriptions, capacity)
    this.#connections = grownInt32(this.#connections, capacity)
    this.capacity = capacity
  }
}

/** The class that collects a tracepoint's events, by its id. */
export const columnsBuilders: readonly ColumnsBuilderClass[] = [
  NetMessageBuilder, // net:inbound_message
  NetMessageBuilder, // net:outbound_message
  NetConnectionBuilder, // net:inbound_connection
  NetConnectionBuilder, // net:outbound_connection
  NetConnectionEndBuilder, // net:evicted_inbound_connection
  NetConnectionEndBuilder, // net:closed_connection
  NetMisbehavingConnectionBuilder, // net:misbehaving_connection
  BlockConnectedBuilder, // validation:block_connected
  CoinBuilder, // utxocache:add
  CoinBuilder, // utxocache:spent
  CoinBuilder, // utxocache:uncache
  CacheFlushBuilder, // utxocache:flush
  MempoolAddedBuilder, // mempool:added
  MempoolRemovedBuilder, // mempool:removed
  MempoolReplacedBuilder, // mempool:replaced
  MempoolRejectedBuilder, // mempool:rejected
  SelectedCoinsBuilder, // coin_selection:selected_coins
  CreateTxBuilder, // coin_selection:normal_create_tx_internal
  AttemptingApsBuilder, // coin_selection:attempting_aps_create_tx
  ApsCreateTxBuilder, // coin_selection:aps_create_tx_internal
  SnapshotPeerBuilder, // snapshot:peer
  SnapshotMempoolBuilder, // snapshot:mempool
  SnapshotTipBuilder, // snapshot:tip
  SnapshotEndBuilder, // snapshot:end
  NodetapSubscribedBuilder, // nodetap:subscribed
  NodetapUnsubscribedBuilder, // nodetap:unsubscribed
  NodetapLostBuilder, // nodetap:lost
  NodetapRingBuilder, // nodetap:ring
]

/** By tracepoint: the pointer of its columns in Batch. */
export const pointerIndexes: readonly number[] = [
  1, // net:inbound_message
  2, // net:outbound_message
  3, // net:inbound_connection
  4, // net:outbound_connection
  5, // net:evicted_inbound_connection
  6, // net:closed_connection
  7, // net:misbehaving_connection
  8, // validation:block_connected
  9, // utxocache:add
  10, // utxocache:spent
  11, // utxocache:uncache
  12, // utxocache:flush
  13, // mempool:added
  14, // mempool:removed
  15, // mempool:replaced
  16, // mempool:rejected
  17, // coin_selection:selected_coins
  18, // coin_selection:normal_create_tx_internal
  19, // coin_selection:attempting_aps_create_tx
  20, // coin_selection:aps_create_tx_internal
  21, // snapshot:peer
  22, // snapshot:mempool
  23, // snapshot:tip
  24, // snapshot:end
  25, // nodetap:subscribed
  26, // nodetap:unsubscribed
  27, // nodetap:lost
  28, // nodetap:ring
]

/** The struct Batch: its size, words of its numbers, and the pointer of its texts. */
export const batchStruct = {
  dataWords: 3,
  pointerWords: 29,
  firstSequence: 0,
  baseTimestampUs: 1,
  eventCount: 2,
  texts: 0,
} as const
