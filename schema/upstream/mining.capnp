# Bitcoin Core's mining interface, by its ids (v30 and newer); only what nodetap calls.
@0xc77d03df6a41b505;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema::upstream");

using Common = import "common.capnp";
using Proxy = import "proxy.capnp";

interface Mining {
  isTestChain @0 (context :Proxy.Context) -> (result :Bool);
  isInitialBlockDownload @1 (context :Proxy.Context) -> (result :Bool);
  getTip @2 (context :Proxy.Context) -> (result :Common.BlockRef, hasTip :Bool);
  # The last block of the active chain. Upstream calls the second result `hasResult`; it is
  # false where there is none.
}
