#include "pagebridge/graph/insights.hpp"

#include <string>

#include "unit/graph/calls.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using calls::check_errors;
using calls::ok;
using calls::wire;

namespace {

GetInsights asking_for(std::vector<std::string> metrics) {
  GetInsights call;
  call.metrics = std::move(metrics);
  return call;
}

} // namespace

TEST_CASE("insights are asked for by metric, period and time", "[graph][insights]") {
  GetInsights call = asking_for({std::string(insight::new_conversations), std::string(insight::total_connections)});
  CHECK(wire(call) ==
        "GET /me/insights?metric=page_messages_new_conversations_unique,page_messages_total_messaging_connections"
        "&period=day");
  call = asking_for({"a&b"});
  call.period = "week";
  call.since = from_unix_ms(1520000000999);
  call.until = from_unix_ms(1520864000000);
  CHECK(wire(call) == "GET /me/insights?metric=a%26b&period=week&since=1520000000&until=1520864000");
}

TEST_CASE("a query has a metric and spans 90 days at most", "[graph][insights]") {
  const auto field = [](const GetInsights& call) {
    const auto checked = validate(call);
    return checked ? std::string() : checked.error().field;
  };
  GetInsights call = asking_for({"page_messages_new_conversations_unique"});
  CHECK(field(call).empty());
  call.since = from_unix_ms(1520000000000);
  CHECK(field(call).empty());
  call.until = *call.since + std::chrono::hours(90 * 24);
  CHECK(field(call).empty());
  call.until = *call.since + std::chrono::hours(90 * 24) + milliseconds(1);
  CHECK(field(call) == "until");
  call.until = *call.since - milliseconds(1);
  CHECK(field(call) == "until");
  CHECK(field(asking_for({})) == "metrics");
  CHECK(field(asking_for({""})) == "metrics");
  CHECK(field(asking_for({"a,b"})) == "metrics");
}

TEST_CASE("a value is a number, or an object kept as it was written", "[graph][insights]") {
  const auto insights = from_http(
      GetInsights{},
      ok(R"({"data":[{"name":"n","period":"day","title":"T","description":"D","id":"1\/insights\/n\/day","values":[
        {"value":83111,"end_time":"2017-02-02T08:00:00+0000"},{"value":"7"},
        {"value":{"a": 1},"end_time":null},{"value":1.5},{"value":null},{}]},{"name":"m"},null]})"));
  REQUIRE(insights);
  REQUIRE(insights->size() == 2);
  const Insight& first = insights->at(0);
  CHECK(first.name == "n");
  CHECK(first.period == "day");
  CHECK(first.title == "T");
  CHECK(first.description == "D");
  REQUIRE(first.values.size() == 6);
  CHECK(first.values[0].number == 83111);
  CHECK(first.values[0].value.text == "83111");
  CHECK(to_unix_ms(first.values[0].end.value()) == 1486022400000);
  CHECK(first.values[1].number == 7);
  CHECK(!first.values[2].number);
  CHECK(first.values[2].value.text == R"({"a": 1})");
  CHECK(!first.values[2].end);
  CHECK(!first.values[3].number);
  CHECK(first.values[3].value.text == "1.5");
  CHECK(first.values[4].value.empty());
  CHECK(first.values[5].value.empty());
  CHECK(insights->at(1).values.empty());
  CHECK(from_http(GetInsights{}, ok("{}")).error().code == ErrorCode::bad_response);
}

TEST_CASE("a metric that is gone is a wrong request", "[graph][insights]") {
  CHECK(from_http(GetInsights{}, calls::refusal(100)).error().graph->error_class == GraphErrorClass::parameter);
  check_errors(GetInsights{});
}
