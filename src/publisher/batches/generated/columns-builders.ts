// Generated from schema/tracepoints.capnp by `npm run generate`. Do not edit.

import type { BatchTexts } from '../batch-texts.js'
import type { BufferPool } from '../buffer-pool.js'
import {
  ColumnsBuilder,
  type ColumnsBuilderClass,
  grownInt32,
  grownUint16,
  grownUint8,
  inlineWords,
} from '../columns-builder.js'
import { PayloadColumn } from '../payload-column.js'
import type { RecordSource } from '../record-source.js'
import type { SegmentWriter } from '../segment-writer.js'

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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    const peerId = float64[word + 2] as number
    this.#peerId[2 * i] = peerId
    this.#peerId[2 * i + 1] = Math.floor(peerId / 0x100000000)
    const addressId = int32[at + 8] as number
    let address = texts.indexes[addressId] as number
    if (address >= texts.count || texts.serials[address] !== serials[addressId]) {
      address = texts.add(ring.texts, addressId)
    }
    this.#address[i] = address
    const connectionTypeId = int32[at + 9] as number
    let connectionType = texts.indexes[connectionTypeId] as number
    if (connectionType >= texts.count || texts.serials[connectionType] !== serials[connectionTypeId]) {
      connectionType = texts.add(ring.texts, connectionTypeId)
    }
    this.#connectionType[i] = connectionType
    const messageTypeId = int32[at + 10] as number
    let messageType = texts.indexes[messageTypeId] as number
    if (messageType >= texts.count || texts.serials[messageType] !== serials[messageTypeId]) {
      messageType = texts.add(ring.texts, messageTypeId)
    }
    this.#messageType[i] = messageType
    const size = float64[word + 3] as number
    this.#size[2 * i] = size
    this.#size[2 * i + 1] = Math.floor(size / 0x100000000)
    this.#payloadEnd[i] = this.#payload.append(ring, at + 12, payloadLength)
    this.count = i + 1
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
  }

  override close(): void {
    this.#payload.close()
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    const peerId = float64[word + 2] as number
    this.#peerId[2 * i] = peerId
    this.#peerId[2 * i + 1] = Math.floor(peerId / 0x100000000)
    const addressId = int32[at + 8] as number
    let address = texts.indexes[addressId] as number
    if (address >= texts.count || texts.serials[address] !== serials[addressId]) {
      address = texts.add(ring.texts, addressId)
    }
    this.#address[i] = address
    const connectionTypeId = int32[at + 9] as number
    let connectionType = texts.indexes[connectionTypeId] as number
    if (connectionType >= texts.count || texts.serials[connectionType] !== serials[connectionTypeId]) {
      connectionType = texts.add(ring.texts, connectionTypeId)
    }
    this.#connectionType[i] = connectionType
    this.#network[i] = int32[at + 10] as number
    const existingConnections = float64[word + 3] as number
    this.#existingConnections[2 * i] = existingConnections
    this.#existingConnections[2 * i + 1] = Math.floor(existingConnections / 0x100000000)
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    const peerId = float64[word + 2] as number
    this.#peerId[2 * i] = peerId
    this.#peerId[2 * i + 1] = Math.floor(peerId / 0x100000000)
    const addressId = int32[at + 8] as number
    let address = texts.indexes[addressId] as number
    if (address >= texts.count || texts.serials[address] !== serials[addressId]) {
      address = texts.add(ring.texts, addressId)
    }
    this.#address[i] = address
    const connectionTypeId = int32[at + 9] as number
    let connectionType = texts.indexes[connectionTypeId] as number
    if (connectionType >= texts.count || texts.serials[connectionType] !== serials[connectionTypeId]) {
      connectionType = texts.add(ring.texts, connectionTypeId)
    }
    this.#connectionType[i] = connectionType
    this.#network[i] = int32[at + 10] as number
    const establishedAt = float64[word + 3] as number
    this.#establishedAt[2 * i] = establishedAt
    this.#establishedAt[2 * i + 1] = Math.floor(establishedAt / 0x100000000)
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    const peerId = float64[word + 2] as number
    this.#peerId[2 * i] = peerId
    this.#peerId[2 * i + 1] = Math.floor(peerId / 0x100000000)
    const reasonId = int32[at + 6] as number
    let reason = texts.indexes[reasonId] as number
    if (reason >= texts.count || texts.serials[reason] !== serials[reasonId]) {
      reason = texts.add(ring.texts, reasonId)
    }
    this.#reason[i] = reason
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    _texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    this.#hash[8 * i + 0] = int32[at + 12] as number
    this.#hash[8 * i + 1] = int32[at + 13] as number
    this.#hash[8 * i + 2] = int32[at + 14] as number
    this.#hash[8 * i + 3] = int32[at + 15] as number
    this.#hash[8 * i + 4] = int32[at + 16] as number
    this.#hash[8 * i + 5] = int32[at + 17] as number
    this.#hash[8 * i + 6] = int32[at + 18] as number
    this.#hash[8 * i + 7] = int32[at + 19] as number
    this.#height[i] = int32[at + 10] as number
    const transactions = float64[word + 2] as number
    this.#transactions[2 * i] = transactions
    this.#transactions[2 * i + 1] = Math.floor(transactions / 0x100000000)
    this.#inputs[i] = int32[at + 11] as number
    const sigopsCost = float64[word + 3] as number
    this.#sigopsCost[2 * i] = sigopsCost
    this.#sigopsCost[2 * i + 1] = Math.floor(sigopsCost / 0x100000000)
    const durationNs = float64[word + 4] as number
    this.#durationNs[2 * i] = durationNs
    this.#durationNs[2 * i + 1] = Math.floor(durationNs / 0x100000000)
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    _texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    this.#txid[8 * i + 0] = int32[at + 10] as number
    this.#txid[8 * i + 1] = int32[at + 11] as number
    this.#txid[8 * i + 2] = int32[at + 12] as number
    this.#txid[8 * i + 3] = int32[at + 13] as number
    this.#txid[8 * i + 4] = int32[at + 14] as number
    this.#txid[8 * i + 5] = int32[at + 15] as number
    this.#txid[8 * i + 6] = int32[at + 16] as number
    this.#txid[8 * i + 7] = int32[at + 17] as number
    this.#vout[i] = int32[at + 6] as number
    this.#height[i] = int32[at + 7] as number
    const value = float64[word + 2] as number
    this.#value[2 * i] = value
    this.#value[2 * i + 1] = Math.floor(value / 0x100000000)
    const coinbase = (int32[at + 8] as number) << (i & 7)
    if ((i & 7) === 0) this.#coinbase[i >> 3] = coinbase
    else this.#coinbase[i >> 3] = (this.#coinbase[i >> 3] as number) | coinbase
    this.#cache[i] = int32[at + 9] as number
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    _texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const durationUs = float64[word + 2] as number
    this.#durationUs[2 * i] = durationUs
    this.#durationUs[2 * i + 1] = Math.floor(durationUs / 0x100000000)
    this.#mode[i] = int32[at + 10] as number
    const coins = float64[word + 3] as number
    this.#coins[2 * i] = coins
    this.#coins[2 * i + 1] = Math.floor(coins / 0x100000000)
    const memoryBytes = float64[word + 4] as number
    this.#memoryBytes[2 * i] = memoryBytes
    this.#memoryBytes[2 * i + 1] = Math.floor(memoryBytes / 0x100000000)
    const forPrune = (int32[at + 11] as number) << (i & 7)
    if ((i & 7) === 0) this.#forPrune[i >> 3] = forPrune
    else this.#forPrune[i >> 3] = (this.#forPrune[i >> 3] as number) | forPrune
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    _texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    this.#txid[8 * i + 0] = int32[at + 8] as number
    this.#txid[8 * i + 1] = int32[at + 9] as number
    this.#txid[8 * i + 2] = int32[at + 10] as number
    this.#txid[8 * i + 3] = int32[at + 11] as number
    this.#txid[8 * i + 4] = int32[at + 12] as number
    this.#txid[8 * i + 5] = int32[at + 13] as number
    this.#txid[8 * i + 6] = int32[at + 14] as number
    this.#txid[8 * i + 7] = int32[at + 15] as number
    this.#vsize[i] = int32[at + 6] as number
    const feeSat = float64[word + 2] as number
    this.#feeSat[2 * i] = feeSat
    this.#feeSat[2 * i + 1] = Math.floor(feeSat / 0x100000000)
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    this.#txid[8 * i + 0] = int32[at + 10] as number
    this.#txid[8 * i + 1] = int32[at + 11] as number
    this.#txid[8 * i + 2] = int32[at + 12] as number
    this.#txid[8 * i + 3] = int32[at + 13] as number
    this.#txid[8 * i + 4] = int32[at + 14] as number
    this.#txid[8 * i + 5] = int32[at + 15] as number
    this.#txid[8 * i + 6] = int32[at + 16] as number
    this.#txid[8 * i + 7] = int32[at + 17] as number
    const reasonId = int32[at + 8] as number
    let reason = texts.indexes[reasonId] as number
    if (reason >= texts.count || texts.serials[reason] !== serials[reasonId]) {
      reason = texts.add(ring.texts, reasonId)
    }
    this.#reason[i] = reason
    this.#vsize[i] = int32[at + 9] as number
    const feeSat = float64[word + 2] as number
    this.#feeSat[2 * i] = feeSat
    this.#feeSat[2 * i + 1] = Math.floor(feeSat / 0x100000000)
    const enteredAt = float64[word + 3] as number
    this.#enteredAt[2 * i] = enteredAt
    this.#enteredAt[2 * i + 1] = Math.floor(enteredAt / 0x100000000)
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    _texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    this.#replacedTxid[8 * i + 0] = int32[at + 14] as number
    this.#replacedTxid[8 * i + 1] = int32[at + 15] as number
    this.#replacedTxid[8 * i + 2] = int32[at + 16] as number
    this.#replacedTxid[8 * i + 3] = int32[at + 17] as number
    this.#replacedTxid[8 * i + 4] = int32[at + 18] as number
    this.#replacedTxid[8 * i + 5] = int32[at + 19] as number
    this.#replacedTxid[8 * i + 6] = int32[at + 20] as number
    this.#replacedTxid[8 * i + 7] = int32[at + 21] as number
    this.#replacedVsize[i] = int32[at + 10] as number
    const replacedFeeSat = float64[word + 2] as number
    this.#replacedFeeSat[2 * i] = replacedFeeSat
    this.#replacedFeeSat[2 * i + 1] = Math.floor(replacedFeeSat / 0x100000000)
    const replacedEnteredAt = float64[word + 3] as number
    this.#replacedEnteredAt[2 * i] = replacedEnteredAt
    this.#replacedEnteredAt[2 * i + 1] = Math.floor(replacedEnteredAt / 0x100000000)
    this.#replacementId[8 * i + 0] = int32[at + 22] as number
    this.#replacementId[8 * i + 1] = int32[at + 23] as number
    this.#replacementId[8 * i + 2] = int32[at + 24] as number
    this.#replacementId[8 * i + 3] = int32[at + 25] as number
    this.#replacementId[8 * i + 4] = int32[at + 26] as number
    this.#replacementId[8 * i + 5] = int32[at + 27] as number
    this.#replacementId[8 * i + 6] = int32[at + 28] as number
    this.#replacementId[8 * i + 7] = int32[at + 29] as number
    this.#replacementVsize[i] = int32[at + 11] as number
    const replacementFeeSat = float64[word + 4] as number
    this.#replacementFeeSat[2 * i] = replacementFeeSat
    this.#replacementFeeSat[2 * i + 1] = Math.floor(replacementFeeSat / 0x100000000)
    const replacementIsTxid = (int32[at + 12] as number) << (i & 7)
    if ((i & 7) === 0) this.#replacementIsTxid[i >> 3] = replacementIsTxid
    else this.#replacementIsTxid[i >> 3] = (this.#replacementIsTxid[i >> 3] as number) | replacementIsTxid
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const serials = ring.texts.serials
    this.#txid[8 * i + 0] = int32[at + 6] as number
    this.#txid[8 * i + 1] = int32[at + 7] as number
    this.#txid[8 * i + 2] = int32[at + 8] as number
    this.#txid[8 * i + 3] = int32[at + 9] as number
    this.#txid[8 * i + 4] = int32[at + 10] as number
    this.#txid[8 * i + 5] = int32[at + 11] as number
    this.#txid[8 * i + 6] = int32[at + 12] as number
    this.#txid[8 * i + 7] = int32[at + 13] as number
    const reasonId = int32[at + 4] as number
    let reason = texts.indexes[reasonId] as number
    if (reason >= texts.count || texts.serials[reason] !== serials[reasonId]) {
      reason = texts.add(ring.texts, reasonId)
    }
    this.#reason[i] = reason
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    const walletId = int32[at + 10] as number
    let wallet = texts.indexes[walletId] as number
    if (wallet >= texts.count || texts.serials[wallet] !== serials[walletId]) {
      wallet = texts.add(ring.texts, walletId)
    }
    this.#wallet[i] = wallet
    const algorithmId = int32[at + 11] as number
    let algorithm = texts.indexes[algorithmId] as number
    if (algorithm >= texts.count || texts.serials[algorithm] !== serials[algorithmId]) {
      algorithm = texts.add(ring.texts, algorithmId)
    }
    this.#algorithm[i] = algorithm
    const targetSat = float64[word + 2] as number
    this.#targetSat[2 * i] = targetSat
    this.#targetSat[2 * i + 1] = Math.floor(targetSat / 0x100000000)
    const wasteSat = float64[word + 3] as number
    this.#wasteSat[2 * i] = wasteSat
    this.#wasteSat[2 * i + 1] = Math.floor(wasteSat / 0x100000000)
    const selectedSat = float64[word + 4] as number
    this.#selectedSat[2 * i] = selectedSat
    this.#selectedSat[2 * i + 1] = Math.floor(selectedSat / 0x100000000)
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    const walletId = int32[at + 6] as number
    let wallet = texts.indexes[walletId] as number
    if (wallet >= texts.count || texts.serials[wallet] !== serials[walletId]) {
      wallet = texts.add(ring.texts, walletId)
    }
    this.#wallet[i] = wallet
    const success = (int32[at + 7] as number) << (i & 7)
    if ((i & 7) === 0) this.#success[i >> 3] = success
    else this.#success[i >> 3] = (this.#success[i >> 3] as number) | success
    const feeSat = float64[word + 2] as number
    this.#feeSat[2 * i] = feeSat
    this.#feeSat[2 * i + 1] = Math.floor(feeSat / 0x100000000)
    this.#changePosition[i] = int32[at + 8] as number
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const serials = ring.texts.serials
    const walletId = int32[at + 4] as number
    let wallet = texts.indexes[walletId] as number
    if (wallet >= texts.count || texts.serials[wallet] !== serials[walletId]) {
      wallet = texts.add(ring.texts, walletId)
    }
    this.#wallet[i] = wallet
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    const walletId = int32[at + 6] as number
    let wallet = texts.indexes[walletId] as number
    if (wallet >= texts.count || texts.serials[wallet] !== serials[walletId]) {
      wallet = texts.add(ring.texts, walletId)
    }
    this.#wallet[i] = wallet
    const apsUsed = (int32[at + 7] as number) << (i & 7)
    if ((i & 7) === 0) this.#apsUsed[i >> 3] = apsUsed
    else this.#apsUsed[i >> 3] = (this.#apsUsed[i >> 3] as number) | apsUsed
    const success = (int32[at + 8] as number) << (i & 7)
    if ((i & 7) === 0) this.#success[i >> 3] = success
    else this.#success[i >> 3] = (this.#success[i >> 3] as number) | success
    const feeSat = float64[word + 2] as number
    this.#feeSat[2 * i] = feeSat
    this.#feeSat[2 * i + 1] = Math.floor(feeSat / 0x100000000)
    this.#changePosition[i] = int32[at + 9] as number
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    this.#snapshotId[i] = int32[at + 18] as number
    const peerId = float64[word + 2] as number
    this.#peerId[2 * i] = peerId
    this.#peerId[2 * i + 1] = Math.floor(peerId / 0x100000000)
    const addressId = int32[at + 19] as number
    let address = texts.indexes[addressId] as number
    if (address >= texts.count || texts.serials[address] !== serials[addressId]) {
      address = texts.add(ring.texts, addressId)
    }
    this.#address[i] = address
    const connectionTypeId = int32[at + 20] as number
    let connectionType = texts.indexes[connectionTypeId] as number
    if (connectionType >= texts.count || texts.serials[connectionType] !== serials[connectionTypeId]) {
      connectionType = texts.add(ring.texts, connectionTypeId)
    }
    this.#connectionType[i] = connectionType
    this.#network[i] = int32[at + 21] as number
    const establishedAt = float64[word + 3] as number
    this.#establishedAt[2 * i] = establishedAt
    this.#establishedAt[2 * i + 1] = Math.floor(establishedAt / 0x100000000)
    const messagesReceived = float64[word + 4] as number
    this.#messagesReceived[2 * i] = messagesReceived
    this.#messagesReceived[2 * i + 1] = Math.floor(messagesReceived / 0x100000000)
    const messagesSent = float64[word + 5] as number
    this.#messagesSent[2 * i] = messagesSent
    this.#messagesSent[2 * i + 1] = Math.floor(messagesSent / 0x100000000)
    const bytesReceived = float64[word + 6] as number
    this.#bytesReceived[2 * i] = bytesReceived
    this.#bytesReceived[2 * i + 1] = Math.floor(bytesReceived / 0x100000000)
    const bytesSent = float64[word + 7] as number
    this.#bytesSent[2 * i] = bytesSent
    this.#bytesSent[2 * i + 1] = Math.floor(bytesSent / 0x100000000)
    this.#protocolVersion[i] = int32[at + 22] as number
    const userAgentId = int32[at + 23] as number
    let userAgent = texts.indexes[userAgentId] as number
    if (userAgent >= texts.count || texts.serials[userAgent] !== serials[userAgentId]) {
      userAgent = texts.add(ring.texts, userAgentId)
    }
    this.#userAgent[i] = userAgent
    const pingUs = float64[word + 8] as number
    this.#pingUs[2 * i] = pingUs
    this.#pingUs[2 * i + 1] = Math.floor(pingUs / 0x100000000)
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    _texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    this.#snapshotId[i] = int32[at + 14] as number
    const transactions = float64[word + 2] as number
    this.#transactions[2 * i] = transactions
    this.#transactions[2 * i + 1] = Math.floor(transactions / 0x100000000)
    const vsize = float64[word + 3] as number
    this.#vsize[2 * i] = vsize
    this.#vsize[2 * i + 1] = Math.floor(vsize / 0x100000000)
    const feeSat = float64[word + 4] as number
    this.#feeSat[2 * i] = feeSat
    this.#feeSat[2 * i + 1] = Math.floor(feeSat / 0x100000000)
    const memoryBytes = float64[word + 5] as number
    this.#memoryBytes[2 * i] = memoryBytes
    this.#memoryBytes[2 * i + 1] = Math.floor(memoryBytes / 0x100000000)
    const minFeeRate = float64[word + 6] as number
    this.#minFeeRate[2 * i] = minFeeRate
    this.#minFeeRate[2 * i + 1] = Math.floor(minFeeRate / 0x100000000)
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    _texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    this.#snapshotId[i] = int32[at + 6] as number
    this.#hash[8 * i + 0] = int32[at + 8] as number
    this.#hash[8 * i + 1] = int32[at + 9] as number
    this.#hash[8 * i + 2] = int32[at + 10] as number
    this.#hash[8 * i + 3] = int32[at + 11] as number
    this.#hash[8 * i + 4] = int32[at + 12] as number
    this.#hash[8 * i + 5] = int32[at + 13] as number
    this.#hash[8 * i + 6] = int32[at + 14] as number
    this.#hash[8 * i + 7] = int32[at + 15] as number
    this.#height[i] = int32[at + 7] as number
    const blockTime = float64[word + 2] as number
    this.#blockTime[2 * i] = blockTime
    this.#blockTime[2 * i + 1] = Math.floor(blockTime / 0x100000000)
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    this.#snapshotId[i] = int32[at + 10] as number
    const records = float64[word + 2] as number
    this.#records[2 * i] = records
    this.#records[2 * i + 1] = Math.floor(records / 0x100000000)
    const missing = float64[word + 3] as number
    this.#missing[2 * i] = missing
    this.#missing[2 * i + 1] = Math.floor(missing / 0x100000000)
    const failureId = int32[at + 11] as number
    let failure = texts.indexes[failureId] as number
    if (failure >= texts.count || texts.serials[failure] !== serials[failureId]) {
      failure = texts.add(ring.texts, failureId)
    }
    this.#failure[i] = failure
    const durationUs = float64[word + 4] as number
    this.#durationUs[2 * i] = durationUs
    this.#durationUs[2 * i + 1] = Math.floor(durationUs / 0x100000000)
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    const subscriptionId = float64[word + 2] as number
    this.#subscriptionId[2 * i] = subscriptionId
    this.#subscriptionId[2 * i + 1] = Math.floor(subscriptionId / 0x100000000)
    const connectionId = float64[word + 3] as number
    this.#connectionId[2 * i] = connectionId
    this.#connectionId[2 * i + 1] = Math.floor(connectionId / 0x100000000)
    this.#processId[i] = int32[at + 8] as number
    const kindId = int32[at + 9] as number
    let kind = texts.indexes[kindId] as number
    if (kind >= texts.count || texts.serials[kind] !== serials[kindId]) {
      kind = texts.add(ring.texts, kindId)
    }
    this.#kind[i] = kind
    const tracepointsId = int32[at + 10] as number
    let tracepoints = texts.indexes[tracepointsId] as number
    if (tracepoints >= texts.count || texts.serials[tracepoints] !== serials[tracepointsId]) {
      tracepoints = texts.add(ring.texts, tracepointsId)
    }
    this.#tracepoints[i] = tracepoints
    const whereId = int32[at + 11] as number
    let where = texts.indexes[whereId] as number
    if (where >= texts.count || texts.serials[where] !== serials[whereId]) {
      where = texts.add(ring.texts, whereId)
    }
    this.#where[i] = where
    this.#subscriptions[i] = int32[at + 12] as number
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    _texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const subscriptionId = float64[word + 2] as number
    this.#subscriptionId[2 * i] = subscriptionId
    this.#subscriptionId[2 * i + 1] = Math.floor(subscriptionId / 0x100000000)
    const connectionId = float64[word + 3] as number
    this.#connectionId[2 * i] = connectionId
    this.#connectionId[2 * i + 1] = Math.floor(connectionId / 0x100000000)
    this.#processId[i] = int32[at + 18] as number
    const sentEvents = float64[word + 4] as number
    this.#sentEvents[2 * i] = sentEvents
    this.#sentEvents[2 * i + 1] = Math.floor(sentEvents / 0x100000000)
    const sentBytes = float64[word + 5] as number
    this.#sentBytes[2 * i] = sentBytes
    this.#sentBytes[2 * i + 1] = Math.floor(sentBytes / 0x100000000)
    const lostEvents = float64[word + 6] as number
    this.#lostEvents[2 * i] = lostEvents
    this.#lostEvents[2 * i + 1] = Math.floor(lostEvents / 0x100000000)
    const durationUs = float64[word + 7] as number
    this.#durationUs[2 * i] = durationUs
    this.#durationUs[2 * i + 1] = Math.floor(durationUs / 0x100000000)
    const workerTimeUs = float64[word + 8] as number
    this.#workerTimeUs[2 * i] = workerTimeUs
    this.#workerTimeUs[2 * i + 1] = Math.floor(workerTimeUs / 0x100000000)
    this.#subscriptions[i] = int32[at + 19] as number
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const serials = ring.texts.serials
    const subscriptionId = float64[word + 2] as number
    this.#subscriptionId[2 * i] = subscriptionId
    this.#subscriptionId[2 * i + 1] = Math.floor(subscriptionId / 0x100000000)
    const lostTracepointId = int32[at + 12] as number
    let lostTracepoint = texts.indexes[lostTracepointId] as number
    if (lostTracepoint >= texts.count || texts.serials[lostTracepoint] !== serials[lostTracepointId]) {
      lostTracepoint = texts.add(ring.texts, lostTracepointId)
    }
    this.#lostTracepoint[i] = lostTracepoint
    const causeId = int32[at + 13] as number
    let cause = texts.indexes[causeId] as number
    if (cause >= texts.count || texts.serials[cause] !== serials[causeId]) {
      cause = texts.add(ring.texts, causeId)
    }
    this.#cause[i] = cause
    const lostEvents = float64[word + 3] as number
    this.#lostEvents[2 * i] = lostEvents
    this.#lostEvents[2 * i + 1] = Math.floor(lostEvents / 0x100000000)
    const firstSequence = float64[word + 4] as number
    this.#firstSequence[2 * i] = firstSequence
    this.#firstSequence[2 * i + 1] = Math.floor(firstSequence / 0x100000000)
    const lastSequence = float64[word + 5] as number
    this.#lastSequence[2 * i] = lastSequence
    this.#lastSequence[2 * i + 1] = Math.floor(lastSequence / 0x100000000)
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    _payloadLength: number,
    _texts: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
    const int32 = ring.int32
    const float64 = ring.float64
    const word = at >> 1
    const usedBytes = float64[word + 2] as number
    this.#usedBytes[2 * i] = usedBytes
    this.#usedBytes[2 * i + 1] = Math.floor(usedBytes / 0x100000000)
    const highWaterBytes = float64[word + 3] as number
    this.#highWaterBytes[2 * i] = highWaterBytes
    this.#highWaterBytes[2 * i + 1] = Math.floor(highWaterBytes / 0x100000000)
    const capacityBytes = float64[word + 4] as number
    this.#capacityBytes[2 * i] = capacityBytes
    this.#capacityBytes[2 * i + 1] = Math.floor(capacityBytes / 0x100000000)
    const firedEvents = float64[word + 5] as number
    this.#firedEvents[2 * i] = firedEvents
    this.#firedEvents[2 * i + 1] = Math.floor(firedEvents / 0x100000000)
    const lostEvents = float64[word + 6] as number
    this.#lostEvents[2 * i] = lostEvents
    this.#lostEvents[2 * i + 1] = Math.floor(lostEvents / 0x100000000)
    this.#subscriptions[i] = int32[at + 14] as number
    this.#connections[i] = int32[at + 15] as number
    this.count = i + 1
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
  }

  #grow(): void {
    const capacity = this.nextCapacity()
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
