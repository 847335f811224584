#pragma once

#include <string>

#include "pagebridge/webhook/event.hpp"

/// What an index of collected payloads calls an event: the subscription field, and for some fields what of it, such as
/// "messages/quick_reply", "standby:message_reads", "feed/comment", "messages (change form)".
std::string documented_name(const pagebridge::Event& event);
