// Generated from schema/tracepoints.capnp by `npm run generate`. Do not edit.

import type { Tracepoint, TracepointField } from '../tracepoint.js'
import type { TracepointName } from './events.js'

/** The messages of P2P connections. */
const netMessageFields: readonly TracepointField[] = [
  {
    name: 'peerId',
    kind: 'int64',
    unit: '',
    description: "The node's number for the peer. Below 2^53.",
  },
  {
    name: 'address',
    kind: 'text',
    unit: '',
    description: "The peer's address and port, or host name.",
  },
  {
    name: 'connectionType',
    kind: 'text',
    unit: '',
    description:
      'How the connection came about: "inbound", "outbound-full-relay", "block-relay-only", "manual", "feeler", "addr-fetch", …',
  },
  {
    name: 'messageType',
    kind: 'text',
    unit: '',
    description: "The message's type: \"inv\", \"tx\", \"ping\", …",
  },
  {
    name: 'size',
    kind: 'uint64',
    unit: 'bytes',
    description: 'Bytes of the whole payload, also where `payload` is cut. Below 2^53.',
  },
  {
    name: 'payload',
    kind: 'payload',
    unit: '',
    description: 'The payload, or as much of it as the subscriber asked for.',
  },
]

/** Connections that begin. */
const netConnectionFields: readonly TracepointField[] = [
  {
    name: 'peerId',
    kind: 'int64',
    unit: '',
    description: "The node's number for the peer. Below 2^53.",
  },
  {
    name: 'address',
    kind: 'text',
    unit: '',
    description: "The peer's address and port, or host name.",
  },
  {
    name: 'connectionType',
    kind: 'text',
    unit: '',
    description: 'How the connection came about: "inbound", "outbound-full-relay", …',
  },
  {
    name: 'network',
    kind: 'enum',
    enumNames: ['unroutable', 'ipv4', 'ipv6', 'onion', 'i2p', 'cjdns'],
    unit: '',
    description: "The network of the peer's address.",
  },
  {
    name: 'existingConnections',
    kind: 'uint64',
    unit: '',
    description: 'Connections of that direction, this one included.',
  },
]

/** Connections that end. */
const netConnectionEndFields: readonly TracepointField[] = [
  {
    name: 'peerId',
    kind: 'int64',
    unit: '',
    description: "The node's number for the peer. Below 2^53.",
  },
  {
    name: 'address',
    kind: 'text',
    unit: '',
    description: "The peer's address and port, or host name.",
  },
  {
    name: 'connectionType',
    kind: 'text',
    unit: '',
    description: 'How the connection came about: "inbound", "outbound-full-relay", …',
  },
  {
    name: 'network',
    kind: 'enum',
    enumNames: ['unroutable', 'ipv4', 'ipv6', 'onion', 'i2p', 'cjdns'],
    unit: '',
    description: "The network of the peer's address.",
  },
  {
    name: 'establishedAt',
    kind: 'int64',
    unit: 's',
    description: 'When the connection was made, in Unix seconds.',
  },
]

/** Peers that broke the rules. */
const netMisbehavingConnectionFields: readonly TracepointField[] = [
  {
    name: 'peerId',
    kind: 'int64',
    unit: '',
    description: "The node's number for the peer. Below 2^53.",
  },
  {
    name: 'reason',
    kind: 'text',
    unit: '',
    description: 'What the peer did, in words. May be empty.',
  },
]

/** Blocks that joined the active chain. */
const blockConnectedFields: readonly TracepointField[] = [
  {
    name: 'hash',
    kind: 'hash',
    unit: '',
    description: "The block's hash.",
  },
  {
    name: 'height',
    kind: 'int32',
    unit: '',
    description: "The block's height.",
  },
  {
    name: 'transactions',
    kind: 'uint64',
    unit: '',
    description: 'Transactions in the block, the coinbase included.',
  },
  {
    name: 'inputs',
    kind: 'int32',
    unit: '',
    description: "Inputs of all those transactions, the coinbase's included.",
  },
  {
    name: 'sigopsCost',
    kind: 'uint64',
    unit: '',
    description:
      "The weighted cost of the block's signature operations (BIP 141), not their number.",
  },
  {
    name: 'durationNs',
    kind: 'uint64',
    unit: 'ns',
    description: 'How long it took to connect the block, in nanoseconds.',
  },
]

/** Coins (unspent outputs) in a cache. */
const coinFields: readonly TracepointField[] = [
  {
    name: 'txid',
    kind: 'hash',
    unit: '',
    description: 'The transaction whose output the coin is.',
  },
  {
    name: 'vout',
    kind: 'uint32',
    unit: '',
    description: "The output's index in that transaction.",
  },
  {
    name: 'height',
    kind: 'uint32',
    unit: '',
    description:
      'The height at which the coin was created; 2147483647 for one that only the mempool knows.',
  },
  {
    name: 'value',
    kind: 'int64',
    unit: 'sat',
    description: "The coin's worth.",
  },
  {
    name: 'coinbase',
    kind: 'bool',
    unit: '',
    description: 'Whether a coinbase transaction made the coin.',
  },
  {
    name: 'cache',
    kind: 'enum',
    enumNames: ['unknown', 'main', 'temporary'],
    unit: '',
    description: "Which cache the event is about. nodetap's addition to Bitcoin Core's fields.",
  },
]

/** Writes of the cache of unspent outputs to disk. */
const cacheFlushFields: readonly TracepointField[] = [
  {
    name: 'durationUs',
    kind: 'int64',
    unit: 'us',
    description: 'How long the flush took, in microseconds.',
  },
  {
    name: 'mode',
    kind: 'enum',
    enumNames: ['none', 'ifNeeded', 'periodic', 'forceFlush', 'forceSync'],
    unit: '',
    description: 'Why it was flushed.',
  },
  {
    name: 'coins',
    kind: 'uint64',
    unit: '',
    description: 'Coins in the cache before.',
  },
  {
    name: 'memoryBytes',
    kind: 'uint64',
    unit: 'bytes',
    description: 'Memory the cache took before.',
  },
  {
    name: 'forPrune',
    kind: 'bool',
    unit: '',
    description: 'Whether it happened in order to prune.',
  },
]

/** Transactions that entered the mempool. */
const mempoolAddedFields: readonly TracepointField[] = [
  {
    name: 'txid',
    kind: 'hash',
    unit: '',
    description: 'The transaction.',
  },
  {
    name: 'vsize',
    kind: 'int32',
    unit: 'vbyte',
    description: 'Its virtual size (BIP 141).',
  },
  {
    name: 'feeSat',
    kind: 'int64',
    unit: 'sat',
    description: 'Its fee.',
  },
]

/** Transactions that left the mempool. */
const mempoolRemovedFields: readonly TracepointField[] = [
  {
    name: 'txid',
    kind: 'hash',
    unit: '',
    description: 'The transaction.',
  },
  {
    name: 'reason',
    kind: 'text',
    unit: '',
    description: 'Why: "expiry", "sizelimit", "reorg", "block", "conflict" or "replaced".',
  },
  {
    name: 'vsize',
    kind: 'int32',
    unit: 'vbyte',
    description: 'Its virtual size (BIP 141).',
  },
  {
    name: 'feeSat',
    kind: 'int64',
    unit: 'sat',
    description: 'Its fee.',
  },
  {
    name: 'enteredAt',
    kind: 'int64',
    unit: 's',
    description: 'When it had entered the mempool, in Unix seconds.',
  },
]

/** Transactions that had to make way for others. */
const mempoolReplacedFields: readonly TracepointField[] = [
  {
    name: 'replacedTxid',
    kind: 'hash',
    unit: '',
    description: 'The transaction that goes.',
  },
  {
    name: 'replacedVsize',
    kind: 'int32',
    unit: 'vbyte',
    description: 'Its virtual size.',
  },
  {
    name: 'replacedFeeSat',
    kind: 'int64',
    unit: 'sat',
    description: 'Its fee.',
  },
  {
    name: 'replacedEnteredAt',
    kind: 'int64',
    unit: 's',
    description: 'When it had entered the mempool, in Unix seconds.',
  },
  {
    name: 'replacementId',
    kind: 'hash',
    unit: '',
    description: 'What takes its place: a txid, or the hash of a package.',
  },
  {
    name: 'replacementVsize',
    kind: 'int32',
    unit: 'vbyte',
    description: "The replacement's virtual size, of the whole package if it is one.",
  },
  {
    name: 'replacementFeeSat',
    kind: 'int64',
    unit: 'sat',
    description: "The replacement's modified fee, of the whole package if it is one.",
  },
  {
    name: 'replacementIsTxid',
    kind: 'bool',
    unit: '',
    description: 'Whether `replacementId` is a txid; otherwise it is a package hash.',
  },
]

/** Transactions that were not accepted. */
const mempoolRejectedFields: readonly TracepointField[] = [
  {
    name: 'txid',
    kind: 'hash',
    unit: '',
    description: 'The transaction.',
  },
  {
    name: 'reason',
    kind: 'text',
    unit: '',
    description: 'Why, in words; free text.',
  },
]

/** Choices of coins to pay with. */
const selectedCoinsFields: readonly TracepointField[] = [
  {
    name: 'wallet',
    kind: 'text',
    unit: '',
    description: "The wallet's name.",
  },
  {
    name: 'algorithm',
    kind: 'text',
    unit: '',
    description:
      "The selection algorithm: \"bnb\", \"knapsack\", \"srd\", \"cg\", or the source's own name for it.",
  },
  {
    name: 'targetSat',
    kind: 'int64',
    unit: 'sat',
    description: 'The amount to reach.',
  },
  {
    name: 'wasteSat',
    kind: 'int64',
    unit: 'sat',
    description:
      "The selection's waste: what it costs more than spending these coins at a long-term fee rate.",
  },
  {
    name: 'selectedSat',
    kind: 'int64',
    unit: 'sat',
    description: 'The worth of the coins chosen.',
  },
]

/** Attempts to create a transaction in the normal way. */
const createTxFields: readonly TracepointField[] = [
  {
    name: 'wallet',
    kind: 'text',
    unit: '',
    description: "The wallet's name.",
  },
  {
    name: 'success',
    kind: 'bool',
    unit: '',
    description: 'Whether a transaction was created.',
  },
  {
    name: 'feeSat',
    kind: 'int64',
    unit: 'sat',
    description: 'Its fee.',
  },
  {
    name: 'changePosition',
    kind: 'int32',
    unit: '',
    description: 'The index of its change output; -1: it has none.',
  },
]

/** Second attempts that avoid partial spends, about to begin. */
const attemptingApsFields: readonly TracepointField[] = [
  {
    name: 'wallet',
    kind: 'text',
    unit: '',
    description: "The wallet's name.",
  },
]

/** Second attempts that avoid partial spends, and what came of them. */
const apsCreateTxFields: readonly TracepointField[] = [
  {
    name: 'wallet',
    kind: 'text',
    unit: '',
    description: "The wallet's name.",
  },
  {
    name: 'apsUsed',
    kind: 'bool',
    unit: '',
    description: 'Whether the wallet uses this transaction instead of the first.',
  },
  {
    name: 'success',
    kind: 'bool',
    unit: '',
    description: 'Whether a transaction was created.',
  },
  {
    name: 'feeSat',
    kind: 'int64',
    unit: 'sat',
    description: 'Its fee.',
  },
  {
    name: 'changePosition',
    kind: 'int32',
    unit: '',
    description: 'The index of its change output; -1: it has none.',
  },
]

/** Peers of the moment. */
const snapshotPeerFields: readonly TracepointField[] = [
  {
    name: 'snapshotId',
    kind: 'uint32',
    unit: '',
    description: 'Which snapshot it is part of; unique while the publisher runs.',
  },
  {
    name: 'peerId',
    kind: 'int64',
    unit: '',
    description: "The node's number for the peer. Below 2^53.",
  },
  {
    name: 'address',
    kind: 'text',
    unit: '',
    description: "The peer's address and port, or host name.",
  },
  {
    name: 'connectionType',
    kind: 'text',
    unit: '',
    description: 'How the connection came about: "inbound", "outbound-full-relay", …',
  },
  {
    name: 'network',
    kind: 'enum',
    enumNames: ['unroutable', 'ipv4', 'ipv6', 'onion', 'i2p', 'cjdns'],
    unit: '',
    description: "The network of the peer's address.",
  },
  {
    name: 'establishedAt',
    kind: 'int64',
    unit: 's',
    description: 'When the connection was made, in Unix seconds.',
  },
  {
    name: 'messagesReceived',
    kind: 'uint64',
    unit: '',
    description: 'P2P messages from the peer; 0 where the source does not count them.',
  },
  {
    name: 'messagesSent',
    kind: 'uint64',
    unit: '',
    description: 'P2P messages to the peer; 0 where the source does not count them.',
  },
  {
    name: 'bytesReceived',
    kind: 'uint64',
    unit: 'bytes',
    description:
      'Bytes from the peer, message headers included; 0 where the source does not count them.',
  },
  {
    name: 'bytesSent',
    kind: 'uint64',
    unit: 'bytes',
    description:
      'Bytes to the peer, message headers included; 0 where the source does not count them.',
  },
  {
    name: 'protocolVersion',
    kind: 'uint32',
    unit: '',
    description: 'The version that the peer has named; 0: none yet.',
  },
  {
    name: 'userAgent',
    kind: 'text',
    unit: '',
    description: 'What software the peer says it is; empty: nothing yet.',
  },
  {
    name: 'pingUs',
    kind: 'int64',
    unit: 'us',
    description: 'The shortest round trip so far, in microseconds; -1: not known.',
  },
]

/** Mempools of the moment, summed up. */
const snapshotMempoolFields: readonly TracepointField[] = [
  {
    name: 'snapshotId',
    kind: 'uint32',
    unit: '',
    description: 'Which snapshot it is part of; unique while the publisher runs.',
  },
  {
    name: 'transactions',
    kind: 'uint64',
    unit: '',
    description: 'Transactions in the mempool.',
  },
  {
    name: 'vsize',
    kind: 'uint64',
    unit: 'vbyte',
    description: 'Their virtual sizes (BIP 141), added up.',
  },
  {
    name: 'feeSat',
    kind: 'uint64',
    unit: 'sat',
    description: 'Their fees, added up.',
  },
  {
    name: 'memoryBytes',
    kind: 'uint64',
    unit: 'bytes',
    description: 'Memory that the mempool takes.',
  },
  {
    name: 'minFeeRate',
    kind: 'uint64',
    unit: 'sat',
    description:
      'The fee rate below which no transaction is taken now, in satoshis for 1000 virtual bytes.',
  },
]

/** Tips of the moment. */
const snapshotTipFields: readonly TracepointField[] = [
  {
    name: 'snapshotId',
    kind: 'uint32',
    unit: '',
    description: 'Which snapshot it is part of; unique while the publisher runs.',
  },
  {
    name: 'hash',
    kind: 'hash',
    unit: '',
    description: "The block's hash.",
  },
  {
    name: 'height',
    kind: 'int32',
    unit: '',
    description: "The block's height.",
  },
  {
    name: 'blockTime',
    kind: 'int64',
    unit: 's',
    description: "The time in the block's header, in Unix seconds.",
  },
]

/** Ends of snapshots. */
const snapshotEndFields: readonly TracepointField[] = [
  {
    name: 'snapshotId',
    kind: 'uint32',
    unit: '',
    description: 'Which snapshot has ended; unique while the publisher runs.',
  },
  {
    name: 'records',
    kind: 'uint64',
    unit: '',
    description: 'Records of the snapshot, this one left out.',
  },
  {
    name: 'missing',
    kind: 'uint64',
    unit: '',
    description: 'Records that the source had and that are not here: they did not fit. 0: none.',
  },
  {
    name: 'failure',
    kind: 'text',
    unit: '',
    description: 'What kept the source from telling all of its state; empty: nothing. Free text.',
  },
  {
    name: 'durationUs',
    kind: 'uint64',
    unit: 'us',
    description: 'How long the source took, in microseconds.',
  },
]

/** Subscriptions that begin. */
const nodetapSubscribedFields: readonly TracepointField[] = [
  {
    name: 'subscriptionId',
    kind: 'uint64',
    unit: '',
    description: "The publisher's number for the subscription; unique while it runs.",
  },
  {
    name: 'connectionId',
    kind: 'uint64',
    unit: '',
    description: 'Equal for subscriptions on one connection.',
  },
  {
    name: 'processId',
    kind: 'uint32',
    unit: '',
    description: "The subscriber's, as it says itself; 0: it does not say.",
  },
  {
    name: 'kind',
    kind: 'text',
    unit: '',
    description: "\"columns\", \"rows\" (a client of upstream's prototype) or \"aggregate\".",
  },
  {
    name: 'tracepoints',
    kind: 'text',
    unit: '',
    description:
      'The tracepoints subscribed to, with spaces between them; cut where they are many.',
  },
  {
    name: 'where',
    kind: 'text',
    unit: '',
    description: "Its condition in nodetap's notation; empty: none.",
  },
  {
    name: 'subscriptions',
    kind: 'uint32',
    unit: '',
    description: 'Subscriptions there are now, this one included.',
  },
]

/** Subscriptions that end. */
const nodetapUnsubscribedFields: readonly TracepointField[] = [
  {
    name: 'subscriptionId',
    kind: 'uint64',
    unit: '',
    description: "The publisher's number for the subscription; unique while it runs.",
  },
  {
    name: 'connectionId',
    kind: 'uint64',
    unit: '',
    description: 'Equal for subscriptions on one connection.',
  },
  {
    name: 'processId',
    kind: 'uint32',
    unit: '',
    description: "The subscriber's, as it says itself; 0: it does not say.",
  },
  {
    name: 'sentEvents',
    kind: 'uint64',
    unit: '',
    description: 'Events sent to it.',
  },
  {
    name: 'sentBytes',
    kind: 'uint64',
    unit: 'bytes',
    description: 'Bytes of batches sent to it.',
  },
  {
    name: 'lostEvents',
    kind: 'uint64',
    unit: '',
    description: 'Events that it wanted and did not get, whatever the cause.',
  },
  {
    name: 'durationUs',
    kind: 'uint64',
    unit: 'us',
    description: 'How long it lasted, in microseconds.',
  },
  {
    name: 'workerTimeUs',
    kind: 'uint64',
    unit: 'us',
    description: 'Time that the worker spent on it, in microseconds.',
  },
  {
    name: 'subscriptions',
    kind: 'uint32',
    unit: '',
    description: 'Subscriptions that are left.',
  },
]

/** Losses of the last second. */
const nodetapLostFields: readonly TracepointField[] = [
  {
    name: 'subscriptionId',
    kind: 'uint64',
    unit: '',
    description:
      'The subscription that lost them; 0: every one that wanted them, before they reached any.',
  },
  {
    name: 'lostTracepoint',
    kind: 'text',
    unit: '',
    description: 'The tracepoint whose events were lost.',
  },
  {
    name: 'cause',
    kind: 'text',
    unit: '',
    description: 'Why: "ringFull", "queueFull", "tooLarge", "fault", "rateLimit" or "missed".',
  },
  {
    name: 'lostEvents',
    kind: 'uint64',
    unit: '',
    description: 'How many.',
  },
  {
    name: 'firstSequence',
    kind: 'uint64',
    unit: '',
    description: 'They lie from this sequence number on …',
  },
  {
    name: 'lastSequence',
    kind: 'uint64',
    unit: '',
    description: '… up to this one, both included.',
  },
]

/** States of the ring. */
const nodetapRingFields: readonly TracepointField[] = [
  {
    name: 'usedBytes',
    kind: 'uint64',
    unit: 'bytes',
    description: 'Bytes that wait for the worker.',
  },
  {
    name: 'highWaterBytes',
    kind: 'uint64',
    unit: 'bytes',
    description: "The most that a look of the worker's has found waiting since the event before.",
  },
  {
    name: 'capacityBytes',
    kind: 'uint64',
    unit: 'bytes',
    description: 'Bytes of the whole ring.',
  },
  {
    name: 'firedEvents',
    kind: 'uint64',
    unit: '',
    description:
      "Events of the node's tracepoints since the publisher started, fired while wanted.",
  },
  {
    name: 'lostEvents',
    kind: 'uint64',
    unit: '',
    description: 'Of these, events that reached no subscription.',
  },
  {
    name: 'subscriptions',
    kind: 'uint32',
    unit: '',
    description: 'Subscriptions there are.',
  },
  {
    name: 'connections',
    kind: 'uint32',
    unit: '',
    description: 'Connections there are.',
  },
]

/** Every tracepoint, by id. */
export const TRACEPOINTS: readonly Tracepoint[] = [
  {
    id: 0,
    name: 'net:inbound_message',
    description: 'A P2P message has arrived from a peer and is about to be processed.',
    stability: 'experimental',
    columns: 'NetMessageColumns',
    pointerIndex: 1,
    fields: netMessageFields,
  },
  {
    id: 1,
    name: 'net:outbound_message',
    description: 'A P2P message has been queued to be sent to a peer.',
    stability: 'experimental',
    columns: 'NetMessageColumns',
    pointerIndex: 2,
    fields: netMessageFields,
  },
  {
    id: 2,
    name: 'net:inbound_connection',
    description: 'A peer has connected to the node.',
    stability: 'experimental',
    columns: 'NetConnectionColumns',
    pointerIndex: 3,
    fields: netConnectionFields,
  },
  {
    id: 3,
    name: 'net:outbound_connection',
    description: 'The node has connected to a peer.',
    stability: 'experimental',
    columns: 'NetConnectionColumns',
    pointerIndex: 4,
    fields: netConnectionFields,
  },
  {
    id: 4,
    name: 'net:evicted_inbound_connection',
    description:
      'The node has chosen an inbound peer to make room for another. Its connection is closed next.',
    stability: 'experimental',
    columns: 'NetConnectionEndColumns',
    pointerIndex: 5,
    fields: netConnectionEndFields,
  },
  {
    id: 5,
    name: 'net:closed_connection',
    description: 'A connection has ended, whoever ended it.',
    stability: 'experimental',
    columns: 'NetConnectionEndColumns',
    pointerIndex: 6,
    fields: netConnectionEndFields,
  },
  {
    id: 6,
    name: 'net:misbehaving_connection',
    description: 'A peer broke the rules of the protocol.',
    stability: 'experimental',
    columns: 'NetMisbehavingConnectionColumns',
    pointerIndex: 7,
    fields: netMisbehavingConnectionFields,
  },
  {
    id: 7,
    name: 'validation:block_connected',
    description: 'A block has been connected to the active chain.',
    stability: 'experimental',
    columns: 'BlockConnectedColumns',
    pointerIndex: 8,
    fields: blockConnectedFields,
  },
  {
    id: 8,
    name: 'utxocache:add',
    description:
      'A coin has been added to a cache of unspent outputs. Fires for temporary caches too.',
    stability: 'experimental',
    columns: 'CoinColumns',
    pointerIndex: 9,
    fields: coinFields,
  },
  {
    id: 9,
    name: 'utxocache:spent',
    description:
      'A coin in a cache of unspent outputs has been spent. Fires for temporary caches too.',
    stability: 'experimental',
    columns: 'CoinColumns',
    pointerIndex: 10,
    fields: coinFields,
  },
  {
    id: 10,
    name: 'utxocache:uncache',
    description: 'A coin has been dropped from a cache without being spent.',
    stability: 'experimental',
    columns: 'CoinColumns',
    pointerIndex: 11,
    fields: coinFields,
  },
  {
    id: 11,
    name: 'utxocache:flush',
    description: 'The cache of unspent outputs has been written to disk.',
    stability: 'experimental',
    columns: 'CacheFlushColumns',
    pointerIndex: 12,
    fields: cacheFlushFields,
  },
  {
    id: 12,
    name: 'mempool:added',
    description: 'A transaction has entered the mempool.',
    stability: 'experimental',
    columns: 'MempoolAddedColumns',
    pointerIndex: 13,
    fields: mempoolAddedFields,
  },
  {
    id: 13,
    name: 'mempool:removed',
    description: 'A transaction has left the mempool.',
    stability: 'experimental',
    columns: 'MempoolRemovedColumns',
    pointerIndex: 14,
    fields: mempoolRemovedFields,
  },
  {
    id: 14,
    name: 'mempool:replaced',
    description:
      'A transaction in the mempool is being replaced: one event for each that goes, descendants of the direct conflicts included. Every `replaced` of a replacement comes before every `removed` of it, and those before its `added`.',
    stability: 'experimental',
    columns: 'MempoolReplacedColumns',
    pointerIndex: 15,
    fields: mempoolReplacedFields,
  },
  {
    id: 15,
    name: 'mempool:rejected',
    description: 'A transaction has not been accepted into the mempool.',
    stability: 'experimental',
    columns: 'MempoolRejectedColumns',
    pointerIndex: 16,
    fields: mempoolRejectedFields,
  },
  {
    id: 16,
    name: 'coin_selection:selected_coins',
    description: 'A wallet has chosen the coins to pay with.',
    stability: 'experimental',
    columns: 'SelectedCoinsColumns',
    pointerIndex: 17,
    fields: selectedCoinsFields,
  },
  {
    id: 17,
    name: 'coin_selection:normal_create_tx_internal',
    description: 'A wallet has tried to create a transaction in the normal way.',
    stability: 'experimental',
    columns: 'CreateTxColumns',
    pointerIndex: 18,
    fields: createTxFields,
  },
  {
    id: 18,
    name: 'coin_selection:attempting_aps_create_tx',
    description: 'A wallet is about to try again while avoiding partial spends.',
    stability: 'experimental',
    columns: 'AttemptingApsColumns',
    pointerIndex: 19,
    fields: attemptingApsFields,
  },
  {
    id: 19,
    name: 'coin_selection:aps_create_tx_internal',
    description: 'A wallet has tried to create a transaction while avoiding partial spends.',
    stability: 'experimental',
    columns: 'ApsCreateTxColumns',
    pointerIndex: 20,
    fields: apsCreateTxFields,
  },
  {
    id: 20,
    name: 'snapshot:peer',
    description:
      'A peer that is connected. Part of a snapshot of a subscription to `net` tracepoints.',
    stability: 'experimental',
    columns: 'SnapshotPeerColumns',
    pointerIndex: 21,
    fields: snapshotPeerFields,
  },
  {
    id: 21,
    name: 'snapshot:mempool',
    description:
      'What the mempool holds. Part of a snapshot of a subscription to `mempool` tracepoints.',
    stability: 'experimental',
    columns: 'SnapshotMempoolColumns',
    pointerIndex: 22,
    fields: snapshotMempoolFields,
  },
  {
    id: 22,
    name: 'snapshot:tip',
    description:
      'The last block of the active chain. Part of a snapshot of a subscription to `validation` or `utxocache` tracepoints.',
    stability: 'experimental',
    columns: 'SnapshotTipColumns',
    pointerIndex: 23,
    fields: snapshotTipFields,
  },
  {
    id: 23,
    name: 'snapshot:end',
    description:
      'The snapshot is complete, or the source has no more of it. Every snapshot ends with one.',
    stability: 'experimental',
    columns: 'SnapshotEndColumns',
    pointerIndex: 24,
    fields: snapshotEndFields,
  },
  {
    id: 24,
    name: 'nodetap:subscribed',
    description: "A subscription has begun: of every other than the subscriber's own.",
    stability: 'experimental',
    columns: 'NodetapSubscribedColumns',
    pointerIndex: 25,
    fields: nodetapSubscribedFields,
  },
  {
    id: 25,
    name: 'nodetap:unsubscribed',
    description: 'A subscription has ended.',
    stability: 'experimental',
    columns: 'NodetapUnsubscribedColumns',
    pointerIndex: 26,
    fields: nodetapUnsubscribedFields,
  },
  {
    id: 26,
    name: 'nodetap:lost',
    description:
      'Events have been lost since the last time this was told, at most once a second: one event for each tracepoint, cause and subscription concerned. Losses of `nodetap` events are not told so.',
    stability: 'experimental',
    columns: 'NodetapLostColumns',
    pointerIndex: 27,
    fields: nodetapLostFields,
  },
  {
    id: 27,
    name: 'nodetap:ring',
    description:
      "The state of the ring between the node and the publisher's worker, once a second.",
    stability: 'experimental',
    columns: 'NodetapRingColumns',
    pointerIndex: 28,
    fields: nodetapRingFields,
  },
]

/** Their names, by id. */
export const TRACEPOINT_NAMES: readonly TracepointName[] = TRACEPOINTS.map(({ name }) => name)

const byName: ReadonlyMap<string, Tracepoint> = new Map(
  TRACEPOINTS.map(tracepoint => [tracepoint.name, tracepoint]),
)

/** The tracepoint of that name, if there is one. */
export function findTracepoint(name: TracepointName): Tracepoint
export function findTracepoint(name: string): Tracepoint | undefined
export function findTracepoint(name: string): Tracepoint | undefined {
  return byName.get(name)
}
