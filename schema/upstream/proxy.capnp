# The conventions of libmultiprocess, Bitcoin Core's IPC library, by their ids.
@0xcc316e3f71a040fb;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema::upstream");

interface ThreadMap {
  # What a process offers to those who call it: threads of its own to run their calls on.
  makeThread @0 (name :Text) -> (result :Thread);
  # A thread named `name` for the caller's calls.
  makePool @1 (count :UInt32) -> ();
  # `count` threads for calls that name no thread of their own (newer versions).
}

interface Thread {
  # A thread of the process that made it.
  getName @0 () -> (result :Text);
}

struct Context {
  # Where a call runs. Both may be null.
  thread @0 :Thread;
  # A thread of the callee's, made by its ThreadMap, that shall run the call.
  callbackThread @1 :Thread;
  # A thread of the caller's that shall run what the callee calls back meanwhile.
}
