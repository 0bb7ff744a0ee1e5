// A client of nodetap's aggregates in another language: asks for figures of P2P messages with a
// condition, groups and measures of every kind, and prints each report as JSON.
//
//   aggregator <socket> [options]
//     --field <name>      what to group by besides the direction; messageType
//     --events <count>    ends after a report of so many; 1
//     --end <how>         destroy (default) or drop: how the aggregation ends
//
// Stays connected until stdin ends.
#include <capnp/compat/json.h>

#include "multiprocess.h"
#include "trace-server.capnp.h"

namespace nodetap {
namespace {

// Outlives the connection, and with it every subscriber.
struct Received {
  uint64_t reports = 0;
  uint32_t liveSubscribers = 0;
};

void printReport(kj::StringPtr event, schema::AggregateReport::Reader report) {
  capnp::JsonCodec json;
  printLine(kj::str("{\"event\":", quoted(event), ",\"report\":", json.encode(report), "}"));
}

class SubscriberImpl final : public schema::AggregateSubscriber::Server {
 public:
  SubscriberImpl(Received& received, uint64_t enough, kj::Own<kj::PromiseFulfiller<void>> done)
      : received(received), enough(enough), done(kj::mv(done)) {
    ++received.liveSubscribers;
  }
  ~SubscriberImpl() noexcept(false) { --received.liveSubscribers; }

 protected:
  kj::Promise<void> destroy(DestroyContext) override { return kj::READY_NOW; }

  kj::Promise<void> report(ReportContext context) override {
    ++received.reports;
    printReport("report", context.getParams());
    if (context.getParams().getEvents() >= enough) done->fulfill();
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

// size >= 10 and not messageType = "block"
void writeCondition(schema::Expression::Builder where) {
  auto all = where.initAll(2);
  auto size = all[0].initCompare();
  size.setField("size");
  size.setOperator(schema::Operator::GREATER_OR_EQUAL);
  size.initValues(1)[0].setNumber(10);
  auto type = all[1].initNot().initCompare();
  type.setField("messageType");
  type.setOperator(schema::Operator::EQUAL);
  type.initValues(1)[0].setText("block");
}

void writeMeasures(schema::AggregateRequest::Builder request) {
  using schema::AggregateFunction;
  auto measures = request.initMeasures(7);
  measures[0].setFunction(AggregateFunction::COUNT);
  auto set = [&](uint i, AggregateFunction function, kj::StringPtr field) {
    measures[i].setFunction(function);
    measures[i].setField(field);
  };
  set(1, AggregateFunction::SUM, "size");
  set(2, AggregateFunction::MAX, "peerId");
  set(3, AggregateFunction::DISTINCT, "address");
  set(4, AggregateFunction::LOG2_HISTOGRAM, "size");
  set(5, AggregateFunction::LINEAR_HISTOGRAM, "peerId");
  measures[5].setLinearFrom(1);
  measures[5].setLinearWidth(2);
  measures[5].setLinearBuckets(2);
  set(6, AggregateFunction::TOP, "address");
  measures[6].setTopCount(1);
}

class Client {
 public:
  Client(kj::AsyncIoContext& io, const Arguments& arguments, Received& received,
         upstream::Init::Client init)
      : io(io), arguments(arguments), received(received), init(kj::mv(init)) {}

  void run() {
    // A client without threads: it offers no ThreadMap, and its contexts are empty.
    init.constructRequest().send().wait(io.waitScope);
    auto server = init.makeTracingRequest().send().getResult().castAs<schema::TraceServer>();
    auto done = kj::newPromiseAndFulfiller<void>();
    {
      auto request = server.aggregateRequest();
      auto wanted = request.initRequest();
      wanted.initTracepoints(1).set(0, "net:*_message");
      writeCondition(wanted.initWhere());
      auto groupBy = wanted.initGroupBy(2);
      groupBy.set(0, arguments.text("--field", "messageType"));
      groupBy.set(1, "direction");
      writeMeasures(wanted);
      wanted.setIntervalUs(100000);
      wanted.setMode(schema::AggregateMode::TOTALS);
      request.setSubscriber(kj::heap<SubscriberImpl>(received, arguments.number("--events", 1),
                                                     kj::mv(done.fulfiller)));
      auto answer = request.send().wait(io.waitScope);
      auto terms = answer.getTerms();
      printLine(kj::str("{\"event\":\"started\",\"tracepoints\":", terms.getTracepoints().size(),
                        ",\"intervalUs\":", terms.getIntervalUs(), ",\"maxGroups\":",
                        terms.getMaxGroups(), "}"));
      done.promise.wait(io.waitScope);
      auto aggregation = answer.getAggregation();
      auto read = aggregation.readRequest().send().wait(io.waitScope);
      printReport("read", read.getReport());
      if (arguments.text("--end", "destroy") == "destroy") {
        aggregation.destroyRequest().send().wait(io.waitScope);
      }
    }
    // The server lets go of the subscriber when the aggregation is over.
    while (received.liveSubscribers > 0) {
      io.provider->getTimer().afterDelay(kj::MILLISECONDS).wait(io.waitScope);
    }
    printLine(kj::str("{\"event\":\"ended\",\"reports\":", received.reports, "}"));
  }

 private:
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
    KJ_IF_MAYBE (exception, failure) printFailure("aggregation", *exception);
    stdinClosed(io).wait(io.waitScope);
  }
  return received.liveSubscribers == 0 ? 0 : 1;
}

}  // namespace
}  // namespace nodetap

int main(int count, char* values[]) { return nodetap::run(nodetap::Arguments(count, values)); }
