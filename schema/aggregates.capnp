# Figures computed in the node: answers instead of events.
@0xb1c6511a93e42b36;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema");

using Expressions = import "expressions.capnp";

struct AggregateRequest {
  tracepoints @0 :List(Text);
  # Names or patterns, as in a subscription.
  where @1 :Expressions.Expression;
  # Which of their events count.
  groupBy @2 :List(Text);
  # Up to three fields; a group for each combination of their values. None: one group.
  measures @3 :List(Measure);
  # What is computed of each group, besides nothing: at least one.
  intervalUs @4 :UInt64 = 1000000;
  # A report each so many microseconds; 0: only when asked.
  mode @5 :AggregateMode = deltas;
  maxGroups @6 :UInt32 = 1000;
  # Events of further combinations are counted in one group of others.
}

enum AggregateMode {
  deltas @0;
  # Each report is about the time since the one before.
  totals @1;
  # Each report is about the time since the beginning.
}

struct Measure {
  function @0 :AggregateFunction;
  field @1 :Text;
  # Empty for `count`.
  linearFrom @2 :Int64;
  linearWidth @3 :UInt64;
  linearBuckets @4 :UInt32;
  # Of a linear histogram: the lower end of its first bucket, and the width and number of all.
  topCount @5 :UInt32 = 10;
  # Of `top`: how many values.
}

enum AggregateFunction {
  count @0;
  sum @1;
  min @2;
  max @3;
  distinct @4;
  # How many different values: an estimate, whose standard error the terms tell.
  log2Histogram @5;
  linearHistogram @6;
  top @7;
  # The most frequent values.
}

struct AggregateTerms {
  # What the server made of a request.
  tracepoints @0 :List(Text);
  firstSequence @1 :UInt64;
  # Events with this sequence number and above are counted.
  monotonicZeroUnixUs @2 :Int64;
  intervalUs @3 :UInt64;
  maxGroups @4 :UInt32;
  distinctStandardError @5 :Float64;
  # Relative standard error of `distinct`, as 0.02 for 2 %.
}

struct AggregateReport {
  number @0 :UInt64;
  # Of the report, from 0.
  fromUs @1 :Int64;
  untilUs @2 :Int64;
  # The stretch of time, in monotonic microseconds.
  events @3 :UInt64;
  # Events that were counted in it.
  lost @4 :UInt64;
  # Events of the tracepoints that were lost before they could be; whether they met the
  # condition is not known.
  groups @5 :List(AggregateGroup);
  # Those with events; the ones with most events first.
}

struct AggregateGroup {
  keys @0 :List(Expressions.Value);
  # The values of `groupBy`, in its order; empty where `isOther`. A field that the event's
  # tracepoint lacks is the empty text.
  isOther @1 :Bool;
  # The group of all combinations beyond `maxGroups`.
  events @2 :UInt64;
  measures @3 :List(MeasureResult);
  # In the order of the request.
}

struct MeasureResult {
  union {
    none @0 :Void;
    # No event of the group had the field.
    number @1 :Float64;
    # Exact for whole numbers up to 2^53.
    histogram @2 :Histogram;
    top @3 :List(TopEntry);
  }
}

struct Histogram {
  below @0 :UInt64;
  # Values below the first bucket.
  counts @1 :List(UInt64);
  # Log2: bucket 0 holds the value 0, bucket i values from 2^(i-1) to 2^i - 1. Linear: buckets
  # of `linearWidth` from `linearFrom` on. Trailing zeros are left out.
  above @2 :UInt64;
  # Values beyond the last bucket.
}

struct TopEntry {
  value @0 :Expressions.Value;
  count @1 :UInt64;
  maxError @2 :UInt64;
  # The true count is at least `count` less this.
}
