#pragma once

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Whether the platform did not do it because there were too many calls. Private.
inline bool is_throttled(const Error& error) noexcept {
  if (error.graph && error.graph->error_class != GraphErrorClass::unknown)
    return error.graph->error_class == GraphErrorClass::rate_limited;
  return error.http_status == 429;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
