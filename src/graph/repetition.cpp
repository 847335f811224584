#include "pagebridge/graph/repetition.hpp"

#include <algorithm>
#include <chrono>

#include "graph/throttled.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

bool is_server_trouble(const Error& error) noexcept { return error.http_status.value_or(0) >= 500; }

/// Whether the call might go through if it were made again.
bool may_pass(const Error& error) noexcept {
  switch (error.code) {
    case ErrorCode::connection:
    case ErrorCode::timeout: return true;
    case ErrorCode::bad_response: return is_server_trouble(error) || is_throttled(error);
    case ErrorCode::graph: break;
    default: return false;
  }
  if (!error.graph) return false;
  switch (error.graph->error_class) {
    case GraphErrorClass::rate_limited:
    case GraphErrorClass::transient: return true;
    case GraphErrorClass::unknown:
      return is_throttled(error) || is_server_trouble(error) || error.graph->is_transient.value_or(false);
    default: return false;
  }
}

/// From 0 to 1; what is no number counts as 0.
double whole_part(double jitter) noexcept { return jitter > 0 ? std::min(jitter, 1.0) : 0.0; }

milliseconds doubled(const RetryOptions& options, int attempt) noexcept {
  milliseconds delay = std::min(options.first, options.longest);
  for (int i = 1; i < attempt && delay < options.longest; ++i)
    delay = delay > options.longest / 2 ? options.longest : delay * 2;
  return std::max(delay, milliseconds(0));
}

} // namespace

std::optional<milliseconds> next_delay(const RetryOptions& options, int attempt, CallKind kind, const Error& error,
                                       double jitter) {
  if (attempt >= options.most_attempts || !may_pass(error)) return std::nullopt;
  if (kind == CallKind::once && error.fate != SendFate::not_sent) return std::nullopt;
  using Fraction = std::chrono::duration<double, std::milli>;
  const auto wait = std::chrono::duration_cast<milliseconds>(Fraction(doubled(options, attempt)) * whole_part(jitter));
  return std::max(error.retry_after.value_or(milliseconds(0)), milliseconds(0)) + wait;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
