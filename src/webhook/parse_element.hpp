#pragma once

#include <optional>
#include <string_view>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/webhook/event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

/// One element of `messaging[]` or `standby[]` (or an entry that has its event directly in itself) as an event. Total.
Event parse_element(const json::Value& element, EventEnvelope envelope);

/// Anything else, kept with its JSON.
Event parse_unknown(const json::Value& value, EventEnvelope envelope);

/// An event of the journal: `raw` is an element's own bytes.
Event parse_again(std::string_view raw, EventEnvelope envelope);

/// Meta writes times in milliseconds or in seconds, as numbers or as text, and differs from field to field; a magnitude of
/// 10^12 (2001 in milliseconds, the year 33658 in seconds) tells them apart.
std::optional<Timestamp> timestamp(const json::Value& value);

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
