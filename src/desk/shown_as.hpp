#pragma once

#include "pagebridge/config.hpp"
#include "pagebridge/desk/message.hpp"
#include "pagebridge/message/outgoing_message.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

/// What the transcript shows of something that we send: the same as of something that is received. A template is an
/// attachment of type `template`, as Meta would show it in an echo (`raw_json` is what is sent), with its words as text,
/// line by line; the labels of its buttons stand in brackets.
MessageBody shown_as(const OutgoingMessage& message);

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
