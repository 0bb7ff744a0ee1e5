# Every tracepoint, as columns: a batch holds, for each tracepoint that fired, one struct of
# equally long lists, a list a field, an element an event. This file is the one definition of
# their names, types, units and meaning.
@0xf0ead248ff45994f;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema");

using import "annotations.capnp".hash;
using import "annotations.capnp".payload;
using import "annotations.capnp".text;
using import "annotations.capnp".tracepoint;
using import "annotations.capnp".unit;

struct Batch {
  # Events of one subscription, in columns. Within a tracepoint they are in the order in
  # which they fired; `sequenceOffset` restores the one order over all tracepoints.

  firstSequence @0 :UInt64;
  # The sequence number of the batch's first event. Below 2^53.
  baseTimestampUs @1 :Int64 $unit("us");
  # What the `timestampOffsetUs` of all events count from: monotonic microseconds.
  eventCount @2 :UInt32;
  # Events in the batch, over all tracepoints, also of such as the reader does not know.
  texts @3 :List(Text);
  # Every text of the batch, once. UTF-8; what peers sent is not to be trusted.

  netInboundMessage @4 :NetMessageColumns $tracepoint("net:inbound_message");
  # A P2P message has arrived from a peer and is about to be processed.
  netOutboundMessage @5 :NetMessageColumns $tracepoint("net:outbound_message");
  # A P2P message has been queued to be sent to a peer.
  netInboundConnection @6 :NetConnectionColumns $tracepoint("net:inbound_connection");
  # A peer has connected to the node.
  netOutboundConnection @7 :NetConnectionColumns $tracepoint("net:outbound_connection");
  # The node has connected to a peer.
  netEvictedInboundConnection @8 :NetConnectionEndColumns
      $tracepoint("net:evicted_inbound_connection");
  # The node has chosen an inbound peer to make room for another. Its connection is closed next.
  netClosedConnection @9 :NetConnectionEndColumns $tracepoint("net:closed_connection");
  # A connection has ended, whoever ended it.
  netMisbehavingConnection @10 :NetMisbehavingConnectionColumns
      $tracepoint("net:misbehaving_connection");
  # A peer broke the rules of the protocol.
  validationBlockConnected @11 :BlockConnectedColumns $tracepoint("validation:block_connected");
  # A block has been connected to the active chain.
  utxocacheAdd @12 :CoinColumns $tracepoint("utxocache:add");
  # A coin has been added to a cache of unspent outputs. Fires for temporary caches too.
  utxocacheSpent @13 :CoinColumns $tracepoint("utxocache:spent");
  # A coin in a cache of unspent outputs has been spent. Fires for temporary caches too.
  utxocacheUncache @14 :CoinColumns $tracepoint("utxocache:uncache");
  # A coin has been dropped from a cache without being spent.
  utxocacheFlush @15 :CacheFlushColumns $tracepoint("utxocache:flush");
  # The cache of unspent outputs has been written to disk.
  mempoolAdded @16 :MempoolAddedColumns $tracepoint("mempool:added");
  # A transaction has entered the mempool.
  mempoolRemoved @17 :MempoolRemovedColumns $tracepoint("mempool:removed");
  # A transaction has left the mempool.
  mempoolReplaced @18 :MempoolReplacedColumns $tracepoint("mempool:replaced");
  # A transaction in the mempool is being replaced: one event for each that goes, descendants
  # of the direct conflicts included. Every `replaced` of a replacement comes before every
  # `removed` of it, and those before its `added`.
  mempoolRejected @19 :MempoolRejectedColumns $tracepoint("mempool:rejected");
  # A transaction has not been accepted into the mempool.
  coinSelectionSelectedCoins @20 :SelectedCoinsColumns
      $tracepoint("coin_selection:selected_coins");
  # A wallet has chosen the coins to pay with.
  coinSelectionNormalCreateTxInternal @21 :CreateTxColumns
      $tracepoint("coin_selection:normal_create_tx_internal");
  # A wallet has tried to create a transaction in the normal way.
  coinSelectionAttemptingApsCreateTx @22 :AttemptingApsColumns
      $tracepoint("coin_selection:attempting_aps_create_tx");
  # A wallet is about to try again while avoiding partial spends.
  coinSelectionApsCreateTxInternal @23 :ApsCreateTxColumns
      $tracepoint("coin_selection:aps_create_tx_internal");
  # A wallet has tried to create a transaction while avoiding partial spends.

  snapshotPeer @24 :SnapshotPeerColumns $tracepoint("snapshot:peer");
  # A peer that is connected. Part of a snapshot of a subscription to `net` tracepoints.
  snapshotMempool @25 :SnapshotMempoolColumns $tracepoint("snapshot:mempool");
  # What the mempool holds. Part of a snapshot of a subscription to `mempool` tracepoints.
  snapshotTip @26 :SnapshotTipColumns $tracepoint("snapshot:tip");
  # The last block of the active chain. Part of a snapshot of a subscription to `validation` or
  # `utxocache` tracepoints.
  snapshotEnd @27 :SnapshotEndColumns $tracepoint("snapshot:end");
  # The snapshot is complete, or the source has no more of it. Every snapshot ends with one.
  nodetapSubscribed @28 :NodetapSubscribedColumns $tracepoint("nodetap:subscribed");
  # A subscription has begun: of every other than the subscriber's own.
  nodetapUnsubscribed @29 :NodetapUnsubscribedColumns $tracepoint("nodetap:unsubscribed");
  # A subscription has ended.
  nodetapLost @30 :NodetapLostColumns $tracepoint("nodetap:lost");
  # Events have been lost since the last time this was told, at most once a second: one event for
  # each tracepoint, cause and subscription concerned. Losses of `nodetap` events are not told so.
  nodetapRing @31 :NodetapRingColumns $tracepoint("nodetap:ring");
  # The state of the ring between the node and the publisher's worker, once a second.
}

enum Network {
  # The network of a peer's address, with Bitcoin Core's numbers.
  unroutable @0;
  ipv4 @1;
  ipv6 @2;
  onion @3;
  i2p @4;
  cjdns @5;
}

enum FlushMode {
  # Why the cache of unspent outputs was flushed, with Bitcoin Core's numbers.
  none @0;
  ifNeeded @1;
  periodic @2;
  forceFlush @3;
  forceSync @4;
}

enum CoinsCache {
  # Which cache of unspent outputs a coin event is about.
  unknown @0;
  # The source cannot tell.
  main @1;
  # The node's own cache of the active chain.
  temporary @2;
  # A view laid over it for a check or a block template.
}

struct NetMessageColumns {
  # The messages of P2P connections.
  sequenceOffset @0 :List(UInt32);
  # The event's sequence number, less Batch.firstSequence.
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  # The event's monotonic time, less Batch.baseTimestampUs.
  peerId @2 :List(Int64);
  # The node's number for the peer. Below 2^53.
  address @3 :List(UInt16) $text;
  # The peer's address and port, or host name.
  connectionType @4 :List(UInt16) $text;
  # How the connection came about: "inbound", "outbound-full-relay", "block-relay-only",
  # "manual", "feeler", "addr-fetch", …
  messageType @5 :List(UInt16) $text;
  # The message's type: "inv", "tx", "ping", …
  size @6 :List(UInt64) $unit("bytes");
  # Bytes of the whole payload, also where `payload` is cut. Below 2^53.
  payloadEnd @7 :List(UInt32) $unit("bytes");
  # Where the event's bytes end in `payload`.
  payload @8 :Data $payload("payloadEnd");
  # The payload, or as much of it as the subscriber asked for.
}

struct NetConnectionColumns {
  # Connections that begin.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  peerId @2 :List(Int64);
  # The node's number for the peer. Below 2^53.
  address @3 :List(UInt16) $text;
  # The peer's address and port, or host name.
  connectionType @4 :List(UInt16) $text;
  # How the connection came about: "inbound", "outbound-full-relay", …
  network @5 :List(Network);
  # The network of the peer's address.
  existingConnections @6 :List(UInt64);
  # Connections of that direction, this one included.
}

struct NetConnectionEndColumns {
  # Connections that end.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  peerId @2 :List(Int64);
  # The node's number for the peer. Below 2^53.
  address @3 :List(UInt16) $text;
  # The peer's address and port, or host name.
  connectionType @4 :List(UInt16) $text;
  # How the connection came about: "inbound", "outbound-full-relay", …
  network @5 :List(Network);
  # The network of the peer's address.
  establishedAt @6 :List(Int64) $unit("s");
  # When the connection was made, in Unix seconds.
}

struct NetMisbehavingConnectionColumns {
  # Peers that broke the rules.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  peerId @2 :List(Int64);
  # The node's number for the peer. Below 2^53.
  reason @3 :List(UInt16) $text;
  # What the peer did, in words. May be empty.
}

struct BlockConnectedColumns {
  # Blocks that joined the active chain.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  hash @2 :Data $hash;
  # The block's hash.
  height @3 :List(Int32);
  # The block's height.
  transactions @4 :List(UInt64);
  # Transactions in the block, the coinbase included.
  inputs @5 :List(Int32);
  # Inputs of all those transactions, the coinbase's included.
  sigopsCost @6 :List(UInt64);
  # The weighted cost of the block's signature operations (BIP 141), not their number.
  durationNs @7 :List(UInt64) $unit("ns");
  # How long it took to connect the block, in nanoseconds.
}

struct CoinColumns {
  # Coins (unspent outputs) in a cache.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  txid @2 :Data $hash;
  # The transaction whose output the coin is.
  vout @3 :List(UInt32);
  # The output's index in that transaction.
  height @4 :List(UInt32);
  # The height at which the coin was created; 2147483647 for one that only the mempool knows.
  value @5 :List(Int64) $unit("sat");
  # The coin's worth.
  coinbase @6 :List(Bool);
  # Whether a coinbase transaction made the coin.
  cache @7 :List(CoinsCache);
  # Which cache the event is about. nodetap's addition to Bitcoin Core's fields.
}

struct CacheFlushColumns {
  # Writes of the cache of unspent outputs to disk.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  durationUs @2 :List(Int64) $unit("us");
  # How long the flush took, in microseconds.
  mode @3 :List(FlushMode);
  # Why it was flushed.
  coins @4 :List(UInt64);
  # Coins in the cache before.
  memoryBytes @5 :List(UInt64) $unit("bytes");
  # Memory the cache took before.
  forPrune @6 :List(Bool);
  # Whether it happened in order to prune.
}

struct MempoolAddedColumns {
  # Transactions that entered the mempool.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  txid @2 :Data $hash;
  # The transaction.
  vsize @3 :List(Int32) $unit("vbyte");
  # Its virtual size (BIP 141).
  feeSat @4 :List(Int64) $unit("sat");
  # Its fee.
}

struct MempoolRemovedColumns {
  # Transactions that left the mempool.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  txid @2 :Data $hash;
  # The transaction.
  reason @3 :List(UInt16) $text;
  # Why: "expiry", "sizelimit", "reorg", "block", "conflict" or "replaced".
  vsize @4 :List(Int32) $unit("vbyte");
  # Its virtual size (BIP 141).
  feeSat @5 :List(Int64) $unit("sat");
  # Its fee.
  enteredAt @6 :List(Int64) $unit("s");
  # When it had entered the mempool, in Unix seconds.
}

struct MempoolReplacedColumns {
  # Transactions that had to make way for others.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  replacedTxid @2 :Data $hash;
  # The transaction that goes.
  replacedVsize @3 :List(Int32) $unit("vbyte");
  # Its virtual size.
  replacedFeeSat @4 :List(Int64) $unit("sat");
  # Its fee.
  replacedEnteredAt @5 :List(Int64) $unit("s");
  # When it had entered the mempool, in Unix seconds.
  replacementId @6 :Data $hash;
  # What takes its place: a txid, or the hash of a package.
  replacementVsize @7 :List(Int32) $unit("vbyte");
  # The replacement's virtual size, of the whole package if it is one.
  replacementFeeSat @8 :List(Int64) $unit("sat");
  # The replacement's modified fee, of the whole package if it is one.
  replacementIsTxid @9 :List(Bool);
  # Whether `replacementId` is a txid; otherwise it is a package hash.
}

struct MempoolRejectedColumns {
  # Transactions that were not accepted.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  txid @2 :Data $hash;
  # The transaction.
  reason @3 :List(UInt16) $text;
  # Why, in words; free text.
}

struct SelectedCoinsColumns {
  # Choices of coins to pay with.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  wallet @2 :List(UInt16) $text;
  # The wallet's name.
  algorithm @3 :List(UInt16) $text;
  # The selection algorithm: "bnb", "knapsack", "srd", "cg", or the source's own name for it.
  targetSat @4 :List(Int64) $unit("sat");
  # The amount to reach.
  wasteSat @5 :List(Int64) $unit("sat");
  # The selection's waste: what it costs more than spending these coins at a long-term fee rate.
  selectedSat @6 :List(Int64) $unit("sat");
  # The worth of the coins chosen.
}

struct CreateTxColumns {
  # Attempts to create a transaction in the normal way.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  wallet @2 :List(UInt16) $text;
  # The wallet's name.
  success @3 :List(Bool);
  # Whether a transaction was created.
  feeSat @4 :List(Int64) $unit("sat");
  # Its fee.
  changePosition @5 :List(Int32);
  # The index of its change output; -1: it has none.
}

struct AttemptingApsColumns {
  # Second attempts that avoid partial spends, about to begin.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  wallet @2 :List(UInt16) $text;
  # The wallet's name.
}

struct ApsCreateTxColumns {
  # Second attempts that avoid partial spends, and what came of them.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  wallet @2 :List(UInt16) $text;
  # The wallet's name.
  apsUsed @3 :List(Bool);
  # Whether the wallet uses this transaction instead of the first.
  success @4 :List(Bool);
  # Whether a transaction was created.
  feeSat @5 :List(Int64) $unit("sat");
  # Its fee.
  changePosition @6 :List(Int32);
  # The index of its change output; -1: it has none.
}

struct SnapshotPeerColumns {
  # Peers of the moment.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  snapshotId @2 :List(UInt32);
  # Which snapshot it is part of; unique while the publisher runs.
  peerId @3 :List(Int64);
  # The node's number for the peer. Below 2^53.
  address @4 :List(UInt16) $text;
  # The peer's address and port, or host name.
  connectionType @5 :List(UInt16) $text;
  # How the connection came about: "inbound", "outbound-full-relay", …
  network @6 :List(Network);
  # The network of the peer's address.
  establishedAt @7 :List(Int64) $unit("s");
  # When the connection was made, in Unix seconds.
  messagesReceived @8 :List(UInt64);
  # P2P messages from the peer; 0 where the source does not count them.
  messagesSent @9 :List(UInt64);
  # P2P messages to the peer; 0 where the source does not count them.
  bytesReceived @10 :List(UInt64) $unit("bytes");
  # Bytes from the peer, message headers included; 0 where the source does not count them.
  bytesSent @11 :List(UInt64) $unit("bytes");
  # Bytes to the peer, message headers included; 0 where the source does not count them.
  protocolVersion @12 :List(UInt32);
  # The version that the peer has named; 0: none yet.
  userAgent @13 :List(UInt16) $text;
  # What software the peer says it is; empty: nothing yet.
  pingUs @14 :List(Int64) $unit("us");
  # The shortest round trip so far, in microseconds; -1: not known.
}

struct SnapshotMempoolColumns {
  # Mempools of the moment, summed up.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  snapshotId @2 :List(UInt32);
  # Which snapshot it is part of; unique while the publisher runs.
  transactions @3 :List(UInt64);
  # Transactions in the mempool.
  vsize @4 :List(UInt64) $unit("vbyte");
  # Their virtual sizes (BIP 141), added up.
  feeSat @5 :List(UInt64) $unit("sat");
  # Their fees, added up.
  memoryBytes @6 :List(UInt64) $unit("bytes");
  # Memory that the mempool takes.
  minFeeRate @7 :List(UInt64) $unit("sat");
  # The fee rate below which no transaction is taken now, in satoshis for 1000 virtual bytes.
}

struct SnapshotTipColumns {
  # Tips of the moment.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  snapshotId @2 :List(UInt32);
  # Which snapshot it is part of; unique while the publisher runs.
  hash @3 :Data $hash;
  # The block's hash.
  height @4 :List(Int32);
  # The block's height.
  blockTime @5 :List(Int64) $unit("s");
  # The time in the block's header, in Unix seconds.
}

struct SnapshotEndColumns {
  # Ends of snapshots.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  snapshotId @2 :List(UInt32);
  # Which snapshot has ended; unique while the publisher runs.
  records @3 :List(UInt64);
  # Records of the snapshot, this one left out.
  missing @4 :List(UInt64);
  # Records that the source had and that are not here: they did not fit. 0: none.
  failure @5 :List(UInt16) $text;
  # What kept the source from telling all of its state; empty: nothing. Free text.
  durationUs @6 :List(UInt64) $unit("us");
  # How long the source took, in microseconds.
}

struct NodetapSubscribedColumns {
  # Subscriptions that begin.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  subscriptionId @2 :List(UInt64);
  # The publisher's number for the subscription; unique while it runs.
  connectionId @3 :List(UInt64);
  # Equal for subscriptions on one connection.
  processId @4 :List(UInt32);
  # The subscriber's, as it says itself; 0: it does not say.
  kind @5 :List(UInt16) $text;
  # "columns", "rows" (a client of upstream's prototype) or "aggregate".
  tracepoints @6 :List(UInt16) $text;
  # The tracepoints subscribed to, with spaces between them; cut where they are many.
  where @7 :List(UInt16) $text;
  # Its condition in nodetap's notation; empty: none.
  subscriptions @8 :List(UInt32);
  # Subscriptions there are now, this one included.
}

struct NodetapUnsubscribedColumns {
  # Subscriptions that end.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  subscriptionId @2 :List(UInt64);
  # The publisher's number for the subscription; unique while it runs.
  connectionId @3 :List(UInt64);
  # Equal for subscriptions on one connection.
  processId @4 :List(UInt32);
  # The subscriber's, as it says itself; 0: it does not say.
  sentEvents @5 :List(UInt64);
  # Events sent to it.
  sentBytes @6 :List(UInt64) $unit("bytes");
  # Bytes of batches sent to it.
  lostEvents @7 :List(UInt64);
  # Events that it wanted and did not get, whatever the cause.
  durationUs @8 :List(UInt64) $unit("us");
  # How long it lasted, in microseconds.
  workerTimeUs @9 :List(UInt64) $unit("us");
  # Time that the worker spent on it, in microseconds.
  subscriptions @10 :List(UInt32);
  # Subscriptions that are left.
}

struct NodetapLostColumns {
  # Losses of the last second.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  subscriptionId @2 :List(UInt64);
  # The subscription that lost them; 0: every one that wanted them, before they reached any.
  lostTracepoint @3 :List(UInt16) $text;
  # The tracepoint whose events were lost.
  cause @4 :List(UInt16) $text;
  # Why: "ringFull", "queueFull", "tooLarge", "fault", "rateLimit" or "missed".
  lostEvents @5 :List(UInt64);
  # How many.
  firstSequence @6 :List(UInt64);
  # They lie from this sequence number on …
  lastSequence @7 :List(UInt64);
  # … up to this one, both included.
}

struct NodetapRingColumns {
  # States of the ring.
  sequenceOffset @0 :List(UInt32);
  timestampOffsetUs @1 :List(UInt32) $unit("us");
  usedBytes @2 :List(UInt64) $unit("bytes");
  # Bytes that wait for the worker.
  highWaterBytes @3 :List(UInt64) $unit("bytes");
  # The most that a look of the worker's has found waiting since the event before.
  capacityBytes @4 :List(UInt64) $unit("bytes");
  # Bytes of the whole ring.
  firedEvents @5 :List(UInt64);
  # Events of the node's tracepoints since the publisher started, fired while wanted.
  lostEvents @6 :List(UInt64);
  # Of these, events that reached no subscription.
  subscriptions @7 :List(UInt32);
  # Subscriptions there are.
  connections @8 :List(UInt32);
  # Connections there are.
}
