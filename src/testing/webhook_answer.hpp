#pragma once

#include "pagebridge/config.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks: "5 seconds or less". That the
/// handshake has as much is a guess.
inline constexpr milliseconds webhook_answer_within{5000};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
