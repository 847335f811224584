// Figures: https://developers.facebook.com/documentation/business-messaging/messenger-platform/analytics/messaging-insights
#include <algorithm>
#include <iterator>

#include "testing/graph_message.hpp"
#include "testing/graph_settings.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::chrono::hours day{24};

struct Metric {
  std::string_view name;
  std::string_view title;
};
// Which metrics are left after 2026-06-15 is not documented: these are the ones that code uses.
constexpr Metric metrics[] = {{"page_messages_total_messaging_connections", "Total messaging connections"},
                              {"page_messages_new_conversations_unique", "New conversations"},
                              {"page_messages_blocked_conversations_unique", "Blocked conversations"},
                              {"page_messages_reported_conversations_unique", "Reported conversations"}};

struct Period {
  std::string_view name;
  int days;
};
constexpr Period periods[] = {{"day", 1}, {"week", 7}, {"days_28", 28}};

struct InsightCall {
  std::vector<const Metric*> metrics;
  const Period* period = &periods[0];
  Timestamp since{};
  Timestamp until{};
};

Timestamp midnight(Timestamp at) { return at - (at.time_since_epoch() % day); }

/// Up to the year 9999: so nothing that is reckoned from it overflows.
bool is_unix_time(const std::optional<std::int64_t>& seconds) {
  constexpr std::int64_t last = 253402300799;
  return seconds && *seconds >= 0 && *seconds <= last;
}

/// By default yesterday's and today's figures. Dates in words ("-1 week") are not understood here.
Refused read_span(const GraphCall& call, InsightCall& wanted) {
  constexpr int most_days = 90;
  const Timestamp today = midnight(call.core.now());
  const json::Value since = call.parameters["since"];
  const json::Value until = call.parameters["until"];
  for (const json::Value& time : {since, until})
    if (time.exists() && !is_unix_time(time.integer()))
      return parameter_error("Param since and until must be Unix times");
  wanted.until = until.exists() ? from_unix_ms(*until.integer() * 1000) : today + day;
  wanted.since = since.exists() ? from_unix_ms(*since.integer() * 1000) : wanted.until - 2 * day;
  if (wanted.until < wanted.since) return parameter_error("Param until must not be before since");
  if (wanted.until - wanted.since > most_days * day)
    return parameter_error("There cannot be more than 90 days between since and until");
  return std::nullopt;
}

Refused read_call(const GraphCall& call, InsightCall& wanted) {
  for (const std::string& name : name_list(call.parameters["metric"])) {
    const auto found =
        std::find_if(std::begin(metrics), std::end(metrics), [&](const Metric& one) { return one.name == name; });
    if (found == std::end(metrics)) // retired ones, too
      return parameter_error("The value must be a valid insights metric");
    wanted.metrics.push_back(found);
  }
  if (wanted.metrics.empty()) return parameter_error("The parameter metric is required");
  if (const std::string_view period = call.parameters["period"].text(); !period.empty()) {
    wanted.period =
        std::find_if(std::begin(periods), std::end(periods), [&](const Period& one) { return one.name == period; });
    if (wanted.period == std::end(periods)) return parameter_error("Param period must be one of {day, week, days_28}");
  }
  return read_span(call, wanted);
}

/// Of the people who began to write in the days before `end`, or at any time.
std::int64_t value_of(const Metric& metric, const PageRecord& page, Timestamp begin, Timestamp end, Timestamp now) {
  if (&metric == &metrics[2])
    return begin <= now && now < end ? static_cast<std::int64_t>(page.settings.blocked.size()) : 0;
  if (&metric == &metrics[3]) return 0; // nobody reports a Page here
  std::int64_t people = 0;
  for (const auto& [psid, person] : page.threads.people()) {
    if (!person.last_act || person.thread.empty()) continue;
    const Timestamp first = person.thread.front().at;
    if (first < end && (&metric == &metrics[0] || first >= begin)) ++people;
  }
  return people;
}

void write_metric(json::Writer& writer, const InsightCall& wanted, const Metric& metric, const PageRecord& page,
                  Timestamp now) {
  writer.begin_object().member("name", metric.name).member("period", wanted.period->name).key("values").begin_array();
  for (Timestamp end = midnight(wanted.since) + day; end <= wanted.until; end += day) {
    writer.begin_object().member("value", value_of(metric, page, end - wanted.period->days * day, end, now));
    writer.member("end_time", graph_time(end)).end_object();
  }
  writer.end_array().member("title", metric.title).member("description", metric.title);
  const std::string id =
      page.id.text() + "/insights/" + std::string(metric.name) + "/" + std::string(wanted.period->name);
  writer.member("id", id).end_object();
}

} // namespace

HttpResponse answer_insights(const GraphCall& call) {
  if (call.request.method != "GET")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  InsightCall wanted;
  if (auto refused = read_call(call, wanted)) return graph_error(call.context, *refused);
  const Timestamp now = call.core.now();
  return call.core.locked([&](World& world) {
    json::Writer writer;
    writer.begin_object().key("data").begin_array();
    for (const Metric* metric : wanted.metrics)
      write_metric(writer, wanted, *metric, *page_concerned(call, world), now);
    writer.end_array().end_object();
    return graph_success(call.context, writer.text());
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
