// The conventions of libmultiprocess, Bitcoin Core's IPC library, as far as tracing needs them:
// each side makes threads for the other's calls, and each call says by which it is to be run.
#pragma once

#include <string>

#include "side.h"
#include "upstream/init.capnp.h"

namespace nodetap {

namespace upstream = schema::upstream;

// The threads that this process has made for its peer. They are only names here: all runs on
// one event loop.
class Threads {
 public:
  upstream::Thread::Client make(kj::StringPtr name) {
    return threads.add(kj::heap<ThreadImpl>(*this, name));
  }

  // Resolves to the name of the thread that a call is to run on. Fails, as libmultiprocess
  // does, for one that this process has not made.
  kj::Promise<kj::String> nameOf(upstream::Context::Reader context) {
    KJ_REQUIRE(context.hasThread(), "the context has no thread");
    auto client = kj::heap(context.getThread());
    auto found = threads.getLocalServer(*client);
    return found
        .then([](kj::Maybe<upstream::Thread::Server&> server) {
          auto& thread = KJ_REQUIRE_NONNULL(server, "invalid thread handle");
          return kj::heapString(kj::downcast<ThreadImpl>(thread).name);
        })
        .attach(kj::mv(client));
  }

  uint32_t live() const { return liveThreads; }

 private:
  struct ThreadImpl final : upstream::Thread::Server {
    ThreadImpl(Threads& owner, kj::StringPtr name) : owner(owner), name(kj::heapString(name)) {
      ++owner.liveThreads;
    }
    ~ThreadImpl() noexcept(false) { --owner.liveThreads; }

    kj::Promise<void> getName(GetNameContext context) override {
      context.getResults().setResult(name);
      return kj::READY_NOW;
    }

    Threads& owner;
    const kj::String name;
  };

  capnp::CapabilityServerSet<upstream::Thread> threads;
  uint32_t liveThreads = 0;
};

class ThreadMapImpl final : public upstream::ThreadMap::Server {
 public:
  explicit ThreadMapImpl(Threads& threads) : threads(threads) {}

 protected:
  kj::Promise<void> makeThread(MakeThreadContext context) override {
    context.getResults().setResult(threads.make(context.getParams().getName()));
    return kj::READY_NOW;
  }

  kj::Promise<void> makePool(MakePoolContext) override { return kj::READY_NOW; }

 private:
  Threads& threads;
};

// What a caller puts into its contexts: a thread of the callee's, and one of its own.
struct CallThreads {
  kj::Maybe<upstream::Thread::Client> theirs;
  kj::Maybe<upstream::Thread::Client> ours;

  void fill(upstream::Context::Builder context) {
    KJ_IF_MAYBE (thread, theirs) context.setThread(*thread);
    KJ_IF_MAYBE (thread, ours) context.setCallbackThread(*thread);
  }
};

// FNV-1a: tells whether bytes arrived as they were sent, without printing them.
inline uint32_t hashOf(kj::ArrayPtr<const kj::byte> bytes) {
  uint32_t hash = 2166136261u;
  for (auto byte : bytes) hash = (hash ^ byte) * 16777619u;
  return hash;
}

// Options on the command line: `--name value`, or `--name` alone.
class Arguments {
 public:
  Arguments(int count, char* values[]) : count(count), values(values) {}

  kj::StringPtr first() const {
    KJ_REQUIRE(count > 1, "the first argument is the socket's path");
    return values[1];
  }

  bool has(kj::StringPtr name) const { return find(name) != 0; }

  kj::StringPtr text(kj::StringPtr name, kj::StringPtr otherwise) const {
    auto at = find(name);
    return at == 0 ? otherwise : kj::StringPtr(values[at + 1]);
  }

  uint64_t number(kj::StringPtr name, uint64_t otherwise) const {
    auto at = find(name);
    return at == 0 ? otherwise : std::stoull(values[at + 1]);
  }

 private:
  // 0 where it is not given.
  int find(kj::StringPtr name) const {
    for (int i = 2; i < count; ++i) {
      if (name == values[i]) return i;
    }
    return 0;
  }

  const int count;
  char** const values;
};

inline kj::StringPtr nameOf(kj::Exception::Type type) {
  switch (type) {
    case kj::Exception::Type::OVERLOADED:
      return "overloaded";
    case kj::Exception::Type::DISCONNECTED:
      return "disconnected";
    case kj::Exception::Type::UNIMPLEMENTED:
      return "unimplemented";
    default:
      return "failed";
  }
}

inline void printFailure(kj::StringPtr where, const kj::Exception& exception) {
  printLine(kj::str("{\"event\":\"failed\",\"where\":", quoted(where),
                    ",\"type\":", quoted(nameOf(exception.getType())),
                    ",\"reason\":", quoted(reasonOf(exception)), "}"));
}

}  // namespace nodetap
