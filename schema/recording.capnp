# A recording: what a subscription brought, kept in a file. The file is a sequence of messages in
# Cap'n Proto's standard framing, each with a RecordingEntry as its root, so that
# `capnp decode schema/recording.capnp RecordingEntry < FILE` shows it. docs/recording.md tells more.
@0xd1172c01293c0e22;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema");

using Server = import "trace-server.capnp";
using Trace = import "tracepoints.capnp";

struct RecordingEntry {
  union {
    header @0 :RecordingHeader;
    # The first entry of a file, and no other.
    batch @1 :Trace.Batch;
    # The next events.
    losses @2 :List(Server.Loss);
    # Events were lost between the batches before and those after.
    gap @3 :RecordingGap;
    # The connection to the node was lost and made again.
    compressed @4 :CompressedEntry;
    # Another entry, in fewer bytes.
    index @5 :RecordingIndex;
    # Where batches are, and what is in them. Nothing else is told here: it can be made again.
    end @6 :RecordingEnd;
    # The last entry of a file that was ended in order. Its size never changes.
  }
}

struct RecordingHeader {
  format @0 :Text;
  # "nodetap recording"
  version @1 :UInt32;
  # Of the file's format: 1. A reader refuses a higher one.
  recorder @2 :Text;
  # Name and version of what wrote the file, as "nodetap/0.1.0".
  startedAtUnixUs @3 :Int64;
  # When the file was begun.
  part @4 :UInt32;
  # Counts the files of one recording, from 1 on.
  tracepoints @5 :List(Text);
  # Those subscribed to, whether or not they have events.
  monotonicZeroUnixUs @6 :Int64;
  # The wall-clock time of monotonic zero, in Unix microseconds: add it to a timestamp.
  payloadBytes @7 :UInt32;
  # How much of each payload was asked for; 4294967295: all of it.
  where @8 :Text;
  # The expression that events had to satisfy; empty: none.
  node @9 :Server.ServerDescription;
  # What the node said of itself when the recording began.
}

struct RecordingGap {
  lostAtUnixMs @0 :Int64;
  resumedAtUnixMs @1 :Int64;
  restarted @2 :Bool;
  # Whether another process answered afterwards; its sequence numbers begin anew.
  missedEvents @3 :Int64 = -1;
  # Events of all tracepoints that the node fired to others meanwhile; -1: not known.
}

struct CompressedEntry {
  method @0 :CompressionMethod;
  uncompressedBytes @1 :UInt64;
  data @2 :Data;
  # A whole message as it would stand in the file: a RecordingEntry with a batch.
}

enum CompressionMethod {
  zlib @0;
  # RFC 1950.
}

struct RecordingIndex {
  # The batches since the index before, or since the beginning. The lists are equally long and
  # have an element a batch.
  previousIndex @0 :UInt64;
  # Where the index before is in the file; 0: this is the first.
  offset @1 :List(UInt64);
  # Where the batch's entry begins in the file …
  entryBytes @2 :List(UInt32);
  # … and how long it is, its segment table included.
  checksum @3 :List(UInt32);
  # The CRC-32 (as zlib's) of these bytes.
  firstSequence @4 :List(UInt64);
  lastSequence @5 :List(UInt64);
  # Of its events.
  firstTimestampUs @6 :List(Int64);
  lastTimestampUs @7 :List(Int64);
  # The lowest and the highest time of its events, in monotonic microseconds.
  tracepoints @8 :List(IndexedTracepoint);
  gaps @9 :UInt32;
  # How many gaps there are between the index before and this one.
}

struct IndexedTracepoint {
  name @0 :Text;
  count @1 :List(UInt32);
  # By batch: events of it.
  bytes @2 :List(UInt32);
  # By batch: bytes that they take there before compression, texts not counted.
  lost @3 :UInt64;
  # Events of it that were lost between the index before and this one.
}

struct RecordingEnd {
  # Numbers only, so that a reader finds it by reading the last 88 bytes of the file.
  offset @0 :UInt64;
  # Where this entry begins.
  index @1 :UInt64;
  # Where the last index begins; 0: there is none, as there are no batches, losses or gaps.
  batches @2 :UInt64;
  events @3 :UInt64;
  lost @4 :UInt64;
  gaps @5 :UInt64;
  endedAtUnixUs @6 :Int64;
}
