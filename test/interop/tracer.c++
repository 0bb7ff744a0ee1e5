// A client as upstream's tracer is: traces the P2P messages of a node, or of our publisher, and
// prints them as JSON, a value a line.
//
//   tracer <socket> [options]
//     --stream             deliver by messagesStream
//     --no-threads         offers no ThreadMap and names no threads
//     --payload <bytes>    how much of each payload; 0
//     --batch <events>     at most so many a batch; 1024
//     --outbound           no inbound messages
//     --messages <count>   ends after so many; 1
//     --fail-at <batch>    throws at that batch, counted from 0
//     --end <how>          destroy (default), disconnect, drop: how the tracing ends
//     --echo               tries makeEcho first
//
// Stays connected until stdin ends.
#include "multiprocess.h"

namespace nodetap {
namespace {

// Outlives the connection, and with it every callback.
struct Received {
  uint64_t messages = 0;
  uint64_t batches = 0;
  uint64_t dropped = 0;
  uint32_t liveCallbacks = 0;
};

void printMessage(upstream::NetMessage::Reader message) {
  auto payload = message.getPayload();
  printLine(kj::str(
      "{\"event\":\"message\",\"inbound\":", message.getInbound(),
      ",\"peerId\":", message.getPeerId(), ",\"address\":", quoted(message.getPeerAddr()),
      ",\"connectionType\":", quoted(message.getConnType()),
      ",\"messageType\":", quoted(message.getMsgType()), ",\"size\":", message.getMsgSize(),
      ",\"timestampUs\":", message.getTimestampUs(), ",\"payloadSlot\":", message.getPayloadSlot(),
      ",\"payloadBytes\":", payload.size(), ",\"payloadHash\":", hashOf(payload), "}"));
}

class Callback final : public upstream::NetMessageTrace::Server {
 public:
  Callback(Threads& threads, bool withThreads, uint64_t failAt, uint64_t enough,
           kj::Own<kj::PromiseFulfiller<void>> done, Received& received)
      : threads(threads),
        withThreads(withThreads),
        failAt(failAt),
        enough(enough),
        done(kj::mv(done)),
        received(received) {
    ++received.liveCallbacks;
  }
  ~Callback() noexcept(false) { --received.liveCallbacks; }

 protected:
  kj::Promise<void> destroy(DestroyContext) override {
    printLine("{\"event\":\"callback destroyed\"}");
    return kj::READY_NOW;
  }

  kj::Promise<void> messages(MessagesContext context) override {
    auto params = context.getParams();
    auto thread = withThreads ? threads.nameOf(params.getContext())
                              : kj::Promise<kj::String>(kj::heapString(""));
    return thread.then([this, context](kj::String&& thread) mutable {
      auto params = context.getParams();
      take(params.getMessages(), params.getDropped(), thread);
    });
  }

  kj::Promise<void> messagesStream(MessagesStreamContext context) override {
    auto params = context.getParams();
    take(params.getMessages(), params.getDropped(), "");
    return kj::READY_NOW;
  }

 private:
  void take(capnp::List<upstream::NetMessage>::Reader messages, uint64_t dropped,
            kj::StringPtr thread) {
    auto batch = received.batches++;
    if (batch == failAt) {
      done->fulfill();
      KJ_FAIL_REQUIRE("told to fail");
    }
    received.messages += messages.size();
    received.dropped += dropped;
    for (auto message : messages) printMessage(message);
    printLine(kj::str("{\"event\":\"batch\",\"messages\":", messages.size(),
                      ",\"dropped\":", dropped, ",\"thread\":", quoted(thread), "}"));
    if (received.messages >= enough) done->fulfill();
  }

  Threads& threads;
  const bool withThreads;
  const uint64_t failAt;
  const uint64_t enough;
  kj::Own<kj::PromiseFulfiller<void>> done;
  Received& received;
};

class Tracer {
 public:
  Tracer(kj::AsyncIoContext& io, const Arguments& arguments, Threads& threads,
         Received& received, upstream::Init::Client init)
      : io(io),
        arguments(arguments),
        threads(threads),
        received(received),
        init(kj::mv(init)) {}

  void run() {
    makeThreads();
    if (arguments.has("--echo")) echo();
    auto request = init.makeTracingRequest();
    callThreads.fill(request.initContext());
    auto tracing = request.send().wait(io.waitScope).getResult();
    trace(kj::mv(tracing));
  }

 private:
  bool withThreads() const { return !arguments.has("--no-threads"); }

  void makeThreads() {
    auto construct = init.constructRequest();
    if (withThreads()) construct.setThreadMap(kj::heap<ThreadMapImpl>(threads));
    auto theirs = construct.send().wait(io.waitScope).getThreadMap();
    if (!withThreads()) return;
    auto make = theirs.makeThreadRequest();
    make.setName("tracer");
    auto thread = make.send().wait(io.waitScope).getResult();
    auto name = thread.getNameRequest().send().wait(io.waitScope);
    printLine(kj::str("{\"event\":\"thread\",\"name\":", quoted(name.getResult()), "}"));
    callThreads.theirs = kj::mv(thread);
    callThreads.ours = threads.make("tracer callbacks");
  }

  void echo() {
    auto make = init.makeEchoRequest();
    callThreads.fill(make.initContext());
    auto echo = make.send().getResult();
    auto request = echo.echoRequest();
    callThreads.fill(request.initContext());
    request.setEcho("sign of life");
    auto answer = request.send().wait(io.waitScope);
    auto destroy = echo.destroyRequest();
    callThreads.fill(destroy.initContext());
    destroy.send().wait(io.waitScope);
    printLine(kj::str("{\"event\":\"echo\",\"text\":", quoted(answer.getResult()), "}"));
  }

  void trace(upstream::Tracing::Client tracing) {
    {
      auto done = kj::newPromiseAndFulfiller<void>();
      auto request = tracing.traceNetMessagesRequest();
      callThreads.fill(request.initContext());
      auto options = request.initOptions();
      options.setInbound(!arguments.has("--outbound"));
      options.setMaxPayloadBytes(arguments.number("--payload", 0));
      options.setMaxBatchEvents(arguments.number("--batch", 1024));
      options.setStream(arguments.has("--stream"));
      request.setCallback(kj::heap<Callback>(
          threads, withThreads(), arguments.number("--fail-at", ~0ull),
          arguments.number("--messages", 1), kj::mv(done.fulfiller), received));
      auto handler = request.send().wait(io.waitScope).getResult();
      printLine("{\"event\":\"started\"}");
      done.promise.wait(io.waitScope);
      end(kj::mv(handler));
    }
    // The node lets go of the callback when the tracing is over.
    while (received.liveCallbacks > 0) pause();
    auto destroy = tracing.destroyRequest();
    callThreads.fill(destroy.initContext());
    destroy.send().wait(io.waitScope);
    printLine(kj::str("{\"event\":\"ended\",\"messages\":", received.messages,
                      ",\"batches\":", received.batches, ",\"dropped\":", received.dropped, "}"));
  }

  void end(upstream::Handler::Client handler) {
    auto how = arguments.text("--end", "destroy");
    if (how == "destroy") {
      auto request = handler.destroyRequest();
      callThreads.fill(request.initContext());
      request.send().wait(io.waitScope);
    } else if (how == "disconnect") {
      auto request = handler.disconnectRequest();
      callThreads.fill(request.initContext());
      request.send().wait(io.waitScope);
    }
  }

  // Lets what is on its way arrive.
  void pause() { io.provider->getTimer().afterDelay(kj::MILLISECONDS).wait(io.waitScope); }

  kj::AsyncIoContext& io;
  const Arguments& arguments;
  Threads& threads;
  Received& received;
  upstream::Init::Client init;
  CallThreads callThreads;
};

int run(const Arguments& arguments) {
  auto io = kj::setupAsyncIo();
  Threads threads;
  Received received;
  {
    Connection connection(connectUnix(io, arguments.first()), capnp::rpc::twoparty::Side::CLIENT,
                          nullptr);
    auto failure = kj::runCatchingExceptions([&]() {
      auto init = connection.main().castAs<upstream::Init>();
      Tracer(io, arguments, threads, received, kj::mv(init)).run();
    });
    KJ_IF_MAYBE (exception, failure) printFailure("tracing", *exception);
    stdinClosed(io).wait(io.waitScope);
  }
  return threads.live() == 0 && received.liveCallbacks == 0 ? 0 : 1;
}

}  // namespace
}  // namespace nodetap

int main(int count, char* values[]) {
  return nodetap::run(nodetap::Arguments(count, values));
}
