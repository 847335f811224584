#include "pagebridge/graph/insights.hpp"

#include <chrono>

#include "graph/request.hpp"
#include "graph/values.hpp"
#include "graph/wire_time.hpp"
#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using json::Value;

std::string unix_seconds(Timestamp time) { return std::to_string(to_unix_ms(time) / 1000); }

Insight read_insight(const Value& value) {
  Insight insight{copy(value["name"].text()),
                  copy(value["period"].text()),
                  copy(value["title"].text()),
                  copy(value["description"].text()),
                  {}};
  for (const Value& row : value["values"])
    insight.values.push_back({row["value"].integer(), raw_text(row["value"]), time_in(row["end_time"])});
  return insight;
}

} // namespace

Result<void> validate(const GetInsights& call) {
  if (call.metrics.empty()) return invalid_argument("metrics", "name the metrics that you want");
  for (const std::string& metric : call.metrics)
    if (metric.empty() || metric.find(',') != std::string::npos)
      return invalid_argument("metrics", "a metric is one name, without commas");
  if (!call.since || !call.until) return {};
  if (*call.until < *call.since) return invalid_argument("until", "the end is before the beginning");
  if (*call.until - *call.since > platform::insights_longest_span)
    return invalid_argument("until", "one query spans 90 days at most; ask for the rest in another one");
  return {};
}

HttpRequest to_http(const GetInsights& call, const Access& access) {
  std::string metrics;
  for (const std::string& metric : call.metrics) metrics += (metrics.empty() ? "" : ",") + metric;
  Query query;
  query.add("metric", metrics).add_unless_empty("period", call.period);
  if (call.since) query.add("since", unix_seconds(*call.since));
  if (call.until) query.add("until", unix_seconds(*call.until));
  return get(access, "/me/insights", query);
}

Result<std::vector<Insight>> from_http(const GetInsights& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<std::vector<Insight>> {
    if (!root["data"].is_array()) return missing(response, "insights", CallKind::read);
    std::vector<Insight> insights;
    for (const Value& row : root["data"])
      if (row.is_object()) insights.push_back(read_insight(row));
    return insights;
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
