#include "pagebridge/testing/loopback_transport.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pagebridge/testing/manual_clock.hpp"
#include "pagebridge/testing/manual_executor.hpp"
#include "support/catch.hpp"

using namespace pagebridge;
using pagebridge::testing::LoopbackTransport;
using pagebridge::testing::ManualClock;
using pagebridge::testing::ManualExecutor;

namespace {

struct Wire {
  std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
  std::shared_ptr<ManualExecutor> executor = std::make_shared<ManualExecutor>(clock);
  std::optional<Result<HttpResponse>> result;

  std::shared_ptr<LoopbackTransport> transport(LoopbackTransport::Server server) {
    return std::make_shared<LoopbackTransport>(executor, clock, std::move(server));
  }
  void start(LoopbackTransport& transport, const CallContext& context) {
    transport.start({"POST", "https://anywhere.example/path", {}, "body"}, context,
                    [this](Result<HttpResponse> answer) { result = std::move(answer); });
  }
  CallContext within(milliseconds time) const { return {clock->steady() + time, std::nullopt}; }
};

} // namespace

TEST_CASE("request and answer each take a turn of the executor", "[testing][loopback]") {
  Wire wire;
  std::string seen;
  const auto transport = wire.transport([&](HttpRequest request, const LoopbackTransport::Respond& respond) {
    seen = request.method + " " + request.url + " " + request.body;
    respond({204, {}, "done"});
    CHECK_FALSE(wire.result);
  });
  wire.start(*transport, {});
  CHECK(seen.empty());
  wire.executor->run_ready();
  CHECK(seen == "POST https://anywhere.example/path body");
  REQUIRE(wire.result);
  REQUIRE(wire.result->has_value());
  CHECK(wire.result->value().status == 204);
}

TEST_CASE("a server may answer later, once", "[testing][loopback]") {
  Wire wire;
  LoopbackTransport::Respond kept;
  const auto transport =
      wire.transport([&](const HttpRequest&, LoopbackTransport::Respond respond) { kept = std::move(respond); });
  wire.start(*transport, {});
  wire.executor->run_ready();
  CHECK_FALSE(wire.result);
  kept({200, {}, "first"});
  kept({500, {}, "second"});
  CHECK_FALSE(wire.result);
  wire.executor->run_ready();
  CHECK(wire.result->value().body == "first");
}

TEST_CASE("a broken or dropped answer is a lost connection of unknown fate", "[testing][loopback]") {
  Wire wire;
  const bool dropped = GENERATE(true, false);
  const auto transport = wire.transport([&](const HttpRequest&, const LoopbackTransport::Respond& respond) {
    if (!dropped) respond({});
  });
  wire.start(*transport, {});
  wire.executor->run_ready();
  REQUIRE(wire.result);
  CHECK(wire.result->error().code == ErrorCode::connection);
  CHECK(wire.result->error().fate == SendFate::unknown);
}

TEST_CASE("a deadline ends a call that is not answered", "[testing][loopback]") {
  Wire wire;
  LoopbackTransport::Respond kept;
  const auto transport =
      wire.transport([&](const HttpRequest&, LoopbackTransport::Respond respond) { kept = std::move(respond); });
  wire.start(*transport, wire.within(milliseconds(5000)));
  wire.executor->advance(milliseconds(4999));
  CHECK_FALSE(wire.result);
  wire.executor->advance(milliseconds(1));
  REQUIRE(wire.result);
  CHECK(wire.result->error().code == ErrorCode::timeout);
  CHECK(wire.result->error().fate == SendFate::unknown);
  wire.result.reset();
  kept({200, {}, "late"});
  wire.executor->run_ready();
  CHECK_FALSE(wire.result);
}

TEST_CASE("an answer in time leaves no timer behind", "[testing][loopback]") {
  Wire wire;
  const auto transport = wire.transport([](const HttpRequest&, const LoopbackTransport::Respond& respond) {
    respond({200, {}, ""});
  });
  wire.start(*transport, wire.within(milliseconds(5000)));
  wire.executor->run_ready();
  CHECK(wire.result->value().status == 200);
  CHECK(wire.executor->waiting() == 0);
}

TEST_CASE("a request that is too late is not sent", "[testing][loopback]") {
  Wire wire;
  bool called = false;
  const auto transport = wire.transport([&](const HttpRequest&, const LoopbackTransport::Respond&) { called = true; });
  CallContext context;
  if (GENERATE(true, false)) {
    context.deadline = wire.clock->steady() + milliseconds(10);
  } else {
    context.send_before = wire.clock->steady() + milliseconds(10);
  }
  wire.start(*transport, context);
  wire.clock->advance(milliseconds(10));
  wire.executor->run_ready();
  CHECK_FALSE(called);
  CHECK(wire.result->error().code == ErrorCode::timeout);
  CHECK(wire.result->error().fate == SendFate::not_sent);
}

TEST_CASE("calls in flight end as cancelled with the transport", "[testing][loopback]") {
  Wire wire;
  const bool handed_over = GENERATE(true, false);
  LoopbackTransport::Respond kept;
  auto transport =
      wire.transport([&](const HttpRequest&, LoopbackTransport::Respond respond) { kept = std::move(respond); });
  wire.start(*transport, {});
  if (handed_over) wire.executor->run_ready();
  transport.reset();
  REQUIRE(wire.result);
  CHECK(wire.result->error().code == ErrorCode::cancelled);
  CHECK(wire.result->error().fate == (handed_over ? SendFate::unknown : SendFate::not_sent));
  wire.result.reset();
  wire.executor->run_ready();
  CHECK(static_cast<bool>(kept) == handed_over);
  if (kept) kept({200, {}, "late"});
  wire.executor->run_ready();
  CHECK_FALSE(wire.result);
}
