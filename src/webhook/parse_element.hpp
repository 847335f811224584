#pragma once

#include <string>
#include <string_view>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/webhook/event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

/// Fills in an event whose envelope is set, from the one element of `messaging[]`, `standby[]`, `changes[]`,
/// `changed_fields[]` or `calls[]` (the envelope's channel says which), or from an entry that has its event directly in
/// itself. Total: what is not understood becomes an UnknownEvent.
void parse_element(const json::Value& element, Event& event);

/// Whether the value holds an event directly, as an entry may: a member that we know to carry one, or a field.
bool carries_event(const json::Value& element);

/// What an event without a type of its own is called: a name from the wire, cut where no real one ends.
std::string short_name(std::string_view name);

/// The changes that a change wraps, all of its own field; absent if it wraps none.
json::Value nested_changes(const json::Value& change);

/// An event of the journal: `raw` is an element's own bytes.
Event parse_again(std::string_view raw, EventEnvelope envelope);

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
