#include "testing/limits_json.hpp"

#include <chrono>
#include <string>

#include "support/catch.hpp"

using namespace pagebridge;          // NOLINT(google-build-using-namespace)
using namespace pagebridge::testing; // NOLINT(google-build-using-namespace)

namespace {

Result<SandboxLimits> read(const std::string& text) {
  const auto tree = json::Tree::parse(text);
  REQUIRE(tree);
  return read_limits(tree->root());
}
std::string wrong_member(const std::string& text) {
  const auto limits = read(text);
  return limits ? "none" : limits.error().field;
}

} // namespace

TEST_CASE("limits are read from JSON, and what is absent keeps its default", "[testing][limits]") {
  const auto limits = read(R"({"text":{"calls":5},"thread":{"calls":3,"per_ms":2000},"throttle_status":429,
                               "least_people":0,"high_volume_stops_sends":true})");
  REQUIRE(limits);
  CHECK(limits->text.calls == 5);
  CHECK(limits->text.per == milliseconds(1000));
  CHECK(limits->thread.calls == 3);
  CHECK(limits->thread.per == milliseconds(2000));
  CHECK(limits->throttle_status == 429);
  CHECK(limits->least_people == 0);
  CHECK(limits->high_volume_stops_sends);
  CHECK(limits->media.calls == 10);
  CHECK(limits->refused_calls_count);
  CHECK(read("{}"));
}

TEST_CASE("a wrong limit is named", "[testing][limits]") {
  CHECK(wrong_member(R"({"texts":{"calls":5}})") == "texts");
  CHECK(wrong_member(R"({"text":5})") == "text");
  CHECK(wrong_member(R"({"text":{"calls":-1}})") == "text.calls");
  CHECK(wrong_member(R"({"text":{"calls":"5"}})") == "text.calls");
  CHECK(wrong_member(R"({"text":{"per":5}})") == "text.per");
  CHECK(wrong_member(R"({"text":{"per_ms":0}})") == "text");
  CHECK(wrong_member(R"({"thread":{"calls":1000001}})") == "thread");
  CHECK(wrong_member(R"({"throttle_status":500})") == "throttle_status");
  CHECK(wrong_member(R"({"least_people":1.5})") == "least_people");
  CHECK(wrong_member(R"({"refused_calls_count":1})") == "refused_calls_count");
  CHECK(wrong_member("[]") == "limits");
}

TEST_CASE("the default limits make sense", "[testing][limits]") { CHECK_FALSE(wrong_limit({})); }
