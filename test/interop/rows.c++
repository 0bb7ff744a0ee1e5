// What C++ takes to build a batch of rows of upstream's prototype and to go through one.
// For each line on standard input, prints nanoseconds an event of the two.
#include <capnp/message.h>
#include <capnp/serialize.h>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>
#include "upstream/tracing.capnp.h"

namespace {

constexpr unsigned kEvents = 1024;
constexpr int kRepeats = 20;

struct Event {
  std::string address;
  std::string type;
};

using Rows = capnp::List<nodetap::schema::upstream::NetMessage>;

void fill(Rows::Builder rows, const std::vector<Event>& events, const kj::byte* payload) {
  for (unsigned i = 0; i < kEvents; i++) {
    auto row = rows[i];
    const auto& event = events[i % events.size()];
    row.setInbound(true);
    row.setPeerId(i % 125);
    row.setPeerAddr(event.address);
    row.setConnType("inbound");
    row.setMsgType(event.type);
    row.setMsgSize(8);
    row.setPayload(kj::arrayPtr(payload, 8));
    row.setTimestampUs(1000000 + i);
  }
}

double nanoseconds(std::chrono::steady_clock::time_point since) {
  auto passed = std::chrono::steady_clock::now() - since;
  return std::chrono::duration<double, std::nano>(passed).count() / (kRepeats * kEvents);
}

}  // namespace

int main() {
  const char* types[] = {"ping", "pong", "inv", "tx", "getdata", "headers", "addr", "cmpctblock"};
  std::vector<Event> events;
  for (int i = 0; i < 125; i++) {
    events.push_back({std::to_string(i) + ".1.2.3:8333", types[i & 7]});
  }
  const kj::byte payload[8] = {7, 7, 7, 7, 7, 7, 7, 7};
  capnp::MallocMessageBuilder kept;
  fill(kept.getRoot<capnp::AnyPointer>().initAs<Rows>(kEvents), events, payload);
  auto words = capnp::messageToFlatArray(kept);
  unsigned long sum = 0;
  std::string line;
  while (std::getline(std::cin, line)) {
    auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < kRepeats; i++) {
      capnp::MallocMessageBuilder message;
      fill(message.getRoot<capnp::AnyPointer>().initAs<Rows>(kEvents), events, payload);
      sum += message.getSegmentsForOutput().size();
    }
    double build = nanoseconds(start);
    start = std::chrono::steady_clock::now();
    for (int i = 0; i < kRepeats; i++) {
      capnp::FlatArrayMessageReader message(words, {1 << 26, 64});
      for (auto row : message.getRoot<capnp::AnyPointer>().getAs<Rows>()) {
        sum += row.getMsgSize() + row.getMsgType().size();
      }
    }
    std::printf("%.2f %.2f %lu\n", build, nanoseconds(start), sum & 1);
    std::fflush(stdout);
  }
}
