# What the interop tests call on each other: one interface, served by peer.c++ with
# Cap'n Proto's own library and by peer-server.ts with src/rpc.
@0xe942d0b5358d5a05;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::interop");

interface Peer {
  # The bootstrap capability of either side that serves. What is slow waits for a gate, which
  # another call opens: no test depends on time.

  echo @0 Sample -> Sample;
  # Answers with what it was sent.
  hold @1 (gate :UInt32) -> ();
  # Answers when the gate opens.
  open @2 (gate :UInt32) -> ();
  # Opens the gate, for those who wait and for those who come later.
  never @3 () -> ();
  # Never answers. Counted when it is cancelled.
  counts @4 () -> Counts;
  fail @5 Failure -> ();
  # Answers with that exception.

  makeCounters @6 (count :UInt32) -> (handles :List(Handle));
  slowCounter @7 (gate :UInt32) -> Handle;
  # A new counter, when the gate opens.
  promiseCounter @8 (gate :UInt32, settle :Settle, callback :Counter) -> Handle;
  # Answers at once with a promise of a counter, which settles when the gate opens.

  callBack @9 (callback :Counter, calls :UInt32, inFlight :UInt32) -> (outOfOrder :UInt32);
  # Calls `callback` so often with 0, 1, 2, …, so many calls in flight. Answers how many of the
  # answers were not what a counter that was called in that order says.
  keep @10 (callback :Counter) -> ();
  # Keeps `callback` after the call, until dropKept.
  callKept @11 Ask -> Answer;
  dropKept @12 () -> ();
  bounce @13 (callback :Counter, gate :UInt32) -> Handle;
  # Answers with `callback` itself, when the gate opens.
  forward @14 (callback :Counter, value :UInt64) -> Answer;
  # What `callback` answers to `value`, as a tail call where the side can.
  catchFrom @15 (callback :Counter, failure :Failure) -> Failure;
  # Lets `callback` fail and answers with the exception that arrived.

  write @16 (index :UInt64, data :Data) -> stream;
  # Counts the bytes, and the calls whose index is not one more than the last.
  rows @17 (count :UInt32, textBytes :UInt32, orphans :Bool) -> Table;
  # A table with that many rows. With `orphans` its parts are built before they are linked,
  # which ends in double-far pointers.
  checkTable @18 (table :Table) -> (rows :UInt32, wrong :UInt32);
  # Reads a table made by the same rule and answers how many of its values were not as expected.

  leave @19 () -> ();
  # Closes the connection without answering.
}

interface Counter {
  # Counts its calls. There are as many live objects as counters that are not yet destroyed.
  call @0 Ask -> Answer;
  next @1 () -> Handle;
  # A new counter, one deeper.
  depth @2 () -> (result :UInt32);
  fail @3 Failure -> ();
}

interface Absent {
  # An interface that nobody serves.
  call @0 Ask -> Answer;
}

struct Sample {
  text @0 :Text;
  data @1 :Data;
}

struct Handle {
  counter @0 :Counter;
}

struct Ask {
  value @0 :UInt64;
}

struct Answer {
  value @0 :UInt64;
  # The value asked for.
  order @1 :UInt64;
  # How many calls the counter had before this one.
}

struct Failure {
  kind @0 :FailureKind;
  reason @1 :Text;
}

enum FailureKind {
  # The exception types of rpc.capnp.
  failed @0;
  overloaded @1;
  disconnected @2;
  unimplemented @3;
}

enum Settle {
  # What a promised counter turns out to be.
  own @0;
  # A counter of the callee's.
  callers @1;
  # The counter that the caller passed.
  failure @2;
  # An exception.
}

struct Counts {
  liveObjects @0 :UInt32;
  # Counters, in the process.
  cancelled @1 :UInt32;
  # Calls of `never` that were cancelled.
  streamedBytes @2 :UInt64;
  streamedOutOfOrder @3 :UInt32;
}

struct Table {
  # For each index i: the number i * 2654435761; text i repeats the letter 97 + i % 26; data i
  # is as long as the text and repeats the byte i % 251; numbers holds i and i * i.
  title @0 :Text;
  # "table of <count>"
  rows @1 :List(Row);
}

struct Row {
  number @0 :UInt64;
  text @1 :Text;
  data @2 :Data;
  numbers @3 :List(UInt32);
}
