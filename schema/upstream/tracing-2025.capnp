# The tracing prototype of 2025, by its ids: coins of the UTXO cache, one call an event.
@0xfcbbd3f49874128e;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema::upstream2025");

using Handler = import "handler.capnp";
using Proxy = import "proxy.capnp";

interface Tracing {
  traceUtxoCache @0 (context :Proxy.Context, callback :UtxoCacheTrace) -> (result :Handler.Handler);
}

interface UtxoCacheTrace {
  destroy @0 (context :Proxy.Context) -> ();
  add @1 (utxoInfo :UtxoInfo) -> ();
  spend @2 (utxoInfo :UtxoInfo) -> ();
  uncache @3 (utxoInfo :UtxoInfo) -> ();
}

struct UtxoInfo {
  outpointHash @0 :Data;
  outpointN @1 :UInt32;
  height @2 :UInt32;
  value @3 :Int64;
  isCoinbase @4 :Bool;
}
