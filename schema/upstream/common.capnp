# Structs that several of Bitcoin Core's interfaces use, by their ids; only what nodetap reads.
@0xcd2c6232cb484a28;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema::upstream");

struct BlockRef {
  hash @0 :Data;
  # 32 bytes, in internal order.
  height @1 :Int32;
}
