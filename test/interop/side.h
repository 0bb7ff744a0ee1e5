// What the C++ programs of the interop tests share: the loop, a connection, lines of JSON.
#pragma once

#include <capnp/rpc-twoparty.h>
#include <capnp/serialize.h>
#include <kj/async-io.h>
#include <kj/debug.h>

#include <unistd.h>

#include <string>

// Cap'n Proto 1.0 replaced CallContext::allowCancellation() by an annotation that older
// compilers do not know; a server there says the same in dispatchCall.
#if CAPNP_VERSION >= 1000000
#define NODETAP_ALLOW_CANCELLATION(context) \
  do {                                      \
  } while (false)
#define NODETAP_CANCELLABLE(Interface)                                                   \
  DispatchCallResult dispatchCall(                                                       \
      uint64_t interfaceId, uint16_t methodId,                                           \
      capnp::CallContext<capnp::AnyPointer, capnp::AnyPointer> context) override {       \
    auto result = Interface::Server::dispatchCall(interfaceId, methodId, kj::mv(context)); \
    result.allowCancellation = true;                                                     \
    return result;                                                                       \
  }
#else
#define NODETAP_ALLOW_CANCELLATION(context) (context).allowCancellation()
#define NODETAP_CANCELLABLE(Interface)
#endif

namespace nodetap {

// Writes one line to stdout at once: the tests wait for lines.
inline void printLine(kj::StringPtr line) {
  auto text = kj::str(line, '\n');
  kj::FdOutputStream(STDOUT_FILENO).write(text.begin(), text.size());
}

// `text` as a JSON string.
inline kj::String quoted(kj::StringPtr text) {
  kj::Vector<char> out;
  out.add('"');
  for (unsigned char c : text) {
    if (c == '"' || c == '\\') {
      out.add('\\');
      out.add(static_cast<char>(c));
    } else if (c < 0x20) {
      static const char digits[] = "0123456789abcdef";
      for (char escaped : {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]}) out.add(escaped);
    } else {
      out.add(static_cast<char>(c));
    }
  }
  out.add('"');
  out.add('\0');
  return kj::String(out.releaseAsArray());
}

// An exception's reason, without what C++ puts in front of one that came from the peer.
inline kj::String reasonOf(const kj::Exception& exception) {
  kj::StringPtr prefix = "remote exception: ";
  kj::StringPtr text = exception.getDescription();
  return kj::heapString(text.startsWith(prefix) ? text.slice(prefix.size()) : text);
}

// One end of a connection. `bootstrap` is what the peer gets for Bootstrap; may be null.
struct Connection {
  Connection(kj::Own<kj::AsyncIoStream>&& io, capnp::rpc::twoparty::Side side,
             capnp::Capability::Client bootstrap)
      : stream(kj::mv(io)),
        network(*stream, side),
        rpc(capnp::makeRpcServer(network, kj::mv(bootstrap))) {}

  // The peer's main object.
  capnp::Capability::Client main() {
    capnp::word scratch[4] = {};
    capnp::MallocMessageBuilder message(kj::arrayPtr(scratch, 4));
    auto vat = message.getRoot<capnp::rpc::twoparty::VatId>();
    vat.setSide(network.getSide() == capnp::rpc::twoparty::Side::CLIENT
                    ? capnp::rpc::twoparty::Side::SERVER
                    : capnp::rpc::twoparty::Side::CLIENT);
    return rpc.bootstrap(vat);
  }

  kj::Own<kj::AsyncIoStream> stream;
  capnp::TwoPartyVatNetwork network;
  capnp::RpcSystem<capnp::rpc::twoparty::VatId> rpc;
};

inline kj::Own<kj::AsyncIoStream> connectUnix(kj::AsyncIoContext& io, kj::StringPtr path) {
  return io.provider->getNetwork()
      .parseAddress(kj::str("unix:", path))
      .then([](kj::Own<kj::NetworkAddress>&& address) {
        return address->connect().attach(kj::mv(address));
      })
      .wait(io.waitScope);
}

inline kj::Own<kj::ConnectionReceiver> listenUnix(kj::AsyncIoContext& io, kj::StringPtr path) {
  return io.provider->getNetwork()
      .parseAddress(kj::str("unix:", path))
      .wait(io.waitScope)
      ->listen();
}

// Resolves when whoever started the program closes its standard input: the sign to end.
inline kj::Promise<void> stdinClosed(kj::AsyncIoContext& io) {
  auto input = io.lowLevelProvider->wrapInputFd(STDIN_FILENO);
  auto bytes = input->readAllBytes();
  return bytes.ignoreResult().attach(kj::mv(input));
}

}  // namespace nodetap
