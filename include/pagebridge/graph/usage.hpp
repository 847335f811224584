#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/time.hpp"

/// How much of the platform's limits is used up, as answers tell in their headers. Pure; what cannot be understood is left
/// out, never an error. A header that is absent says nothing.
/// Source: https://developers.facebook.com/docs/graph-api/overview/rate-limiting (2026-03-23)
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// In whole per cent of the limit. At 100 calls are throttled; more than 100 occurs.
struct Usage {
  int calls = 0;      ///< `call_count`
  int total_time = 0; ///< `total_time`
  int cpu_time = 0;   ///< `total_cputime`

  [[nodiscard]] int highest() const noexcept {
    const int times = total_time > cpu_time ? total_time : cpu_time;
    return calls > times ? calls : times;
  }
};

/// Of one business, Page or account and one use case.
struct BusinessUsage {
  std::string id;   ///< whose limit it is
  std::string type; ///< "messenger", "pages", "instagram", "ads_management", …
  Usage usage;
  milliseconds regain_access_in{}; ///< zero: not throttled. The platform tells it in minutes; at most a day
};

/// All that one answer says.
struct UsageReport {
  std::optional<Usage> app;            ///< X-App-Usage: calls with a person's or the App's token
  std::optional<Usage> page;           ///< X-Page-Usage: old
  std::vector<BusinessUsage> business; ///< X-Business-Use-Case-Usage: calls with a Page's token; at most 32
};
PAGEBRIDGE_EXPORT UsageReport usage_in(const HttpHeaders& headers);

/// The value of X-App-Usage or X-Page-Usage: an object, or in old answers a bare "28%".
PAGEBRIDGE_EXPORT std::optional<Usage> read_usage(std::string_view value);
/// The value of X-Business-Use-Case-Usage.
PAGEBRIDGE_EXPORT std::vector<BusinessUsage> read_business_usage(std::string_view value);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
