// What the scenarios of the C++ client stand on.
#pragma once

#include "peer-server.h"

namespace nodetap {

struct Scene {
  kj::AsyncIoContext& io;
  Stats& stats;
  interop::Peer::Client peer;

  interop::Counter::Client counter() { return kj::heap<CounterImpl>(stats); }

  void open(uint32_t gate) {
    auto request = peer.openRequest();
    request.setGate(gate);
    request.send().wait(io.waitScope);
  }

  auto counts() { return peer.countsRequest().send().wait(io.waitScope); }

  // Turns the loop until `condition` holds; the test that started the program has a deadline.
  template <typename Condition>
  void until(Condition&& condition) {
    while (!condition()) peer.echoRequest().send().wait(io.waitScope);
  }

  void untilRemoteObjects(uint32_t count) {
    until([&]() { return counts().getLiveObjects() == count; });
  }

  void untilLocalObjects(uint32_t count) {
    until([&]() { return stats.liveObjects == count; });
  }

  // The connection is as good as before.
  void expectAlive() {
    auto request = peer.echoRequest();
    request.setText("alive");
    auto answer = request.send().wait(io.waitScope);
    KJ_REQUIRE(answer.getText() == "alive");
  }

  template <typename Promise>
  kj::Exception failureOf(Promise&& promise) {
    bool ended = false;
    auto failure = kj::runCatchingExceptions([&]() {
      promise.wait(io.waitScope);
      ended = true;
    });
    KJ_REQUIRE(!ended, "no exception came");
    KJ_IF_MAYBE (exception, failure) return kj::mv(*exception);
    KJ_UNREACHABLE;
  }
};

// Calls in the order in which they are made, over whatever way `counter` takes at the time.
class OrderedCalls {
 public:
  explicit OrderedCalls(Scene& scene) : scene(scene) {}

  void call(interop::Counter::Client counter, uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) {
      auto request = counter.callRequest();
      auto value = made++;
      request.setValue(value);
      answers.add(request.send().then([value](capnp::Response<interop::Answer>&& answer) {
        KJ_REQUIRE(answer.getValue() == value);
        KJ_REQUIRE(answer.getOrder() == value, "calls overtook one another", value);
      }));
    }
  }

  void finish() { kj::joinPromises(answers.releaseAsArray()).wait(scene.io.waitScope); }

 private:
  Scene& scene;
  uint64_t made = 0;
  kj::Vector<kj::Promise<void>> answers;
};

}  // namespace nodetap
