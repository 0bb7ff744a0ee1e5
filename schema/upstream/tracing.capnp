# The tracing prototype of Bitcoin Core's developers (September 2026), by its ids.
@0xca4c717e6cf65a84;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema::upstream");

using Handler = import "handler.capnp";
using Proxy = import "proxy.capnp";

interface Tracing {
  destroy @0 (context :Proxy.Context) -> ();
  traceNetMessages @1 (context :Proxy.Context, options :NetMessageTraceOptions,
                       callback :NetMessageTrace) -> (result :Handler.Handler);
  # Sends P2P messages to `callback` until the handler is destroyed or the connection ends.
}

interface NetMessageTrace {
  # The subscriber's side.
  destroy @0 (context :Proxy.Context) -> ();
  messages @1 (context :Proxy.Context, messages :List(NetMessage), dropped :UInt64) -> ();
  # A batch; `dropped` counts the events lost since the batch before.
  payloadArena @2 (context :Proxy.Context, name :Text, slotBytes :UInt64, slotCount :UInt32) -> ();
  # The name of a shared-memory object that holds payloads, in slots of equal size.
  messagesStream @3 (messages :List(NetMessage), dropped :UInt64) -> ();
  # As `messages`, sent without waiting for the answer.
}

struct NetMessageTraceOptions {
  inbound @0 :Bool = true;
  outbound @1 :Bool = true;
  maxPayloadBytes @2 :UInt32 = 0;
  # How much of each payload to send, at most 4 MiB.
  maxQueueEvents @3 :UInt32 = 65536;
  # Bound of the subscriber's queue, at most 2^20.
  maxBatchEvents @4 :UInt32 = 1024;
  maxBatchWaitUs @5 :UInt32 = 1000;
  # How long a batch may wait to be filled, in microseconds.
  maxQueueBytes @6 :UInt64 = 67108864;
  # Payload bytes queued.
  maxBatchBytes @7 :UInt64 = 4194304;
  # Payload bytes a batch.
  shmBytes @8 :UInt64 = 0;
  # Size of a shared-memory arena for payloads; 0: none.
  shmMinPayloadBytes @9 :UInt32 = 4096;
  # Smaller payloads stay inline.
  stream @10 :Bool = false;
  # Deliver with `messagesStream`.
}

struct NetMessage {
  inbound @0 :Bool;
  peerId @1 :Int64;
  peerAddr @2 :Text;
  connType @3 :Text;
  msgType @4 :Text;
  msgSize @5 :UInt64;
  # Bytes of the whole payload, also where `payload` is cut.
  payload @6 :Data;
  timestampUs @7 :Int64;
  # CLOCK_MONOTONIC, microseconds.
  payloadSlot @8 :Int32 = -1;
  # The arena's slot that holds the payload; -1: it is in `payload`.
  payloadLen @9 :UInt32;
  # Bytes of the payload in that slot.
}
