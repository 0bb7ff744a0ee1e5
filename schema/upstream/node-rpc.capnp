# Bitcoin Core's JSON-RPC over IPC, by its ids (newer than v31).
@0x9c3505dc45e146ac;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema::upstream");

using Proxy = import "proxy.capnp";

interface Rpc {
  executeRpc @0 (context :Proxy.Context, request :Text, uri :Text, user :Text) -> (result :Text);
  # `request` and `result` are JSON-RPC documents; no cookie is needed.
}
