#include "pagebridge/graph/usage.hpp"

#include <string>

#include "support/catch.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

TEST_CASE("an App's usage is read in per cent, more than a hundred, too", "[graph][usage]") {
  const auto usage = read_usage(R"({"call_count":28,"total_time":25,"total_cputime":144})");
  REQUIRE(usage);
  CHECK(usage->calls == 28);
  CHECK(usage->total_time == 25);
  CHECK(usage->cpu_time == 144);
  CHECK(usage->highest() == 144);
  CHECK(read_usage(R"({"call_count":9})")->highest() == 9);
  CHECK(read_usage(R"({"total_time":9})")->highest() == 9);
  CHECK(read_usage(R"({"call_count":"28","total_time":25.9})")->calls == 28);
  CHECK(read_usage(R"({"call_count":"28","total_time":25.9})")->total_time == 25);
}

TEST_CASE("an old bare percentage is the calls'", "[graph][usage]") {
  for (const char* value : {"28%", "\"28%\"", " 28% ", "28", "\"28\""}) {
    INFO(value);
    const auto usage = read_usage(value);
    REQUIRE(usage);
    CHECK(usage->calls == 28);
    CHECK(usage->total_time == 0);
  }
}

TEST_CASE("garbage in a usage header says nothing", "[graph][usage]") {
  for (const char* value : {"", " ", "\"\"", "%", "-3%", "28%%", "abc", "{}", "[]", "null", "{\"a\":1}",
                            "{\"call_count\":", "[{\"call_count\":1}]", "28 29"}) {
    INFO(value);
    CHECK_FALSE(read_usage(value));
    CHECK(read_business_usage(value).empty());
  }
  CHECK(read_usage(R"({"call_count":-5,"total_time":{},"total_cputime":"x"})")->highest() == 0);
  CHECK(read_usage(R"({"call_count":99999999999999999999999})")->calls == 1000000);
}

TEST_CASE("business usage is read for each business and use case, with the time to regain access", "[graph][usage]") {
  const auto found = read_business_usage(R"({
    "10153848260347724":[{"type":"messenger","call_count":97,"total_cputime":23,"total_time":24,
                          "estimated_time_to_regain_access":7,"ads_api_access_tier":"x"},
                         {"type":"pages","call_count":1,"total_cputime":2,"total_time":3,
                          "estimated_time_to_regain_access":0}],
    "66782684":[{"type":"ads_management","call_count":5,"total_cputime":0,"total_time":0}],
    "odd":"text", "odder":[1,null,{"type":"pages"}]})");
  REQUIRE(found.size() == 3);
  CHECK(found[0].id == "10153848260347724");
  CHECK(found[0].type == "messenger");
  CHECK(found[0].usage.calls == 97);
  CHECK(found[0].usage.cpu_time == 23);
  CHECK(found[0].usage.total_time == 24);
  CHECK(found[0].regain_access_in == std::chrono::minutes(7));
  CHECK(found[1].type == "pages");
  CHECK(found[1].regain_access_in == milliseconds(0));
  CHECK(found[2].id == "66782684");
  CHECK(found[2].regain_access_in == milliseconds(0));
}

TEST_CASE("what a usage header may cost is bounded", "[graph][usage]") {
  std::string many = "{\"a\":[";
  for (int i = 0; i < 100; ++i) many += std::string(i == 0 ? "" : ",") + R"({"type":"pages","call_count":1})";
  CHECK(read_business_usage(many + "]}").size() == 32);
  const std::string padding(20000, ' ');
  CHECK(read_business_usage(R"({"a":[{"call_count":1}]})" + padding).empty());
  CHECK_FALSE(read_usage(R"({"call_count":1})" + padding));
  const auto far = read_business_usage(R"({"a":[{"call_count":1,"estimated_time_to_regain_access":99999999999}]})");
  REQUIRE(far.size() == 1);
  CHECK(far[0].regain_access_in == std::chrono::hours(24));
}

TEST_CASE("an answer's usage is in three headers, in any case, and each may be missing", "[graph][usage]") {
  const UsageReport report = usage_in({{"x-app-usage", R"({"call_count":1,"total_time":0,"total_cputime":0})"},
                                       {"X-Page-Usage", "2%"},
                                       {"x-business-use-case-usage", R"({"1":[{"type":"pages","call_count":3}]})"}});
  CHECK(report.app->calls == 1);
  CHECK(report.page->calls == 2);
  REQUIRE(report.business.size() == 1);
  CHECK(report.business[0].usage.calls == 3);
  const UsageReport nothing = usage_in({{"Content-Type", "application/json"}});
  CHECK_FALSE(nothing.app);
  CHECK_FALSE(nothing.page);
  CHECK(nothing.business.empty());
}
