// A node as upstream's prototype is: sends made-up P2P messages to whoever traces it, and is as
// strict about threads as libmultiprocess.
//
//   node <socket> [options]
//     --count <events>     messages to make for each tracing; 10
//     --payload <bytes>    of each message; 0
//     --batch <events>     at most so many a batch, whatever is asked for; 1024
//     --dropped <events>   said to be lost before the first batch
//     --early              sends the first batches before it answers to the tracing
//     --old                sends the prototype's earlier, smaller struct
//     --no-tracing         has no makeTracing, as released versions
//
// Prints JSON, a value a line, and ends when stdin does.
#include <capnp/any.h>

#include "multiprocess.h"

namespace nodetap {
namespace {

const char* const MESSAGE_TYPES[] = {"inv", "tx", "ping", "block"};
const uint32_t IN_FLIGHT = 8;

// Message number `index`: everything about it follows from that number.
struct MadeMessage {
  MadeMessage(uint64_t index, uint64_t payloadBytes)
      : inbound(index % 2 == 0),
        peerId(index % 8),
        address(kj::str("10.0.0.", index % 8, ":8333")),
        connectionType(inbound ? "inbound" : "outbound-full-relay"),
        messageType(MESSAGE_TYPES[index % 4]),
        size(payloadBytes),
        timestampUs(1000000 + 10 * index),
        seed(index) {}

  kj::Array<kj::byte> payload(uint64_t most) const {
    auto bytes = kj::heapArray<kj::byte>(kj::min(size, most));
    for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<kj::byte>((seed + i) % 251);
    return bytes;
  }

  bool inbound;
  int64_t peerId;
  kj::String address;
  kj::StringPtr connectionType;
  kj::StringPtr messageType;
  uint64_t size;
  int64_t timestampUs;
  uint64_t seed;
};

void write(upstream::NetMessage::Builder builder, const MadeMessage& message, uint64_t most) {
  builder.setInbound(message.inbound);
  builder.setPeerId(message.peerId);
  builder.setPeerAddr(message.address);
  builder.setConnType(message.connectionType);
  builder.setMsgType(message.messageType);
  builder.setMsgSize(message.size);
  builder.setTimestampUs(message.timestampUs);
  builder.setPayload(message.payload(most));
}

// The same as the earlier struct of 4 words: without the fields of the payload arena.
void writeOld(capnp::AnyStruct::Builder builder, const MadeMessage& message, uint64_t most) {
  auto data = builder.getDataSection();
  data[0] = message.inbound ? 1 : 0;
  memcpy(data.begin() + 8, &message.peerId, 8);
  memcpy(data.begin() + 16, &message.size, 8);
  memcpy(data.begin() + 24, &message.timestampUs, 8);
  auto pointers = builder.getPointerSection();
  pointers[0].setAs<capnp::Text>(message.address);
  pointers[1].setAs<capnp::Text>(message.connectionType);
  pointers[2].setAs<capnp::Text>(message.messageType);
  auto payload = message.payload(most);
  pointers[3].setAs<capnp::Data>(payload.asPtr());
}

// Sends the messages of one tracing; goes on until they are all answered or it is destroyed.
class Sender final : private kj::TaskSet::ErrorHandler {
 public:
  Sender(const Arguments& arguments, upstream::NetMessageTraceOptions::Reader options,
         upstream::NetMessageTrace::Client callback, CallThreads threads)
      : stream(options.getStream()),
        old(arguments.has("--old")),
        most(options.getMaxPayloadBytes()),
        batchEvents(kj::min(arguments.number("--batch", 1024), options.getMaxBatchEvents())),
        dropped(arguments.number("--dropped", 0)),
        callback(kj::mv(callback)),
        threads(kj::mv(threads)),
        tasks(*this) {
    auto count = arguments.number("--count", 10);
    auto payloadBytes = arguments.number("--payload", 0);
    for (uint64_t i = 0; i < count; ++i) {
      MadeMessage message(i, payloadBytes);
      if (message.inbound ? options.getInbound() : options.getOutbound()) {
        messages.add(kj::mv(message));
      }
    }
  }

  // Begins at once, or when all that is under way has been sent.
  void start(bool early) {
    for (uint32_t i = 0; i < (stream ? IN_FLIGHT : 1); ++i) {
      tasks.add(early ? lane() : kj::evalLast([this]() { return lane(); }));
    }
  }

 private:
  kj::Promise<void> lane() {
    if (next >= messages.size()) return kj::READY_NOW;
    auto first = next;
    next = kj::min(next + batchEvents, messages.size());
    auto batch = messages.slice(first, next);
    return send(batch).then([this, sent = batch.size()]() {
      answered += sent;
      if (answered == messages.size()) {
        printLine(kj::str("{\"event\":\"sent\",\"messages\":", answered, "}"));
      }
      return lane();
    });
  }

  kj::Promise<void> send(kj::ArrayPtr<const MadeMessage> batch) {
    if (stream) {
      auto request = callback.messagesStreamRequest();
      fill(upstream::NetMessageTrace::MessagesStreamParams::Builder(request), 0, batch);
      request.setDropped(takeDropped());
      return request.send().ignoreResult();
    }
    auto request = callback.messagesRequest();
    threads.fill(request.initContext());
    fill(upstream::NetMessageTrace::MessagesParams::Builder(request), 1, batch);
    request.setDropped(takeDropped());
    return request.send().ignoreResult();
  }

  // Pointer `field` of the params is the list of messages.
  template <typename Params>
  void fill(Params params, uint field, kj::ArrayPtr<const MadeMessage> batch) {
    if (old) {
      capnp::AnyStruct::Builder any = capnp::toAny(params);
      auto rows = any.getPointerSection()[field].initAsListOfAnyStruct(4, 4, batch.size());
      for (uint i = 0; i < batch.size(); ++i) writeOld(rows[i], batch[i], most);
    } else {
      auto rows = params.initMessages(batch.size());
      for (uint i = 0; i < batch.size(); ++i) write(rows[i], batch[i], most);
    }
  }

  uint64_t takeDropped() {
    auto taken = dropped;
    dropped = 0;
    return taken;
  }

  void taskFailed(kj::Exception&& exception) override { printFailure("callback", exception); }

  const bool stream;
  const bool old;
  const uint64_t most;
  const uint64_t batchEvents;
  uint64_t dropped;
  kj::Vector<MadeMessage> messages;
  size_t next = 0;
  size_t answered = 0;
  upstream::NetMessageTrace::Client callback;
  CallThreads threads;
  kj::TaskSet tasks;
};

// The objects of the process that are not destroyed yet, and what they share.
struct Node {
  const Arguments& arguments;
  Threads threads;
  uint32_t liveObjects = 0;
};

class HandlerImpl final : public upstream::Handler::Server {
 public:
  HandlerImpl(Node& node, kj::Own<Sender> sender) : node(node), sender(kj::mv(sender)) {
    ++node.liveObjects;
  }
  ~HandlerImpl() noexcept(false) {
    --node.liveObjects;
    // The real node would abort here: its clients must end a tracing before they let it go.
    if (sender.get() != nullptr) printLine("{\"event\":\"handler\",\"how\":\"dropped\"}");
  }

 protected:
  kj::Promise<void> destroy(DestroyContext context) override {
    return end(context.getParams().getContext(), "destroyed");
  }

  kj::Promise<void> disconnect(DisconnectContext context) override {
    return end(context.getParams().getContext(), "disconnected");
  }

 private:
  kj::Promise<void> end(upstream::Context::Reader context, kj::StringPtr how) {
    return node.threads.nameOf(context).then([this, how](kj::String&&) {
      sender = nullptr;
      printLine(kj::str("{\"event\":\"handler\",\"how\":", quoted(how), "}"));
    });
  }

  Node& node;
  kj::Own<Sender> sender;
};

class TracingImpl final : public upstream::Tracing::Server {
 public:
  TracingImpl(Node& node, upstream::ThreadMap::Client theirThreads)
      : node(node), theirThreads(kj::mv(theirThreads)) {
    ++node.liveObjects;
  }
  ~TracingImpl() noexcept(false) { --node.liveObjects; }

 protected:
  kj::Promise<void> destroy(DestroyContext context) override {
    return node.threads.nameOf(context.getParams().getContext()).ignoreResult();
  }

  kj::Promise<void> traceNetMessages(TraceNetMessagesContext context) override {
    return node.threads.nameOf(context.getParams().getContext())
        .then([this](kj::String&&) {
          // As libmultiprocess: calls that no call of the peer's waits for get a new thread.
          auto request = theirThreads.makeThreadRequest();
          request.setName("b-trace");
          return request.send();
        })
        .then([this, context](auto&& answer) mutable {
          auto params = context.getParams();
          auto options = params.getOptions();
          printLine(kj::str("{\"event\":\"options\",\"inbound\":", options.getInbound(),
                            ",\"outbound\":", options.getOutbound(),
                            ",\"stream\":", options.getStream(),
                            ",\"maxPayloadBytes\":", options.getMaxPayloadBytes(), "}"));
          CallThreads threads{answer.getResult(), node.threads.make("node")};
          auto sender = kj::heap<Sender>(node.arguments, options, params.getCallback(),
                                         kj::mv(threads));
          sender->start(node.arguments.has("--early"));
          context.getResults().setResult(kj::heap<HandlerImpl>(node, kj::mv(sender)));
        });
  }

 private:
  Node& node;
  upstream::ThreadMap::Client theirThreads;
};

class EchoImpl final : public upstream::Echo::Server {
 public:
  explicit EchoImpl(Node& node) : node(node) { ++node.liveObjects; }
  ~EchoImpl() noexcept(false) { --node.liveObjects; }

 protected:
  kj::Promise<void> destroy(DestroyContext) override { return kj::READY_NOW; }
  kj::Promise<void> echo(EchoContext context) override {
    context.getResults().setResult(context.getParams().getEcho());
    return kj::READY_NOW;
  }

 private:
  Node& node;
};

class InitImpl final : public upstream::Init::Server {
 public:
  explicit InitImpl(Node& node) : node(node), theirThreads(nullptr) {}

 protected:
  kj::Promise<void> construct(ConstructContext context) override {
    theirThreads = context.getParams().getThreadMap();
    context.getResults().setThreadMap(kj::heap<ThreadMapImpl>(node.threads));
    return kj::READY_NOW;
  }

  kj::Promise<void> makeEcho(MakeEchoContext context) override {
    return node.threads.nameOf(context.getParams().getContext())
        .then([this, context](kj::String&&) mutable {
          context.getResults().setResult(kj::heap<EchoImpl>(node));
        });
  }

  kj::Promise<void> makeTracing(MakeTracingContext context) override {
    if (node.arguments.has("--no-tracing")) return upstream::Init::Server::makeTracing(context);
    return node.threads.nameOf(context.getParams().getContext())
        .then([this, context](kj::String&&) mutable {
          context.getResults().setResult(kj::heap<TracingImpl>(node, theirThreads));
        });
  }

 private:
  Node& node;
  upstream::ThreadMap::Client theirThreads;
};

class Connections final : private kj::TaskSet::ErrorHandler {
 public:
  explicit Connections(Node& node) : node(node), tasks(*this) {}

  kj::Promise<void> accept(kj::ConnectionReceiver& listener) {
    return listener.accept().then([this, &listener](kj::Own<kj::AsyncIoStream>&& stream) {
      auto connection = kj::heap<Connection>(
          kj::mv(stream), capnp::rpc::twoparty::Side::SERVER, kj::heap<InitImpl>(node));
      auto& opened = *connection;
      tasks.add(opened.network.onDisconnect().attach(kj::mv(connection)).then([]() {
        printLine("{\"event\":\"disconnected\"}");
      }));
      return accept(listener);
    });
  }

 private:
  void taskFailed(kj::Exception&& exception) override { printFailure("connection", exception); }

  Node& node;
  kj::TaskSet tasks;
};

int run(const Arguments& arguments) {
  auto io = kj::setupAsyncIo();
  Node node{arguments, {}};
  {
    Connections connections(node);
    auto listener = listenUnix(io, arguments.first());
    auto accepting = connections.accept(*listener);
    printLine("{\"listening\":true}");
    stdinClosed(io).exclusiveJoin(kj::mv(accepting)).wait(io.waitScope);
  }
  auto left = node.liveObjects + node.threads.live();
  printLine(kj::str("{\"liveObjects\":", left, "}"));
  return left == 0 ? 0 : 1;
}

}  // namespace
}  // namespace nodetap

int main(int count, char* values[]) { return nodetap::run(nodetap::Arguments(count, values)); }
