// Generated from schema/tracepoints.capnp by `npm run generate`. Do not edit.

import {
  type BitListReader,
  type Codec,
  StructBuilder,
  StructReader,
  type TextListReader,
} from '../../capnp/index.js'

/** The network of a peer's address, with Bitcoin Core's numbers. */
export const Network = {
  unroutable: 0,
  ipv4: 1,
  ipv6: 2,
  onion: 3,
  i2p: 4,
  cjdns: 5,
} as const
export type Network = (typeof Network)[keyof typeof Network]

/** The names of {@link Network} by their numbers. */
export const NetworkNames = ['unroutable', 'ipv4', 'ipv6', 'onion', 'i2p', 'cjdns'] as const

/** Why the cache of unspent outputs was flushed, with Bitcoin Core's numbers. */
export const FlushMode = {
  none: 0,
  ifNeeded: 1,
  periodic: 2,
  forceFlush: 3,
  forceSync: 4,
} as const
export type FlushMode = (typeof FlushMode)[keyof typeof FlushMode]

/** The names of {@link FlushMode} by their numbers. */
export const FlushModeNames = ['none', 'ifNeeded', 'periodic', 'forceFlush', 'forceSync'] as const

/** Which cache of unspent outputs a coin event is about. */
export const CoinsCache = {
  /** The source cannot tell. */
  unknown: 0,
  /** The node's own cache of the active chain. */
  main: 1,
  /** A view laid over it for a check or a block template. */
  temporary: 2,
} as const
export type CoinsCache = (typeof CoinsCache)[keyof typeof CoinsCache]

/** The names of {@link CoinsCache} by their numbers. */
export const CoinsCacheNames = ['unknown', 'main', 'temporary'] as const

/**
 * Events of one subscription, in columns. Within a tracepoint they are in the order in
 * which they fired; `sequenceOffset` restores the one order over all tracepoints.
 */
export class BatchReader extends StructReader {
  /** The sequence number of the batch's first event. Below 2^53. */
  get firstSequence(): number {
    return this.getUint64(0)
  }

  /** What the `timestampOffsetUs` of all events count from: monotonic microseconds. */
  get baseTimestampUs(): number {
    return this.getInt64(8)
  }

  /** Events in the batch, over all tracepoints, also of such as the reader does not know. */
  get eventCount(): number {
    return this.getUint32(16)
  }

  /** Every text of the batch, once. UTF-8; what peers sent is not to be trusted. */
  get texts(): TextListReader {
    return this.getTextList(0)
  }
  hasTexts(): boolean {
    return this.hasPointer(0)
  }

  /** A P2P message has arrived from a peer and is about to be processed. */
  get netInboundMessage(): NetMessageColumnsReader {
    return this.getStruct(1, NetMessageColumns)
  }
  hasNetInboundMessage(): boolean {
    return this.hasPointer(1)
  }

  /** A P2P message has been queued to be sent to a peer. */
  get netOutboundMessage(): NetMessageColumnsReader {
    return this.getStruct(2, NetMessageColumns)
  }
  hasNetOutboundMessage(): boolean {
    return this.hasPointer(2)
  }

  /** A peer has connected to the node. */
  get netInboundConnection(): NetConnectionColumnsReader {
    return this.getStruct(3, NetConnectionColumns)
  }
  hasNetInboundConnection(): boolean {
    return this.hasPointer(3)
  }

  /** The node has connected to a peer. */
  get netOutboundConnection(): NetConnectionColumnsReader {
    return this.getStruct(4, NetConnectionColumns)
  }
  hasNetOutboundConnection(): boolean {
    return this.hasPointer(4)
  }

  /**
   * The node has chosen an inbound peer to make room for another. Its connection is closed next.
   */
  get netEvictedInboundConnection(): NetConnectionEndColumnsReader {
    return this.getStruct(5, NetConnectionEndColumns)
  }
  hasNetEvictedInboundConnection(): boolean {
    return this.hasPointer(5)
  }

  /** A connection has ended, whoever ended it. */
  get netClosedConnection(): NetConnectionEndColumnsReader {
    return this.getStruct(6, NetConnectionEndColumns)
  }
  hasNetClosedConnection(): boolean {
    return this.hasPointer(6)
  }

  /** A peer broke the rules of the protocol. */
  get netMisbehavingConnection(): NetMisbehavingConnectionColumnsReader {
    return this.getStruct(7, NetMisbehavingConnectionColumns)
  }
  hasNetMisbehavingConnection(): boolean {
    return this.hasPointer(7)
  }

  /** A block has been connected to the active chain. */
  get validationBlockConnected(): BlockConnectedColumnsReader {
    return this.getStruct(8, BlockConnectedColumns)
  }
  hasValidationBlockConnected(): boolean {
    return this.hasPointer(8)
  }

  /** A coin has been added to a cache of unspent outputs. Fires for temporary caches too. */
  get utxocacheAdd(): CoinColumnsReader {
    return this.getStruct(9, CoinColumns)
  }
  hasUtxocacheAdd(): boolean {
    return this.hasPointer(9)
  }

  /** A coin in a cache of unspent outputs has been spent. Fires for temporary caches too. */
  get utxocacheSpent(): CoinColumnsReader {
    return this.getStruct(10, CoinColumns)
  }
  hasUtxocacheSpent(): boolean {
    return this.hasPointer(10)
  }

  /** A coin has been dropped from a cache without being spent. */
  get utxocacheUncache(): CoinColumnsReader {
    return this.getStruct(11, CoinColumns)
  }
  hasUtxocacheUncache(): boolean {
    return this.hasPointer(11)
  }

  /** The cache of unspent outputs has been written to disk. */
  get utxocacheFlush(): CacheFlushColumnsReader {
    return this.getStruct(12, CacheFlushColumns)
  }
  hasUtxocacheFlush(): boolean {
    return this.hasPointer(12)
  }

  /** A transaction has entered the mempool. */
  get mempoolAdded(): MempoolAddedColumnsReader {
    return this.getStruct(13, MempoolAddedColumns)
  }
  hasMempoolAdded(): boolean {
    return this.hasPointer(13)
  }

  /** A transaction has left the mempool. */
  get mempoolRemoved(): MempoolRemovedColumnsReader {
    return this.getStruct(14, MempoolRemovedColumns)
  }
  hasMempoolRemoved(): boolean {
    return this.hasPointer(14)
  }

  /**
   * A transaction in the mempool is being replaced: one event for each that goes, descendants
   * of the direct conflicts included. Every `replaced` of a replacement comes before every
   * `removed` of it, and those before its `added`.
   */
  get mempoolReplaced(): MempoolReplacedColumnsReader {
    return this.getStruct(15, MempoolReplacedColumns)
  }
  hasMempoolReplaced(): boolean {
    return this.hasPointer(15)
  }

  /** A transaction has not been accepted into the mempool. */
  get mempoolRejected(): MempoolRejectedColumnsReader {
    return this.getStruct(16, MempoolRejectedColumns)
  }
  hasMempoolRejected(): boolean {
    return this.hasPointer(16)
  }

  /** A wallet has chosen the coins to pay with. */
  get coinSelectionSelectedCoins(): SelectedCoinsColumnsReader {
    return this.getStruct(17, SelectedCoinsColumns)
  }
  hasCoinSelectionSelectedCoins(): boolean {
    return this.hasPointer(17)
  }

  /** A wallet has tried to create a transaction in the normal way. */
  get coinSelectionNormalCreateTxInternal(): CreateTxColumnsReader {
    return this.getStruct(18, CreateTxColumns)
  }
  hasCoinSelectionNormalCreateTxInternal(): boolean {
    return this.hasPointer(18)
  }

  /** A wallet is about to try again while avoiding partial spends. */
  get coinSelectionAttemptingApsCreateTx(): AttemptingApsColumnsReader {
    return this.getStruct(19, AttemptingApsColumns)
  }
  hasCoinSelectionAttemptingApsCreateTx(): boolean {
    return this.hasPointer(19)
  }

  /** A wallet has tried to create a transaction while avoiding partial spends. */
  get coinSelectionApsCreateTxInternal(): ApsCreateTxColumnsReader {
    return this.getStruct(20, ApsCreateTxColumns)
  }
  hasCoinSelectionApsCreateTxInternal(): boolean {
    return this.hasPointer(20)
  }

  /** A peer that is connected. Part of a snapshot of a subscription to `net` tracepoints. */
  get snapshotPeer(): SnapshotPeerColumnsReader {
    return this.getStruct(21, SnapshotPeerColumns)
  }
  hasSnapshotPeer(): boolean {
    return this.hasPointer(21)
  }

  /** What the mempool holds. Part of a snapshot of a subscription to `mempool` tracepoints. */
  get snapshotMempool(): SnapshotMempoolColumnsReader {
    return this.getStruct(22, SnapshotMempoolColumns)
  }
  hasSnapshotMempool(): boolean {
    return this.hasPointer(22)
  }

  /**
   * The last block of the active chain. Part of a snapshot of a subscription to `validation` or
   * `utxocache` tracepoints.
   */
  get snapshotTip(): SnapshotTipColumnsReader {
    return this.getStruct(23, SnapshotTipColumns)
  }
  hasSnapshotTip(): boolean {
    return this.hasPointer(23)
  }

  /** The snapshot is complete, or the source has no more of it. Every snapshot ends with one. */
  get snapshotEnd(): SnapshotEndColumnsReader {
    return this.getStruct(24, SnapshotEndColumns)
  }
  hasSnapshotEnd(): boolean {
    return this.hasPointer(24)
  }

  /** A subscription has begun: of every other than the subscriber's own. */
  get nodetapSubscribed(): NodetapSubscribedColumnsReader {
    return this.getStruct(25, NodetapSubscribedColumns)
  }
  hasNodetapSubscribed(): boolean {
    return this.hasPointer(25)
  }

  /** A subscription has ended. */
  get nodetapUnsubscribed(): NodetapUnsubscribedColumnsReader {
    return this.getStruct(26, NodetapUnsubscribedColumns)
  }
  hasNodetapUnsubscribed(): boolean {
    return this.hasPointer(26)
  }

  /**
   * Events have been lost since the last time this was told, at most once a second: one event for
   * each tracepoint, cause and subscription concerned. Losses of `nodetap` events are not told so.
   */
  get nodetapLost(): NodetapLostColumnsReader {
    return this.getStruct(27, NodetapLostColumns)
  }
  hasNodetapLost(): boolean {
    return this.hasPointer(27)
  }

  /** The state of the ring between the node and the publisher's worker, once a second. */
  get nodetapRing(): NodetapRingColumnsReader {
    return this.getStruct(28, NodetapRingColumns)
  }
  hasNodetapRing(): boolean {
    return this.hasPointer(28)
  }
}

/**
 * Events of one subscription, in columns. Within a tracepoint they are in the order in
 * which they fired; `sequenceOffset` restores the one order over all tracepoints.
 */
export class BatchBuilder extends StructBuilder {
  /** The sequence number of the batch's first event. Below 2^53. */
  set firstSequence(value: number) {
    this.setUint64(0, value)
  }

  /** What the `timestampOffsetUs` of all events count from: monotonic microseconds. */
  set baseTimestampUs(value: number) {
    this.setInt64(8, value)
  }

  /** Events in the batch, over all tracepoints, also of such as the reader does not know. */
  set eventCount(value: number) {
    this.setUint32(16, value)
  }

  /** Every text of the batch, once. UTF-8; what peers sent is not to be trusted. */
  set texts(value: readonly string[]) {
    this.setTextList(0, value)
  }

  /** A P2P message has arrived from a peer and is about to be processed. */
  initNetInboundMessage(): NetMessageColumnsBuilder {
    return this.initStruct(1, NetMessageColumns)
  }

  /** A P2P message has been queued to be sent to a peer. */
  initNetOutboundMessage(): NetMessageColumnsBuilder {
    return this.initStruct(2, NetMessageColumns)
  }

  /** A peer has connected to the node. */
  initNetInboundConnection(): NetConnectionColumnsBuilder {
    return this.initStruct(3, NetConnectionColumns)
  }

  /** The node has connected to a peer. */
  initNetOutboundConnection(): NetConnectionColumnsBuilder {
    return this.initStruct(4, NetConnectionColumns)
  }

  /**
   * The node has chosen an inbound peer to make room for another. Its connection is closed next.
   */
  initNetEvictedInboundConnection(): NetConnectionEndColumnsBuilder {
    return this.initStruct(5, NetConnectionEndColumns)
  }

  /** A connection has ended, whoever ended it. */
  initNetClosedConnection(): NetConnectionEndColumnsBuilder {
    return this.initStruct(6, NetConnectionEndColumns)
  }

  /** A peer broke the rules of the protocol. */
  initNetMisbehavingConnection(): NetMisbehavingConnectionColumnsBuilder {
    return this.initStruct(7, NetMisbehavingConnectionColumns)
  }

  /** A block has been connected to the active chain. */
  initValidationBlockConnected(): BlockConnectedColumnsBuilder {
    return this.initStruct(8, BlockConnectedColumns)
  }

  /** A coin has been added to a cache of unspent outputs. Fires for temporary caches too. */
  initUtxocacheAdd(): CoinColumnsBuilder {
    return this.initStruct(9, CoinColumns)
  }

  /** A coin in a cache of unspent outputs has been spent. Fires for temporary caches too. */
  initUtxocacheSpent(): CoinColumnsBuilder {
    return this.initStruct(10, CoinColumns)
  }

  /** A coin has been dropped from a cache without being spent. */
  initUtxocacheUncache(): CoinColumnsBuilder {
    return this.initStruct(11, CoinColumns)
  }

  /** The cache of unspent outputs has been written to disk. */
  initUtxocacheFlush(): CacheFlushColumnsBuilder {
    return this.initStruct(12, CacheFlushColumns)
  }

  /** A transaction has entered the mempool. */
  initMempoolAdded(): MempoolAddedColumnsBuilder {
    return this.initStruct(13, MempoolAddedColumns)
  }

  /** A transaction has left the mempool. */
  initMempoolRemoved(): MempoolRemovedColumnsBuilder {
    return this.initStruct(14, MempoolRemovedColumns)
  }

  /**
   * A transaction in the mempool is being replaced: one event for each that goes, descendants
   * of the direct conflicts included. Every `replaced` of a replacement comes before every
   * `removed` of it, and those before its `added`.
   */
  initMempoolReplaced(): MempoolReplacedColumnsBuilder {
    return this.initStruct(15, MempoolReplacedColumns)
  }

  /** A transaction has not been accepted into the mempool. */
  initMempoolRejected(): MempoolRejectedColumnsBuilder {
    return this.initStruct(16, MempoolRejectedColumns)
  }

  /** A wallet has chosen the coins to pay with. */
  initCoinSelectionSelectedCoins(): SelectedCoinsColumnsBuilder {
    return this.initStruct(17, SelectedCoinsColumns)
  }

  /** A wallet has tried to create a transaction in the normal way. */
  initCoinSelectionNormalCreateTxInternal(): CreateTxColumnsBuilder {
    return this.initStruct(18, CreateTxColumns)
  }

  /** A wallet is about to try again while avoiding partial spends. */
  initCoinSelectionAttemptingApsCreateTx(): AttemptingApsColumnsBuilder {
    return this.initStruct(19, AttemptingApsColumns)
  }

  /** A wallet has tried to create a transaction while avoiding partial spends. */
  initCoinSelectionApsCreateTxInternal(): ApsCreateTxColumnsBuilder {
    return this.initStruct(20, ApsCreateTxColumns)
  }

  /** A peer that is connected. Part of a snapshot of a subscription to `net` tracepoints. */
  initSnapshotPeer(): SnapshotPeerColumnsBuilder {
    return this.initStruct(21, SnapshotPeerColumns)
  }

  /** What the mempool holds. Part of a snapshot of a subscription to `mempool` tracepoints. */
  initSnapshotMempool(): SnapshotMempoolColumnsBuilder {
    return this.initStruct(22, SnapshotMempoolColumns)
  }

  /**
   * The last block of the active chain. Part of a snapshot of a subscription to `validation` or
   * `utxocache` tracepoints.
   */
  initSnapshotTip(): SnapshotTipColumnsBuilder {
    return this.initStruct(23, SnapshotTipColumns)
  }

  /** The snapshot is complete, or the source has no more of it. Every snapshot ends with one. */
  initSnapshotEnd(): SnapshotEndColumnsBuilder {
    return this.initStruct(24, SnapshotEndColumns)
  }

  /** A subscription has begun: of every other than the subscriber's own. */
  initNodetapSubscribed(): NodetapSubscribedColumnsBuilder {
    return this.initStruct(25, NodetapSubscribedColumns)
  }

  /** A subscription has ended. */
  initNodetapUnsubscribed(): NodetapUnsubscribedColumnsBuilder {
    return this.initStruct(26, NodetapUnsubscribedColumns)
  }

  /**
   * Events have been lost since the last time this was told, at most once a second: one event for
   * each tracepoint, cause and subscription concerned. Losses of `nodetap` events are not told so.
   */
  initNodetapLost(): NodetapLostColumnsBuilder {
    return this.initStruct(27, NodetapLostColumns)
  }

  /** The state of the ring between the node and the publisher's worker, once a second. */
  initNodetapRing(): NodetapRingColumnsBuilder {
    return this.initStruct(28, NodetapRingColumns)
  }
}

/**
 * Events of one subscription, in columns. Within a tracepoint they are in the order in
 * which they fired; `sequenceOffset` restores the one order over all tracepoints.
 */
export const Batch: Codec<BatchReader, BatchBuilder> = {
  Reader: BatchReader,
  Builder: BatchBuilder,
  dataWords: 3,
  pointerWords: 29,
}

/** The messages of P2P connections. */
export class NetMessageColumnsReader extends StructReader {
  /** The event's sequence number, less Batch.firstSequence. */
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  /** The event's monotonic time, less Batch.baseTimestampUs. */
  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /**
   * The node's number for the peer. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get peerId(): Uint32Array {
    return this.getWordList(2)
  }
  hasPeerId(): boolean {
    return this.hasPointer(2)
  }

  /** The peer's address and port, or host name. */
  get address(): Uint16Array {
    return this.getUint16List(3)
  }
  hasAddress(): boolean {
    return this.hasPointer(3)
  }

  /**
   * How the connection came about: "inbound", "outbound-full-relay", "block-relay-only",
   * "manual", "feeler", "addr-fetch", …
   */
  get connectionType(): Uint16Array {
    return this.getUint16List(4)
  }
  hasConnectionType(): boolean {
    return this.hasPointer(4)
  }

  /** The message's type: "inv", "tx", "ping", … */
  get messageType(): Uint16Array {
    return this.getUint16List(5)
  }
  hasMessageType(): boolean {
    return this.hasPointer(5)
  }

  /**
   * Bytes of the whole payload, also where `payload` is cut. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get size(): Uint32Array {
    return this.getWordList(6)
  }
  hasSize(): boolean {
    return this.hasPointer(6)
  }

  /** Where the event's bytes end in `payload`. */
  get payloadEnd(): Uint32Array {
    return this.getUint32List(7)
  }
  hasPayloadEnd(): boolean {
    return this.hasPointer(7)
  }

  /** The payload, or as much of it as the subscriber asked for. */
  get payload(): Uint8Array {
    return this.getData(8)
  }
  hasPayload(): boolean {
    return this.hasPointer(8)
  }
}

/** The messages of P2P connections. */
export class NetMessageColumnsBuilder extends StructBuilder {
  /** The event's sequence number, less Batch.firstSequence. */
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  /** The event's monotonic time, less Batch.baseTimestampUs. */
  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /**
   * The node's number for the peer. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set peerId(value: Uint32Array) {
    this.setWordList(2, value)
  }

  /** The peer's address and port, or host name. */
  set address(value: Uint16Array) {
    this.setNumberList(3, value)
  }

  /**
   * How the connection came about: "inbound", "outbound-full-relay", "block-relay-only",
   * "manual", "feeler", "addr-fetch", …
   */
  set connectionType(value: Uint16Array) {
    this.setNumberList(4, value)
  }

  /** The message's type: "inv", "tx", "ping", … */
  set messageType(value: Uint16Array) {
    this.setNumberList(5, value)
  }

  /**
   * Bytes of the whole payload, also where `payload` is cut. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set size(value: Uint32Array) {
    this.setWordList(6, value)
  }

  /** Where the event's bytes end in `payload`. */
  set payloadEnd(value: Uint32Array) {
    this.setNumberList(7, value)
  }

  /** The payload, or as much of it as the subscriber asked for. */
  set payload(value: Uint8Array) {
    this.setData(8, value)
  }
}

/** The messages of P2P connections. */
export const NetMessageColumns: Codec<NetMessageColumnsReader, NetMessageColumnsBuilder> = {
  Reader: NetMessageColumnsReader,
  Builder: NetMessageColumnsBuilder,
  dataWords: 0,
  pointerWords: 9,
}

/** Connections that begin. */
export class NetConnectionColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /**
   * The node's number for the peer. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get peerId(): Uint32Array {
    return this.getWordList(2)
  }
  hasPeerId(): boolean {
    return this.hasPointer(2)
  }

  /** The peer's address and port, or host name. */
  get address(): Uint16Array {
    return this.getUint16List(3)
  }
  hasAddress(): boolean {
    return this.hasPointer(3)
  }

  /** How the connection came about: "inbound", "outbound-full-relay", … */
  get connectionType(): Uint16Array {
    return this.getUint16List(4)
  }
  hasConnectionType(): boolean {
    return this.hasPointer(4)
  }

  /**
   * The network of the peer's address.
   * Values of {@link Network}.
   */
  get network(): Uint16Array {
    return this.getUint16List(5)
  }
  hasNetwork(): boolean {
    return this.hasPointer(5)
  }

  /**
   * Connections of that direction, this one included.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get existingConnections(): Uint32Array {
    return this.getWordList(6)
  }
  hasExistingConnections(): boolean {
    return this.hasPointer(6)
  }
}

/** Connections that begin. */
export class NetConnectionColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /**
   * The node's number for the peer. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set peerId(value: Uint32Array) {
    this.setWordList(2, value)
  }

  /** The peer's address and port, or host name. */
  set address(value: Uint16Array) {
    this.setNumberList(3, value)
  }

  /** How the connection came about: "inbound", "outbound-full-relay", … */
  set connectionType(value: Uint16Array) {
    this.setNumberList(4, value)
  }

  /**
   * The network of the peer's address.
   * Values of {@link Network}.
   */
  set network(value: Uint16Array) {
    this.setNumberList(5, value)
  }

  /**
   * Connections of that direction, this one included.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set existingConnections(value: Uint32Array) {
    this.setWordList(6, value)
  }
}

/** Connections that begin. */
export const NetConnectionColumns: Codec<
  NetConnectionColumnsReader,
  NetConnectionColumnsBuilder
> = {
  Reader: NetConnectionColumnsReader,
  Builder: NetConnectionColumnsBuilder,
  dataWords: 0,
  pointerWords: 7,
}

/** Connections that end. */
export class NetConnectionEndColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /**
   * The node's number for the peer. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get peerId(): Uint32Array {
    return this.getWordList(2)
  }
  hasPeerId(): boolean {
    return this.hasPointer(2)
  }

  /** The peer's address and port, or host name. */
  get address(): Uint16Array {
    return this.getUint16List(3)
  }
  hasAddress(): boolean {
    return this.hasPointer(3)
  }

  /** How the connection came about: "inbound", "outbound-full-relay", … */
  get connectionType(): Uint16Array {
    return this.getUint16List(4)
  }
  hasConnectionType(): boolean {
    return this.hasPointer(4)
  }

  /**
   * The network of the peer's address.
   * Values of {@link Network}.
   */
  get network(): Uint16Array {
    return this.getUint16List(5)
  }
  hasNetwork(): boolean {
    return this.hasPointer(5)
  }

  /**
   * When the connection was made, in Unix seconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get establishedAt(): Uint32Array {
    return this.getWordList(6)
  }
  hasEstablishedAt(): boolean {
    return this.hasPointer(6)
  }
}

/** Connections that end. */
export class NetConnectionEndColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /**
   * The node's number for the peer. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set peerId(value: Uint32Array) {
    this.setWordList(2, value)
  }

  /** The peer's address and port, or host name. */
  set address(value: Uint16Array) {
    this.setNumberList(3, value)
  }

  /** How the connection came about: "inbound", "outbound-full-relay", … */
  set connectionType(value: Uint16Array) {
    this.setNumberList(4, value)
  }

  /**
   * The network of the peer's address.
   * Values of {@link Network}.
   */
  set network(value: Uint16Array) {
    this.setNumberList(5, value)
  }

  /**
   * When the connection was made, in Unix seconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set establishedAt(value: Uint32Array) {
    this.setWordList(6, value)
  }
}

/** Connections that end. */
export const NetConnectionEndColumns: Codec<
  NetConnectionEndColumnsReader,
  NetConnectionEndColumnsBuilder
> = {
  Reader: NetConnectionEndColumnsReader,
  Builder: NetConnectionEndColumnsBuilder,
  dataWords: 0,
  pointerWords: 7,
}

/** Peers that broke the rules. */
export class NetMisbehavingConnectionColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /**
   * The node's number for the peer. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get peerId(): Uint32Array {
    return this.getWordList(2)
  }
  hasPeerId(): boolean {
    return this.hasPointer(2)
  }

  /** What the peer did, in words. May be empty. */
  get reason(): Uint16Array {
    return this.getUint16List(3)
  }
  hasReason(): boolean {
    return this.hasPointer(3)
  }
}

/** Peers that broke the rules. */
export class NetMisbehavingConnectionColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /**
   * The node's number for the peer. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set peerId(value: Uint32Array) {
    this.setWordList(2, value)
  }

  /** What the peer did, in words. May be empty. */
  set reason(value: Uint16Array) {
    this.setNumberList(3, value)
  }
}

/** Peers that broke the rules. */
export const NetMisbehavingConnectionColumns: Codec<
  NetMisbehavingConnectionColumnsReader,
  NetMisbehavingConnectionColumnsBuilder
> = {
  Reader: NetMisbehavingConnectionColumnsReader,
  Builder: NetMisbehavingConnectionColumnsBuilder,
  dataWords: 0,
  pointerWords: 4,
}

/** Blocks that joined the active chain. */
export class BlockConnectedColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** The block's hash. */
  get hash(): Uint8Array {
    return this.getData(2)
  }
  hasHash(): boolean {
    return this.hasPointer(2)
  }

  /** The block's height. */
  get height(): Int32Array {
    return this.getInt32List(3)
  }
  hasHeight(): boolean {
    return this.hasPointer(3)
  }

  /**
   * Transactions in the block, the coinbase included.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get transactions(): Uint32Array {
    return this.getWordList(4)
  }
  hasTransactions(): boolean {
    return this.hasPointer(4)
  }

  /** Inputs of all those transactions, the coinbase's included. */
  get inputs(): Int32Array {
    return this.getInt32List(5)
  }
  hasInputs(): boolean {
    return this.hasPointer(5)
  }

  /**
   * The weighted cost of the block's signature operations (BIP 141), not their number.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get sigopsCost(): Uint32Array {
    return this.getWordList(6)
  }
  hasSigopsCost(): boolean {
    return this.hasPointer(6)
  }

  /**
   * How long it took to connect the block, in nanoseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get durationNs(): Uint32Array {
    return this.getWordList(7)
  }
  hasDurationNs(): boolean {
    return this.hasPointer(7)
  }
}

/** Blocks that joined the active chain. */
export class BlockConnectedColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** The block's hash. */
  set hash(value: Uint8Array) {
    this.setData(2, value)
  }

  /** The block's height. */
  set height(value: Int32Array) {
    this.setNumberList(3, value)
  }

  /**
   * Transactions in the block, the coinbase included.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set transactions(value: Uint32Array) {
    this.setWordList(4, value)
  }

  /** Inputs of all those transactions, the coinbase's included. */
  set inputs(value: Int32Array) {
    this.setNumberList(5, value)
  }

  /**
   * The weighted cost of the block's signature operations (BIP 141), not their number.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set sigopsCost(value: Uint32Array) {
    this.setWordList(6, value)
  }

  /**
   * How long it took to connect the block, in nanoseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set durationNs(value: Uint32Array) {
    this.setWordList(7, value)
  }
}

/** Blocks that joined the active chain. */
export const BlockConnectedColumns: Codec<
  BlockConnectedColumnsReader,
  BlockConnectedColumnsBuilder
> = {
  Reader: BlockConnectedColumnsReader,
  Builder: BlockConnectedColumnsBuilder,
  dataWords: 0,
  pointerWords: 8,
}

/** Coins (unspent outputs) in a cache. */
export class CoinColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** The transaction whose output the coin is. */
  get txid(): Uint8Array {
    return this.getData(2)
  }
  hasTxid(): boolean {
    return this.hasPointer(2)
  }

  /** The output's index in that transaction. */
  get vout(): Uint32Array {
    return this.getUint32List(3)
  }
  hasVout(): boolean {
    return this.hasPointer(3)
  }

  /** The height at which the coin was created; 2147483647 for one that only the mempool knows. */
  get height(): Uint32Array {
    return this.getUint32List(4)
  }
  hasHeight(): boolean {
    return this.hasPointer(4)
  }

  /**
   * The coin's worth.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get value(): Uint32Array {
    return this.getWordList(5)
  }
  hasValue(): boolean {
    return this.hasPointer(5)
  }

  /** Whether a coinbase transaction made the coin. */
  get coinbase(): BitListReader {
    return this.getBoolList(6)
  }
  hasCoinbase(): boolean {
    return this.hasPointer(6)
  }

  /**
   * Which cache the event is about. nodetap's addition to Bitcoin Core's fields.
   * Values of {@link CoinsCache}.
   */
  get cache(): Uint16Array {
    return this.getUint16List(7)
  }
  hasCache(): boolean {
    return this.hasPointer(7)
  }
}

/** Coins (unspent outputs) in a cache. */
export class CoinColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** The transaction whose output the coin is. */
  set txid(value: Uint8Array) {
    this.setData(2, value)
  }

  /** The output's index in that transaction. */
  set vout(value: Uint32Array) {
    this.setNumberList(3, value)
  }

  /** The height at which the coin was created; 2147483647 for one that only the mempool knows. */
  set height(value: Uint32Array) {
    this.setNumberList(4, value)
  }

  /**
   * The coin's worth.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set value(value: Uint32Array) {
    this.setWordList(5, value)
  }

  /** Whether a coinbase transaction made the coin. */
  set coinbase(value: readonly boolean[]) {
    this.setBoolList(6, value)
  }

  /**
   * Which cache the event is about. nodetap's addition to Bitcoin Core's fields.
   * Values of {@link CoinsCache}.
   */
  set cache(value: Uint16Array) {
    this.setNumberList(7, value)
  }
}

/** Coins (unspent outputs) in a cache. */
export const CoinColumns: Codec<CoinColumnsReader, CoinColumnsBuilder> = {
  Reader: CoinColumnsReader,
  Builder: CoinColumnsBuilder,
  dataWords: 0,
  pointerWords: 8,
}

/** Writes of the cache of unspent outputs to disk. */
export class CacheFlushColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /**
   * How long the flush took, in microseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get durationUs(): Uint32Array {
    return this.getWordList(2)
  }
  hasDurationUs(): boolean {
    return this.hasPointer(2)
  }

  /**
   * Why it was flushed.
   * Values of {@link FlushMode}.
   */
  get mode(): Uint16Array {
    return this.getUint16List(3)
  }
  hasMode(): boolean {
    return this.hasPointer(3)
  }

  /**
   * Coins in the cache before.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get coins(): Uint32Array {
    return this.getWordList(4)
  }
  hasCoins(): boolean {
    return this.hasPointer(4)
  }

  /**
   * Memory the cache took before.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get memoryBytes(): Uint32Array {
    return this.getWordList(5)
  }
  hasMemoryBytes(): boolean {
    return this.hasPointer(5)
  }

  /** Whether it happened in order to prune. */
  get forPrune(): BitListReader {
    return this.getBoolList(6)
  }
  hasForPrune(): boolean {
    return this.hasPointer(6)
  }
}

/** Writes of the cache of unspent outputs to disk. */
export class CacheFlushColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /**
   * How long the flush took, in microseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set durationUs(value: Uint32Array) {
    this.setWordList(2, value)
  }

  /**
   * Why it was flushed.
   * Values of {@link FlushMode}.
   */
  set mode(value: Uint16Array) {
    this.setNumberList(3, value)
  }

  /**
   * Coins in the cache before.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set coins(value: Uint32Array) {
    this.setWordList(4, value)
  }

  /**
   * Memory the cache took before.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set memoryBytes(value: Uint32Array) {
    this.setWordList(5, value)
  }

  /** Whether it happened in order to prune. */
  set forPrune(value: readonly boolean[]) {
    this.setBoolList(6, value)
  }
}

/** Writes of the cache of unspent outputs to disk. */
export const CacheFlushColumns: Codec<CacheFlushColumnsReader, CacheFlushColumnsBuilder> = {
  Reader: CacheFlushColumnsReader,
  Builder: CacheFlushColumnsBuilder,
  dataWords: 0,
  pointerWords: 7,
}

/** Transactions that entered the mempool. */
export class MempoolAddedColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** The transaction. */
  get txid(): Uint8Array {
    return this.getData(2)
  }
  hasTxid(): boolean {
    return this.hasPointer(2)
  }

  /** Its virtual size (BIP 141). */
  get vsize(): Int32Array {
    return this.getInt32List(3)
  }
  hasVsize(): boolean {
    return this.hasPointer(3)
  }

  /**
   * Its fee.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get feeSat(): Uint32Array {
    return this.getWordList(4)
  }
  hasFeeSat(): boolean {
    return this.hasPointer(4)
  }
}

/** Transactions that entered the mempool. */
export class MempoolAddedColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** The transaction. */
  set txid(value: Uint8Array) {
    this.setData(2, value)
  }

  /** Its virtual size (BIP 141). */
  set vsize(value: Int32Array) {
    this.setNumberList(3, value)
  }

  /**
   * Its fee.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set feeSat(value: Uint32Array) {
    this.setWordList(4, value)
  }
}

/** Transactions that entered the mempool. */
export const MempoolAddedColumns: Codec<MempoolAddedColumnsReader, MempoolAddedColumnsBuilder> = {
  Reader: MempoolAddedColumnsReader,
  Builder: MempoolAddedColumnsBuilder,
  dataWords: 0,
  pointerWords: 5,
}

/** Transactions that left the mempool. */
export class MempoolRemovedColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** The transaction. */
  get txid(): Uint8Array {
    return this.getData(2)
  }
  hasTxid(): boolean {
    return this.hasPointer(2)
  }

  /** Why: "expiry", "sizelimit", "reorg", "block", "conflict" or "replaced". */
  get reason(): Uint16Array {
    return this.getUint16List(3)
  }
  hasReason(): boolean {
    return this.hasPointer(3)
  }

  /** Its virtual size (BIP 141). */
  get vsize(): Int32Array {
    return this.getInt32List(4)
  }
  hasVsize(): boolean {
    return this.hasPointer(4)
  }

  /**
   * Its fee.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get feeSat(): Uint32Array {
    return this.getWordList(5)
  }
  hasFeeSat(): boolean {
    return this.hasPointer(5)
  }

  /**
   * When it had entered the mempool, in Unix seconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get enteredAt(): Uint32Array {
    return this.getWordList(6)
  }
  hasEnteredAt(): boolean {
    return this.hasPointer(6)
  }
}

/** Transactions that left the mempool. */
export class MempoolRemovedColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** The transaction. */
  set txid(value: Uint8Array) {
    this.setData(2, value)
  }

  /** Why: "expiry", "sizelimit", "reorg", "block", "conflict" or "replaced". */
  set reason(value: Uint16Array) {
    this.setNumberList(3, value)
  }

  /** Its virtual size (BIP 141). */
  set vsize(value: Int32Array) {
    this.setNumberList(4, value)
  }

  /**
   * Its fee.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set feeSat(value: Uint32Array) {
    this.setWordList(5, value)
  }

  /**
   * When it had entered the mempool, in Unix seconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set enteredAt(value: Uint32Array) {
    this.setWordList(6, value)
  }
}

/** Transactions that left the mempool. */
export const MempoolRemovedColumns: Codec<
  MempoolRemovedColumnsReader,
  MempoolRemovedColumnsBuilder
> = {
  Reader: MempoolRemovedColumnsReader,
  Builder: MempoolRemovedColumnsBuilder,
  dataWords: 0,
  pointerWords: 7,
}

/** Transactions that had to make way for others. */
export class MempoolReplacedColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** The transaction that goes. */
  get replacedTxid(): Uint8Array {
    return this.getData(2)
  }
  hasReplacedTxid(): boolean {
    return this.hasPointer(2)
  }

  /** Its virtual size. */
  get replacedVsize(): Int32Array {
    return this.getInt32List(3)
  }
  hasReplacedVsize(): boolean {
    return this.hasPointer(3)
  }

  /**
   * Its fee.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get replacedFeeSat(): Uint32Array {
    return this.getWordList(4)
  }
  hasReplacedFeeSat(): boolean {
    return this.hasPointer(4)
  }

  /**
   * When it had entered the mempool, in Unix seconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get replacedEnteredAt(): Uint32Array {
    return this.getWordList(5)
  }
  hasReplacedEnteredAt(): boolean {
    return this.hasPointer(5)
  }

  /** What takes its place: a txid, or the hash of a package. */
  get replacementId(): Uint8Array {
    return this.getData(6)
  }
  hasReplacementId(): boolean {
    return this.hasPointer(6)
  }

  /** The replacement's virtual size, of the whole package if it is one. */
  get replacementVsize(): Int32Array {
    return this.getInt32List(7)
  }
  hasReplacementVsize(): boolean {
    return this.hasPointer(7)
  }

  /**
   * The replacement's modified fee, of the whole package if it is one.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get replacementFeeSat(): Uint32Array {
    return this.getWordList(8)
  }
  hasReplacementFeeSat(): boolean {
    return this.hasPointer(8)
  }

  /** Whether `replacementId` is a txid; otherwise it is a package hash. */
  get replacementIsTxid(): BitListReader {
    return this.getBoolList(9)
  }
  hasReplacementIsTxid(): boolean {
    return this.hasPointer(9)
  }
}

/** Transactions that had to make way for others. */
export class MempoolReplacedColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** The transaction that goes. */
  set replacedTxid(value: Uint8Array) {
    this.setData(2, value)
  }

  /** Its virtual size. */
  set replacedVsize(value: Int32Array) {
    this.setNumberList(3, value)
  }

  /**
   * Its fee.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set replacedFeeSat(value: Uint32Array) {
    this.setWordList(4, value)
  }

  /**
   * When it had entered the mempool, in Unix seconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set replacedEnteredAt(value: Uint32Array) {
    this.setWordList(5, value)
  }

  /** What takes its place: a txid, or the hash of a package. */
  set replacementId(value: Uint8Array) {
    this.setData(6, value)
  }

  /** The replacement's virtual size, of the whole package if it is one. */
  set replacementVsize(value: Int32Array) {
    this.setNumberList(7, value)
  }

  /**
   * The replacement's modified fee, of the whole package if it is one.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set replacementFeeSat(value: Uint32Array) {
    this.setWordList(8, value)
  }

  /** Whether `replacementId` is a txid; otherwise it is a package hash. */
  set replacementIsTxid(value: readonly boolean[]) {
    this.setBoolList(9, value)
  }
}

/** Transactions that had to make way for others. */
export const MempoolReplacedColumns: Codec<
  MempoolReplacedColumnsReader,
  MempoolReplacedColumnsBuilder
> = {
  Reader: MempoolReplacedColumnsReader,
  Builder: MempoolReplacedColumnsBuilder,
  dataWords: 0,
  pointerWords: 10,
}

/** Transactions that were not accepted. */
export class MempoolRejectedColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** The transaction. */
  get txid(): Uint8Array {
    return this.getData(2)
  }
  hasTxid(): boolean {
    return this.hasPointer(2)
  }

  /** Why, in words; free text. */
  get reason(): Uint16Array {
    return this.getUint16List(3)
  }
  hasReason(): boolean {
    return this.hasPointer(3)
  }
}

/** Transactions that were not accepted. */
export class MempoolRejectedColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** The transaction. */
  set txid(value: Uint8Array) {
    this.setData(2, value)
  }

  /** Why, in words; free text. */
  set reason(value: Uint16Array) {
    this.setNumberList(3, value)
  }
}

/** Transactions that were not accepted. */
export const MempoolRejectedColumns: Codec<
  MempoolRejectedColumnsReader,
  MempoolRejectedColumnsBuilder
> = {
  Reader: MempoolRejectedColumnsReader,
  Builder: MempoolRejectedColumnsBuilder,
  dataWords: 0,
  pointerWords: 4,
}

/** Choices of coins to pay with. */
export class SelectedCoinsColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** The wallet's name. */
  get wallet(): Uint16Array {
    return this.getUint16List(2)
  }
  hasWallet(): boolean {
    return this.hasPointer(2)
  }

  /** The selection algorithm: "bnb", "knapsack", "srd", "cg", or the source's own name for it. */
  get algorithm(): Uint16Array {
    return this.getUint16List(3)
  }
  hasAlgorithm(): boolean {
    return this.hasPointer(3)
  }

  /**
   * The amount to reach.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get targetSat(): Uint32Array {
    return this.getWordList(4)
  }
  hasTargetSat(): boolean {
    return this.hasPointer(4)
  }

  /**
   * The selection's waste: what it costs more than spending these coins at a long-term fee rate.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get wasteSat(): Uint32Array {
    return this.getWordList(5)
  }
  hasWasteSat(): boolean {
    return this.hasPointer(5)
  }

  /**
   * The worth of the coins chosen.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get selectedSat(): Uint32Array {
    return this.getWordList(6)
  }
  hasSelectedSat(): boolean {
    return this.hasPointer(6)
  }
}

/** Choices of coins to pay with. */
export class SelectedCoinsColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** The wallet's name. */
  set wallet(value: Uint16Array) {
    this.setNumberList(2, value)
  }

  /** The selection algorithm: "bnb", "knapsack", "srd", "cg", or the source's own name for it. */
  set algorithm(value: Uint16Array) {
    this.setNumberList(3, value)
  }

  /**
   * The amount to reach.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set targetSat(value: Uint32Array) {
    this.setWordList(4, value)
  }

  /**
   * The selection's waste: what it costs more than spending these coins at a long-term fee rate.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set wasteSat(value: Uint32Array) {
    this.setWordList(5, value)
  }

  /**
   * The worth of the coins chosen.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set selectedSat(value: Uint32Array) {
    this.setWordList(6, value)
  }
}

/** Choices of coins to pay with. */
export const SelectedCoinsColumns: Codec<
  SelectedCoinsColumnsReader,
  SelectedCoinsColumnsBuilder
> = {
  Reader: SelectedCoinsColumnsReader,
  Builder: SelectedCoinsColumnsBuilder,
  dataWords: 0,
  pointerWords: 7,
}

/** Attempts to create a transaction in the normal way. */
export class CreateTxColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** The wallet's name. */
  get wallet(): Uint16Array {
    return this.getUint16List(2)
  }
  hasWallet(): boolean {
    return this.hasPointer(2)
  }

  /** Whether a transaction was created. */
  get success(): BitListReader {
    return this.getBoolList(3)
  }
  hasSuccess(): boolean {
    return this.hasPointer(3)
  }

  /**
   * Its fee.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get feeSat(): Uint32Array {
    return this.getWordList(4)
  }
  hasFeeSat(): boolean {
    return this.hasPointer(4)
  }

  /** The index of its change output; -1: it has none. */
  get changePosition(): Int32Array {
    return this.getInt32List(5)
  }
  hasChangePosition(): boolean {
    return this.hasPointer(5)
  }
}

/** Attempts to create a transaction in the normal way. */
export class CreateTxColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** The wallet's name. */
  set wallet(value: Uint16Array) {
    this.setNumberList(2, value)
  }

  /** Whether a transaction was created. */
  set success(value: readonly boolean[]) {
    this.setBoolList(3, value)
  }

  /**
   * Its fee.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set feeSat(value: Uint32Array) {
    this.setWordList(4, value)
  }

  /** The index of its change output; -1: it has none. */
  set changePosition(value: Int32Array) {
    this.setNumberList(5, value)
  }
}

/** Attempts to create a transaction in the normal way. */
export const CreateTxColumns: Codec<CreateTxColumnsReader, CreateTxColumnsBuilder> = {
  Reader: CreateTxColumnsReader,
  Builder: CreateTxColumnsBuilder,
  dataWords: 0,
  pointerWords: 6,
}

/** Second attempts that avoid partial spends, about to begin. */
export class AttemptingApsColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** The wallet's name. */
  get wallet(): Uint16Array {
    return this.getUint16List(2)
  }
  hasWallet(): boolean {
    return this.hasPointer(2)
  }
}

/** Second attempts that avoid partial spends, about to begin. */
export class AttemptingApsColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** The wallet's name. */
  set wallet(value: Uint16Array) {
    this.setNumberList(2, value)
  }
}

/** Second attempts that avoid partial spends, about to begin. */
export const AttemptingApsColumns: Codec<
  AttemptingApsColumnsReader,
  AttemptingApsColumnsBuilder
> = {
  Reader: AttemptingApsColumnsReader,
  Builder: AttemptingApsColumnsBuilder,
  dataWords: 0,
  pointerWords: 3,
}

/** Second attempts that avoid partial spends, and what came of them. */
export class ApsCreateTxColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** The wallet's name. */
  get wallet(): Uint16Array {
    return this.getUint16List(2)
  }
  hasWallet(): boolean {
    return this.hasPointer(2)
  }

  /** Whether the wallet uses this transaction instead of the first. */
  get apsUsed(): BitListReader {
    return this.getBoolList(3)
  }
  hasApsUsed(): boolean {
    return this.hasPointer(3)
  }

  /** Whether a transaction was created. */
  get success(): BitListReader {
    return this.getBoolList(4)
  }
  hasSuccess(): boolean {
    return this.hasPointer(4)
  }

  /**
   * Its fee.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get feeSat(): Uint32Array {
    return this.getWordList(5)
  }
  hasFeeSat(): boolean {
    return this.hasPointer(5)
  }

  /** The index of its change output; -1: it has none. */
  get changePosition(): Int32Array {
    return this.getInt32List(6)
  }
  hasChangePosition(): boolean {
    return this.hasPointer(6)
  }
}

/** Second attempts that avoid partial spends, and what came of them. */
export class ApsCreateTxColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** The wallet's name. */
  set wallet(value: Uint16Array) {
    this.setNumberList(2, value)
  }

  /** Whether the wallet uses this transaction instead of the first. */
  set apsUsed(value: readonly boolean[]) {
    this.setBoolList(3, value)
  }

  /** Whether a transaction was created. */
  set success(value: readonly boolean[]) {
    this.setBoolList(4, value)
  }

  /**
   * Its fee.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set feeSat(value: Uint32Array) {
    this.setWordList(5, value)
  }

  /** The index of its change output; -1: it has none. */
  set changePosition(value: Int32Array) {
    this.setNumberList(6, value)
  }
}

/** Second attempts that avoid partial spends, and what came of them. */
export const ApsCreateTxColumns: Codec<ApsCreateTxColumnsReader, ApsCreateTxColumnsBuilder> = {
  Reader: ApsCreateTxColumnsReader,
  Builder: ApsCreateTxColumnsBuilder,
  dataWords: 0,
  pointerWords: 7,
}

/** Peers of the moment. */
export class SnapshotPeerColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** Which snapshot it is part of; unique while the publisher runs. */
  get snapshotId(): Uint32Array {
    return this.getUint32List(2)
  }
  hasSnapshotId(): boolean {
    return this.hasPointer(2)
  }

  /**
   * The node's number for the peer. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get peerId(): Uint32Array {
    return this.getWordList(3)
  }
  hasPeerId(): boolean {
    return this.hasPointer(3)
  }

  /** The peer's address and port, or host name. */
  get address(): Uint16Array {
    return this.getUint16List(4)
  }
  hasAddress(): boolean {
    return this.hasPointer(4)
  }

  /** How the connection came about: "inbound", "outbound-full-relay", … */
  get connectionType(): Uint16Array {
    return this.getUint16List(5)
  }
  hasConnectionType(): boolean {
    return this.hasPointer(5)
  }

  /**
   * The network of the peer's address.
   * Values of {@link Network}.
   */
  get network(): Uint16Array {
    return this.getUint16List(6)
  }
  hasNetwork(): boolean {
    return this.hasPointer(6)
  }

  /**
   * When the connection was made, in Unix seconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get establishedAt(): Uint32Array {
    return this.getWordList(7)
  }
  hasEstablishedAt(): boolean {
    return this.hasPointer(7)
  }

  /**
   * P2P messages from the peer; 0 where the source does not count them.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get messagesReceived(): Uint32Array {
    return this.getWordList(8)
  }
  hasMessagesReceived(): boolean {
    return this.hasPointer(8)
  }

  /**
   * P2P messages to the peer; 0 where the source does not count them.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get messagesSent(): Uint32Array {
    return this.getWordList(9)
  }
  hasMessagesSent(): boolean {
    return this.hasPointer(9)
  }

  /**
   * Bytes from the peer, message headers included; 0 where the source does not count them.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get bytesReceived(): Uint32Array {
    return this.getWordList(10)
  }
  hasBytesReceived(): boolean {
    return this.hasPointer(10)
  }

  /**
   * Bytes to the peer, message headers included; 0 where the source does not count them.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get bytesSent(): Uint32Array {
    return this.getWordList(11)
  }
  hasBytesSent(): boolean {
    return this.hasPointer(11)
  }

  /** The version that the peer has named; 0: none yet. */
  get protocolVersion(): Uint32Array {
    return this.getUint32List(12)
  }
  hasProtocolVersion(): boolean {
    return this.hasPointer(12)
  }

  /** What software the peer says it is; empty: nothing yet. */
  get userAgent(): Uint16Array {
    return this.getUint16List(13)
  }
  hasUserAgent(): boolean {
    return this.hasPointer(13)
  }

  /**
   * The shortest round trip so far, in microseconds; -1: not known.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get pingUs(): Uint32Array {
    return this.getWordList(14)
  }
  hasPingUs(): boolean {
    return this.hasPointer(14)
  }
}

/** Peers of the moment. */
export class SnapshotPeerColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** Which snapshot it is part of; unique while the publisher runs. */
  set snapshotId(value: Uint32Array) {
    this.setNumberList(2, value)
  }

  /**
   * The node's number for the peer. Below 2^53.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set peerId(value: Uint32Array) {
    this.setWordList(3, value)
  }

  /** The peer's address and port, or host name. */
  set address(value: Uint16Array) {
    this.setNumberList(4, value)
  }

  /** How the connection came about: "inbound", "outbound-full-relay", … */
  set connectionType(value: Uint16Array) {
    this.setNumberList(5, value)
  }

  /**
   * The network of the peer's address.
   * Values of {@link Network}.
   */
  set network(value: Uint16Array) {
    this.setNumberList(6, value)
  }

  /**
   * When the connection was made, in Unix seconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set establishedAt(value: Uint32Array) {
    this.setWordList(7, value)
  }

  /**
   * P2P messages from the peer; 0 where the source does not count them.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set messagesReceived(value: Uint32Array) {
    this.setWordList(8, value)
  }

  /**
   * P2P messages to the peer; 0 where the source does not count them.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set messagesSent(value: Uint32Array) {
    this.setWordList(9, value)
  }

  /**
   * Bytes from the peer, message headers included; 0 where the source does not count them.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set bytesReceived(value: Uint32Array) {
    this.setWordList(10, value)
  }

  /**
   * Bytes to the peer, message headers included; 0 where the source does not count them.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set bytesSent(value: Uint32Array) {
    this.setWordList(11, value)
  }

  /** The version that the peer has named; 0: none yet. */
  set protocolVersion(value: Uint32Array) {
    this.setNumberList(12, value)
  }

  /** What software the peer says it is; empty: nothing yet. */
  set userAgent(value: Uint16Array) {
    this.setNumberList(13, value)
  }

  /**
   * The shortest round trip so far, in microseconds; -1: not known.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set pingUs(value: Uint32Array) {
    this.setWordList(14, value)
  }
}

/** Peers of the moment. */
export const SnapshotPeerColumns: Codec<SnapshotPeerColumnsReader, SnapshotPeerColumnsBuilder> = {
  Reader: SnapshotPeerColumnsReader,
  Builder: SnapshotPeerColumnsBuilder,
  dataWords: 0,
  pointerWords: 15,
}

/** Mempools of the moment, summed up. */
export class SnapshotMempoolColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** Which snapshot it is part of; unique while the publisher runs. */
  get snapshotId(): Uint32Array {
    return this.getUint32List(2)
  }
  hasSnapshotId(): boolean {
    return this.hasPointer(2)
  }

  /**
   * Transactions in the mempool.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get transactions(): Uint32Array {
    return this.getWordList(3)
  }
  hasTransactions(): boolean {
    return this.hasPointer(3)
  }

  /**
   * Their virtual sizes (BIP 141), added up.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get vsize(): Uint32Array {
    return this.getWordList(4)
  }
  hasVsize(): boolean {
    return this.hasPointer(4)
  }

  /**
   * Their fees, added up.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get feeSat(): Uint32Array {
    return this.getWordList(5)
  }
  hasFeeSat(): boolean {
    return this.hasPointer(5)
  }

  /**
   * Memory that the mempool takes.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get memoryBytes(): Uint32Array {
    return this.getWordList(6)
  }
  hasMemoryBytes(): boolean {
    return this.hasPointer(6)
  }

  /**
   * The fee rate below which no transaction is taken now, in satoshis for 1000 virtual bytes.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get minFeeRate(): Uint32Array {
    return this.getWordList(7)
  }
  hasMinFeeRate(): boolean {
    return this.hasPointer(7)
  }
}

/** Mempools of the moment, summed up. */
export class SnapshotMempoolColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** Which snapshot it is part of; unique while the publisher runs. */
  set snapshotId(value: Uint32Array) {
    this.setNumberList(2, value)
  }

  /**
   * Transactions in the mempool.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set transactions(value: Uint32Array) {
    this.setWordList(3, value)
  }

  /**
   * Their virtual sizes (BIP 141), added up.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set vsize(value: Uint32Array) {
    this.setWordList(4, value)
  }

  /**
   * Their fees, added up.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set feeSat(value: Uint32Array) {
    this.setWordList(5, value)
  }

  /**
   * Memory that the mempool takes.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set memoryBytes(value: Uint32Array) {
    this.setWordList(6, value)
  }

  /**
   * The fee rate below which no transaction is taken now, in satoshis for 1000 virtual bytes.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set minFeeRate(value: Uint32Array) {
    this.setWordList(7, value)
  }
}

/** Mempools of the moment, summed up. */
export const SnapshotMempoolColumns: Codec<
  SnapshotMempoolColumnsReader,
  SnapshotMempoolColumnsBuilder
> = {
  Reader: SnapshotMempoolColumnsReader,
  Builder: SnapshotMempoolColumnsBuilder,
  dataWords: 0,
  pointerWords: 8,
}

/** Tips of the moment. */
export class SnapshotTipColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** Which snapshot it is part of; unique while the publisher runs. */
  get snapshotId(): Uint32Array {
    return this.getUint32List(2)
  }
  hasSnapshotId(): boolean {
    return this.hasPointer(2)
  }

  /** The block's hash. */
  get hash(): Uint8Array {
    return this.getData(3)
  }
  hasHash(): boolean {
    return this.hasPointer(3)
  }

  /** The block's height. */
  get height(): Int32Array {
    return this.getInt32List(4)
  }
  hasHeight(): boolean {
    return this.hasPointer(4)
  }

  /**
   * The time in the block's header, in Unix seconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get blockTime(): Uint32Array {
    return this.getWordList(5)
  }
  hasBlockTime(): boolean {
    return this.hasPointer(5)
  }
}

/** Tips of the moment. */
export class SnapshotTipColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** Which snapshot it is part of; unique while the publisher runs. */
  set snapshotId(value: Uint32Array) {
    this.setNumberList(2, value)
  }

  /** The block's hash. */
  set hash(value: Uint8Array) {
    this.setData(3, value)
  }

  /** The block's height. */
  set height(value: Int32Array) {
    this.setNumberList(4, value)
  }

  /**
   * The time in the block's header, in Unix seconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set blockTime(value: Uint32Array) {
    this.setWordList(5, value)
  }
}

/** Tips of the moment. */
export const SnapshotTipColumns: Codec<SnapshotTipColumnsReader, SnapshotTipColumnsBuilder> = {
  Reader: SnapshotTipColumnsReader,
  Builder: SnapshotTipColumnsBuilder,
  dataWords: 0,
  pointerWords: 6,
}

/** Ends of snapshots. */
export class SnapshotEndColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /** Which snapshot has ended; unique while the publisher runs. */
  get snapshotId(): Uint32Array {
    return this.getUint32List(2)
  }
  hasSnapshotId(): boolean {
    return this.hasPointer(2)
  }

  /**
   * Records of the snapshot, this one left out.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get records(): Uint32Array {
    return this.getWordList(3)
  }
  hasRecords(): boolean {
    return this.hasPointer(3)
  }

  /**
   * Records that the source had and that are not here: they did not fit. 0: none.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get missing(): Uint32Array {
    return this.getWordList(4)
  }
  hasMissing(): boolean {
    return this.hasPointer(4)
  }

  /** What kept the source from telling all of its state; empty: nothing. Free text. */
  get failure(): Uint16Array {
    return this.getUint16List(5)
  }
  hasFailure(): boolean {
    return this.hasPointer(5)
  }

  /**
   * How long the source took, in microseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get durationUs(): Uint32Array {
    return this.getWordList(6)
  }
  hasDurationUs(): boolean {
    return this.hasPointer(6)
  }
}

/** Ends of snapshots. */
export class SnapshotEndColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** Which snapshot has ended; unique while the publisher runs. */
  set snapshotId(value: Uint32Array) {
    this.setNumberList(2, value)
  }

  /**
   * Records of the snapshot, this one left out.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set records(value: Uint32Array) {
    this.setWordList(3, value)
  }

  /**
   * Records that the source had and that are not here: they did not fit. 0: none.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set missing(value: Uint32Array) {
    this.setWordList(4, value)
  }

  /** What kept the source from telling all of its state; empty: nothing. Free text. */
  set failure(value: Uint16Array) {
    this.setNumberList(5, value)
  }

  /**
   * How long the source took, in microseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set durationUs(value: Uint32Array) {
    this.setWordList(6, value)
  }
}

/** Ends of snapshots. */
export const SnapshotEndColumns: Codec<SnapshotEndColumnsReader, SnapshotEndColumnsBuilder> = {
  Reader: SnapshotEndColumnsReader,
  Builder: SnapshotEndColumnsBuilder,
  dataWords: 0,
  pointerWords: 7,
}

/** Subscriptions that begin. */
export class NodetapSubscribedColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /**
   * The publisher's number for the subscription; unique while it runs.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get subscriptionId(): Uint32Array {
    return this.getWordList(2)
  }
  hasSubscriptionId(): boolean {
    return this.hasPointer(2)
  }

  /**
   * Equal for subscriptions on one connection.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get connectionId(): Uint32Array {
    return this.getWordList(3)
  }
  hasConnectionId(): boolean {
    return this.hasPointer(3)
  }

  /** The subscriber's, as it says itself; 0: it does not say. */
  get processId(): Uint32Array {
    return this.getUint32List(4)
  }
  hasProcessId(): boolean {
    return this.hasPointer(4)
  }

  /** "columns", "rows" (a client of upstream's prototype) or "aggregate". */
  get kind(): Uint16Array {
    return this.getUint16List(5)
  }
  hasKind(): boolean {
    return this.hasPointer(5)
  }

  /** The tracepoints subscribed to, with spaces between them; cut where they are many. */
  get tracepoints(): Uint16Array {
    return this.getUint16List(6)
  }
  hasTracepoints(): boolean {
    return this.hasPointer(6)
  }

  /** Its condition in nodetap's notation; empty: none. */
  get where(): Uint16Array {
    return this.getUint16List(7)
  }
  hasWhere(): boolean {
    return this.hasPointer(7)
  }

  /** Subscriptions there are now, this one included. */
  get subscriptions(): Uint32Array {
    return this.getUint32List(8)
  }
  hasSubscriptions(): boolean {
    return this.hasPointer(8)
  }
}

/** Subscriptions that begin. */
export class NodetapSubscribedColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /**
   * The publisher's number for the subscription; unique while it runs.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set subscriptionId(value: Uint32Array) {
    this.setWordList(2, value)
  }

  /**
   * Equal for subscriptions on one connection.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set connectionId(value: Uint32Array) {
    this.setWordList(3, value)
  }

  /** The subscriber's, as it says itself; 0: it does not say. */
  set processId(value: Uint32Array) {
    this.setNumberList(4, value)
  }

  /** "columns", "rows" (a client of upstream's prototype) or "aggregate". */
  set kind(value: Uint16Array) {
    this.setNumberList(5, value)
  }

  /** The tracepoints subscribed to, with spaces between them; cut where they are many. */
  set tracepoints(value: Uint16Array) {
    this.setNumberList(6, value)
  }

  /** Its condition in nodetap's notation; empty: none. */
  set where(value: Uint16Array) {
    this.setNumberList(7, value)
  }

  /** Subscriptions there are now, this one included. */
  set subscriptions(value: Uint32Array) {
    this.setNumberList(8, value)
  }
}

/** Subscriptions that begin. */
export const NodetapSubscribedColumns: Codec<
  NodetapSubscribedColumnsReader,
  NodetapSubscribedColumnsBuilder
> = {
  Reader: NodetapSubscribedColumnsReader,
  Builder: NodetapSubscribedColumnsBuilder,
  dataWords: 0,
  pointerWords: 9,
}

/** Subscriptions that end. */
export class NodetapUnsubscribedColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /**
   * The publisher's number for the subscription; unique while it runs.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get subscriptionId(): Uint32Array {
    return this.getWordList(2)
  }
  hasSubscriptionId(): boolean {
    return this.hasPointer(2)
  }

  /**
   * Equal for subscriptions on one connection.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get connectionId(): Uint32Array {
    return this.getWordList(3)
  }
  hasConnectionId(): boolean {
    return this.hasPointer(3)
  }

  /** The subscriber's, as it says itself; 0: it does not say. */
  get processId(): Uint32Array {
    return this.getUint32List(4)
  }
  hasProcessId(): boolean {
    return this.hasPointer(4)
  }

  /**
   * Events sent to it.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get sentEvents(): Uint32Array {
    return this.getWordList(5)
  }
  hasSentEvents(): boolean {
    return this.hasPointer(5)
  }

  /**
   * Bytes of batches sent to it.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get sentBytes(): Uint32Array {
    return this.getWordList(6)
  }
  hasSentBytes(): boolean {
    return this.hasPointer(6)
  }

  /**
   * Events that it wanted and did not get, whatever the cause.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get lostEvents(): Uint32Array {
    return this.getWordList(7)
  }
  hasLostEvents(): boolean {
    return this.hasPointer(7)
  }

  /**
   * How long it lasted, in microseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get durationUs(): Uint32Array {
    return this.getWordList(8)
  }
  hasDurationUs(): boolean {
    return this.hasPointer(8)
  }

  /**
   * Time that the worker spent on it, in microseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get workerTimeUs(): Uint32Array {
    return this.getWordList(9)
  }
  hasWorkerTimeUs(): boolean {
    return this.hasPointer(9)
  }

  /** Subscriptions that are left. */
  get subscriptions(): Uint32Array {
    return this.getUint32List(10)
  }
  hasSubscriptions(): boolean {
    return this.hasPointer(10)
  }
}

/** Subscriptions that end. */
export class NodetapUnsubscribedColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /**
   * The publisher's number for the subscription; unique while it runs.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set subscriptionId(value: Uint32Array) {
    this.setWordList(2, value)
  }

  /**
   * Equal for subscriptions on one connection.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set connectionId(value: Uint32Array) {
    this.setWordList(3, value)
  }

  /** The subscriber's, as it says itself; 0: it does not say. */
  set processId(value: Uint32Array) {
    this.setNumberList(4, value)
  }

  /**
   * Events sent to it.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set sentEvents(value: Uint32Array) {
    this.setWordList(5, value)
  }

  /**
   * Bytes of batches sent to it.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set sentBytes(value: Uint32Array) {
    this.setWordList(6, value)
  }

  /**
   * Events that it wanted and did not get, whatever the cause.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set lostEvents(value: Uint32Array) {
    this.setWordList(7, value)
  }

  /**
   * How long it lasted, in microseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set durationUs(value: Uint32Array) {
    this.setWordList(8, value)
  }

  /**
   * Time that the worker spent on it, in microseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set workerTimeUs(value: Uint32Array) {
    this.setWordList(9, value)
  }

  /** Subscriptions that are left. */
  set subscriptions(value: Uint32Array) {
    this.setNumberList(10, value)
  }
}

/** Subscriptions that end. */
export const NodetapUnsubscribedColumns: Codec<
  NodetapUnsubscribedColumnsReader,
  NodetapUnsubscribedColumnsBuilder
> = {
  Reader: NodetapUnsubscribedColumnsReader,
  Builder: NodetapUnsubscribedColumnsBuilder,
  dataWords: 0,
  pointerWords: 11,
}

/** Losses of the last second. */
export class NodetapLostColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /**
   * The subscription that lost them; 0: every one that wanted them, before they reached any.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get subscriptionId(): Uint32Array {
    return this.getWordList(2)
  }
  hasSubscriptionId(): boolean {
    return this.hasPointer(2)
  }

  /** The tracepoint whose events were lost. */
  get lostTracepoint(): Uint16Array {
    return this.getUint16List(3)
  }
  hasLostTracepoint(): boolean {
    return this.hasPointer(3)
  }

  /** Why: "ringFull", "queueFull", "tooLarge", "fault", "rateLimit" or "missed". */
  get cause(): Uint16Array {
    return this.getUint16List(4)
  }
  hasCause(): boolean {
    return this.hasPointer(4)
  }

  /**
   * How many.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get lostEvents(): Uint32Array {
    return this.getWordList(5)
  }
  hasLostEvents(): boolean {
    return this.hasPointer(5)
  }

  /**
   * They lie from this sequence number on …
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get firstSequence(): Uint32Array {
    return this.getWordList(6)
  }
  hasFirstSequence(): boolean {
    return this.hasPointer(6)
  }

  /**
   * … up to this one, both included.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get lastSequence(): Uint32Array {
    return this.getWordList(7)
  }
  hasLastSequence(): boolean {
    return this.hasPointer(7)
  }
}

/** Losses of the last second. */
export class NodetapLostColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /**
   * The subscription that lost them; 0: every one that wanted them, before they reached any.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set subscriptionId(value: Uint32Array) {
    this.setWordList(2, value)
  }

  /** The tracepoint whose events were lost. */
  set lostTracepoint(value: Uint16Array) {
    this.setNumberList(3, value)
  }

  /** Why: "ringFull", "queueFull", "tooLarge", "fault", "rateLimit" or "missed". */
  set cause(value: Uint16Array) {
    this.setNumberList(4, value)
  }

  /**
   * How many.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set lostEvents(value: Uint32Array) {
    this.setWordList(5, value)
  }

  /**
   * They lie from this sequence number on …
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set firstSequence(value: Uint32Array) {
    this.setWordList(6, value)
  }

  /**
   * … up to this one, both included.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set lastSequence(value: Uint32Array) {
    this.setWordList(7, value)
  }
}

/** Losses of the last second. */
export const NodetapLostColumns: Codec<NodetapLostColumnsReader, NodetapLostColumnsBuilder> = {
  Reader: NodetapLostColumnsReader,
  Builder: NodetapLostColumnsBuilder,
  dataWords: 0,
  pointerWords: 8,
}

/** States of the ring. */
export class NodetapRingColumnsReader extends StructReader {
  get sequenceOffset(): Uint32Array {
    return this.getUint32List(0)
  }
  hasSequenceOffset(): boolean {
    return this.hasPointer(0)
  }

  get timestampOffsetUs(): Uint32Array {
    return this.getUint32List(1)
  }
  hasTimestampOffsetUs(): boolean {
    return this.hasPointer(1)
  }

  /**
   * Bytes that wait for the worker.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get usedBytes(): Uint32Array {
    return this.getWordList(2)
  }
  hasUsedBytes(): boolean {
    return this.hasPointer(2)
  }

  /**
   * The most that a look of the worker's has found waiting since the event before.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get highWaterBytes(): Uint32Array {
    return this.getWordList(3)
  }
  hasHighWaterBytes(): boolean {
    return this.hasPointer(3)
  }

  /**
   * Bytes of the whole ring.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get capacityBytes(): Uint32Array {
    return this.getWordList(4)
  }
  hasCapacityBytes(): boolean {
    return this.hasPointer(4)
  }

  /**
   * Events of the node's tracepoints since the publisher started, fired while wanted.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get firedEvents(): Uint32Array {
    return this.getWordList(5)
  }
  hasFiredEvents(): boolean {
    return this.hasPointer(5)
  }

  /**
   * Of these, events that reached no subscription.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get lostEvents(): Uint32Array {
    return this.getWordList(6)
  }
  hasLostEvents(): boolean {
    return this.hasPointer(6)
  }

  /** Subscriptions there are. */
  get subscriptions(): Uint32Array {
    return this.getUint32List(7)
  }
  hasSubscriptions(): boolean {
    return this.hasPointer(7)
  }

  /** Connections there are. */
  get connections(): Uint32Array {
    return this.getUint32List(8)
  }
  hasConnections(): boolean {
    return this.hasPointer(8)
  }
}

/** States of the ring. */
export class NodetapRingColumnsBuilder extends StructBuilder {
  set sequenceOffset(value: Uint32Array) {
    this.setNumberList(0, value)
  }

  set timestampOffsetUs(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /**
   * Bytes that wait for the worker.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set usedBytes(value: Uint32Array) {
    this.setWordList(2, value)
  }

  /**
   * The most that a look of the worker's has found waiting since the event before.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set highWaterBytes(value: Uint32Array) {
    this.setWordList(3, value)
  }

  /**
   * Bytes of the whole ring.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set capacityBytes(value: Uint32Array) {
    this.setWordList(4, value)
  }

  /**
   * Events of the node's tracepoints since the publisher started, fired while wanted.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set firedEvents(value: Uint32Array) {
    this.setWordList(5, value)
  }

  /**
   * Of these, events that reached no subscription.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set lostEvents(value: Uint32Array) {
    this.setWordList(6, value)
  }

  /** Subscriptions there are. */
  set subscriptions(value: Uint32Array) {
    this.setNumberList(7, value)
  }

  /** Connections there are. */
  set connections(value: Uint32Array) {
    this.setNumberList(8, value)
  }
}

/** States of the ring. */
export const NodetapRingColumns: Codec<NodetapRingColumnsReader, NodetapRingColumnsBuilder> = {
  Reader: NodetapRingColumnsReader,
  Builder: NodetapRingColumnsBuilder,
  dataWords: 0,
  pointerWords: 9,
}
