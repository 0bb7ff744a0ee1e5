# What the code generator of nodetap reads besides types and comments. Other programs may
# ignore these.
@0xc6b45140e6f3d216;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema");

annotation tracepoint @0xf7f2f0f59c3bc101 (field) :Text;
# On a field of Batch: the tracepoint whose events its columns hold, as "context:event".

annotation text @0xf7f2f0f59c3bc102 (field) :Void;
# On a List(UInt16): each element is an index into Batch.texts.

annotation hash @0xf7f2f0f59c3bc103 (field) :Void;
# On a Data: 32 bytes an event, one after the other, in internal order. People read such a
# hash reversed, as hex.

annotation payload @0xf7f2f0f59c3bc104 (field) :Text;
# On a Data: the bytes of all events, one after the other. Event i's end in it is element i
# of the List(UInt32) that the annotation names; it begins where the one before ends.

annotation unit @0xf7f2f0f59c3bc105 (field) :Text;
# The unit of a number: "bytes", "sat", "vbyte", "ns", "us", "s" (Unix seconds), …

annotation stability @0xf7f2f0f59c3bc106 (field) :Text;
# On a tracepoint: "experimental", "stable" or "deprecated".
