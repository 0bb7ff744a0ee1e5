// Generated from schema/tracepoints.capnp by `npm run generate`. Do not edit.

import type {
  ApsCreateTxEvent,
  AttemptingApsEvent,
  BlockConnectedEvent,
  CacheFlushEvent,
  CoinEvent,
  CoinsCacheName,
  CreateTxEvent,
  FlushModeName,
  MempoolAddedEvent,
  MempoolRejectedEvent,
  MempoolRemovedEvent,
  MempoolReplacedEvent,
  NetConnectionEndEvent,
  NetConnectionEvent,
  NetMessageEvent,
  NetMisbehavingConnectionEvent,
  NetworkName,
  NodetapLostEvent,
  NodetapRingEvent,
  NodetapSubscribedEvent,
  NodetapUnsubscribedEvent,
  SelectedCoinsEvent,
  SnapshotEndEvent,
  SnapshotMempoolEvent,
  SnapshotPeerEvent,
  SnapshotTipEvent,
  TracepointName,
} from '../../../tracepoints/index.js'
import {
  type ColumnSource,
  boolColumn,
  bytesColumn,
  hashColumn,
  indexColumn,
  int32Column,
  int64Column,
  uint16Column,
  uint32Column,
  uint64Column,
} from '../column-source.js'
import {
  type BoolColumn,
  type BytesColumn,
  EnumColumn,
  type HashColumn,
  TextColumn,
} from '../column-types.js'
import { type BatchBase, Columns } from '../columns.js'
import type { ColumnPlace } from '../column-place.js'

const networkNames: readonly NetworkName[] = ['unroutable', 'ipv4', 'ipv6', 'onion', 'i2p', 'cjdns']

const coinsCacheNames: readonly CoinsCacheName[] = ['unknown', 'main', 'temporary']

const flushModeNames: readonly FlushModeName[] = [
  'none',
  'ifNeeded',
  'periodic',
  'forceFlush',
  'forceSync',
]

/** The messages of P2P connections. */
export class NetMessageColumns<
  T extends TracepointName = 'net:inbound_message' | 'net:outbound_message'
> extends Columns<T, NetMessageEvent<T>> {
  #peerId: Float64Array | null = null
  #address: TextColumn | null = null
  #connectionType: TextColumn | null = null
  #messageType: TextColumn | null = null
  #size: Float64Array | null = null
  #payload: BytesColumn | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly peerId: Float64Array
    readonly address: TextColumn
    readonly connectionType: TextColumn
    readonly messageType: TextColumn
    readonly size: Float64Array
    readonly payload: BytesColumn
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The node's number for the peer. Below 2^53. */
  get peerId(): Float64Array {
    this.#peerId ??= int64Column(this.source, 2, this.count)
    return this.#peerId
  }

  /** The peer's address and port, or host name. */
  get address(): TextColumn {
    this.#address ??= new TextColumn(
      indexColumn(this.source, 3, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#address
  }

  /**
   * How the connection came about: "inbound", "outbound-full-relay", "block-relay-only",
   * "manual", "feeler", "addr-fetch", …
   */
  get connectionType(): TextColumn {
    this.#connectionType ??= new TextColumn(
      indexColumn(this.source, 4, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#connectionType
  }

  /** The message's type: "inv", "tx", "ping", … */
  get messageType(): TextColumn {
    this.#messageType ??= new TextColumn(
      indexColumn(this.source, 5, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#messageType
  }

  /** Bytes of the whole payload, also where `payload` is cut. Below 2^53. Unit: bytes. */
  get size(): Float64Array {
    this.#size ??= uint64Column(this.source, 6, this.count)
    return this.#size
  }

  /** The payload, or as much of it as the subscriber asked for. */
  get payload(): BytesColumn {
    this.#payload ??= bytesColumn(this.source, 7, 8, this.count)
    return this.#payload
  }

  override event(i: number): NetMessageEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      peerId: columns.peerId[i] as number,
      address: columns.address.get(i),
      connectionType: columns.connectionType.get(i),
      messageType: columns.messageType.get(i),
      size: columns.size[i] as number,
      payload: columns.payload.get(i),
    }
  }

  #readAll() {
    this.#all = {
      peerId: this.peerId,
      address: this.address,
      connectionType: this.connectionType,
      messageType: this.messageType,
      size: this.size,
      payload: this.payload,
    }
    return this.#all
  }
}

/** Connections that begin. */
export class NetConnectionColumns<
  T extends TracepointName = 'net:inbound_connection' | 'net:outbound_connection'
> extends Columns<T, NetConnectionEvent<T>> {
  #peerId: Float64Array | null = null
  #address: TextColumn | null = null
  #connectionType: TextColumn | null = null
  #network: EnumColumn<NetworkName> | null = null
  #existingConnections: Float64Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly peerId: Float64Array
    readonly address: TextColumn
    readonly connectionType: TextColumn
    readonly network: EnumColumn<NetworkName>
    readonly existingConnections: Float64Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The node's number for the peer. Below 2^53. */
  get peerId(): Float64Array {
    this.#peerId ??= int64Column(this.source, 2, this.count)
    return this.#peerId
  }

  /** The peer's address and port, or host name. */
  get address(): TextColumn {
    this.#address ??= new TextColumn(
      indexColumn(this.source, 3, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#address
  }

  /** How the connection came about: "inbound", "outbound-full-relay", … */
  get connectionType(): TextColumn {
    this.#connectionType ??= new TextColumn(
      indexColumn(this.source, 4, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#connectionType
  }

  /** The network of the peer's address. */
  get network(): EnumColumn<NetworkName> {
    this.#network ??= new EnumColumn(uint16Column(this.source, 5, this.count), networkNames)
    return this.#network
  }

  /** Connections of that direction, this one included. */
  get existingConnections(): Float64Array {
    this.#existingConnections ??= uint64Column(this.source, 6, this.count)
    return this.#existingConnections
  }

  override event(i: number): NetConnectionEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      peerId: columns.peerId[i] as number,
      address: columns.address.get(i),
      connectionType: columns.connectionType.get(i),
      network: columns.network.get(i),
      existingConnections: columns.existingConnections[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      peerId: this.peerId,
      address: this.address,
      connectionType: this.connectionType,
      network: this.network,
      existingConnections: this.existingConnections,
    }
    return this.#all
  }
}

/** Connections that end. */
export class NetConnectionEndColumns<
  T extends TracepointName = 'net:evicted_inbound_connection' | 'net:closed_connection'
> extends Columns<T, NetConnectionEndEvent<T>> {
  #peerId: Float64Array | null = null
  #address: TextColumn | null = null
  #connectionType: TextColumn | null = null
  #network: EnumColumn<NetworkName> | null = null
  #establishedAt: Float64Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly peerId: Float64Array
    readonly address: TextColumn
    readonly connectionType: TextColumn
    readonly network: EnumColumn<NetworkName>
    readonly establishedAt: Float64Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The node's number for the peer. Below 2^53. */
  get peerId(): Float64Array {
    this.#peerId ??= int64Column(this.source, 2, this.count)
    return this.#peerId
  }

  /** The peer's address and port, or host name. */
  get address(): TextColumn {
    this.#address ??= new TextColumn(
      indexColumn(this.source, 3, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#address
  }

  /** How the connection came about: "inbound", "outbound-full-relay", … */
  get connectionType(): TextColumn {
    this.#connectionType ??= new TextColumn(
      indexColumn(this.source, 4, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#connectionType
  }

  /** The network of the peer's address. */
  get network(): EnumColumn<NetworkName> {
    this.#network ??= new EnumColumn(uint16Column(this.source, 5, this.count), networkNames)
    return this.#network
  }

  /** When the connection was made, in Unix seconds. Unit: s. */
  get establishedAt(): Float64Array {
    this.#establishedAt ??= int64Column(this.source, 6, this.count)
    return this.#establishedAt
  }

  override event(i: number): NetConnectionEndEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      peerId: columns.peerId[i] as number,
      address: columns.address.get(i),
      connectionType: columns.connectionType.get(i),
      network: columns.network.get(i),
      establishedAt: columns.establishedAt[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      peerId: this.peerId,
      address: this.address,
      connectionType: this.connectionType,
      network: this.network,
      establishedAt: this.establishedAt,
    }
    return this.#all
  }
}

/** Peers that broke the rules. */
export class NetMisbehavingConnectionColumns<
  T extends TracepointName = 'net:misbehaving_connection'
> extends Columns<T, NetMisbehavingConnectionEvent<T>> {
  #peerId: Float64Array | null = null
  #reason: TextColumn | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly peerId: Float64Array
    readonly reason: TextColumn
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The node's number for the peer. Below 2^53. */
  get peerId(): Float64Array {
    this.#peerId ??= int64Column(this.source, 2, this.count)
    return this.#peerId
  }

  /** What the peer did, in words. May be empty. */
  get reason(): TextColumn {
    this.#reason ??= new TextColumn(
      indexColumn(this.source, 3, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#reason
  }

  override event(i: number): NetMisbehavingConnectionEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      peerId: columns.peerId[i] as number,
      reason: columns.reason.get(i),
    }
  }

  #readAll() {
    this.#all = {
      peerId: this.peerId,
      reason: this.reason,
    }
    return this.#all
  }
}

/** Blocks that joined the active chain. */
export class BlockConnectedColumns<
  T extends TracepointName = 'validation:block_connected'
> extends Columns<T, BlockConnectedEvent<T>> {
  #hash: HashColumn | null = null
  #height: Int32Array | null = null
  #transactions: Float64Array | null = null
  #inputs: Int32Array | null = null
  #sigopsCost: Float64Array | null = null
  #durationNs: Float64Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly hash: HashColumn
    readonly height: Int32Array
    readonly transactions: Float64Array
    readonly inputs: Int32Array
    readonly sigopsCost: Float64Array
    readonly durationNs: Float64Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The block's hash. */
  get hash(): HashColumn {
    this.#hash ??= hashColumn(this.source, 2, this.count)
    return this.#hash
  }

  /** The block's height. */
  get height(): Int32Array {
    this.#height ??= int32Column(this.source, 3, this.count)
    return this.#height
  }

  /** Transactions in the block, the coinbase included. */
  get transactions(): Float64Array {
    this.#transactions ??= uint64Column(this.source, 4, this.count)
    return this.#transactions
  }

  /** Inputs of all those transactions, the coinbase's included. */
  get inputs(): Int32Array {
    this.#inputs ??= int32Column(this.source, 5, this.count)
    return this.#inputs
  }

  /** The weighted cost of the block's signature operations (BIP 141), not their number. */
  get sigopsCost(): Float64Array {
    this.#sigopsCost ??= uint64Column(this.source, 6, this.count)
    return this.#sigopsCost
  }

  /** How long it took to connect the block, in nanoseconds. Unit: ns. */
  get durationNs(): Float64Array {
    this.#durationNs ??= uint64Column(this.source, 7, this.count)
    return this.#durationNs
  }

  override event(i: number): BlockConnectedEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      hash: columns.hash.get(i),
      height: columns.height[i] as number,
      transactions: columns.transactions[i] as number,
      inputs: columns.inputs[i] as number,
      sigopsCost: columns.sigopsCost[i] as number,
      durationNs: columns.durationNs[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      hash: this.hash,
      height: this.height,
      transactions: this.transactions,
      inputs: this.inputs,
      sigopsCost: this.sigopsCost,
      durationNs: this.durationNs,
    }
    return this.#all
  }
}

/** Coins (unspent outputs) in a cache. */
export class CoinColumns<
  T extends TracepointName = 'utxocache:add' | 'utxocache:spent' | 'utxocache:uncache'
> extends Columns<T, CoinEvent<T>> {
  #txid: HashColumn | null = null
  #vout: Uint32Array | null = null
  #height: Uint32Array | null = null
  #value: Float64Array | null = null
  #coinbase: BoolColumn | null = null
  #cache: EnumColumn<CoinsCacheName> | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly txid: HashColumn
    readonly vout: Uint32Array
    readonly height: Uint32Array
    readonly value: Float64Array
    readonly coinbase: BoolColumn
    readonly cache: EnumColumn<CoinsCacheName>
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The transaction whose output the coin is. */
  get txid(): HashColumn {
    this.#txid ??= hashColumn(this.source, 2, this.count)
    return this.#txid
  }

  /** The output's index in that transaction. */
  get vout(): Uint32Array {
    this.#vout ??= uint32Column(this.source, 3, this.count)
    return this.#vout
  }

  /** The height at which the coin was created; 2147483647 for one that only the mempool knows. */
  get height(): Uint32Array {
    this.#height ??= uint32Column(this.source, 4, this.count)
    return this.#height
  }

  /** The coin's worth. Unit: sat. */
  get value(): Float64Array {
    this.#value ??= int64Column(this.source, 5, this.count)
    return this.#value
  }

  /** Whether a coinbase transaction made the coin. */
  get coinbase(): BoolColumn {
    this.#coinbase ??= boolColumn(this.source, 6, this.count)
    return this.#coinbase
  }

  /** Which cache the event is about. nodetap's addition to Bitcoin Core's fields. */
  get cache(): EnumColumn<CoinsCacheName> {
    this.#cache ??= new EnumColumn(uint16Column(this.source, 7, this.count), coinsCacheNames)
    return this.#cache
  }

  override event(i: number): CoinEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      txid: columns.txid.get(i),
      vout: columns.vout[i] as number,
      height: columns.height[i] as number,
      value: columns.value[i] as number,
      coinbase: columns.coinbase.get(i),
      cache: columns.cache.get(i),
    }
  }

  #readAll() {
    this.#all = {
      txid: this.txid,
      vout: this.vout,
      height: this.height,
      value: this.value,
      coinbase: this.coinbase,
      cache: this.cache,
    }
    return this.#all
  }
}

/** Writes of the cache of unspent outputs to disk. */
export class CacheFlushColumns<
  T extends TracepointName = 'utxocache:flush'
> extends Columns<T, CacheFlushEvent<T>> {
  #durationUs: Float64Array | null = null
  #mode: EnumColumn<FlushModeName> | null = null
  #coins: Float64Array | null = null
  #memoryBytes: Float64Array | null = null
  #forPrune: BoolColumn | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly durationUs: Float64Array
    readonly mode: EnumColumn<FlushModeName>
    readonly coins: Float64Array
    readonly memoryBytes: Float64Array
    readonly forPrune: BoolColumn
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** How long the flush took, in microseconds. Unit: us. */
  get durationUs(): Float64Array {
    this.#durationUs ??= int64Column(this.source, 2, this.count)
    return this.#durationUs
  }

  /** Why it was flushed. */
  get mode(): EnumColumn<FlushModeName> {
    this.#mode ??= new EnumColumn(uint16Column(this.source, 3, this.count), flushModeNames)
    return this.#mode
  }

  /** Coins in the cache before. */
  get coins(): Float64Array {
    this.#coins ??= uint64Column(this.source, 4, this.count)
    return this.#coins
  }

  /** Memory the cache took before. Unit: bytes. */
  get memoryBytes(): Float64Array {
    this.#memoryBytes ??= uint64Column(this.source, 5, this.count)
    return this.#memoryBytes
  }

  /** Whether it happened in order to prune. */
  get forPrune(): BoolColumn {
    this.#forPrune ??= boolColumn(this.source, 6, this.count)
    return this.#forPrune
  }

  override event(i: number): CacheFlushEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      durationUs: columns.durationUs[i] as number,
      mode: columns.mode.get(i),
      coins: columns.coins[i] as number,
      memoryBytes: columns.memoryBytes[i] as number,
      forPrune: columns.forPrune.get(i),
    }
  }

  #readAll() {
    this.#all = {
      durationUs: this.durationUs,
      mode: this.mode,
      coins: this.coins,
      memoryBytes: this.memoryBytes,
      forPrune: this.forPrune,
    }
    return this.#all
  }
}

/** Transactions that entered the mempool. */
export class MempoolAddedColumns<
  T extends TracepointName = 'mempool:added'
> extends Columns<T, MempoolAddedEvent<T>> {
  #txid: HashColumn | null = null
  #vsize: Int32Array | null = null
  #feeSat: Float64Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly txid: HashColumn
    readonly vsize: Int32Array
    readonly feeSat: Float64Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The transaction. */
  get txid(): HashColumn {
    this.#txid ??= hashColumn(this.source, 2, this.count)
    return this.#txid
  }

  /** Its virtual size (BIP 141). Unit: vbyte. */
  get vsize(): Int32Array {
    this.#vsize ??= int32Column(this.source, 3, this.count)
    return this.#vsize
  }

  /** Its fee. Unit: sat. */
  get feeSat(): Float64Array {
    this.#feeSat ??= int64Column(this.source, 4, this.count)
    return this.#feeSat
  }

  override event(i: number): MempoolAddedEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      txid: columns.txid.get(i),
      vsize: columns.vsize[i] as number,
      feeSat: columns.feeSat[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      txid: this.txid,
      vsize: this.vsize,
      feeSat: this.feeSat,
    }
    return this.#all
  }
}

/** Transactions that left the mempool. */
export class MempoolRemovedColumns<
  T extends TracepointName = 'mempool:removed'
> extends Columns<T, MempoolRemovedEvent<T>> {
  #txid: HashColumn | null = null
  #reason: TextColumn | null = null
  #vsize: Int32Array | null = null
  #feeSat: Float64Array | null = null
  #enteredAt: Float64Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly txid: HashColumn
    readonly reason: TextColumn
    readonly vsize: Int32Array
    readonly feeSat: Float64Array
    readonly enteredAt: Float64Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The transaction. */
  get txid(): HashColumn {
    this.#txid ??= hashColumn(this.source, 2, this.count)
    return this.#txid
  }

  /** Why: "expiry", "sizelimit", "reorg", "block", "conflict" or "replaced". */
  get reason(): TextColumn {
    this.#reason ??= new TextColumn(
      indexColumn(this.source, 3, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#reason
  }

  /** Its virtual size (BIP 141). Unit: vbyte. */
  get vsize(): Int32Array {
    this.#vsize ??= int32Column(this.source, 4, this.count)
    return this.#vsize
  }

  /** Its fee. Unit: sat. */
  get feeSat(): Float64Array {
    this.#feeSat ??= int64Column(this.source, 5, this.count)
    return this.#feeSat
  }

  /** When it had entered the mempool, in Unix seconds. Unit: s. */
  get enteredAt(): Float64Array {
    this.#enteredAt ??= int64Column(this.source, 6, this.count)
    return this.#enteredAt
  }

  override event(i: number): MempoolRemovedEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      txid: columns.txid.get(i),
      reason: columns.reason.get(i),
      vsize: columns.vsize[i] as number,
      feeSat: columns.feeSat[i] as number,
      enteredAt: columns.enteredAt[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      txid: this.txid,
      reason: this.reason,
      vsize: this.vsize,
      feeSat: this.feeSat,
      enteredAt: this.enteredAt,
    }
    return this.#all
  }
}

/** Transactions that had to make way for others. */
export class MempoolReplacedColumns<
  T extends TracepointName = 'mempool:replaced'
> extends Columns<T, MempoolReplacedEvent<T>> {
  #replacedTxid: HashColumn | null = null
  #replacedVsize: Int32Array | null = null
  #replacedFeeSat: Float64Array | null = null
  #replacedEnteredAt: Float64Array | null = null
  #replacementId: HashColumn | null = null
  #replacementVsize: Int32Array | null = null
  #replacementFeeSat: Float64Array | null = null
  #replacementIsTxid: BoolColumn | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly replacedTxid: HashColumn
    readonly replacedVsize: Int32Array
    readonly replacedFeeSat: Float64Array
    readonly replacedEnteredAt: Float64Array
    readonly replacementId: HashColumn
    readonly replacementVsize: Int32Array
    readonly replacementFeeSat: Float64Array
    readonly replacementIsTxid: BoolColumn
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The transaction that goes. */
  get replacedTxid(): HashColumn {
    this.#replacedTxid ??= hashColumn(this.source, 2, this.count)
    return this.#replacedTxid
  }

  /** Its virtual size. Unit: vbyte. */
  get replacedVsize(): Int32Array {
    this.#replacedVsize ??= int32Column(this.source, 3, this.count)
    return this.#replacedVsize
  }

  /** Its fee. Unit: sat. */
  get replacedFeeSat(): Float64Array {
    this.#replacedFeeSat ??= int64Column(this.source, 4, this.count)
    return this.#replacedFeeSat
  }

  /** When it had entered the mempool, in Unix seconds. Unit: s. */
  get replacedEnteredAt(): Float64Array {
    this.#replacedEnteredAt ??= int64Column(this.source, 5, this.count)
    return this.#replacedEnteredAt
  }

  /** What takes its place: a txid, or the hash of a package. */
  get replacementId(): HashColumn {
    this.#replacementId ??= hashColumn(this.source, 6, this.count)
    return this.#replacementId
  }

  /** The replacement's virtual size, of the whole package if it is one. Unit: vbyte. */
  get replacementVsize(): Int32Array {
    this.#replacementVsize ??= int32Column(this.source, 7, this.count)
    return this.#replacementVsize
  }

  /** The replacement's modified fee, of the whole package if it is one. Unit: sat. */
  get replacementFeeSat(): Float64Array {
    this.#replacementFeeSat ??= int64Column(this.source, 8, this.count)
    return this.#replacementFeeSat
  }

  /** Whether `replacementId` is a txid; otherwise it is a package hash. */
  get replacementIsTxid(): BoolColumn {
    this.#replacementIsTxid ??= boolColumn(this.source, 9, this.count)
    return this.#replacementIsTxid
  }

  override event(i: number): MempoolReplacedEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      replacedTxid: columns.replacedTxid.get(i),
      replacedVsize: columns.replacedVsize[i] as number,
      replacedFeeSat: columns.replacedFeeSat[i] as number,
      replacedEnteredAt: columns.replacedEnteredAt[i] as number,
      replacementId: columns.replacementId.get(i),
      replacementVsize: columns.replacementVsize[i] as number,
      replacementFeeSat: columns.replacementFeeSat[i] as number,
      replacementIsTxid: columns.replacementIsTxid.get(i),
    }
  }

  #readAll() {
    this.#all = {
      replacedTxid: this.replacedTxid,
      replacedVsize: this.replacedVsize,
      replacedFeeSat: this.replacedFeeSat,
      replacedEnteredAt: this.replacedEnteredAt,
      replacementId: this.replacementId,
      replacementVsize: this.replacementVsize,
      replacementFeeSat: this.replacementFeeSat,
      replacementIsTxid: this.replacementIsTxid,
    }
    return this.#all
  }
}

/** Transactions that were not accepted. */
export class MempoolRejectedColumns<
  T extends TracepointName = 'mempool:rejected'
> extends Columns<T, MempoolRejectedEvent<T>> {
  #txid: HashColumn | null = null
  #reason: TextColumn | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly txid: HashColumn
    readonly reason: TextColumn
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The transaction. */
  get txid(): HashColumn {
    this.#txid ??= hashColumn(this.source, 2, this.count)
    return this.#txid
  }

  /** Why, in words; free text. */
  get reason(): TextColumn {
    this.#reason ??= new TextColumn(
      indexColumn(this.source, 3, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#reason
  }

  override event(i: number): MempoolRejectedEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      txid: columns.txid.get(i),
      reason: columns.reason.get(i),
    }
  }

  #readAll() {
    this.#all = {
      txid: this.txid,
      reason: this.reason,
    }
    return this.#all
  }
}

/** Choices of coins to pay with. */
export class SelectedCoinsColumns<
  T extends TracepointName = 'coin_selection:selected_coins'
> extends Columns<T, SelectedCoinsEvent<T>> {
  #wallet: TextColumn | null = null
  #algorithm: TextColumn | null = null
  #targetSat: Float64Array | null = null
  #wasteSat: Float64Array | null = null
  #selectedSat: Float64Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly wallet: TextColumn
    readonly algorithm: TextColumn
    readonly targetSat: Float64Array
    readonly wasteSat: Float64Array
    readonly selectedSat: Float64Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The wallet's name. */
  get wallet(): TextColumn {
    this.#wallet ??= new TextColumn(
      indexColumn(this.source, 2, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#wallet
  }

  /** The selection algorithm: "bnb", "knapsack", "srd", "cg", or the source's own name for it. */
  get algorithm(): TextColumn {
    this.#algorithm ??= new TextColumn(
      indexColumn(this.source, 3, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#algorithm
  }

  /** The amount to reach. Unit: sat. */
  get targetSat(): Float64Array {
    this.#targetSat ??= int64Column(this.source, 4, this.count)
    return this.#targetSat
  }

  /**
   * The selection's waste: what it costs more than spending these coins at a long-term fee rate. Unit: sat.
   */
  get wasteSat(): Float64Array {
    this.#wasteSat ??= int64Column(this.source, 5, this.count)
    return this.#wasteSat
  }

  /** The worth of the coins chosen. Unit: sat. */
  get selectedSat(): Float64Array {
    this.#selectedSat ??= int64Column(this.source, 6, this.count)
    return this.#selectedSat
  }

  override event(i: number): SelectedCoinsEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      wallet: columns.wallet.get(i),
      algorithm: columns.algorithm.get(i),
      targetSat: columns.targetSat[i] as number,
      wasteSat: columns.wasteSat[i] as number,
      selectedSat: columns.selectedSat[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      wallet: this.wallet,
      algorithm: this.algorithm,
      targetSat: this.targetSat,
      wasteSat: this.wasteSat,
      selectedSat: this.selectedSat,
    }
    return this.#all
  }
}

/** Attempts to create a transaction in the normal way. */
export class CreateTxColumns<
  T extends TracepointName = 'coin_selection:normal_create_tx_internal'
> extends Columns<T, CreateTxEvent<T>> {
  #wallet: TextColumn | null = null
  #success: BoolColumn | null = null
  #feeSat: Float64Array | null = null
  #changePosition: Int32Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly wallet: TextColumn
    readonly success: BoolColumn
    readonly feeSat: Float64Array
    readonly changePosition: Int32Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The wallet's name. */
  get wallet(): TextColumn {
    this.#wallet ??= new TextColumn(
      indexColumn(this.source, 2, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#wallet
  }

  /** Whether a transaction was created. */
  get success(): BoolColumn {
    this.#success ??= boolColumn(this.source, 3, this.count)
    return this.#success
  }

  /** Its fee. Unit: sat. */
  get feeSat(): Float64Array {
    this.#feeSat ??= int64Column(this.source, 4, this.count)
    return this.#feeSat
  }

  /** The index of its change output; -1: it has none. */
  get changePosition(): Int32Array {
    this.#changePosition ??= int32Column(this.source, 5, this.count)
    return this.#changePosition
  }

  override event(i: number): CreateTxEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      wallet: columns.wallet.get(i),
      success: columns.success.get(i),
      feeSat: columns.feeSat[i] as number,
      changePosition: columns.changePosition[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      wallet: this.wallet,
      success: this.success,
      feeSat: this.feeSat,
      changePosition: this.changePosition,
    }
    return this.#all
  }
}

/** Second attempts that avoid partial spends, about to begin. */
export class AttemptingApsColumns<
  T extends TracepointName = 'coin_selection:attempting_aps_create_tx'
> extends Columns<T, AttemptingApsEvent<T>> {
  #wallet: TextColumn | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly wallet: TextColumn
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The wallet's name. */
  get wallet(): TextColumn {
    this.#wallet ??= new TextColumn(
      indexColumn(this.source, 2, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#wallet
  }

  override event(i: number): AttemptingApsEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      wallet: columns.wallet.get(i),
    }
  }

  #readAll() {
    this.#all = {
      wallet: this.wallet,
    }
    return this.#all
  }
}

/** Second attempts that avoid partial spends, and what came of them. */
export class ApsCreateTxColumns<
  T extends TracepointName = 'coin_selection:aps_create_tx_internal'
> extends Columns<T, ApsCreateTxEvent<T>> {
  #wallet: TextColumn | null = null
  #apsUsed: BoolColumn | null = null
  #success: BoolColumn | null = null
  #feeSat: Float64Array | null = null
  #changePosition: Int32Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly wallet: TextColumn
    readonly apsUsed: BoolColumn
    readonly success: BoolColumn
    readonly feeSat: Float64Array
    readonly changePosition: Int32Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The wallet's name. */
  get wallet(): TextColumn {
    this.#wallet ??= new TextColumn(
      indexColumn(this.source, 2, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#wallet
  }

  /** Whether the wallet uses this transaction instead of the first. */
  get apsUsed(): BoolColumn {
    this.#apsUsed ??= boolColumn(this.source, 3, this.count)
    return this.#apsUsed
  }

  /** Whether a transaction was created. */
  get success(): BoolColumn {
    this.#success ??= boolColumn(this.source, 4, this.count)
    return this.#success
  }

  /** Its fee. Unit: sat. */
  get feeSat(): Float64Array {
    this.#feeSat ??= int64Column(this.source, 5, this.count)
    return this.#feeSat
  }

  /** The index of its change output; -1: it has none. */
  get changePosition(): Int32Array {
    this.#changePosition ??= int32Column(this.source, 6, this.count)
    return this.#changePosition
  }

  override event(i: number): ApsCreateTxEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      wallet: columns.wallet.get(i),
      apsUsed: columns.apsUsed.get(i),
      success: columns.success.get(i),
      feeSat: columns.feeSat[i] as number,
      changePosition: columns.changePosition[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      wallet: this.wallet,
      apsUsed: this.apsUsed,
      success: this.success,
      feeSat: this.feeSat,
      changePosition: this.changePosition,
    }
    return this.#all
  }
}

/** Peers of the moment. */
export class SnapshotPeerColumns<
  T extends TracepointName = 'snapshot:peer'
> extends Columns<T, SnapshotPeerEvent<T>> {
  #snapshotId: Uint32Array | null = null
  #peerId: Float64Array | null = null
  #address: TextColumn | null = null
  #connectionType: TextColumn | null = null
  #network: EnumColumn<NetworkName> | null = null
  #establishedAt: Float64Array | null = null
  #messagesReceived: Float64Array | null = null
  #messagesSent: Float64Array | null = null
  #bytesReceived: Float64Array | null = null
  #bytesSent: Float64Array | null = null
  #protocolVersion: Uint32Array | null = null
  #userAgent: TextColumn | null = null
  #pingUs: Float64Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly snapshotId: Uint32Array
    readonly peerId: Float64Array
    readonly address: TextColumn
    readonly connectionType: TextColumn
    readonly network: EnumColumn<NetworkName>
    readonly establishedAt: Float64Array
    readonly messagesReceived: Float64Array
    readonly messagesSent: Float64Array
    readonly bytesReceived: Float64Array
    readonly bytesSent: Float64Array
    readonly protocolVersion: Uint32Array
    readonly userAgent: TextColumn
    readonly pingUs: Float64Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** Which snapshot it is part of; unique while the publisher runs. */
  get snapshotId(): Uint32Array {
    this.#snapshotId ??= uint32Column(this.source, 2, this.count)
    return this.#snapshotId
  }

  /** The node's number for the peer. Below 2^53. */
  get peerId(): Float64Array {
    this.#peerId ??= int64Column(this.source, 3, this.count)
    return this.#peerId
  }

  /** The peer's address and port, or host name. */
  get address(): TextColumn {
    this.#address ??= new TextColumn(
      indexColumn(this.source, 4, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#address
  }

  /** How the connection came about: "inbound", "outbound-full-relay", … */
  get connectionType(): TextColumn {
    this.#connectionType ??= new TextColumn(
      indexColumn(this.source, 5, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#connectionType
  }

  /** The network of the peer's address. */
  get network(): EnumColumn<NetworkName> {
    this.#network ??= new EnumColumn(uint16Column(this.source, 6, this.count), networkNames)
    return this.#network
  }

  /** When the connection was made, in Unix seconds. Unit: s. */
  get establishedAt(): Float64Array {
    this.#establishedAt ??= int64Column(this.source, 7, this.count)
    return this.#establishedAt
  }

  /** P2P messages from the peer; 0 where the source does not count them. */
  get messagesReceived(): Float64Array {
    this.#messagesReceived ??= uint64Column(this.source, 8, this.count)
    return this.#messagesReceived
  }

  /** P2P messages to the peer; 0 where the source does not count them. */
  get messagesSent(): Float64Array {
    this.#messagesSent ??= uint64Column(this.source, 9, this.count)
    return this.#messagesSent
  }

  /**
   * Bytes from the peer, message headers included; 0 where the source does not count them. Unit: bytes.
   */
  get bytesReceived(): Float64Array {
    this.#bytesReceived ??= uint64Column(this.source, 10, this.count)
    return this.#bytesReceived
  }

  /**
   * Bytes to the peer, message headers included; 0 where the source does not count them. Unit: bytes.
   */
  get bytesSent(): Float64Array {
    this.#bytesSent ??= uint64Column(this.source, 11, this.count)
    return this.#bytesSent
  }

  /** The version that the peer has named; 0: none yet. */
  get protocolVersion(): Uint32Array {
    this.#protocolVersion ??= uint32Column(this.source, 12, this.count)
    return this.#protocolVersion
  }

  /** What software the peer says it is; empty: nothing yet. */
  get userAgent(): TextColumn {
    this.#userAgent ??= new TextColumn(
      indexColumn(this.source, 13, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#userAgent
  }

  /** The shortest round trip so far, in microseconds; -1: not known. Unit: us. */
  get pingUs(): Float64Array {
    this.#pingUs ??= int64Column(this.source, 14, this.count)
    return this.#pingUs
  }

  override event(i: number): SnapshotPeerEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      snapshotId: columns.snapshotId[i] as number,
      peerId: columns.peerId[i] as number,
      address: columns.address.get(i),
      connectionType: columns.connectionType.get(i),
      network: columns.network.get(i),
      establishedAt: columns.establishedAt[i] as number,
      messagesReceived: columns.messagesReceived[i] as number,
      messagesSent: columns.messagesSent[i] as number,
      bytesReceived: columns.bytesReceived[i] as number,
      bytesSent: columns.bytesSent[i] as number,
      protocolVersion: columns.protocolVersion[i] as number,
      userAgent: columns.userAgent.get(i),
      pingUs: columns.pingUs[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      snapshotId: this.snapshotId,
      peerId: this.peerId,
      address: this.address,
      connectionType: this.connectionType,
      network: this.network,
      establishedAt: this.establishedAt,
      messagesReceived: this.messagesReceived,
      messagesSent: this.messagesSent,
      bytesReceived: this.bytesReceived,
      bytesSent: this.bytesSent,
      protocolVersion: this.protocolVersion,
      userAgent: this.userAgent,
      pingUs: this.pingUs,
    }
    return this.#all
  }
}

/** Mempools of the moment, summed up. */
export class SnapshotMempoolColumns<
  T extends TracepointName = 'snapshot:mempool'
> extends Columns<T, SnapshotMempoolEvent<T>> {
  #snapshotId: Uint32Array | null = null
  #transactions: Float64Array | null = null
  #vsize: Float64Array | null = null
  #feeSat: Float64Array | null = null
  #memoryBytes: Float64Array | null = null
  #minFeeRate: Float64Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly snapshotId: Uint32Array
    readonly transactions: Float64Array
    readonly vsize: Float64Array
    readonly feeSat: Float64Array
    readonly memoryBytes: Float64Array
    readonly minFeeRate: Float64Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** Which snapshot it is part of; unique while the publisher runs. */
  get snapshotId(): Uint32Array {
    this.#snapshotId ??= uint32Column(this.source, 2, this.count)
    return this.#snapshotId
  }

  /** Transactions in the mempool. */
  get transactions(): Float64Array {
    this.#transactions ??= uint64Column(this.source, 3, this.count)
    return this.#transactions
  }

  /** Their virtual sizes (BIP 141), added up. Unit: vbyte. */
  get vsize(): Float64Array {
    this.#vsize ??= uint64Column(this.source, 4, this.count)
    return this.#vsize
  }

  /** Their fees, added up. Unit: sat. */
  get feeSat(): Float64Array {
    this.#feeSat ??= uint64Column(this.source, 5, this.count)
    return this.#feeSat
  }

  /** Memory that the mempool takes. Unit: bytes. */
  get memoryBytes(): Float64Array {
    this.#memoryBytes ??= uint64Column(this.source, 6, this.count)
    return this.#memoryBytes
  }

  /**
   * The fee rate below which no transaction is taken now, in satoshis for 1000 virtual bytes. Unit: sat.
   */
  get minFeeRate(): Float64Array {
    this.#minFeeRate ??= uint64Column(this.source, 7, this.count)
    return this.#minFeeRate
  }

  override event(i: number): SnapshotMempoolEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      snapshotId: columns.snapshotId[i] as number,
      transactions: columns.transactions[i] as number,
      vsize: columns.vsize[i] as number,
      feeSat: columns.feeSat[i] as number,
      memoryBytes: columns.memoryBytes[i] as number,
      minFeeRate: columns.minFeeRate[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      snapshotId: this.snapshotId,
      transactions: this.transactions,
      vsize: this.vsize,
      feeSat: this.feeSat,
      memoryBytes: this.memoryBytes,
      minFeeRate: this.minFeeRate,
    }
    return this.#all
  }
}

/** Tips of the moment. */
export class SnapshotTipColumns<
  T extends TracepointName = 'snapshot:tip'
> extends Columns<T, SnapshotTipEvent<T>> {
  #snapshotId: Uint32Array | null = null
  #hash: HashColumn | null = null
  #height: Int32Array | null = null
  #blockTime: Float64Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly snapshotId: Uint32Array
    readonly hash: HashColumn
    readonly height: Int32Array
    readonly blockTime: Float64Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** Which snapshot it is part of; unique while the publisher runs. */
  get snapshotId(): Uint32Array {
    this.#snapshotId ??= uint32Column(this.source, 2, this.count)
    return this.#snapshotId
  }

  /** The block's hash. */
  get hash(): HashColumn {
    this.#hash ??= hashColumn(this.source, 3, this.count)
    return this.#hash
  }

  /** The block's height. */
  get height(): Int32Array {
    this.#height ??= int32Column(this.source, 4, this.count)
    return this.#height
  }

  /** The time in the block's header, in Unix seconds. Unit: s. */
  get blockTime(): Float64Array {
    this.#blockTime ??= int64Column(this.source, 5, this.count)
    return this.#blockTime
  }

  override event(i: number): SnapshotTipEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      snapshotId: columns.snapshotId[i] as number,
      hash: columns.hash.get(i),
      height: columns.height[i] as number,
      blockTime: columns.blockTime[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      snapshotId: this.snapshotId,
      hash: this.hash,
      height: this.height,
      blockTime: this.blockTime,
    }
    return this.#all
  }
}

/** Ends of snapshots. */
export class SnapshotEndColumns<
  T extends TracepointName = 'snapshot:end'
> extends Columns<T, SnapshotEndEvent<T>> {
  #snapshotId: Uint32Array | null = null
  #records: Float64Array | null = null
  #missing: Float64Array | null = null
  #failure: TextColumn | null = null
  #durationUs: Float64Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly snapshotId: Uint32Array
    readonly records: Float64Array
    readonly missing: Float64Array
    readonly failure: TextColumn
    readonly durationUs: Float64Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** Which snapshot has ended; unique while the publisher runs. */
  get snapshotId(): Uint32Array {
    this.#snapshotId ??= uint32Column(this.source, 2, this.count)
    return this.#snapshotId
  }

  /** Records of the snapshot, this one left out. */
  get records(): Float64Array {
    this.#records ??= uint64Column(this.source, 3, this.count)
    return this.#records
  }

  /** Records that the source had and that are not here: they did not fit. 0: none. */
  get missing(): Float64Array {
    this.#missing ??= uint64Column(this.source, 4, this.count)
    return this.#missing
  }

  /** What kept the source from telling all of its state; empty: nothing. Free text. */
  get failure(): TextColumn {
    this.#failure ??= new TextColumn(
      indexColumn(this.source, 5, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#failure
  }

  /** How long the source took, in microseconds. Unit: us. */
  get durationUs(): Float64Array {
    this.#durationUs ??= uint64Column(this.source, 6, this.count)
    return this.#durationUs
  }

  override event(i: number): SnapshotEndEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      snapshotId: columns.snapshotId[i] as number,
      records: columns.records[i] as number,
      missing: columns.missing[i] as number,
      failure: columns.failure.get(i),
      durationUs: columns.durationUs[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      snapshotId: this.snapshotId,
      records: this.records,
      missing: this.missing,
      failure: this.failure,
      durationUs: this.durationUs,
    }
    return this.#all
  }
}

/** Subscriptions that begin. */
export class NodetapSubscribedColumns<
  T extends TracepointName = 'nodetap:subscribed'
> extends Columns<T, NodetapSubscribedEvent<T>> {
  #subscriptionId: Float64Array | null = null
  #connectionId: Float64Array | null = null
  #processId: Uint32Array | null = null
  #kind: TextColumn | null = null
  #tracepoints: TextColumn | null = null
  #where: TextColumn | null = null
  #subscriptions: Uint32Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly subscriptionId: Float64Array
    readonly connectionId: Float64Array
    readonly processId: Uint32Array
    readonly kind: TextColumn
    readonly tracepoints: TextColumn
    readonly where: TextColumn
    readonly subscriptions: Uint32Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The publisher's number for the subscription; unique while it runs. */
  get subscriptionId(): Float64Array {
    this.#subscriptionId ??= uint64Column(this.source, 2, this.count)
    return this.#subscriptionId
  }

  /** Equal for subscriptions on one connection. */
  get connectionId(): Float64Array {
    this.#connectionId ??= uint64Column(this.source, 3, this.count)
    return this.#connectionId
  }

  /** The subscriber's, as it says itself; 0: it does not say. */
  get processId(): Uint32Array {
    this.#processId ??= uint32Column(this.source, 4, this.count)
    return this.#processId
  }

  /** "columns", "rows" (a client of upstream's prototype) or "aggregate". */
  get kind(): TextColumn {
    this.#kind ??= new TextColumn(
      indexColumn(this.source, 5, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#kind
  }

  /** The tracepoints subscribed to, with spaces between them; cut where they are many. */
  get tracepoints(): TextColumn {
    this.#tracepoints ??= new TextColumn(
      indexColumn(this.source, 6, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#tracepoints
  }

  /** Its condition in nodetap's notation; empty: none. */
  get where(): TextColumn {
    this.#where ??= new TextColumn(
      indexColumn(this.source, 7, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#where
  }

  /** Subscriptions there are now, this one included. */
  get subscriptions(): Uint32Array {
    this.#subscriptions ??= uint32Column(this.source, 8, this.count)
    return this.#subscriptions
  }

  override event(i: number): NodetapSubscribedEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      subscriptionId: columns.subscriptionId[i] as number,
      connectionId: columns.connectionId[i] as number,
      processId: columns.processId[i] as number,
      kind: columns.kind.get(i),
      tracepoints: columns.tracepoints.get(i),
      where: columns.where.get(i),
      subscriptions: columns.subscriptions[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      subscriptionId: this.subscriptionId,
      connectionId: this.connectionId,
      processId: this.processId,
      kind: this.kind,
      tracepoints: this.tracepoints,
      where: this.where,
      subscriptions: this.subscriptions,
    }
    return this.#all
  }
}

/** Subscriptions that end. */
export class NodetapUnsubscribedColumns<
  T extends TracepointName = 'nodetap:unsubscribed'
> extends Columns<T, NodetapUnsubscribedEvent<T>> {
  #subscriptionId: Float64Array | null = null
  #connectionId: Float64Array | null = null
  #processId: Uint32Array | null = null
  #sentEvents: Float64Array | null = null
  #sentBytes: Float64Array | null = null
  #lostEvents: Float64Array | null = null
  #durationUs: Float64Array | null = null
  #workerTimeUs: Float64Array | null = null
  #subscriptions: Uint32Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly subscriptionId: Float64Array
    readonly connectionId: Float64Array
    readonly processId: Uint32Array
    readonly sentEvents: Float64Array
    readonly sentBytes: Float64Array
    readonly lostEvents: Float64Array
    readonly durationUs: Float64Array
    readonly workerTimeUs: Float64Array
    readonly subscriptions: Uint32Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The publisher's number for the subscription; unique while it runs. */
  get subscriptionId(): Float64Array {
    this.#subscriptionId ??= uint64Column(this.source, 2, this.count)
    return this.#subscriptionId
  }

  /** Equal for subscriptions on one connection. */
  get connectionId(): Float64Array {
    this.#connectionId ??= uint64Column(this.source, 3, this.count)
    return this.#connectionId
  }

  /** The subscriber's, as it says itself; 0: it does not say. */
  get processId(): Uint32Array {
    this.#processId ??= uint32Column(this.source, 4, this.count)
    return this.#processId
  }

  /** Events sent to it. */
  get sentEvents(): Float64Array {
    this.#sentEvents ??= uint64Column(this.source, 5, this.count)
    return this.#sentEvents
  }

  /** Bytes of batches sent to it. Unit: bytes. */
  get sentBytes(): Float64Array {
    this.#sentBytes ??= uint64Column(this.source, 6, this.count)
    return this.#sentBytes
  }

  /** Events that it wanted and did not get, whatever the cause. */
  get lostEvents(): Float64Array {
    this.#lostEvents ??= uint64Column(this.source, 7, this.count)
    return this.#lostEvents
  }

  /** How long it lasted, in microseconds. Unit: us. */
  get durationUs(): Float64Array {
    this.#durationUs ??= uint64Column(this.source, 8, this.count)
    return this.#durationUs
  }

  /** Time that the worker spent on it, in microseconds. Unit: us. */
  get workerTimeUs(): Float64Array {
    this.#workerTimeUs ??= uint64Column(this.source, 9, this.count)
    return this.#workerTimeUs
  }

  /** Subscriptions that are left. */
  get subscriptions(): Uint32Array {
    this.#subscriptions ??= uint32Column(this.source, 10, this.count)
    return this.#subscriptions
  }

  override event(i: number): NodetapUnsubscribedEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      subscriptionId: columns.subscriptionId[i] as number,
      connectionId: columns.connectionId[i] as number,
      processId: columns.processId[i] as number,
      sentEvents: columns.sentEvents[i] as number,
      sentBytes: columns.sentBytes[i] as number,
      lostEvents: columns.lostEvents[i] as number,
      durationUs: columns.durationUs[i] as number,
      workerTimeUs: columns.workerTimeUs[i] as number,
      subscriptions: columns.subscriptions[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      subscriptionId: this.subscriptionId,
      connectionId: this.connectionId,
      processId: this.processId,
      sentEvents: this.sentEvents,
      sentBytes: this.sentBytes,
      lostEvents: this.lostEvents,
      durationUs: this.durationUs,
      workerTimeUs: this.workerTimeUs,
      subscriptions: this.subscriptions,
    }
    return this.#all
  }
}

/** Losses of the last second. */
export class NodetapLostColumns<
  T extends TracepointName = 'nodetap:lost'
> extends Columns<T, NodetapLostEvent<T>> {
  #subscriptionId: Float64Array | null = null
  #lostTracepoint: TextColumn | null = null
  #cause: TextColumn | null = null
  #lostEvents: Float64Array | null = null
  #firstSequence: Float64Array | null = null
  #lastSequence: Float64Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly subscriptionId: Float64Array
    readonly lostTracepoint: TextColumn
    readonly cause: TextColumn
    readonly lostEvents: Float64Array
    readonly firstSequence: Float64Array
    readonly lastSequence: Float64Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** The subscription that lost them; 0: every one that wanted them, before they reached any. */
  get subscriptionId(): Float64Array {
    this.#subscriptionId ??= uint64Column(this.source, 2, this.count)
    return this.#subscriptionId
  }

  /** The tracepoint whose events were lost. */
  get lostTracepoint(): TextColumn {
    this.#lostTracepoint ??= new TextColumn(
      indexColumn(this.source, 3, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#lostTracepoint
  }

  /** Why: "ringFull", "queueFull", "tooLarge", "fault", "rateLimit" or "missed". */
  get cause(): TextColumn {
    this.#cause ??= new TextColumn(
      indexColumn(this.source, 4, this.count, this.base.texts.length),
      this.base.texts,
    )
    return this.#cause
  }

  /** How many. */
  get lostEvents(): Float64Array {
    this.#lostEvents ??= uint64Column(this.source, 5, this.count)
    return this.#lostEvents
  }

  /** They lie from this sequence number on … */
  get firstSequence(): Float64Array {
    this.#firstSequence ??= uint64Column(this.source, 6, this.count)
    return this.#firstSequence
  }

  /** … up to this one, both included. */
  get lastSequence(): Float64Array {
    this.#lastSequence ??= uint64Column(this.source, 7, this.count)
    return this.#lastSequence
  }

  override event(i: number): NodetapLostEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      subscriptionId: columns.subscriptionId[i] as number,
      lostTracepoint: columns.lostTracepoint.get(i),
      cause: columns.cause.get(i),
      lostEvents: columns.lostEvents[i] as number,
      firstSequence: columns.firstSequence[i] as number,
      lastSequence: columns.lastSequence[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      subscriptionId: this.subscriptionId,
      lostTracepoint: this.lostTracepoint,
      cause: this.cause,
      lostEvents: this.lostEvents,
      firstSequence: this.firstSequence,
      lastSequence: this.lastSequence,
    }
    return this.#all
  }
}

/** States of the ring. */
export class NodetapRingColumns<
  T extends TracepointName = 'nodetap:ring'
> extends Columns<T, NodetapRingEvent<T>> {
  #usedBytes: Float64Array | null = null
  #highWaterBytes: Float64Array | null = null
  #capacityBytes: Float64Array | null = null
  #firedEvents: Float64Array | null = null
  #lostEvents: Float64Array | null = null
  #subscriptions: Uint32Array | null = null
  #connections: Uint32Array | null = null
  /** Those that an event as an object needs: all. */
  #all: {
    readonly usedBytes: Float64Array
    readonly highWaterBytes: Float64Array
    readonly capacityBytes: Float64Array
    readonly firedEvents: Float64Array
    readonly lostEvents: Float64Array
    readonly subscriptions: Uint32Array
    readonly connections: Uint32Array
  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, 0, 1)
  }

  /** Bytes that wait for the worker. Unit: bytes. */
  get usedBytes(): Float64Array {
    this.#usedBytes ??= uint64Column(this.source, 2, this.count)
    return this.#usedBytes
  }

  /** The most that a look of the worker's has found waiting since the event before. Unit: bytes. */
  get highWaterBytes(): Float64Array {
    this.#highWaterBytes ??= uint64Column(this.source, 3, this.count)
    return this.#highWaterBytes
  }

  /** Bytes of the whole ring. Unit: bytes. */
  get capacityBytes(): Float64Array {
    this.#capacityBytes ??= uint64Column(this.source, 4, this.count)
    return this.#capacityBytes
  }

  /** Events of the node's tracepoints since the publisher started, fired while wanted. */
  get firedEvents(): Float64Array {
    this.#firedEvents ??= uint64Column(this.source, 5, this.count)
    return this.#firedEvents
  }

  /** Of these, events that reached no subscription. */
  get lostEvents(): Float64Array {
    this.#lostEvents ??= uint64Column(this.source, 6, this.count)
    return this.#lostEvents
  }

  /** Subscriptions there are. */
  get subscriptions(): Uint32Array {
    this.#subscriptions ??= uint32Column(this.source, 7, this.count)
    return this.#subscriptions
  }

  /** Connections there are. */
  get connections(): Uint32Array {
    this.#connections ??= uint32Column(this.source, 8, this.count)
    return this.#connections
  }

  override event(i: number): NodetapRingEvent<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
      usedBytes: columns.usedBytes[i] as number,
      highWaterBytes: columns.highWaterBytes[i] as number,
      capacityBytes: columns.capacityBytes[i] as number,
      firedEvents: columns.firedEvents[i] as number,
      lostEvents: columns.lostEvents[i] as number,
      subscriptions: columns.subscriptions[i] as number,
      connections: columns.connections[i] as number,
    }
  }

  #readAll() {
    this.#all = {
      usedBytes: this.usedBytes,
      highWaterBytes: this.highWaterBytes,
      capacityBytes: this.capacityBytes,
      firedEvents: this.firedEvents,
      lostEvents: this.lostEvents,
      subscriptions: this.subscriptions,
      connections: this.connections,
    }
    return this.#all
  }
}

/** The columns by the names of their tracepoints. */
export interface ColumnMap {
  /** A P2P message has arrived from a peer and is about to be processed. */
  readonly 'net:inbound_message': NetMessageColumns<'net:inbound_message'>
  /** A P2P message has been queued to be sent to a peer. */
  readonly 'net:outbound_message': NetMessageColumns<'net:outbound_message'>
  /** A peer has connected to the node. */
  readonly 'net:inbound_connection': NetConnectionColumns<'net:inbound_connection'>
  /** The node has connected to a peer. */
  readonly 'net:outbound_connection': NetConnectionColumns<'net:outbound_connection'>
  /**
   * The node has chosen an inbound peer to make room for another. Its connection is closed next.
   */
  readonly 'net:evicted_inbound_connection': NetConnectionEndColumns<'net:evicted_inbound_connection'>
  /** A connection has ended, whoever ended it. */
  readonly 'net:closed_connection': NetConnectionEndColumns<'net:closed_connection'>
  /** A peer broke the rules of the protocol. */
  readonly 'net:misbehaving_connection': NetMisbehavingConnectionColumns<'net:misbehaving_connection'>
  /** A block has been connected to the active chain. */
  readonly 'validation:block_connected': BlockConnectedColumns<'validation:block_connected'>
  /** A coin has been added to a cache of unspent outputs. Fires for temporary caches too. */
  readonly 'utxocache:add': CoinColumns<'utxocache:add'>
  /** A coin in a cache of unspent outputs has been spent. Fires for temporary caches too. */
  readonly 'utxocache:spent': CoinColumns<'utxocache:spent'>
  /** A coin has been dropped from a cache without being spent. */
  readonly 'utxocache:uncache': CoinColumns<'utxocache:uncache'>
  /** The cache of unspent outputs has been written to disk. */
  readonly 'utxocache:flush': CacheFlushColumns<'utxocache:flush'>
  /** A transaction has entered the mempool. */
  readonly 'mempool:added': MempoolAddedColumns<'mempool:added'>
  /** A transaction has left the mempool. */
  readonly 'mempool:removed': MempoolRemovedColumns<'mempool:removed'>
  /**
   * A transaction in the mempool is being replaced: one event for each that goes, descendants
   * of the direct conflicts included. Every `replaced` of a replacement comes before every
   * `removed` of it, and those before its `added`.
   */
  readonly 'mempool:replaced': MempoolReplacedColumns<'mempool:replaced'>
  /** A transaction has not been accepted into the mempool. */
  readonly 'mempool:rejected': MempoolRejectedColumns<'mempool:rejected'>
  /** A wallet has chosen the coins to pay with. */
  readonly 'coin_selection:selected_coins': SelectedCoinsColumns<'coin_selection:selected_coins'>
  /** A wallet has tried to create a transaction in the normal way. */
  readonly 'coin_selection:normal_create_tx_internal': CreateTxColumns<'coin_selection:normal_create_tx_internal'>
  /** A wallet is about to try again while avoiding partial spends. */
  readonly 'coin_selection:attempting_aps_create_tx': AttemptingApsColumns<'coin_selection:attempting_aps_create_tx'>
  /** A wallet has tried to create a transaction while avoiding partial spends. */
  readonly 'coin_selection:aps_create_tx_internal': ApsCreateTxColumns<'coin_selection:aps_create_tx_internal'>
  /** A peer that is connected. Part of a snapshot of a subscription to `net` tracepoints. */
  readonly 'snapshot:peer': SnapshotPeerColumns<'snapshot:peer'>
  /** What the mempool holds. Part of a snapshot of a subscription to `mempool` tracepoints. */
  readonly 'snapshot:mempool': SnapshotMempoolColumns<'snapshot:mempool'>
  /**
   * The last block of the active chain. Part of a snapshot of a subscription to `validation` or
   * `utxocache` tracepoints.
   */
  readonly 'snapshot:tip': SnapshotTipColumns<'snapshot:tip'>
  /** The snapshot is complete, or the source has no more of it. Every snapshot ends with one. */
  readonly 'snapshot:end': SnapshotEndColumns<'snapshot:end'>
  /** A subscription has begun: of every other than the subscriber's own. */
  readonly 'nodetap:subscribed': NodetapSubscribedColumns<'nodetap:subscribed'>
  /** A subscription has ended. */
  readonly 'nodetap:unsubscribed': NodetapUnsubscribedColumns<'nodetap:unsubscribed'>
  /**
   * Events have been lost since the last time this was told, at most once a second: one event for
   * each tracepoint, cause and subscription concerned. Losses of `nodetap` events are not told so.
   */
  readonly 'nodetap:lost': NodetapLostColumns<'nodetap:lost'>
  /** The state of the ring between the node and the publisher's worker, once a second. */
  readonly 'nodetap:ring': NodetapRingColumns<'nodetap:ring'>
}

type ColumnsClass = new (tracepoint: never, source: ColumnSource, base: BatchBase) => unknown

const classes: readonly ColumnsClass[] = [
  NetMessageColumns, // net:inbound_message
  NetMessageColumns, // net:outbound_message
  NetConnectionColumns, // net:inbound_connection
  NetConnectionColumns, // net:outbound_connection
  NetConnectionEndColumns, // net:evicted_inbound_connection
  NetConnectionEndColumns, // net:closed_connection
  NetMisbehavingConnectionColumns, // net:misbehaving_connection
  BlockConnectedColumns, // validation:block_connected
  CoinColumns, // utxocache:add
  CoinColumns, // utxocache:spent
  CoinColumns, // utxocache:uncache
  CacheFlushColumns, // utxocache:flush
  MempoolAddedColumns, // mempool:added
  MempoolRemovedColumns, // mempool:removed
  MempoolReplacedColumns, // mempool:replaced
  MempoolRejectedColumns, // mempool:rejected
  SelectedCoinsColumns, // coin_selection:selected_coins
  CreateTxColumns, // coin_selection:normal_create_tx_internal
  AttemptingApsColumns, // coin_selection:attempting_aps_create_tx
  ApsCreateTxColumns, // coin_selection:aps_create_tx_internal
  SnapshotPeerColumns, // snapshot:peer
  SnapshotMempoolColumns, // snapshot:mempool
  SnapshotTipColumns, // snapshot:tip
  SnapshotEndColumns, // snapshot:end
  NodetapSubscribedColumns, // nodetap:subscribed
  NodetapUnsubscribedColumns, // nodetap:unsubscribed
  NodetapLostColumns, // nodetap:lost
  NodetapRingColumns, // nodetap:ring
]

/** The class that reads a tracepoint's columns, by its id; it takes that tracepoint's name. */
export const columnsClasses = classes as readonly (new (
  tracepoint: TracepointName,
  source: ColumnSource,
  base: BatchBase,
) => Columns)[]

const netMessageColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'int64', pointer: 2 },
  { kind: 'text', pointer: 3 },
  { kind: 'text', pointer: 4 },
  { kind: 'text', pointer: 5 },
  { kind: 'uint64', pointer: 6 },
  { kind: 'payload', pointer: 8, ends: 7 },
]

const netConnectionColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'int64', pointer: 2 },
  { kind: 'text', pointer: 3 },
  { kind: 'text', pointer: 4 },
  { kind: 'enum', pointer: 5 },
  { kind: 'uint64', pointer: 6 },
]

const netConnectionEndColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'int64', pointer: 2 },
  { kind: 'text', pointer: 3 },
  { kind: 'text', pointer: 4 },
  { kind: 'enum', pointer: 5 },
  { kind: 'int64', pointer: 6 },
]

const netMisbehavingConnectionColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'int64', pointer: 2 },
  { kind: 'text', pointer: 3 },
]

const blockConnectedColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'hash', pointer: 2 },
  { kind: 'int32', pointer: 3 },
  { kind: 'uint64', pointer: 4 },
  { kind: 'int32', pointer: 5 },
  { kind: 'uint64', pointer: 6 },
  { kind: 'uint64', pointer: 7 },
]

const coinColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'hash', pointer: 2 },
  { kind: 'uint32', pointer: 3 },
  { kind: 'uint32', pointer: 4 },
  { kind: 'int64', pointer: 5 },
  { kind: 'bool', pointer: 6 },
  { kind: 'enum', pointer: 7 },
]

const cacheFlushColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'int64', pointer: 2 },
  { kind: 'enum', pointer: 3 },
  { kind: 'uint64', pointer: 4 },
  { kind: 'uint64', pointer: 5 },
  { kind: 'bool', pointer: 6 },
]

const mempoolAddedColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'hash', pointer: 2 },
  { kind: 'int32', pointer: 3 },
  { kind: 'int64', pointer: 4 },
]

const mempoolRemovedColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'hash', pointer: 2 },
  { kind: 'text', pointer: 3 },
  { kind: 'int32', pointer: 4 },
  { kind: 'int64', pointer: 5 },
  { kind: 'int64', pointer: 6 },
]

const mempoolReplacedColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'hash', pointer: 2 },
  { kind: 'int32', pointer: 3 },
  { kind: 'int64', pointer: 4 },
  { kind: 'int64', pointer: 5 },
  { kind: 'hash', pointer: 6 },
  { kind: 'int32', pointer: 7 },
  { kind: 'int64', pointer: 8 },
  { kind: 'bool', pointer: 9 },
]

const mempoolRejectedColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'hash', pointer: 2 },
  { kind: 'text', pointer: 3 },
]

const selectedCoinsColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'text', pointer: 2 },
  { kind: 'text', pointer: 3 },
  { kind: 'int64', pointer: 4 },
  { kind: 'int64', pointer: 5 },
  { kind: 'int64', pointer: 6 },
]

const createTxColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'text', pointer: 2 },
  { kind: 'bool', pointer: 3 },
  { kind: 'int64', pointer: 4 },
  { kind: 'int32', pointer: 5 },
]

const attemptingApsColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'text', pointer: 2 },
]

const apsCreateTxColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'text', pointer: 2 },
  { kind: 'bool', pointer: 3 },
  { kind: 'bool', pointer: 4 },
  { kind: 'int64', pointer: 5 },
  { kind: 'int32', pointer: 6 },
]

const snapshotPeerColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'uint32', pointer: 2 },
  { kind: 'int64', pointer: 3 },
  { kind: 'text', pointer: 4 },
  { kind: 'text', pointer: 5 },
  { kind: 'enum', pointer: 6 },
  { kind: 'int64', pointer: 7 },
  { kind: 'uint64', pointer: 8 },
  { kind: 'uint64', pointer: 9 },
  { kind: 'uint64', pointer: 10 },
  { kind: 'uint64', pointer: 11 },
  { kind: 'uint32', pointer: 12 },
  { kind: 'text', pointer: 13 },
  { kind: 'int64', pointer: 14 },
]

const snapshotMempoolColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'uint32', pointer: 2 },
  { kind: 'uint64', pointer: 3 },
  { kind: 'uint64', pointer: 4 },
  { kind: 'uint64', pointer: 5 },
  { kind: 'uint64', pointer: 6 },
  { kind: 'uint64', pointer: 7 },
]

const snapshotTipColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'uint32', pointer: 2 },
  { kind: 'hash', pointer: 3 },
  { kind: 'int32', pointer: 4 },
  { kind: 'int64', pointer: 5 },
]

const snapshotEndColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'uint32', pointer: 2 },
  { kind: 'uint64', pointer: 3 },
  { kind: 'uint64', pointer: 4 },
  { kind: 'text', pointer: 5 },
  { kind: 'uint64', pointer: 6 },
]

const nodetapSubscribedColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'uint64', pointer: 2 },
  { kind: 'uint64', pointer: 3 },
  { kind: 'uint32', pointer: 4 },
  { kind: 'text', pointer: 5 },
  { kind: 'text', pointer: 6 },
  { kind: 'text', pointer: 7 },
  { kind: 'uint32', pointer: 8 },
]

const nodetapUnsubscribedColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'uint64', pointer: 2 },
  { kind: 'uint64', pointer: 3 },
  { kind: 'uint32', pointer: 4 },
  { kind: 'uint64', pointer: 5 },
  { kind: 'uint64', pointer: 6 },
  { kind: 'uint64', pointer: 7 },
  { kind: 'uint64', pointer: 8 },
  { kind: 'uint64', pointer: 9 },
  { kind: 'uint32', pointer: 10 },
]

const nodetapLostColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'uint64', pointer: 2 },
  { kind: 'text', pointer: 3 },
  { kind: 'text', pointer: 4 },
  { kind: 'uint64', pointer: 5 },
  { kind: 'uint64', pointer: 6 },
  { kind: 'uint64', pointer: 7 },
]

const nodetapRingColumnsLayout: readonly ColumnPlace[] = [
  { kind: 'uint32', pointer: 0 },
  { kind: 'uint32', pointer: 1 },
  { kind: 'uint64', pointer: 2 },
  { kind: 'uint64', pointer: 3 },
  { kind: 'uint64', pointer: 4 },
  { kind: 'uint64', pointer: 5 },
  { kind: 'uint64', pointer: 6 },
  { kind: 'uint32', pointer: 7 },
  { kind: 'uint32', pointer: 8 },
]

/** By tracepoint: its columns, the sequence numbers first and the times second. */
export const columnLayouts: readonly (readonly ColumnPlace[])[] = [
  netMessageColumnsLayout, // net:inbound_message
  netMessageColumnsLayout, // net:outbound_message
  netConnectionColumnsLayout, // net:inbound_connection
  netConnectionColumnsLayout, // net:outbound_connection
  netConnectionEndColumnsLayout, // net:evicted_inbound_connection
  netConnectionEndColumnsLayout, // net:closed_connection
  netMisbehavingConnectionColumnsLayout, // net:misbehaving_connection
  blockConnectedColumnsLayout, // validation:block_connected
  coinColumnsLayout, // utxocache:add
  coinColumnsLayout, // utxocache:spent
  coinColumnsLayout, // utxocache:uncache
  cacheFlushColumnsLayout, // utxocache:flush
  mempoolAddedColumnsLayout, // mempool:added
  mempoolRemovedColumnsLayout, // mempool:removed
  mempoolReplacedColumnsLayout, // mempool:replaced
  mempoolRejectedColumnsLayout, // mempool:rejected
  selectedCoinsColumnsLayout, // coin_selection:selected_coins
  createTxColumnsLayout, // coin_selection:normal_create_tx_internal
  attemptingApsColumnsLayout, // coin_selection:attempting_aps_create_tx
  apsCreateTxColumnsLayout, // coin_selection:aps_create_tx_internal
  snapshotPeerColumnsLayout, // snapshot:peer
  snapshotMempoolColumnsLayout, // snapshot:mempool
  snapshotTipColumnsLayout, // snapshot:tip
  snapshotEndColumnsLayout, // snapshot:end
  nodetapSubscribedColumnsLayout, // nodetap:subscribed
  nodetapUnsubscribedColumnsLayout, // nodetap:unsubscribed
  nodetapLostColumnsLayout, // nodetap:lost
  nodetapRingColumnsLayout, // nodetap:ring
]

/** The struct Batch: bytes of its numbers, and its pointers. */
export const batchStruct = {
  firstSequence: 0,
  baseTimestampUs: 8,
  eventCount: 16,
  texts: 0,
  /** By tracepoint. */
  columns: [
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
  ],
} as const
