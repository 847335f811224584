#pragma once

#include <optional>

#include "pagebridge/config.hpp"
#include "testing/send_attempt.hpp"
#include "testing/world.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Finds out who the recipient of a message is, or why it may not go to them so.
std::optional<SandboxRefusal> find_recipient(const World& world, SendAttempt& attempt, Timestamp now);
/// Who can be written to once in this way has been.
void mark_addressed(PageRecord& page, const Recipient& recipient);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
