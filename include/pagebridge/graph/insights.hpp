#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/time.hpp"

/// Figures about a Page's messaging. Needs the task ANALYZE, and read_insights, pages_messaging, pages_read_engagement and
/// pages_show_list; the Page must have 100 likes or more. Two years are kept.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/analytics/messaging-insights
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Metrics about messaging. The platform took many Page metrics away on 2026-06-15 and did not say everywhere which: asking
/// for one that is gone is an error of class `parameter`.
namespace insight {
constexpr std::string_view total_connections = "page_messages_total_messaging_connections";
constexpr std::string_view new_conversations = "page_messages_new_conversations_unique";
constexpr std::string_view blocked_conversations = "page_messages_blocked_conversations_unique";
constexpr std::string_view reported_conversations = "page_messages_reported_conversations_unique";
} // namespace insight

struct InsightValue {
  std::optional<std::int64_t> number{}; ///< if it is one
  JsonText value;                       ///< as it was written: a number, or an object of numbers
  std::optional<Timestamp> end{};       ///< of the period that it is about
};
struct Insight {
  std::string name;   ///< the metric
  std::string period; ///< "day"
  std::string title;
  std::string description;
  std::vector<InsightValue> values;
};
struct GetInsights {
  using Answer = std::vector<Insight>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  std::vector<std::string> metrics; ///< at least one
  std::string period = "day";
  std::optional<Timestamp> since{};
  std::optional<Timestamp> until{};
};
/// Whether there is a metric, and `since` and `until` are in order and at most 90 days apart.
PAGEBRIDGE_EXPORT Result<void> validate(const GetInsights& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetInsights& call, const Access& access);
PAGEBRIDGE_EXPORT Result<std::vector<Insight>> from_http(const GetInsights& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
