# Bitcoin Core's first interface, by its ids: what a connection's bootstrap answers.
@0xf2c5cfa319406aa6;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema::upstream");

using Proxy = import "proxy.capnp";
using Echo = import "echo.capnp";
using NodeRpc = import "node-rpc.capnp";
using Tracing = import "tracing.capnp";

interface Init {
  construct @0 (threadMap :Proxy.ThreadMap) -> (threadMap :Proxy.ThreadMap);
  # The first call: both sides exchange their thread maps.
  makeEcho @1 (context :Proxy.Context) -> (result :Echo.Echo);
  makeMiningOld2 @2 () -> ();
  makeMining @3 (context :Proxy.Context) -> (result :AnyPointer);
  makeRpc @4 (context :Proxy.Context) -> (result :NodeRpc.Rpc);
  makeTracing @5 (context :Proxy.Context) -> (result :Tracing.Tracing);
  # Only in nodes with the tracing prototype, and in nodetap's publisher, where the
  # capability also answers to TraceServer.
}
