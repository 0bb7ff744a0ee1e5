// The C++ side of the RPC interop tests.
//
//   peer serve <socket>               serves a Peer until stdin ends
//   peer connect <socket> <scenario>  runs one scenario against a served Peer
//   peer scenarios                    lists them
//   peer frames                       writes frames of many segments to stdout
//   peer read                         reads such frames from stdin
//
// Prints JSON, a value a line. Exits with 1 where something was not as it must be.
#include "frames.h"
#include "peer-scenarios.h"

namespace nodetap {
namespace {

class Server final : private kj::TaskSet::ErrorHandler {
 public:
  Server(Stats& stats) : stats(stats), tasks(*this) {}

  kj::Promise<void> accept(kj::ConnectionReceiver& listener) {
    return listener.accept().then([this, &listener](kj::Own<kj::AsyncIoStream>&& stream) {
      tasks.add(serve(kj::mv(stream)));
      return accept(listener);
    });
  }

 private:
  kj::Promise<void> serve(kj::Own<kj::AsyncIoStream>&& stream) {
    auto left = kj::newPromiseAndFulfiller<void>();
    auto connection =
        kj::heap<Connection>(kj::mv(stream), capnp::rpc::twoparty::Side::SERVER,
                             kj::heap<PeerImpl>(stats, kj::mv(left.fulfiller)));
    auto ended = connection->network.onDisconnect().exclusiveJoin(kj::mv(left.promise));
    return ended.attach(kj::mv(connection));
  }

  void taskFailed(kj::Exception&& exception) override { KJ_LOG(ERROR, exception); }

  Stats& stats;
  kj::TaskSet tasks;
};

int serve(kj::StringPtr path) {
  auto io = kj::setupAsyncIo();
  Stats stats;
  {
    Server server(stats);
    auto listener = listenUnix(io, path);
    auto accepting = server.accept(*listener);
    printLine("{\"listening\":true}");
    stdinClosed(io).exclusiveJoin(kj::mv(accepting)).wait(io.waitScope);
  }
  printLine(kj::str("{\"liveObjects\":", stats.liveObjects, "}"));
  return stats.liveObjects == 0 ? 0 : 1;
}

int connect(kj::StringPtr path, kj::StringPtr name) {
  auto found = scenarios().find(name.cStr());
  KJ_REQUIRE(found != scenarios().end(), "no such scenario", name);
  auto io = kj::setupAsyncIo();
  Stats stats;
  kj::Maybe<kj::Exception> failure;
  {
    Connection connection(connectUnix(io, path), capnp::rpc::twoparty::Side::CLIENT, nullptr);
    failure = kj::runCatchingExceptions([&]() {
      Scene scene{io, stats, connection.main().castAs<interop::Peer>()};
      found->second(scene);
    });
    KJ_IF_MAYBE (exception, failure) {
      printLine(kj::str("{\"scenario\":", quoted(name), ",\"ok\":false,\"error\":",
                        quoted(kj::str(*exception)), "}"));
    } else {
      printLine(kj::str("{\"scenario\":", quoted(name), ",\"ok\":true}"));
    }
    // Connected until the test has seen that nothing is left on its side.
    stdinClosed(io).wait(io.waitScope);
  }
  KJ_REQUIRE(stats.liveObjects == 0, stats.liveObjects);
  return failure == nullptr ? 0 : 1;
}

int listScenarios() {
  kj::Vector<kj::String> names;
  for (auto& entry : scenarios()) names.add(quoted(entry.first.c_str()));
  printLine(kj::str("[", kj::strArray(names, ","), "]"));
  return 0;
}

int run(kj::ArrayPtr<const kj::StringPtr> args) {
  kj::StringPtr command = args.size() > 0 ? args[0] : kj::StringPtr("");
  if (command == "serve" && args.size() == 2) return serve(args[1]);
  if (command == "connect" && args.size() == 3) return connect(args[1], args[2]);
  if (command == "scenarios") return listScenarios();
  if (command == "frames") {
    writeFrames();
    return 0;
  }
  if (command == "read") {
    readFrames();
    return 0;
  }
  kj::FdOutputStream(STDERR_FILENO)
      .write("peer: serve|connect|scenarios|frames|read\n", 42);
  return 2;
}

}  // namespace
}  // namespace nodetap

int main(int count, char* values[]) {
  kj::Vector<kj::StringPtr> args;
  for (int i = 1; i < count; ++i) args.add(values[i]);
  return nodetap::run(args);
}
