# Bitcoin Core's handler of a registered callback, by its ids.
@0xebd8f46e2f369076;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema::upstream");

using Proxy = import "proxy.capnp";

interface Handler {
  destroy @0 (context :Proxy.Context) -> ();
  # Ends the registration and drops the handler.
  disconnect @1 (context :Proxy.Context) -> ();
  # Ends the registration.
}
