// Many things at once, in an order that a seed decides.
#pragma once

#include <memory>
#include <random>
#include <vector>

#include "scene.h"

namespace nodetap {

class Stress final : private kj::TaskSet::ErrorHandler {
 public:
  Stress(Scene& scene, uint32_t seed) : scene(scene), random(seed), tasks(*this) {}

  void run() {
    using Step = void (Stress::*)();
    const Step steps[] = {&Stress::slowCounter, &Stress::bounce,       &Stress::bounceKnown,
                          &Stress::promise,     &Stress::promiseParam, &Stress::callBack,
                          &Stress::forward,     &Stress::makeCounters, &Stress::callSome,
                          &Stress::callSome,    &Stress::callSome,     &Stress::release,
                          &Stress::openSome,    &Stress::settleSome,   &Stress::cancelSome,
                          &Stress::breathe};
    for (uint32_t i = 0; i < 300; ++i) (this->*steps[below(kj::size(steps))])();
    while (!unsettled.empty()) settleSome();
    for (uint32_t gate = 0; gate < GATES; ++gate) open(gate);
    // Answers that are still to come bring further references.
    do {
      while (!references.empty()) release();
      while (!cancellable.empty()) cancelSome();
      tasks.onEmpty().wait(scene.io.waitScope);
    } while (!references.empty());
    scene.peer.dropKeptRequest().send().wait(scene.io.waitScope);
    for (auto& orders : allOrders) {
      int64_t last = -1;
      for (auto order : *orders) {
        if (order < 0) continue;
        KJ_REQUIRE(order > last, "calls overtook one another");
        last = order;
      }
    }
    KJ_IF_MAYBE (exception, failure) kj::throwFatalException(kj::mv(*exception));
  }

 private:
  static constexpr uint32_t GATES = 6;

  // What a counter answered to the calls through one reference; -1: nothing.
  using Orders = std::vector<int64_t>;

  struct Reference {
    interop::Counter::Client counter;
    std::shared_ptr<Orders> orders;
  };

  uint32_t below(uint32_t bound) { return random() % bound; }

  void refer(interop::Counter::Client counter) {
    allOrders.push_back(std::make_shared<Orders>());
    references.push_back({kj::mv(counter), allOrders.back()});
  }

  // Refers to a counter, or to one that it makes, a few deep.
  void pipelineOn(interop::Counter::Client counter) {
    for (auto i = below(3); i > 0; --i) counter = counter.nextRequest().send().getCounter();
    refer(kj::mv(counter));
  }

  // Waits for an answer, which may be cancelled before it comes.
  void track(kj::Promise<void> promise) {
    if (below(5) == 0) {
      cancellable.push_back(promise.eagerlyEvaluate(nullptr));
    } else {
      tasks.add(kj::mv(promise));
    }
  }

  void slowCounter() {
    auto request = scene.peer.slowCounterRequest();
    request.setGate(below(GATES));
    auto answer = request.send();
    pipelineOn(answer.getCounter());
    track(answer.ignoreResult());
  }

  void bounceIt(interop::Counter::Client callback) {
    auto request = scene.peer.bounceRequest();
    request.setCallback(kj::mv(callback));
    request.setGate(below(GATES));
    auto answer = request.send();
    pipelineOn(answer.getCounter());
    track(answer.ignoreResult());
  }

  void bounce() { bounceIt(scene.counter()); }

  void bounceKnown() {
    if (!references.empty()) bounceIt(pick().counter);
  }

  void promise() {
    auto request = scene.peer.promiseCounterRequest();
    request.setGate(below(GATES));
    auto settle = static_cast<interop::Settle>(below(3));
    request.setSettle(settle);
    if (settle == interop::Settle::CALLERS) request.setCallback(scene.counter());
    tasks.add(request.send().then([this](auto&& answer) { pipelineOn(answer.getCounter()); }));
  }

  void promiseParam() {
    auto made = kj::newPromiseAndFulfiller<interop::Counter::Client>();
    unsettled.push_back(kj::mv(made.fulfiller));
    interop::Counter::Client promised = kj::mv(made.promise);
    bounceIt(promised);
    auto keep = scene.peer.keepRequest();
    keep.setCallback(kj::mv(promised));
    track(keep.send().ignoreResult());
    track(scene.peer.callKeptRequest().send().ignoreResult());
  }

  void settleSome() {
    if (unsettled.empty()) return;
    auto fulfiller = kj::mv(unsettled.back());
    unsettled.pop_back();
    if (below(4) == 0) {
      fulfiller->reject(KJ_EXCEPTION(FAILED, "settled to a failure"));
    } else if (below(2) == 0 || references.empty()) {
      fulfiller->fulfill(scene.counter());
    } else {
      auto request = scene.peer.makeCountersRequest();
      request.setCount(1);
      tasks.add(request.send().then([fulfiller = kj::mv(fulfiller)](auto&& answer) mutable {
        fulfiller->fulfill(answer.getHandles()[0].getCounter());
      }));
    }
  }

  void callBack() {
    auto request = scene.peer.callBackRequest();
    request.setCallback(scene.counter());
    request.setCalls(50);
    request.setInFlight(1 + below(8));
    tasks.add(request.send().then([this](auto&& answer) {
      if (answer.getOutOfOrder() != 0) fail(KJ_EXCEPTION(FAILED, "callbacks out of order"));
    }));
  }

  void forward() {
    if (references.empty()) return;
    auto request = scene.peer.forwardRequest();
    request.setCallback(pick().counter);
    request.setValue(7);
    track(request.send().then([this](auto&& answer) {
      if (answer.getValue() != 7) fail(KJ_EXCEPTION(FAILED, "another call's answer"));
    }));
  }

  void makeCounters() {
    auto request = scene.peer.makeCountersRequest();
    request.setCount(5);
    track(request.send().then([this](auto&& answer) {
      for (auto handle : answer.getHandles()) refer(handle.getCounter());
    }));
  }

  void callSome() {
    if (references.empty()) return;
    auto& reference = pick();
    for (auto i = 1 + below(4); i > 0; --i) {
      auto index = reference.orders->size();
      reference.orders->push_back(-1);
      tasks.add(reference.counter.callRequest().send().then(
          [orders = reference.orders, index](auto&& answer) {
            (*orders)[index] = answer.getOrder();
          }));
    }
  }

  void release() {
    if (references.empty()) return;
    std::swap(pick(), references.back());
    references.pop_back();
  }

  void cancelSome() {
    if (!cancellable.empty()) cancellable.pop_back();
  }

  void open(uint32_t gate) {
    auto request = scene.peer.openRequest();
    request.setGate(gate);
    tasks.add(request.send().ignoreResult());
  }

  void openSome() { open(below(GATES)); }

  // Lets some of what is under way arrive.
  void breathe() {
    for (auto i = below(3); i > 0; --i) scene.peer.echoRequest().send().wait(scene.io.waitScope);
  }

  Reference& pick() { return references[below(references.size())]; }

  void fail(kj::Exception&& exception) {
    if (failure == nullptr) failure = kj::mv(exception);
  }

  // Calls fail here that were asked to; anything else is a failure of the test.
  void taskFailed(kj::Exception&& exception) override {
    if (exception.getType() != kj::Exception::Type::FAILED) fail(kj::mv(exception));
  }

  Scene& scene;
  std::mt19937 random;
  std::vector<Reference> references;
  std::vector<std::shared_ptr<Orders>> allOrders;
  std::vector<kj::Promise<void>> cancellable;
  std::vector<kj::Own<kj::PromiseFulfiller<interop::Counter::Client>>> unsettled;
  kj::Maybe<kj::Exception> failure;
  kj::TaskSet tasks;
};

inline void stress(Scene& scene) {
  for (uint32_t seed = 1; seed <= 8; ++seed) {
    Stress(scene, seed).run();
    scene.untilRemoteObjects(0);
    scene.untilLocalObjects(0);
  }
}

}  // namespace nodetap
