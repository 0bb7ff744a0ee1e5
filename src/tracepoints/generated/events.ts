// Generated from schema/tracepoints.capnp by `npm run generate`. Do not edit.

import type { EventBase } from '../tracepoint.js'

/** The names of all tracepoints: Bitcoin Core's, then nodetap's own. */
export type TracepointName =
  | 'net:inbound_message'
  | 'net:outbound_message'
  | 'net:inbound_connection'
  | 'net:outbound_connection'
  | 'net:evicted_inbound_connection'
  | 'net:closed_connection'
  | 'net:misbehaving_connection'
  | 'validation:block_connected'
  | 'utxocache:add'
  | 'utxocache:spent'
  | 'utxocache:uncache'
  | 'utxocache:flush'
  | 'mempool:added'
  | 'mempool:removed'
  | 'mempool:replaced'
  | 'mempool:rejected'
  | 'coin_selection:selected_coins'
  | 'coin_selection:normal_create_tx_internal'
  | 'coin_selection:attempting_aps_create_tx'
  | 'coin_selection:aps_create_tx_internal'
  | 'snapshot:peer'
  | 'snapshot:mempool'
  | 'snapshot:tip'
  | 'snapshot:end'
  | 'nodetap:subscribed'
  | 'nodetap:unsubscribed'
  | 'nodetap:lost'
  | 'nodetap:ring'

export type NetworkName = 'unroutable' | 'ipv4' | 'ipv6' | 'onion' | 'i2p' | 'cjdns'

export type CoinsCacheName = 'unknown' | 'main' | 'temporary'

export type FlushModeName = 'none' | 'ifNeeded' | 'periodic' | 'forceFlush' | 'forceSync'

/** The messages of P2P connections. */
export interface NetMessageEvent<
  T extends TracepointName = 'net:inbound_message' | 'net:outbound_message'
> extends EventBase<T> {
  /** The node's number for the peer. Below 2^53. */
  readonly peerId: number
  /** The peer's address and port, or host name. */
  readonly address: string
  /**
   * How the connection came about: "inbound", "outbound-full-relay", "block-relay-only",
   * "manual", "feeler", "addr-fetch", …
   */
  readonly connectionType: string
  /** The message's type: "inv", "tx", "ping", … */
  readonly messageType: string
  /** Bytes of the whole payload, also where `payload` is cut. Below 2^53. */
  readonly size: number
  /** The payload, or as much of it as the subscriber asked for. */
  readonly payload: Uint8Array
}

/** Connections that begin. */
export interface NetConnectionEvent<
  T extends TracepointName = 'net:inbound_connection' | 'net:outbound_connection'
> extends EventBase<T> {
  /** The node's number for the peer. Below 2^53. */
  readonly peerId: number
  /** The peer's address and port, or host name. */
  readonly address: string
  /** How the connection came about: "inbound", "outbound-full-relay", … */
  readonly connectionType: string
  /** The network of the peer's address. */
  readonly network: NetworkName
  /** Connections of that direction, this one included. */
  readonly existingConnections: number
}

/** Connections that end. */
export interface NetConnectionEndEvent<
  T extends TracepointName = 'net:evicted_inbound_connection' | 'net:closed_connection'
> extends EventBase<T> {
  /** The node's number for the peer. Below 2^53. */
  readonly peerId: number
  /** The peer's address and port, or host name. */
  readonly address: string
  /** How the connection came about: "inbound", "outbound-full-relay", … */
  readonly connectionType: string
  /** The network of the peer's address. */
  readonly network: NetworkName
  /** When the connection was made, in Unix seconds. */
  readonly establishedAt: number
}

/** Peers that broke the rules. */
export interface NetMisbehavingConnectionEvent<
  T extends TracepointName = 'net:misbehaving_connection'
> extends EventBase<T> {
  /** The node's number for the peer. Below 2^53. */
  readonly peerId: number
  /** What the peer did, in words. May be empty. */
  readonly reason: string
}

/** Blocks that joined the active chain. */
export interface BlockConnectedEvent<
  T extends TracepointName = 'validation:block_connected'
> extends EventBase<T> {
  /** The block's hash. 32 bytes in internal order. */
  readonly hash: Uint8Array
  /** The block's height. */
  readonly height: number
  /** Transactions in the block, the coinbase included. */
  readonly transactions: number
  /** Inputs of all those transactions, the coinbase's included. */
  readonly inputs: number
  /** The weighted cost of the block's signature operations (BIP 141), not their number. */
  readonly sigopsCost: number
  /** How long it took to connect the block, in nanoseconds. */
  readonly durationNs: number
}

/** Coins (unspent outputs) in a cache. */
export interface CoinEvent<
  T extends TracepointName = 'utxocache:add' | 'utxocache:spent' | 'utxocache:uncache'
> extends EventBase<T> {
  /** The transaction whose output the coin is. 32 bytes in internal order. */
  readonly txid: Uint8Array
  /** The output's index in that transaction. */
  readonly vout: number
  /** The height at which the coin was created; 2147483647 for one that only the mempool knows. */
  readonly height: number
  /** The coin's worth. Satoshis. */
  readonly value: number
  /** Whether a coinbase transaction made the coin. */
  readonly coinbase: boolean
  /** Which cache the event is about. nodetap's addition to Bitcoin Core's fields. */
  readonly cache: CoinsCacheName
}

/** Writes of the cache of unspent outputs to disk. */
export interface CacheFlushEvent<
  T extends TracepointName = 'utxocache:flush'
> extends EventBase<T> {
  /** How long the flush took, in microseconds. */
  readonly durationUs: number
  /** Why it was flushed. */
  readonly mode: FlushModeName
  /** Coins in the cache before. */
  readonly coins: number
  /** Memory the cache took before. Bytes. */
  readonly memoryBytes: number
  /** Whether it happened in order to prune. */
  readonly forPrune: boolean
}

/** Transactions that entered the mempool. */
export interface MempoolAddedEvent<
  T extends TracepointName = 'mempool:added'
> extends EventBase<T> {
  /** The transaction. 32 bytes in internal order. */
  readonly txid: Uint8Array
  /** Its virtual size (BIP 141). Virtual bytes. */
  readonly vsize: number
  /** Its fee. Satoshis. */
  readonly feeSat: number
}

/** Transactions that left the mempool. */
export interface MempoolRemovedEvent<
  T extends TracepointName = 'mempool:removed'
> extends EventBase<T> {
  /** The transaction. 32 bytes in internal order. */
  readonly txid: Uint8Array
  /** Why: "expiry", "sizelimit", "reorg", "block", "conflict" or "replaced". */
  readonly reason: string
  /** Its virtual size (BIP 141). Virtual bytes. */
  readonly vsize: number
  /** Its fee. Satoshis. */
  readonly feeSat: number
  /** When it had entered the mempool, in Unix seconds. */
  readonly enteredAt: number
}

/** Transactions that had to make way for others. */
export interface MempoolReplacedEvent<
  T extends TracepointName = 'mempool:replaced'
> extends EventBase<T> {
  /** The transaction that goes. 32 bytes in internal order. */
  readonly replacedTxid: Uint8Array
  /** Its virtual size. Virtual bytes. */
  readonly replacedVsize: number
  /** Its fee. Satoshis. */
  readonly replacedFeeSat: number
  /** When it had entered the mempool, in Unix seconds. */
  readonly replacedEnteredAt: number
  /** What takes its place: a txid, or the hash of a package. 32 bytes in internal order. */
  readonly replacementId: Uint8Array
  /** The replacement's virtual size, of the whole package if it is one. Virtual bytes. */
  readonly replacementVsize: number
  /** The replacement's modified fee, of the whole package if it is one. Satoshis. */
  readonly replacementFeeSat: number
  /** Whether `replacementId` is a txid; otherwise it is a package hash. */
  readonly replacementIsTxid: boolean
}

/** Transactions that were not accepted. */
export interface MempoolRejectedEvent<
  T extends TracepointName = 'mempool:rejected'
> extends EventBase<T> {
  /** The transaction. 32 bytes in internal order. */
  readonly txid: Uint8Array
  /** Why, in words; free text. */
  readonly reason: string
}

/** Choices of coins to pay with. */
export interface SelectedCoinsEvent<
  T extends TracepointName = 'coin_selection:selected_coins'
> extends EventBase<T> {
  /** The wallet's name. */
  readonly wallet: string
  /** The selection algorithm: "bnb", "knapsack", "srd", "cg", or the source's own name for it. */
  readonly algorithm: string
  /** The amount to reach. Satoshis. */
  readonly targetSat: number
  /**
   * The selection's waste: what it costs more than spending these coins at a long-term fee rate. Satoshis.
   */
  readonly wasteSat: number
  /** The worth of the coins chosen. Satoshis. */
  readonly selectedSat: number
}

/** Attempts to create a transaction in the normal way. */
export interface CreateTxEvent<
  T extends TracepointName = 'coin_selection:normal_create_tx_internal'
> extends EventBase<T> {
  /** The wallet's name. */
  readonly wallet: string
  /** Whether a transaction was created. */
  readonly success: boolean
  /** Its fee. Satoshis. */
  readonly feeSat: number
  /** The index of its change output; -1: it has none. */
  readonly changePosition: number
}

/** Second attempts that avoid partial spends, about to begin. */
export interface AttemptingApsEvent<
  T extends TracepointName = 'coin_selection:attempting_aps_create_tx'
> extends EventBase<T> {
  /** The wallet's name. */
  readonly wallet: string
}

/** Second attempts that avoid partial spends, and what came of them. */
export interface ApsCreateTxEvent<
  T extends TracepointName = 'coin_selection:aps_create_tx_internal'
> extends EventBase<T> {
  /** The wallet's name. */
  readonly wallet: string
  /** Whether the wallet uses this transaction instead of the first. */
  readonly apsUsed: boolean
  /** Whether a transaction was created. */
  readonly success: boolean
  /** Its fee. Satoshis. */
  readonly feeSat: number
  /** The index of its change output; -1: it has none. */
  readonly changePosition: number
}

/** Peers of the moment. */
export interface SnapshotPeerEvent<
  T extends TracepointName = 'snapshot:peer'
> extends EventBase<T> {
  /** Which snapshot it is part of; unique while the publisher runs. */
  readonly snapshotId: number
  /** The node's number for the peer. Below 2^53. */
  readonly peerId: number
  /** The peer's address and port, or host name. */
  readonly address: string
  /** How the connection came about: "inbound", "outbound-full-relay", … */
  readonly connectionType: string
  /** The network of the peer's address. */
  readonly network: NetworkName
  /** When the connection was made, in Unix seconds. */
  readonly establishedAt: number
  /** P2P messages from the peer; 0 where the source does not count them. */
  readonly messagesReceived: number
  /** P2P messages to the peer; 0 where the source does not count them. */
  readonly messagesSent: number
  /** Bytes from the peer, message headers included; 0 where the source does not count them. */
  readonly bytesReceived: number
  /** Bytes to the peer, message headers included; 0 where the source does not count them. */
  readonly bytesSent: number
  /** The version that the peer has named; 0: none yet. */
  readonly protocolVersion: number
  /** What software the peer says it is; empty: nothing yet. */
  readonly userAgent: string
  /** The shortest round trip so far, in microseconds; -1: not known. */
  readonly pingUs: number
}

/** Mempools of the moment, summed up. */
export interface SnapshotMempoolEvent<
  T extends TracepointName = 'snapshot:mempool'
> extends EventBase<T> {
  /** Which snapshot it is part of; unique while the publisher runs. */
  readonly snapshotId: number
  /** Transactions in the mempool. */
  readonly transactions: number
  /** Their virtual sizes (BIP 141), added up. Virtual bytes. */
  readonly vsize: number
  /** Their fees, added up. Satoshis. */
  readonly feeSat: number
  /** Memory that the mempool takes. Bytes. */
  readonly memoryBytes: number
  /** The fee rate below which no transaction is taken now, in satoshis for 1000 virtual bytes. */
  readonly minFeeRate: number
}

/** Tips of the moment. */
export interface SnapshotTipEvent<T extends TracepointName = 'snapshot:tip'> extends EventBase<T> {
  /** Which snapshot it is part of; unique while the publisher runs. */
  readonly snapshotId: number
  /** The block's hash. 32 bytes in internal order. */
  readonly hash: Uint8Array
  /** The block's height. */
  readonly height: number
  /** The time in the block's header, in Unix seconds. */
  readonly blockTime: number
}

/** Ends of snapshots. */
export interface SnapshotEndEvent<T extends TracepointName = 'snapshot:end'> extends EventBase<T> {
  /** Which snapshot has ended; unique while the publisher runs. */
  readonly snapshotId: number
  /** Records of the snapshot, this one left out. */
  readonly records: number
  /** Records that the source had and that are not here: they did not fit. 0: none. */
  readonly missing: number
  /** What kept the source from telling all of its state; empty: nothing. Free text. */
  readonly failure: string
  /** How long the source took, in microseconds. */
  readonly durationUs: number
}

/** Subscriptions that begin. */
export interface NodetapSubscribedEvent<
  T extends TracepointName = 'nodetap:subscribed'
> extends EventBase<T> {
  /** The publisher's number for the subscription; unique while it runs. */
  readonly subscriptionId: number
  /** Equal for subscriptions on one connection. */
  readonly connectionId: number
  /** The subscriber's, as it says itself; 0: it does not say. */
  readonly processId: number
  /** "columns", "rows" (a client of upstream's prototype) or "aggregate". */
  readonly kind: string
  /** The tracepoints subscribed to, with spaces between them; cut where they are many. */
  readonly tracepoints: string
  /** Its condition in nodetap's notation; empty: none. */
  readonly where: string
  /** Subscriptions there are now, this one included. */
  readonly subscriptions: number
}

/** Subscriptions that end. */
export interface NodetapUnsubscribedEvent<
  T extends TracepointName = 'nodetap:unsubscribed'
> extends EventBase<T> {
  /** The publisher's number for the subscription; unique while it runs. */
  readonly subscriptionId: number
  /** Equal for subscriptions on one connection. */
  readonly connectionId: number
  /** The subscriber's, as it says itself; 0: it does not say. */
  readonly processId: number
  /** Events sent to it. */
  readonly sentEvents: number
  /** Bytes of batches sent to it. */
  readonly sentBytes: number
  /** Events that it wanted and did not get, whatever the cause. */
  readonly lostEvents: number
  /** How long it lasted, in microseconds. */
  readonly durationUs: number
  /** Time that the worker spent on it, in microseconds. */
  readonly workerTimeUs: number
  /** Subscriptions that are left. */
  readonly subscriptions: number
}

/** Losses of the last second. */
export interface NodetapLostEvent<T extends TracepointName = 'nodetap:lost'> extends EventBase<T> {
  /** The subscription that lost them; 0: every one that wanted them, before they reached any. */
  readonly subscriptionId: number
  /** The tracepoint whose events were lost. */
  readonly lostTracepoint: string
  /** Why: "ringFull", "queueFull", "tooLarge", "fault", "rateLimit" or "missed". */
  readonly cause: string
  /** How many. */
  readonly lostEvents: number
  /** They lie from this sequence number on … */
  readonly firstSequence: number
  /** … up to this one, both included. */
  readonly lastSequence: number
}

/** States of the ring. */
export interface NodetapRingEvent<T extends TracepointName = 'nodetap:ring'> extends EventBase<T> {
  /** Bytes that wait for the worker. */
  readonly usedBytes: number
  /** The most that a look of the worker's has found waiting since the event before. Bytes. */
  readonly highWaterBytes: number
  /** Bytes of the whole ring. */
  readonly capacityBytes: number
  /** Events of the node's tracepoints since the publisher started, fired while wanted. */
  readonly firedEvents: number
  /** Of these, events that reached no subscription. */
  readonly lostEvents: number
  /** Subscriptions there are. */
  readonly subscriptions: number
  /** Connections there are. */
  readonly connections: number
}

/** The events by the names of their tracepoints. */
export interface EventMap {
  /** A P2P message has arrived from a peer and is about to be processed. */
  'net:inbound_message': NetMessageEvent<'net:inbound_message'>
  /** A P2P message has been queued to be sent to a peer. */
  'net:outbound_message': NetMessageEvent<'net:outbound_message'>
  /** A peer has connected to the node. */
  'net:inbound_connection': NetConnectionEvent<'net:inbound_connection'>
  /** The node has connected to a peer. */
  'net:outbound_connection': NetConnectionEvent<'net:outbound_connection'>
  /**
   * The node has chosen an inbound peer to make room for another. Its connection is closed next.
   */
  'net:evicted_inbound_connection': NetConnectionEndEvent<'net:evicted_inbound_connection'>
  /** A connection has ended, whoever ended it. */
  'net:closed_connection': NetConnectionEndEvent<'net:closed_connection'>
  /** A peer broke the rules of the protocol. */
  'net:misbehaving_connection': NetMisbehavingConnectionEvent<'net:misbehaving_connection'>
  /** A block has been connected to the active chain. */
  'validation:block_connected': BlockConnectedEvent<'validation:block_connected'>
  /** A coin has been added to a cache of unspent outputs. Fires for temporary caches too. */
  'utxocache:add': CoinEvent<'utxocache:add'>
  /** A coin in a cache of unspent outputs has been spent. Fires for temporary caches too. */
  'utxocache:spent': CoinEvent<'utxocache:spent'>
  /** A coin has been dropped from a cache without being spent. */
  'utxocache:uncache': CoinEvent<'utxocache:uncache'>
  /** The cache of unspent outputs has been written to disk. */
  'utxocache:flush': CacheFlushEvent<'utxocache:flush'>
  /** A transaction has entered the mempool. */
  'mempool:added': MempoolAddedEvent<'mempool:added'>
  /** A transaction has left the mempool. */
  'mempool:removed': MempoolRemovedEvent<'mempool:removed'>
  /**
   * A transaction in the mempool is being replaced: one event for each that goes, descendants
   * of the direct conflicts included. Every `replaced` of a replacement comes before every
   * `removed` of it, and those before its `added`.
   */
  'mempool:replaced': MempoolReplacedEvent<'mempool:replaced'>
  /** A transaction has not been accepted into the mempool. */
  'mempool:rejected': MempoolRejectedEvent<'mempool:rejected'>
  /** A wallet has chosen the coins to pay with. */
  'coin_selection:selected_coins': SelectedCoinsEvent<'coin_selection:selected_coins'>
  /** A wallet has tried to create a transaction in the normal way. */
  'coin_selection:normal_create_tx_internal': CreateTxEvent<'coin_selection:normal_create_tx_internal'>
  /** A wallet is about to try again while avoiding partial spends. */
  'coin_selection:attempting_aps_create_tx': AttemptingApsEvent<'coin_selection:attempting_aps_create_tx'>
  /** A wallet has tried to create a transaction while avoiding partial spends. */
  'coin_selection:aps_create_tx_internal': ApsCreateTxEvent<'coin_selection:aps_create_tx_internal'>
  /** A peer that is connected. Part of a snapshot of a subscription to `net` tracepoints. */
  'snapshot:peer': SnapshotPeerEvent<'snapshot:peer'>
  /** What the mempool holds. Part of a snapshot of a subscription to `mempool` tracepoints. */
  'snapshot:mempool': SnapshotMempoolEvent<'snapshot:mempool'>
  /**
   * The last block of the active chain. Part of a snapshot of a subscription to `validation` or
   * `utxocache` tracepoints.
   */
  'snapshot:tip': SnapshotTipEvent<'snapshot:tip'>
  /** The snapshot is complete, or the source has no more of it. Every snapshot ends with one. */
  'snapshot:end': SnapshotEndEvent<'snapshot:end'>
  /** A subscription has begun: of every other than the subscriber's own. */
  'nodetap:subscribed': NodetapSubscribedEvent<'nodetap:subscribed'>
  /** A subscription has ended. */
  'nodetap:unsubscribed': NodetapUnsubscribedEvent<'nodetap:unsubscribed'>
  /**
   * Events have been lost since the last time this was told, at most once a second: one event for
   * each tracepoint, cause and subscription concerned. Losses of `nodetap` events are not told so.
   */
  'nodetap:lost': NodetapLostEvent<'nodetap:lost'>
  /** The state of the ring between the node and the publisher's worker, once a second. */
  'nodetap:ring': NodetapRingEvent<'nodetap:ring'>
}

/** An event of any tracepoint, or of those named. */
export type TraceEvent<T extends TracepointName = TracepointName> = EventMap[T]
