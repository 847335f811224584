#pragma once

#include <optional>
#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Whether Messenger sends webhooks of this field, by its own rules of repetition and unsubscription; else the Graph API does,
/// by those for all webhooks.
bool is_messengers(const std::string& field);

/// How long until a webhook goes once more that has failed `failures` times, the first time at `since`; nothing if it is
/// given up.
std::optional<milliseconds> next_repetition(const std::string& field, int failures, Timestamp since, Timestamp now);

/// How long an App may fail to accept a Page's webhooks before it is unsubscribed.
inline constexpr milliseconds disabled_after = std::chrono::hours(1);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
