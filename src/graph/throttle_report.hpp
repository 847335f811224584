#pragma once

#include <optional>

#include "pagebridge/config.hpp"
#include "pagebridge/graph/pacer.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// What an answer says of the limits of the Page that it was given to.
struct ThrottleReport {
  bool was_throttled = false;               ///< this very call was not done
  bool is_used_up = false;                  ///< the next one may not be
  std::optional<milliseconds> pause_told{}; ///< by the platform
};

/// Private. Nothing if the answer says nothing, which is the usual case and costs next to nothing.
std::optional<ThrottleReport> throttle_report(const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
