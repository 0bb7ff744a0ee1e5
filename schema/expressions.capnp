# Conditions on events, as a server evaluates them. `nodetap` parses them from text; a client
# in another language builds them as it likes. The server checks every one against its limits
# and its tracepoints' fields.
@0xf4ae6f0c32cc6438;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema");

struct Filter {
  # Which events of the tracepoints asked for are wanted. Applied in this order.
  where @0 :Expression;
  # The condition that an event meets.
  sampleOneIn @1 :UInt32 = 1;
  # Of the events that meet it, one in so many. 0 and 1: all of them.
  sampleBy @2 :Text;
  # The field by whose value is sampled: events with equal values share one fate, in every
  # subscription of every publisher. Empty: every so-many-th event.
  maxEventsPerSecond @3 :UInt32 = 0;
  # What comes beyond that in a second is not sent, but counted as a loss with the cause
  # `rateLimit`. 0: no limit.
}

struct Expression {
  union {
    always @0 :Void;
    # True.
    all @1 :List(Expression);
    # True if each of them is.
    any @2 :List(Expression);
    # True if one of them is.
    not @3 :Expression;
    compare @4 :Comparison;
  }
}

struct Comparison {
  # A field against constants. False for an event of a tracepoint without the field.
  field @0 :Text;
  # A field's name, as in the tracepoint's description, or one that every event has:
  # "tracepoint" (text), "sequence", "timestampUs"; also "direction": "inbound" or "outbound",
  # of the tracepoints whose names begin so.
  operator @1 :Operator;
  values @2 :List(Value);
  # As many as the operator takes.
}

enum Operator {
  equal @0;
  notEqual @1;
  less @2;
  lessOrEqual @3;
  greater @4;
  greaterOrEqual @5;
  in @6;
  # Equal to one of the values.
  between @7;
  # At least the first value and at most the second.
  prefix @8;
  # A text, hash or payload that begins with the value. A hash is compared as people read it.
  contains @9;
  # A text or payload in which the value occurs.
  anyBits @10;
  # A whole number that has one of the value's bits set.
  allBits @11;
  # A whole number that has all of the value's bits set.
  inSubnet @12;
  # An address within one of the values: "10.0.0.0/8", "2001:db8::/32", a single address, or a
  # name's ending such as ".onion".
}

struct Value {
  union {
    number @0 :Int64;
    # Within ±(2^53 - 1).
    text @1 :Text;
    # Also an enum's name.
    bytes @2 :Data;
    # Of a hash: 32 bytes, or the first of them for `prefix`, as people read it: reversed.
    flag @3 :Bool;
  }
}
