#pragma once

#include <string>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/graph/conversation_message.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Never fails: what is missing or of another kind than expected stays empty.
ConversationMessage read_conversation_message(const json::Value& value);
/// Of {"data":[…]}.
std::vector<Participant> read_participants(const json::Value& value);
/// The names in {"data":[{"name":…}]}.
std::vector<std::string> read_tags(const json::Value& value);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
