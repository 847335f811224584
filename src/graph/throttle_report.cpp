#include "graph/throttle_report.hpp"

#include <algorithm>

#include "graph/throttled.hpp"
#include "pagebridge/graph/graph_error.hpp"
#include "pagebridge/graph/usage.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr int used_up = 100; // per cent

/// Limits of one person or one topic: the Page itself may go on.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes (2026-06-25)
bool is_of_one_person(const GraphError& error) noexcept {
  switch (error.subcode) {
    case 2018022: // sends to phone numbers
    case 2018338: // message tags to one person
    case 2018352: // opt-in requests
    case 2018354: // two notifications to one person
      return true;
    default: return false;
  }
}

void read_error(const HttpResponse& response, ThrottleReport& report) {
  // An error may come under status 200, so the body decides; parsing each one only for that would cost too much.
  if (response.status != 429 && response.body.find("\"error\"") == std::string::npos) return;
  const auto error = error_in(response, CallKind::once);
  if (!error || !is_throttled(*error) || (error->graph && is_of_one_person(*error->graph))) return;
  report.was_throttled = true;
  report.pause_told = error->retry_after;
}

void read_usage(const HttpHeaders& headers, ThrottleReport& report) {
  const UsageReport usage = usage_in(headers);
  const auto look = [&](const Usage& one) { report.is_used_up |= one.highest() >= used_up; };
  if (usage.app) look(*usage.app);
  if (usage.page) look(*usage.page);
  for (const BusinessUsage& one : usage.business) {
    if (one.type != "messenger" && one.type != "pages") continue; // advertising has limits of its own
    look(one.usage);
    if (one.regain_access_in > milliseconds(0))
      report.pause_told = std::max(report.pause_told.value_or(milliseconds(0)), one.regain_access_in);
  }
}

} // namespace

std::optional<ThrottleReport> throttle_report(const HttpResponse& response) {
  ThrottleReport report;
  read_error(response, report);
  read_usage(response.headers, report);
  if (!report.was_throttled && !report.is_used_up && !report.pause_told) return std::nullopt;
  return report;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
