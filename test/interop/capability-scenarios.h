// Capabilities handed over, called and released.
#pragma once

#include "scene.h"

namespace nodetap {

// A counter that passes its calls on to another, as tail calls.
class RelayCounter final : public interop::Counter::Server {
 public:
  explicit RelayCounter(interop::Counter::Client target) : target(kj::mv(target)) {}

 protected:
  kj::Promise<void> call(CallContext context) override {
    auto request = target.callRequest();
    request.setValue(context.getParams().getValue());
    return context.tailCall(kj::mv(request));
  }

 private:
  interop::Counter::Client target;
};

inline void callBack(Scene& scene, uint32_t inFlight) {
  {
    auto request = scene.peer.callBackRequest();
    request.setCallback(scene.counter());
    request.setCalls(10000);
    request.setInFlight(inFlight);
    auto answer = request.send().wait(scene.io.waitScope);
    KJ_REQUIRE(answer.getOutOfOrder() == 0);
  }
  scene.untilLocalObjects(0);
}
inline void callBackOne(Scene& scene) { callBack(scene, 1); }
inline void callBackSixteen(Scene& scene) { callBack(scene, 16); }

inline void keptCallback(Scene& scene) {
  {
    auto request = scene.peer.keepRequest();
    request.setCallback(scene.counter());
    request.send().wait(scene.io.waitScope);
  }
  for (uint32_t i = 0; i < 3; ++i) {
    auto request = scene.peer.callKeptRequest();
    request.setValue(i);
    KJ_REQUIRE(request.send().wait(scene.io.waitScope).getOrder() == i);
  }
  KJ_REQUIRE(scene.stats.liveObjects == 1);
  scene.peer.dropKeptRequest().send().wait(scene.io.waitScope);
  scene.untilLocalObjects(0);
}

inline void release(Scene& scene) {
  auto request = scene.peer.makeCountersRequest();
  request.setCount(100);
  {
    auto answer = request.send().wait(scene.io.waitScope);
    KJ_REQUIRE(answer.getHandles().size() == 100);
    KJ_REQUIRE(scene.counts().getLiveObjects() == 100);
  }
  scene.untilRemoteObjects(0);
  // The same when the answer is dropped before it is there.
  {
    auto dropped = scene.peer.makeCountersRequest();
    dropped.setCount(100);
    auto promise = dropped.send();
  }
  scene.untilRemoteObjects(0);
}

// Results that are made when nobody wants them any more take no object with them.
inline void cancelledResults(Scene& scene) {
  {
    auto slow = scene.peer.slowCounterRequest();
    slow.setGate(1);
    auto slowAnswer = slow.send();
    auto pipelined = slowAnswer.getCounter().nextRequest().send();
    auto bounce = scene.peer.bounceRequest();
    bounce.setCallback(scene.counter());
    bounce.setGate(1);
    auto bounced = bounce.send();
    scene.expectAlive();
  }
  scene.expectAlive();
  scene.open(1);
  scene.expectAlive();
  scene.untilRemoteObjects(0);
  scene.untilLocalObjects(0);
}

// The server's own object as a param and as a result again, many times over at once.
inline void theirsBack(Scene& scene) {
  {
    auto made = scene.peer.makeCountersRequest();
    made.setCount(1);
    auto counter = made.send().wait(scene.io.waitScope).getHandles()[0].getCounter();
    kj::Vector<kj::Promise<void>> answers;
    for (uint64_t i = 0; i < 100; ++i) {
      auto request = scene.peer.bounceRequest();
      request.setCallback(counter);
      request.setGate(1);
      answers.add(request.send().then([i](auto&& answer) {
        auto call = answer.getCounter().callRequest();
        call.setValue(i);
        return call.send().then([i](auto&& answer) {
          KJ_REQUIRE(answer.getOrder() == i, "calls overtook one another", i);
        });
      }));
    }
    scene.open(1);
    kj::joinPromises(answers.releaseAsArray()).wait(scene.io.waitScope);
  }
  scene.untilRemoteObjects(0);
}

inline void tailCall(Scene& scene) {
  {
    auto target = scene.counter();
    for (uint64_t i = 0; i < 20; ++i) {
      auto request = scene.peer.forwardRequest();
      request.setCallback(target);
      request.setValue(i);
      auto answer = request.send().wait(scene.io.waitScope);
      KJ_REQUIRE(answer.getValue() == i && answer.getOrder() == i);
    }
    // The server calls a callback whose answer is that of one of the server's own counters.
    auto made = scene.peer.makeCountersRequest();
    made.setCount(1);
    auto theirs = made.send().wait(scene.io.waitScope).getHandles()[0].getCounter();
    interop::Counter::Client relay = kj::heap<RelayCounter>(kj::mv(theirs));
    for (uint32_t inFlight : {1, 16}) {
      auto request = scene.peer.callBackRequest();
      request.setCallback(relay);
      request.setCalls(100);
      request.setInFlight(inFlight);
      // The second round starts at order 100, so every answer of it counts.
      auto wrong = request.send().wait(scene.io.waitScope).getOutOfOrder();
      KJ_REQUIRE(wrong == (inFlight == 1 ? 0 : 100), wrong, inFlight);
    }
  }
  scene.untilLocalObjects(0);
  scene.untilRemoteObjects(0);
}

}  // namespace nodetap
