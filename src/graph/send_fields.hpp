#pragma once

#include <string>

#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/graph/send.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// What requests of the Send API are made of. Private.
namespace graph {

constexpr const char* messages_path = "/me/messages";

/// How a message says under which rule it is sent. `tag` is empty where there is none.
struct MessagingType {
  std::string_view type;
  std::string_view tag;
};
MessagingType messaging_type(SendAs as) noexcept;

/// The `recipient` object.
void write_recipient(json::Writer& json, const Recipient& recipient);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
