// A client of nodetap's own interface in another language: subscribes, takes the columns of each
// batch apart by nothing but the schema, and prints events as JSON, a value a line.
//
//   subscriber <socket> [options]
//     --tracepoint <pattern>  what to subscribe to; net:*
//     --payload <bytes>       how much of each payload; 0
//     --batch <events>        at most so many a batch; 4096
//     --events <count>        ends after so many; 1
//     --end <how>             destroy (default) or drop: how the subscription ends
//     --type <message type>   only messages of this type, of the peers from --peer on; all
//     --peer <id>             0
//     --one-in <n>            of these, one in so many by their peer's id; 1
//     --describe              prints what the server offers, first
//
// Stays connected until stdin ends.
#include <capnp/dynamic.h>
#include <kj/encoding.h>

#include <algorithm>
#include <vector>

#include "multiprocess.h"
#include "trace-server.capnp.h"

namespace nodetap {
namespace {

// The annotations of schema/annotations.capnp.
const uint64_t TRACEPOINT = 0xf7f2f0f59c3bc101;
const uint64_t TEXT = 0xf7f2f0f59c3bc102;
const uint64_t HASH = 0xf7f2f0f59c3bc103;
const uint64_t PAYLOAD = 0xf7f2f0f59c3bc104;

kj::Maybe<capnp::schema::Value::Reader> annotation(capnp::StructSchema::Field field, uint64_t id) {
  for (auto annotation : field.getProto().getAnnotations()) {
    if (annotation.getId() == id) return annotation.getValue();
  }
  return nullptr;
}

// Bytes in the order in which people read hashes.
kj::String reversedHex(kj::ArrayPtr<const kj::byte> bytes) {
  auto reversed = kj::heapArray<kj::byte>(bytes.size());
  for (size_t i = 0; i < bytes.size(); ++i) reversed[i] = bytes[bytes.size() - 1 - i];
  return kj::encodeHex(reversed);
}

// One element of a column, as JSON.
kj::String valueOf(capnp::DynamicValue::Reader value) {
  switch (value.getType()) {
    case capnp::DynamicValue::BOOL:
      return kj::str(value.as<bool>());
    case capnp::DynamicValue::INT:
      return kj::str(value.as<int64_t>());
    case capnp::DynamicValue::UINT:
      return kj::str(value.as<uint64_t>());
    case capnp::DynamicValue::ENUM:
      KJ_IF_MAYBE (enumerant, value.as<capnp::DynamicEnum>().getEnumerant()) {
        return quoted(enumerant->getProto().getName());
      }
      return kj::str(value.as<capnp::DynamicEnum>().getRaw());
    default:
      KJ_FAIL_REQUIRE("a column of an unknown type");
  }
}

struct Event {
  uint64_t sequence;
  kj::String json;
};

// The events of one tracepoint in a batch. Each list is looked up once: a reader counts every
// time that it is, and refuses a message that is read too often.
class Columns {
 public:
  Columns(capnp::List<capnp::Text>::Reader texts, kj::StringPtr tracepoint,
          capnp::DynamicStruct::Reader columns)
      : texts(texts),
        tracepoint(tracepoint),
        sequences(columns.get("sequenceOffset").as<capnp::DynamicList>()),
        timestamps(columns.get("timestampOffsetUs").as<capnp::DynamicList>()) {
    kj::StringPtr payloadEnd = "";
    for (auto field : columns.getSchema().getFields()) {
      KJ_IF_MAYBE (end, annotation(field, PAYLOAD)) {
        payloadEnd = end->getText();
        payloadEnds = columns.get(payloadEnd).as<capnp::DynamicList>();
      }
    }
    for (auto field : columns.getSchema().getFields()) {
      kj::StringPtr name = field.getProto().getName();
      if (name == "sequenceOffset" || name == "timestampOffsetUs" || name == payloadEnd) continue;
      auto kind = annotation(field, HASH) != nullptr      ? HASH
                  : annotation(field, PAYLOAD) != nullptr ? PAYLOAD
                  : annotation(field, TEXT) != nullptr    ? TEXT
                                                          : 0;
      members.push_back({name, kind, columns.get(field)});
    }
  }

  void addTo(std::vector<Event>& events, schema::Batch::Reader batch) {
    for (uint i = 0; i < sequences.size(); ++i) {
      auto sequence = batch.getFirstSequence() + sequences[i].as<uint64_t>();
      auto timestamp = batch.getBaseTimestampUs() + timestamps[i].as<int64_t>();
      kj::Vector<kj::String> parts;
      parts.add(kj::str("\"event\":\"event\",\"tracepoint\":", quoted(tracepoint),
                        ",\"sequence\":", sequence, ",\"timestampUs\":", timestamp));
      for (auto& member : members) parts.add(json(member, i));
      events.push_back({sequence, kj::str("{", kj::strArray(parts, ","), "}")});
    }
  }

 private:
  struct Member {
    kj::StringPtr name;
    // The annotation that says how it is read; 0: none does.
    uint64_t kind;
    capnp::DynamicValue::Reader column;
  };

  kj::String json(const Member& member, uint i) {
    if (member.kind == HASH) {
      auto hash = member.column.as<capnp::Data>().slice(32 * i, 32 * (i + 1));
      return kj::str(quoted(member.name), ":", quoted(reversedHex(hash)));
    }
    if (member.kind == PAYLOAD) {
      auto start = i == 0 ? 0 : payloadEnds[i - 1].as<uint32_t>();
      auto payload =
          member.column.as<capnp::Data>().slice(start, payloadEnds[i].as<uint32_t>());
      return kj::str("\"", member.name, "Bytes\":", payload.size(), ",\"", member.name,
                     "Hash\":", hashOf(payload));
    }
    auto element = member.column.as<capnp::DynamicList>()[i];
    auto value = member.kind == TEXT ? quoted(texts[element.as<uint16_t>()]) : valueOf(element);
    return kj::str(quoted(member.name), ":", value);
  }

  capnp::List<capnp::Text>::Reader texts;
  kj::StringPtr tracepoint;
  capnp::DynamicList::Reader sequences;
  capnp::DynamicList::Reader timestamps;
  capnp::DynamicList::Reader payloadEnds;
  std::vector<Member> members;
};

// The events of all tracepoints, in the order in which they fired.
std::vector<Event> eventsOf(schema::Batch::Reader batch) {
  std::vector<Event> events;
  auto texts = batch.getTexts();
  capnp::DynamicStruct::Reader fields = batch;
  for (auto field : fields.getSchema().getFields()) {
    KJ_IF_MAYBE (name, annotation(field, TRACEPOINT)) {
      if (!fields.has(field)) continue;
      Columns(texts, name->getText(), fields.get(field).as<capnp::DynamicStruct>())
          .addTo(events, batch);
    }
  }
  std::sort(events.begin(), events.end(),
            [](const Event& a, const Event& b) { return a.sequence < b.sequence; });
  return events;
}

// Outlives the connection, and with it every subscriber.
struct Received {
  uint64_t events = 0;
  uint64_t batches = 0;
  uint32_t liveSubscribers = 0;
};

class SubscriberImpl final : public schema::Subscriber::Server {
 public:
  SubscriberImpl(Received& received, uint64_t enough, kj::Own<kj::PromiseFulfiller<void>> done)
      : received(received), enough(enough), done(kj::mv(done)) {
    ++received.liveSubscribers;
  }
  ~SubscriberImpl() noexcept(false) { --received.liveSubscribers; }

 protected:
  kj::Promise<void> destroy(DestroyContext) override { return kj::READY_NOW; }

  kj::Promise<void> deliver(DeliverContext context) override {
    auto batch = context.getParams();
    auto events = eventsOf(batch);
    for (auto& event : events) printLine(event.json);
    KJ_REQUIRE(events.size() == batch.getEventCount());
    ++received.batches;
    received.events += events.size();
    if (received.events >= enough) done->fulfill();
    return kj::READY_NOW;
  }

  kj::Promise<void> lost(LostContext context) override {
    for (auto loss : context.getParams().getLosses()) {
      printLine(kj::str("{\"event\":\"lost\",\"tracepoint\":", quoted(loss.getTracepoint()),
                        ",\"count\":", loss.getCount(), ",\"cause\":",
                        valueOf(capnp::DynamicStruct::Reader(loss).get("cause")), "}"));
    }
    return kj::READY_NOW;
  }

  kj::Promise<void> ended(EndedContext context) override {
    printLine(kj::str("{\"event\":\"server ended\",\"reason\":",
                      quoted(context.getParams().getReason()), "}"));
    done->fulfill();
    return kj::READY_NOW;
  }

 private:
  Received& received;
  const uint64_t enough;
  kj::Own<kj::PromiseFulfiller<void>> done;
};

class Client {
 public:
  Client(kj::AsyncIoContext& io, const Arguments& arguments, Received& received,
         upstream::Init::Client init)
      : io(io), arguments(arguments), received(received), init(kj::mv(init)) {}

  void run() {
    // A client without threads: it offers no ThreadMap, and its contexts are empty.
    init.constructRequest().send().wait(io.waitScope);
    auto server = init.makeTracingRequest().send().getResult().castAs<schema::TraceServer>();
    if (arguments.has("--describe")) describe(server);
    auto done = kj::newPromiseAndFulfiller<void>();
    {
      auto request = server.subscribeRequest();
      auto wanted = request.initRequest();
      wanted.initTracepoints(1).set(0, arguments.text("--tracepoint", "net:*"));
      wanted.setPayloadBytes(arguments.number("--payload", 0));
      wanted.setMaxBatchEvents(arguments.number("--batch", 4096));
      if (arguments.has("--type")) choose(wanted.initFilter());
      request.setSubscriber(kj::heap<SubscriberImpl>(received, arguments.number("--events", 1),
                                                     kj::mv(done.fulfiller)));
      auto answer = request.send().wait(io.waitScope);
      auto terms = answer.getTerms();
      printLine(kj::str("{\"event\":\"started\",\"tracepoints\":", terms.getTracepoints().size(),
                        ",\"firstSequence\":", terms.getFirstSequence(), "}"));
      done.promise.wait(io.waitScope);
      auto subscription = answer.getSubscription();
      printCounts(subscription);
      if (arguments.text("--end", "destroy") == "destroy") {
        subscription.destroyRequest().send().wait(io.waitScope);
      }
    }
    // The server lets go of the subscriber when the subscription is over.
    while (received.liveSubscribers > 0) {
      io.provider->getTimer().afterDelay(kj::MILLISECONDS).wait(io.waitScope);
    }
    printLine(kj::str("{\"event\":\"ended\",\"events\":", received.events,
                      ",\"batches\":", received.batches, "}"));
  }

 private:
  void choose(schema::Filter::Builder filter) {
    auto conditions = filter.initWhere().initAll(2);
    auto type = conditions[0].initCompare();
    type.setField("messageType");
    type.setOperator(schema::Operator::IN);
    type.initValues(1)[0].setText(arguments.text("--type", ""));
    auto peer = conditions[1].initCompare();
    peer.setField("peerId");
    peer.setOperator(schema::Operator::GREATER_OR_EQUAL);
    peer.initValues(1)[0].setNumber(arguments.number("--peer", 0));
    filter.setSampleOneIn(arguments.number("--one-in", 1));
    filter.setSampleBy("peerId");
  }

  void describe(schema::TraceServer::Client server) {
    auto answer = server.describeRequest().send().wait(io.waitScope);
    auto description = answer.getDescription();
    kj::Vector<kj::String> names;
    for (auto tracepoint : description.getTracepoints()) names.add(quoted(tracepoint.getName()));
    printLine(kj::str("{\"event\":\"description\",\"node\":", quoted(description.getNode()),
                      ",\"subscriptions\":", description.getSubscriptions(),
                      ",\"tracepoints\":[", kj::strArray(names, ","), "]}"));
  }

  void printCounts(schema::Subscription::Client subscription) {
    auto answer = subscription.countsRequest().send().wait(io.waitScope);
    for (auto counts : answer.getCounts().getPerTracepoint()) {
      printLine(kj::str("{\"event\":\"counts\",\"tracepoint\":", quoted(counts.getTracepoint()),
                        ",\"fired\":", counts.getFired(), ",\"delivered\":", counts.getDelivered(),
                        ",\"queued\":", counts.getQueued(), ",\"lost\":", counts.getLost(),
                        ",\"filtered\":", counts.getFiltered(), "}"));
    }
  }

  kj::AsyncIoContext& io;
  const Arguments& arguments;
  Received& received;
  upstream::Init::Client init;
};

int run(const Arguments& arguments) {
  auto io = kj::setupAsyncIo();
  Received received;
  {
    Connection connection(connectUnix(io, arguments.first()), capnp::rpc::twoparty::Side::CLIENT,
                          nullptr);
    auto failure = kj::runCatchingExceptions([&]() {
      Client(io, arguments, received, connection.main().castAs<upstream::Init>()).run();
    });
    KJ_IF_MAYBE (exception, failure) printFailure("subscription", *exception);
    stdinClosed(io).wait(io.waitScope);
  }
  return received.liveSubscribers == 0 ? 0 : 1;
}

}  // namespace
}  // namespace nodetap

int main(int count, char* values[]) { return nodetap::run(nodetap::Arguments(count, values)); }
