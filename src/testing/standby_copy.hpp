#pragma once

#include <optional>

#include "pagebridge/config.hpp"
#include "testing/webhook_event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// The event as an App gets it that has not the thread; nothing if it does not get it at all.
std::optional<WebhookEvent> standby_copy(const WebhookEvent& event);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
