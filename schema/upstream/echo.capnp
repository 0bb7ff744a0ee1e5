# Bitcoin Core's echo interface, by its ids: clients use it as a sign of life.
@0x888b4f7f51e691f7;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("nodetap::schema::upstream");

using Proxy = import "proxy.capnp";

interface Echo {
  destroy @0 (context :Proxy.Context) -> ();
  echo @1 (context :Proxy.Context, echo :Text) -> (result :Text);
  # Answers with the text it was sent.
}
