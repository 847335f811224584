#pragma once

#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/message/outgoing_message.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

/// The messages that `message` goes out as: itself, or the parts of a text that is too long for one. An answer to a
/// message is the first part's, quick replies are the last one's. Errors: as validate(), and `text` beyond what the parts
/// may hold (platform::text_parts).
Result<std::vector<OutgoingMessage>> parts_of(OutgoingMessage message);

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
