# nodetap's own interface. Init.makeTracing answers with one capability that speaks both
# Bitcoin Core's Tracing and this; a client asks for this first and falls back.
@0x9674ba69e678e489;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema");

using Aggregates = import "aggregates.capnp";
using Expressions = import "expressions.capnp";
using Proxy = import "upstream/proxy.capnp";
using Upstream = import "upstream/tracing.capnp";
using Trace = import "tracepoints.capnp";

interface TraceServer @0xd4bc905a09abf8e9 extends(Upstream.Tracing) {
  describe @0 (context :Proxy.Context) -> (description :ServerDescription);
  # What this server offers, and its state at this moment.
  subscribe @1 (context :Proxy.Context, request :SubscribeRequest, subscriber :Subscriber,
      processId :UInt32)
      -> (subscription :Subscription, terms :SubscriptionTerms);
  # Sends the events of the tracepoints asked for to `subscriber`, until the subscription is
  # destroyed or released or the connection ends. Fails with `failed` for a request that makes
  # no sense and with `overloaded` where a limit on subscriptions is reached. `processId` is the
  # subscriber's own, shown to whoever asks for `subscribers`; 0: it does not say.
  aggregate @2 (context :Proxy.Context, request :Aggregates.AggregateRequest,
      subscriber :AggregateSubscriber, processId :UInt32)
      -> (aggregation :Aggregation, terms :Aggregates.AggregateTerms);
  # Computes figures of events and sends them to `subscriber`, until the aggregation is destroyed
  # or released or the connection ends. Fails as `subscribe` does.
  subscribers @3 (context :Proxy.Context) -> (subscribers :List(SubscriberDescription));
  # Who is subscribed, what each asked for, and what it costs.
}

interface AggregateSubscriber @0xaff7c57086b0e01c {
  # The client's side of an aggregation.
  destroy @0 (context :Proxy.Context) -> ();
  # The server drops the subscriber.
  report @1 Aggregates.AggregateReport -> ();
  # The next report. While it is not answered, further ones are put off, and with them the end
  # of the stretch of time that they are about: nothing is lost.
  ended @2 (reason :Text) -> ();
  # Nothing more will come: the server closes.
}

interface Aggregation @0xd40d7f51a1e4bb0e {
  # The server's side of an aggregation.
  destroy @0 (context :Proxy.Context) -> ();
  read @1 (context :Proxy.Context) -> (report :Aggregates.AggregateReport);
  # A report of this moment. With `deltas`, the next one begins where it ends.
}

interface Subscriber @0xb4c2764cd2e6e1a6 {
  # The client's side of a subscription. Its methods are called one after the other, several of
  # them in flight; the answer to each says that the client is ready for more.
  destroy @0 (context :Proxy.Context) -> ();
  # The server drops the subscriber.
  deliver @1 Trace.Batch -> ();
  # The next events.
  lost @2 (losses :List(Loss)) -> ();
  # Events were lost between what was delivered before and what will be delivered after.
  ended @3 (reason :Text) -> ();
  # Nothing more will come: the server closes.
}

interface Subscription @0xd92a5e6b2f0c7a11 {
  # The server's side of a subscription.
  destroy @0 (context :Proxy.Context) -> ();
  # Ends it. Events not yet sent are discarded.
  counts @1 (context :Proxy.Context) -> (counts :SubscriptionCounts);
  # What became of every event so far; may be asked at any time.
}

struct SubscribeRequest {
  tracepoints @0 :List(Text);
  # Names ("mempool:added") or patterns with `*` ("net:*_message"); each must match something.
  payloadBytes @1 :UInt32 = 0;
  # How much of each payload to send; 0: none, 4294967295: all of it.
  maxBatchEvents @2 :UInt32 = 4096;
  # A batch is sent at the latest when it holds so many events …
  maxBatchBytes @3 :UInt64 = 4194304;
  # … or so many bytes (one larger event goes alone) …
  maxBatchWaitUs @4 :UInt32 = 1000;
  # … or when its first event is so many microseconds old.
  maxQueueBytes @5 :UInt64 = 67108864;
  # Bytes that may wait for a slow subscriber. What comes then is dropped and counted.
  filter @6 :Expressions.Filter;
  # Which of their events are wanted; all, if none is given.
  snapshot @7 :Bool;
  # Whether to send the present state first: events of the `snapshot` tracepoints that go with
  # those asked for, in sequence with what follows.
}

struct SubscriptionTerms {
  # What the server made of a request.
  tracepoints @0 :List(Text);
  # The names of the tracepoints subscribed to.
  firstSequence @1 :UInt64;
  # Events with this sequence number and above are the subscription's.
  monotonicZeroUnixUs @2 :Int64;
  # The wall-clock time of monotonic zero, in Unix microseconds: add it to a timestamp.
  payloadBytes @3 :UInt32;
  maxBatchEvents @4 :UInt32;
  maxBatchBytes @5 :UInt64;
  maxBatchWaitUs @6 :UInt32;
  maxQueueBytes @7 :UInt64;
  # The options in force, after the server's limits.
  snapshot @8 :List(Text);
  # The tracepoints of the snapshot that will come; none where it was not asked for or the
  # source cannot give one.
}

struct Loss {
  # Events of one tracepoint that this subscription did not get.
  tracepoint @0 :Text;
  count @1 :UInt64;
  cause @2 :LossCause;
  firstSequence @3 :UInt64;
  lastSequence @4 :UInt64;
  # They lie within these sequence numbers, both included.
}

enum LossCause {
  ringFull @0;
  # The node fired faster than the publisher's worker drained its ring.
  queueFull @1;
  # This subscriber was too slow for its queue.
  tooLarge @2;
  # An event larger than the ring takes.
  fault @3;
  # The node passed arguments that are not the tracepoint's.
  rateLimit @4;
  # Beyond what the subscription's own filter lets through in a second.
  missed @5;
  # The source did not see them itself: a log that was cut, a gap in a node's messages. Where it
  # does not know how many, the count is 1.
}

struct SubscriptionCounts {
  perTracepoint @0 :List(TracepointCounts);
}

struct TracepointCounts {
  # fired = delivered + queued + lost + filtered, exactly, for events since the subscription began.
  tracepoint @0 :Text;
  fired @1 :UInt64;
  delivered @2 :UInt64;
  # Sent to the subscriber, whether or not it has answered.
  queued @3 :UInt64;
  # Waiting to be sent.
  lost @4 :UInt64;
  filtered @5 :UInt64;
  # Not wanted, by the subscription's own filter.
}

struct SubscriberDescription {
  # One subscription or aggregation.
  id @0 :UInt64;
  # Unique while the publisher runs.
  processId @1 :UInt32;
  # Of the subscriber, as it says itself: nobody has verified it. 0: it does not say.
  connectionId @2 :UInt64;
  # Equal for those on one connection.
  sinceUnixUs @3 :Int64;
  kind @4 :SubscriberKind;
  tracepoints @5 :List(Text);
  where @6 :Text;
  # Its condition in nodetap's notation; empty: none.
  options @7 :SubscribeRequest;
  # What is in force; without the tracepoints and the condition, which are told above.
  sentEvents @8 :UInt64;
  # Of an aggregation: events in its figures.
  sentBytes @9 :UInt64;
  queuedEvents @10 :UInt64;
  queuedBytes @11 :UInt64;
  lostEvents @12 :UInt64;
  filteredEvents @13 :UInt64;
  workerTimeUs @14 :UInt64;
  # Time that the worker has spent on it, about. Encoding, sending and the answers to it are
  # measured; the reading of the ring is divided by the numbers of events handed out. What is done
  # once for several is divided among them. It is time that has passed: where the machine has more
  # to do than it has processors, waiting for one is in it.
  aggregate @15 :Aggregates.AggregateRequest;
  # Of an aggregation: what it computes; without the tracepoints and the condition.
}

enum SubscriberKind {
  columns @0;
  # By `subscribe`.
  rows @1;
  # By upstream's `traceNetMessages`.
  aggregate @2;
}

struct ServerDescription {
  software @0 :Text;
  # Name and version of the publisher, as "nodetap/0.1.0".
  processId @1 :UInt32;
  startedAtUnixUs @2 :Int64;
  monotonicZeroUnixUs @3 :Int64;
  # The wall-clock time of monotonic zero, in Unix microseconds.
  nextSequence @4 :UInt64;
  # The sequence number that the next event will have.
  tracepoints @5 :List(TracepointDescription);
  subscriptions @6 :UInt32;
  maxSubscriptions @7 :UInt32;
  connections @8 :UInt32;
  maxConnections @9 :UInt32;
  ringBytes @10 :UInt64;
  node @11 :Text;
  # What node the events are of, as its source names it; empty if it does not say.
  ringUsedBytes @12 :UInt64;
  # Bytes of the ring that wait for the worker at this moment …
  ringHighWaterBytes @13 :UInt64;
  # … and the most that ever did.
  snapshots @14 :List(Text);
  # The tracepoints of snapshots that the source can give.
}

struct TracepointDescription {
  name @0 :Text;
  description @1 :Text;
  stability @2 :Text;
  # "experimental", "stable" or "deprecated".
  fields @3 :List(FieldDescription);
  enabled @4 :Bool;
  # Whether anybody is subscribed.
  fired @5 :UInt64;
  # Events since the publisher started, fired while somebody was subscribed. Messages of types
  # that no subscriber's filter lets through are not fired.
  lost @6 :UInt64;
  # Of these, events that never reached a subscription (ring full, too large, fault).
  quality @7 :Quality;
  qualityNote @8 :Text;
  # Where the events come from, and what keeps them from being exact; may be empty.
}

enum Quality {
  # How good a source's events of a tracepoint are.
  exact @0;
  # As the node itself has them.
  derived @1;
  # Computed from what the node tells elsewhere; complete, and right but for times.
  partial @2;
  # Some events or fields are missing, or not certain.
  none @3;
  # The source cannot give them.
}

struct FieldDescription {
  name @0 :Text;
  type @1 :Text;
  # "int32", "uint32", "int64", "uint64", "bool", "text", "hash", "bytes", or an enum as
  # "enum(ipv4,…)".
  unit @2 :Text;
  # Empty if the number has none.
  description @3 :Text;
}
