// What the C++ client does with a served Peer, scenario by scenario. A scenario throws where
// something is not as it must be. At its end all that it held is released.
#pragma once

#include <map>
#include <string>

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

const interop::FailureKind FAILURE_KINDS[] = {
    interop::FailureKind::FAILED, interop::FailureKind::OVERLOADED,
    interop::FailureKind::DISCONNECTED, interop::FailureKind::UNIMPLEMENTED};

inline void echo(Scene& scene) {
  auto request = scene.peer.echoRequest();
  request.setText("grüße, \"nodetap\"");
  auto data = request.initData(3);
  data[1] = 255;
  auto answer = request.send().wait(scene.io.waitScope);
  KJ_REQUIRE(answer.getText() == "grüße, \"nodetap\"");
  KJ_REQUIRE(answer.getData().size() == 3 && answer.getData()[1] == 255);
}

// Many calls at once; the tasks are joined by a TaskSet.
inline void join(Scene& scene) {
  struct Errors : kj::TaskSet::ErrorHandler {
    uint32_t failed = 0;
    void taskFailed(kj::Exception&&) override { ++failed; }
  } errors;
  kj::TaskSet tasks(errors);
  uint32_t answered = 0;
  for (uint32_t i = 0; i < 1000; ++i) {
    auto request = scene.peer.echoRequest();
    request.setText(kj::str(i));
    tasks.add(request.send().then([&, i](auto&& answer) {
      KJ_REQUIRE(answer.getText() == kj::str(i));
      ++answered;
    }));
  }
  tasks.onEmpty().wait(scene.io.waitScope);
  KJ_REQUIRE(answered == 1000 && errors.failed == 0);
}

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

inline void slowCall(Scene& scene) {
  auto request = scene.peer.holdRequest();
  request.setGate(7);
  bool answered = false;
  auto slow = request.send().then([&](auto&&) { answered = true; });
  for (int i = 0; i < 100; ++i) scene.expectAlive();
  KJ_REQUIRE(!answered);
  scene.open(7);
  slow.wait(scene.io.waitScope);
}

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

inline void exceptions(Scene& scene) {
  for (auto kind : FAILURE_KINDS) {
    auto request = scene.peer.failRequest();
    request.setKind(kind);
    request.setReason(kj::str("reason ", static_cast<uint>(kind)));
    auto failure = scene.failureOf(request.send());
    KJ_REQUIRE(static_cast<uint>(failure.getType()) == static_cast<uint>(kind), failure);
    KJ_REQUIRE(failure.getDescription().endsWith(kj::str("reason ", static_cast<uint>(kind))),
               failure);
  }
  for (auto kind : FAILURE_KINDS) {
    auto request = scene.peer.catchFromRequest();
    request.setCallback(scene.counter());
    request.initFailure().setKind(kind);
    request.getFailure().setReason(kj::str("callback ", static_cast<uint>(kind)));
    auto caught = request.send().wait(scene.io.waitScope);
    KJ_REQUIRE(caught.getKind() == kind);
    KJ_REQUIRE(kj::StringPtr(caught.getReason())
                   .endsWith(kj::str("callback ", static_cast<uint>(kind))),
               caught.getReason());
  }
  scene.expectAlive();
  scene.untilLocalObjects(0);
}

inline void unimplemented(Scene& scene) {
  auto peerId = capnp::typeId<interop::Peer>();
  auto method = scene.peer.typelessRequest(peerId, 999, nullptr);
  auto noMethod = scene.failureOf(method.send());
  KJ_REQUIRE(noMethod.getType() == kj::Exception::Type::UNIMPLEMENTED, noMethod);
  auto absent = scene.peer.castAs<interop::Absent>().callRequest();
  auto noInterface = scene.failureOf(absent.send());
  KJ_REQUIRE(noInterface.getType() == kj::Exception::Type::UNIMPLEMENTED, noInterface);
  scene.expectAlive();
}

inline void cancel(Scene& scene) {
  {
    auto never = scene.peer.neverRequest().send();
    auto another = scene.peer.neverRequest().send();
    scene.expectAlive();
    KJ_REQUIRE(scene.counts().getCancelled() == 0);
  }
  scene.until([&]() { return scene.counts().getCancelled() == 2; });
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

inline void largeData(Scene& scene) {
  const size_t size = 4 << 20;
  auto request = scene.peer.echoRequest();
  auto data = request.initData(size);
  for (size_t i = 0; i < size; ++i) data[i] = static_cast<kj::byte>(i % 251);
  auto answer = request.send().wait(scene.io.waitScope);
  auto echoed = answer.getData();
  KJ_REQUIRE(echoed.size() == size);
  for (size_t i = 0; i < size; ++i) KJ_REQUIRE(echoed[i] == i % 251, i);
}

inline void segments(Scene& scene) {
  for (bool orphans : {false, true}) {
    auto request = scene.peer.rowsRequest();
    request.setCount(3000);
    request.setTextBytes(40);
    request.setOrphans(orphans);
    auto table = request.send().wait(scene.io.waitScope);
    KJ_REQUIRE(table.getRows().size() == 3000);
    KJ_REQUIRE(wrongIn(table) == 0);

    auto check = scene.peer.checkTableRequest();
    if (orphans) {
      auto orphanage = capnp::Orphanage::getForMessageContaining(
          interop::Peer::CheckTableParams::Builder(check));
      fillTableOfOrphans(check.initTable(), orphanage, 3000, 40);
    } else {
      fillTable(check.initTable(), 3000, 40);
    }
    auto checked = check.send().wait(scene.io.waitScope);
    KJ_REQUIRE(checked.getRows() == 3000);
    KJ_REQUIRE(checked.getWrong() == 0, checked.getWrong());
  }
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

inline void stream(Scene& scene) {
  for (uint64_t i = 0; i < 1000; ++i) {
    auto request = scene.peer.writeRequest();
    request.setIndex(i);
    request.initData(4096);
    request.send().wait(scene.io.waitScope);
  }
  // Streaming calls are answered for early; a later call is answered after all of them.
  auto counts = scene.counts();
  KJ_REQUIRE(counts.getStreamedBytes() == 1000 * 4096);
  KJ_REQUIRE(counts.getStreamedOutOfOrder() == 0);
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

inline void disconnect(Scene& scene) {
  auto never = scene.peer.neverRequest().send();
  auto hold = scene.peer.holdRequest();
  hold.setGate(1);
  auto held = hold.send();
  auto slow = scene.peer.slowCounterRequest().send();
  auto pipelined = slow.getCounter().depthRequest().send();
  auto keep = scene.peer.keepRequest();
  keep.setCallback(scene.counter());
  keep.send().wait(scene.io.waitScope);
  KJ_REQUIRE(scene.stats.liveObjects == 1);
  auto leave = scene.peer.leaveRequest().send();
  auto expectDisconnected = [&](kj::Exception&& failure) {
    KJ_REQUIRE(failure.getType() == kj::Exception::Type::DISCONNECTED, failure);
  };
  expectDisconnected(scene.failureOf(never));
  expectDisconnected(scene.failureOf(held));
  expectDisconnected(scene.failureOf(slow));
  expectDisconnected(scene.failureOf(pipelined));
  expectDisconnected(scene.failureOf(leave));
  expectDisconnected(scene.failureOf(scene.peer.echoRequest().send()));
  while (scene.stats.liveObjects > 0) kj::evalLater([]() {}).wait(scene.io.waitScope);
}

using Scenario = void (*)(Scene&);

inline const std::map<std::string, Scenario>& scenarios() {
  static const std::map<std::string, Scenario> all = {
      {"echo", echo},
      {"join", join},
      {"pipeline", pipeline},
      {"pipeline-on-failure", pipelineOnFailure},
      {"slow-call", slowCall},
      {"callback-1", callBackOne},
      {"callback-16", callBackSixteen},
      {"kept-callback", keptCallback},
      {"release", release},
      {"embargo", embargo},
      {"exceptions", exceptions},
      {"unimplemented", unimplemented},
      {"cancel", cancel},
      {"cancelled-results", cancelledResults},
      {"theirs-back", theirsBack},
      {"answer-as-param", answerAsParam},
      {"large-data", largeData},
      {"segments", segments},
      {"promised-own", promisedOwn},
      {"promised-callers", promisedCallers},
      {"promised-failure", promisedFailure},
      {"promised-param-own", promisedParamOwn},
      {"promised-param-theirs", promisedParamTheirs},
      {"promised-param-failure", promisedParamFailure},
      {"stream", stream},
      {"tail-call", tailCall},
      {"disconnect", disconnect},
  };
  return all;
}

}  // namespace nodetap
