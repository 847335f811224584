#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "testing/field_list.hpp"
#include "testing/graph_endpoints.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// How many of a thread's messages, counted from the newest, show more than id and created_time.
constexpr std::size_t most_detailed_messages = 20;

/// "2026-01-02T03:04:05+0000".
std::string graph_time(Timestamp at);
/// {"name","email","id"} of the Page or the person.
void write_participant(json::Writer& writer, const Conversation& conversation, bool is_page);

/// Writes the fields of one message as an object; none asked for: id and created_time. The name of a field that messages do
/// not have, else nothing.
std::optional<std::string> write_message(json::Writer& writer, const GraphCall& call, const Conversation& conversation,
                                         std::size_t index, const std::vector<Field>& fields);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
