#include "pagebridge/graph/usage.hpp"
#include "support/catch.hpp"
#include "unit/graph/fixtures.hpp"

namespace fixtures {

namespace {

using pagebridge::graph::BusinessUsage;
using pagebridge::graph::read_business_usage;

void check_usage(const BusinessUsage& usage, const char* id, const char* type, int calls, int cpu_time,
                 int total_time) {
  CHECK(usage.id == id);
  CHECK(usage.type == type);
  CHECK(usage.usage.calls == calls);
  CHECK(usage.usage.cpu_time == cpu_time);
  CHECK(usage.usage.total_time == total_time);
}

} // namespace

Part usage_part() {
  Part part;
  part.checks["meta-docs/buc-header.json"] = [](const std::string& contents) {
    const auto found = read_business_usage(contents);
    REQUIRE(found.size() == 2);
    check_usage(found[0], "66782684", "ads_management", 95, 20, 20);
    check_usage(found[1], "10153848260347724", "pages", 97, 23, 23);
    CHECK(found[1].regain_access_in.count() == 0);
  };
  part.checks["restfb+restfb/api-header-business.json"] = [](const std::string& contents) {
    const auto found = read_business_usage(contents);
    REQUIRE(found.size() == 1);
    check_usage(found[0], "{business-id}", "ads_insights", 100, 16, 45);
    CHECK(found[0].regain_access_in == std::chrono::minutes(10));
  };
  return part;
}

} // namespace fixtures
