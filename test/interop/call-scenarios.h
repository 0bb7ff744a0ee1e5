// Calls: answered, failed, cancelled, large, streamed, cut off.
#pragma once

#include "scene.h"

namespace nodetap {

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

}  // namespace nodetap
