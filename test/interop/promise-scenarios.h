// Capabilities that are called before they are known.
#pragma once

#include "scene.h"

namespace nodetap {

inline void pipeline(Scene& scene) {
  auto request = scene.peer.slowCounterRequest();
  request.setGate(1);
  auto slow = request.send();
  auto second = slow.getCounter().nextRequest().send();
  auto third = second.getCounter().nextRequest().send();
  auto depth = third.getCounter().depthRequest().send();
  scene.expectAlive();
  scene.open(1);
  auto answer = depth.wait(scene.io.waitScope);
  KJ_REQUIRE(answer.getResult() == 2);
}

// The answer itself is of no interest, only what is called on it: the peer hears of the first
// with Finish, while the calls go on.
inline void pipelineOnForgotten(Scene& scene) {
  kj::Promise<void> depth = nullptr;
  {
    auto slow = scene.peer.slowCounterRequest();
    slow.setGate(1);
    auto answer = slow.send();
    auto keep = scene.peer.keepRequest();
    keep.setCallback(answer.getCounter());
    keep.send().wait(scene.io.waitScope);
    depth = answer.getCounter().nextRequest().send().getCounter().depthRequest().send().then(
        [](auto&& answer) { KJ_REQUIRE(answer.getResult() == 1); });
  }
  auto kept = scene.peer.callKeptRequest().send();
  scene.expectAlive();
  scene.open(1);
  depth.wait(scene.io.waitScope);
  kept.wait(scene.io.waitScope);
  scene.peer.dropKeptRequest().send().wait(scene.io.waitScope);
  scene.untilRemoteObjects(0);
}

// A pipelined call on an answer that will be an exception, and on a null result.
inline void pipelineOnFailure(Scene& scene) {
  auto request = scene.peer.promiseCounterRequest();
  request.setGate(1);
  request.setSettle(interop::Settle::FAILURE);
  auto promised = request.send();
  auto depth = promised.getCounter().depthRequest().send();
  scene.open(1);
  auto failure = scene.failureOf(depth);
  KJ_REQUIRE(failure.getType() == kj::Exception::Type::FAILED, failure);

  auto failing = scene.peer.bounceRequest();  // with a null callback
  failing.setGate(1);
  auto bounced = failing.send();
  auto onNull = bounced.getCounter().depthRequest().send();
  scene.failureOf(onNull);
  scene.expectAlive();
}

// A result that is not there yet as another call's param.
inline void answerAsParam(Scene& scene) {
  {
    auto slow = scene.peer.slowCounterRequest();
    slow.setGate(1);
    auto answer = slow.send();
    auto keep = scene.peer.keepRequest();
    keep.setCallback(answer.getCounter());
    auto kept = keep.send();
    kj::Vector<kj::Promise<void>> answers;
    auto callKept = [&](uint64_t value) {
      auto request = scene.peer.callKeptRequest();
      request.setValue(value);
      answers.add(request.send().then([value](auto&& answer) {
        KJ_REQUIRE(answer.getOrder() == value, "calls overtook one another", value);
      }));
    };
    kept.wait(scene.io.waitScope);
    for (uint64_t i = 0; i < 10; ++i) callKept(i);
    scene.open(1);
    for (uint64_t i = 10; i < 20; ++i) callKept(i);
    kj::joinPromises(answers.releaseAsArray()).wait(scene.io.waitScope);
  }
  scene.peer.dropKeptRequest().send().wait(scene.io.waitScope);
  scene.untilRemoteObjects(0);
}

inline void embargo(Scene& scene) {
  OrderedCalls calls(scene);
  {
    auto request = scene.peer.bounceRequest();
    request.setCallback(scene.counter());
    request.setGate(1);
    auto bounced = request.send();
    auto pipelined = bounced.getCounter();
    calls.call(pipelined, 10);
    scene.open(1);
    calls.call(pipelined, 10);
    // Only calls through the same reference are ordered, so the answer's own is not used.
    bounced.wait(scene.io.waitScope);
    calls.call(pipelined, 10);
    calls.finish();
  }
  scene.untilLocalObjects(0);
}

// A promise in a result: calls before and after it settles keep their order.
inline void promised(Scene& scene, interop::Settle settle) {
  OrderedCalls calls(scene);
  {
    auto request = scene.peer.promiseCounterRequest();
    request.setGate(1);
    request.setSettle(settle);
    request.setCallback(scene.counter());
    auto answer = request.send().wait(scene.io.waitScope);
    auto counter = answer.getCounter();
    calls.call(counter, 10);
    scene.open(1);
    calls.call(counter, 10);
    counter.whenResolved().wait(scene.io.waitScope);
    calls.call(counter, 10);
    calls.finish();
  }
  scene.untilLocalObjects(0);
  scene.untilRemoteObjects(0);
}
inline void promisedOwn(Scene& scene) { promised(scene, interop::Settle::OWN); }
inline void promisedCallers(Scene& scene) { promised(scene, interop::Settle::CALLERS); }

inline void promisedFailure(Scene& scene) {
  {
    auto request = scene.peer.promiseCounterRequest();
    request.setGate(1);
    request.setSettle(interop::Settle::FAILURE);
    auto answer = request.send().wait(scene.io.waitScope);
    auto counter = answer.getCounter();
    auto early = counter.depthRequest().send();
    scene.open(1);
    scene.failureOf(early);
    scene.failureOf(counter.whenResolved());
    scene.failureOf(counter.depthRequest().send());
  }
  scene.expectAlive();
  scene.untilLocalObjects(0);
}

// A promise in params, kept by the server, called, then settled to `target`.
template <typename Target>
void promisedParam(Scene& scene, Target&& makeTarget) {
  {
    auto made = kj::newPromiseAndFulfiller<interop::Counter::Client>();
    auto keep = scene.peer.keepRequest();
    keep.setCallback(kj::mv(made.promise));
    keep.send().wait(scene.io.waitScope);
    kj::Vector<kj::Promise<void>> answers;
    auto callKept = [&](uint64_t value) {
      auto request = scene.peer.callKeptRequest();
      request.setValue(value);
      answers.add(request.send().then([value](capnp::Response<interop::Answer>&& answer) {
        KJ_REQUIRE(answer.getOrder() == value, "calls overtook one another", value);
      }));
    };
    for (uint64_t i = 0; i < 10; ++i) callKept(i);
    scene.expectAlive();
    made.fulfiller->fulfill(makeTarget());
    for (uint64_t i = 10; i < 20; ++i) callKept(i);
    scene.expectAlive();
    for (uint64_t i = 20; i < 30; ++i) callKept(i);
    kj::joinPromises(answers.releaseAsArray()).wait(scene.io.waitScope);
  }
  scene.peer.dropKeptRequest().send().wait(scene.io.waitScope);
  scene.untilLocalObjects(0);
  scene.untilRemoteObjects(0);
}

inline void promisedParamOwn(Scene& scene) {
  promisedParam(scene, [&]() { return scene.counter(); });
}

inline void promisedParamTheirs(Scene& scene) {
  promisedParam(scene, [&]() {
    auto request = scene.peer.makeCountersRequest();
    request.setCount(1);
    return request.send().wait(scene.io.waitScope).getHandles()[0].getCounter();
  });
}

inline void promisedParamFailure(Scene& scene) {
  {
    auto made = kj::newPromiseAndFulfiller<interop::Counter::Client>();
    auto keep = scene.peer.keepRequest();
    keep.setCallback(kj::mv(made.promise));
    keep.send().wait(scene.io.waitScope);
    auto early = scene.peer.callKeptRequest().send();
    scene.expectAlive();
    made.fulfiller->reject(KJ_EXCEPTION(OVERLOADED, "no counter today"));
    scene.failureOf(early);
    auto late = scene.failureOf(scene.peer.callKeptRequest().send());
    KJ_REQUIRE(kj::StringPtr(late.getDescription()).endsWith("no counter today"), late);
  }
  scene.peer.dropKeptRequest().send().wait(scene.io.waitScope);
  scene.expectAlive();
}

// A promise of ours comes back as a result while it settles to an object of the server's: the
// "Tribble 4-way race condition" of rpc.capnp.
inline void promisedParamRace(Scene& scene) {
  OrderedCalls calls(scene);
  {
    auto made = scene.peer.makeCountersRequest();
    made.setCount(1);
    auto theirs = made.send().wait(scene.io.waitScope).getHandles()[0].getCounter();
    auto promised = kj::newPromiseAndFulfiller<interop::Counter::Client>();
    auto request = scene.peer.bounceRequest();
    request.setCallback(kj::mv(promised.promise));
    request.setGate(1);
    auto bounced = request.send();
    auto pipelined = bounced.getCounter();
    calls.call(pipelined, 10);
    scene.expectAlive();
    // Both are under way at the same time: the result, and what the promise has become.
    auto open = scene.peer.openRequest();
    open.setGate(1);
    auto opened = open.send();
    promised.fulfiller->fulfill(kj::mv(theirs));
    opened.wait(scene.io.waitScope);
    calls.call(pipelined, 10);
    bounced.wait(scene.io.waitScope);
    calls.call(pipelined, 10);
    calls.finish();
  }
  scene.expectAlive();
  scene.untilRemoteObjects(0);
}

}  // namespace nodetap
