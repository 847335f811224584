#include <chrono>

#include "pagebridge/graph/usage.hpp"
#include "support/catch.hpp"
#include "testing/call_limits.hpp"

using namespace pagebridge;          // NOLINT(google-build-using-namespace)
using namespace pagebridge::testing; // NOLINT(google-build-using-namespace)

namespace {

const SteadyTime begin{std::chrono::hours(1000)};

struct Stage {
  explicit Stage(bool sends_x_page_usage = false) {
    SandboxLimits options;
    options.least_people = 1; // 200 calls of Messenger
    options.sends_x_page_usage = sends_x_page_usage;
    limits = CallLimits(options);
    call.app = AppId("100");
    call.page = PageId("200");
  }
  void take(int calls) {
    for (int i = 0; i < calls; ++i) static_cast<void>(limits.take(call, begin));
  }
  UsageHeaders usage() { return limits.usage(call, begin); }

  CallLimits limits;
  LimitedCall call;
};

} // namespace

TEST_CASE("usage shows from one per cent on, in whole per cent", "[testing][limits]") {
  Stage stage;
  CHECK(stage.usage().business.empty());
  stage.take(1);
  CHECK(stage.usage().business.empty());
  stage.take(1);
  CHECK(stage.usage().business == R"({"200":[{"type":"messenger","call_count":1,"total_cputime":0,"total_time":0,)"
                                  R"("estimated_time_to_regain_access":0}]})");
  CHECK(stage.usage().app.empty());
  CHECK(stage.usage().page.empty());
}

TEST_CASE("what is used up says when it is over, and what is tried after it shows", "[testing][limits]") {
  Stage stage;
  stage.take(200);
  auto read = graph::read_business_usage(stage.usage().business);
  REQUIRE(read.size() == 1);
  CHECK(read[0].id == "200");
  CHECK(read[0].type == "messenger");
  CHECK(read[0].usage.calls == 100);
  CHECK(read[0].regain_access_in == std::chrono::hours(24)); // the reader's longest; the sandbox may say a minute more
  stage.take(88);
  read = graph::read_business_usage(stage.usage().business);
  REQUIRE(read.size() == 1);
  CHECK(read[0].usage.calls == 144);
}

TEST_CASE("each use case tells its own usage", "[testing][limits]") {
  Stage stage;
  stage.take(20);
  stage.call.what = CallClass::page;
  stage.take(48);
  const auto read = graph::read_business_usage(stage.usage().business);
  REQUIRE(read.size() == 2);
  CHECK(read[0].usage.calls == 10);
  CHECK(read[1].type == "pages");
  CHECK(read[1].usage.calls == 1);
}

TEST_CASE("calls with the app's or a user's token tell the app's usage", "[testing][limits]") {
  Stage stage;
  stage.call.token = CallToken::app;
  stage.take(56);
  CHECK(stage.usage().app == R"({"call_count":28,"total_cputime":0,"total_time":0})");
  CHECK(stage.usage().business.empty());
  stage.call.token = CallToken::user;
  CHECK(graph::read_usage(stage.usage().app)->calls == 28);
}

TEST_CASE("X-Page-Usage comes if it is asked for", "[testing][limits]") {
  Stage stage(true);
  stage.take(20);
  CHECK(stage.usage().page == R"({"call_count":10,"total_cputime":0,"total_time":0})");
  CHECK_FALSE(stage.usage().business.empty());
}
