// The objects of peer.capnp, by Cap'n Proto's own library.
#pragma once

#include <kj/map.h>

#include "peer.capnp.h"
#include "side.h"
#include "table.h"

namespace nodetap {

// What has become of the process's objects and calls.
struct Stats {
  uint32_t liveObjects = 0;
  uint32_t cancelled = 0;
  uint64_t streamedBytes = 0;
  uint64_t streamedCalls = 0;
  uint32_t streamedOutOfOrder = 0;
};

inline kj::Exception exceptionOf(interop::Failure::Reader failure) {
  return kj::Exception(static_cast<kj::Exception::Type>(failure.getKind()), __FILE__, __LINE__,
                       kj::heapString(failure.getReason()));
}

class CounterImpl final : public interop::Counter::Server {
 public:
  explicit CounterImpl(Stats& stats, uint32_t depth = 0) : stats(stats), ownDepth(depth) {
    ++stats.liveObjects;
  }
  ~CounterImpl() noexcept(false) { --stats.liveObjects; }

 protected:
  kj::Promise<void> call(CallContext context) override {
    auto value = context.getParams().getValue();
    auto results = context.getResults();
    results.setValue(value);
    results.setOrder(calls++);
    return kj::READY_NOW;
  }

  kj::Promise<void> next(NextContext context) override {
    context.getResults().setCounter(kj::heap<CounterImpl>(stats, ownDepth + 1));
    return kj::READY_NOW;
  }

  kj::Promise<void> depth(DepthContext context) override {
    context.getResults().setResult(ownDepth);
    return kj::READY_NOW;
  }

  kj::Promise<void> fail(FailContext context) override { return exceptionOf(context.getParams()); }

 private:
  Stats& stats;
  const uint32_t ownDepth;
  uint64_t calls = 0;
};

// What waits until somebody says so.
class Gates {
 public:
  kj::Promise<void> wait(uint32_t gate) { return find(gate).opened.addBranch(); }
  void open(uint32_t gate) { find(gate).fulfiller->fulfill(); }

 private:
  struct Gate {
    kj::ForkedPromise<void> opened;
    kj::Own<kj::PromiseFulfiller<void>> fulfiller;
  };

  Gate& find(uint32_t gate) {
    return gates.findOrCreate(gate, [&]() {
      auto made = kj::newPromiseAndFulfiller<void>();
      return kj::HashMap<uint32_t, Gate>::Entry{
          gate, Gate{made.promise.fork(), kj::mv(made.fulfiller)}};
    });
  }

  kj::HashMap<uint32_t, Gate> gates;
};

// Calls a callback again and again, several calls under way.
class CallBackRun {
 public:
  CallBackRun(interop::Counter::Client callback, uint32_t calls)
      : callback(kj::mv(callback)), calls(calls) {}

  kj::Promise<void> lanes(uint32_t count) {
    auto lanes = kj::heapArrayBuilder<kj::Promise<void>>(count);
    for (uint32_t i = 0; i < count; ++i) lanes.add(lane());
    return kj::joinPromises(lanes.finish());
  }

  uint32_t outOfOrder = 0;

 private:
  kj::Promise<void> lane() {
    if (next == calls) return kj::READY_NOW;
    auto value = next++;
    auto request = callback.callRequest();
    request.setValue(value);
    return request.send().then([this, value](capnp::Response<interop::Answer>&& answer) {
      if (answer.getValue() != value || answer.getOrder() != value) ++outOfOrder;
      return lane();
    });
  }

  interop::Counter::Client callback;
  const uint32_t calls;
  uint32_t next = 0;
};

class PeerImpl final : public interop::Peer::Server, private kj::TaskSet::ErrorHandler {
 public:
  // `left` is fulfilled when the connection is to be closed.
  PeerImpl(Stats& stats, kj::Own<kj::PromiseFulfiller<void>> left)
      : stats(stats), left(kj::mv(left)), tasks(*this) {}

  NODETAP_CANCELLABLE(interop::Peer)

 protected:
  kj::Promise<void> echo(EchoContext context) override {
    context.setResults(context.getParams());
    return kj::READY_NOW;
  }

  kj::Promise<void> hold(HoldContext context) override {
    NODETAP_ALLOW_CANCELLATION(context);
    return gates.wait(context.getParams().getGate());
  }

  kj::Promise<void> open(OpenContext context) override {
    gates.open(context.getParams().getGate());
    return kj::READY_NOW;
  }

  kj::Promise<void> never(NeverContext context) override {
    NODETAP_ALLOW_CANCELLATION(context);
    return kj::Promise<void>(kj::NEVER_DONE).attach(kj::defer([this]() { ++stats.cancelled; }));
  }

  kj::Promise<void> counts(CountsContext context) override {
    auto results = context.getResults();
    results.setLiveObjects(stats.liveObjects);
    results.setCancelled(stats.cancelled);
    results.setStreamedBytes(stats.streamedBytes);
    results.setStreamedOutOfOrder(stats.streamedOutOfOrder);
    return kj::READY_NOW;
  }

  kj::Promise<void> fail(FailContext context) override { return exceptionOf(context.getParams()); }

  kj::Promise<void> makeCounters(MakeCountersContext context) override {
    auto handles = context.getResults().initHandles(context.getParams().getCount());
    for (auto handle : handles) handle.setCounter(kj::heap<CounterImpl>(stats));
    return kj::READY_NOW;
  }

  kj::Promise<void> slowCounter(SlowCounterContext context) override {
    return gates.wait(context.getParams().getGate()).then([this, context]() mutable {
      context.getResults().setCounter(kj::heap<CounterImpl>(stats));
    });
  }

  kj::Promise<void> promiseCounter(PromiseCounterContext context) override {
    auto params = context.getParams();
    auto made = kj::newPromiseAndFulfiller<interop::Counter::Client>();
    context.getResults().setCounter(kj::mv(made.promise));
    auto settle = params.getSettle();
    auto callback = params.hasCallback() ? params.getCallback() : interop::Counter::Client(nullptr);
    tasks.add(gates.wait(params.getGate())
                  .then([this, settle, callback = kj::mv(callback),
                         fulfiller = kj::mv(made.fulfiller)]() mutable {
                    switch (settle) {
                      case interop::Settle::OWN:
                        return fulfiller->fulfill(kj::heap<CounterImpl>(stats));
                      case interop::Settle::CALLERS:
                        return fulfiller->fulfill(kj::mv(callback));
                      default:
                        return fulfiller->reject(KJ_EXCEPTION(FAILED, "settled to a failure"));
                    }
                  }));
    return kj::READY_NOW;
  }

  kj::Promise<void> callBack(CallBackContext context) override {
    auto params = context.getParams();
    auto run = kj::heap<CallBackRun>(params.getCallback(), params.getCalls());
    auto& running = *run;
    return running.lanes(params.getInFlight())
        .then([context, &running]() mutable {
          context.getResults().setOutOfOrder(running.outOfOrder);
        })
        .attach(kj::mv(run));
  }

  kj::Promise<void> keep(KeepContext context) override {
    kept = context.getParams().getCallback();
    return kj::READY_NOW;
  }

  kj::Promise<void> callKept(CallKeptContext context) override {
    auto request = KJ_REQUIRE_NONNULL(kept, "nothing is kept").callRequest();
    request.setValue(context.getParams().getValue());
    return request.send().then([context](capnp::Response<interop::Answer>&& answer) mutable {
      context.setResults(answer);
    });
  }

  kj::Promise<void> dropKept(DropKeptContext) override {
    kept = nullptr;
    return kj::READY_NOW;
  }

  kj::Promise<void> bounce(BounceContext context) override {
    auto params = context.getParams();
    return gates.wait(params.getGate())
        .then([context, callback = params.getCallback()]() mutable {
          context.getResults().setCounter(kj::mv(callback));
        });
  }

  kj::Promise<void> forward(ForwardContext context) override {
    auto params = context.getParams();
    auto request = params.getCallback().callRequest();
    request.setValue(params.getValue());
    return context.tailCall(kj::mv(request));
  }

  kj::Promise<void> catchFrom(CatchFromContext context) override {
    auto params = context.getParams();
    auto request = params.getCallback().failRequest();
    request.setKind(params.getFailure().getKind());
    request.setReason(params.getFailure().getReason());
    return request.send().then(
        [](auto&&) { KJ_FAIL_REQUIRE("the callback did not fail"); },
        [context](kj::Exception&& exception) mutable {
          auto results = context.getResults();
          results.setKind(static_cast<interop::FailureKind>(exception.getType()));
          results.setReason(reasonOf(exception));
        });
  }

  kj::Promise<void> write(WriteContext context) override {
    auto params = context.getParams();
    if (params.getIndex() != stats.streamedCalls++) ++stats.streamedOutOfOrder;
    stats.streamedBytes += params.getData().size();
    return kj::READY_NOW;
  }

  kj::Promise<void> rows(RowsContext context) override {
    auto params = context.getParams();
    auto results = context.getResults();
    if (params.getOrphans()) {
      fillTableOfOrphans(results, context.getResultsOrphanage(), params.getCount(),
                         params.getTextBytes());
    } else {
      fillTable(results, params.getCount(), params.getTextBytes());
    }
    return kj::READY_NOW;
  }

  kj::Promise<void> checkTable(CheckTableContext context) override {
    auto table = context.getParams().getTable();
    auto results = context.getResults();
    results.setRows(table.getRows().size());
    results.setWrong(wrongIn(table));
    return kj::READY_NOW;
  }

  kj::Promise<void> leave(LeaveContext) override {
    left->fulfill();
    return kj::NEVER_DONE;
  }

 private:
  void taskFailed(kj::Exception&& exception) override { KJ_LOG(ERROR, exception); }

  Stats& stats;
  kj::Own<kj::PromiseFulfiller<void>> left;
  Gates gates;
  kj::Maybe<interop::Counter::Client> kept;
  kj::TaskSet tasks;
};

}  // namespace nodetap
