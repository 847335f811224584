#pragma once

#include <optional>

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// How often, and how soon. There is no option to repeat what may have been done: a message sent twice is a bug, too.
struct RetryOptions {
  int most_attempts = 4;       ///< the first one included; 1: nothing is repeated
  milliseconds first{500};     ///< the longest wait before the second attempt; it doubles for each further one
  milliseconds longest{30000}; ///< where the doubling ends
};

/// How long to wait before the next attempt of a call that failed, or nothing: then it has failed for good. Pure.
///
/// * CallKind::once is repeated only if it surely was not done: its fate is `not_sent`, since no connection was made or
///   the platform throttled it (HTTP 429, codes 4, 17, 32, 341, 613, 80000 to 80014).
/// * CallKind::read and CallKind::idempotent are repeated then, too, and after broken connections, timeouts, HTTP 5xx and
///   the platform's transient errors (codes 1, 2, 1200), whatever their fate.
/// * Nothing that the platform refused with a reason of another kind is repeated (token, permission, window, parameter, …),
///   nor what was wrong from the start or is not wanted any more.
///
/// The wait is full jitter: `jitter` (a random number from 0 to 1) times the doubled and capped delay, on top of
/// Error::retry_after if the platform said when. `attempt` is the number of the attempt that failed, from 1 on.
/// Source: https://developers.facebook.com/docs/graph-api/guides/error-handling
PAGEBRIDGE_EXPORT std::optional<milliseconds> next_delay(const RetryOptions& options, int attempt, CallKind kind,
                                                         const Error& error, double jitter);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
