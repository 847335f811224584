#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "cli/event_fields_message.hpp"
#include "cli/event_fields_page.hpp"
#include "cli/event_fields_person.hpp"
#include "cli/event_fields_thread.hpp"
#include "pagebridge/webhook/event.hpp"

/// What an event says, listed once for all who show it. `fields(visit, x)` calls `visit(name, member)` for each member of
/// an event's struct, in the order in which they are shown. Include this before you define a visitor that goes into
/// members of its own.
namespace pagebridge::cli {

template <class V>
void fields(V& visit, const UnknownEvent& x) {
  visit("name", x.name);
}

/// What every event has, whatever its kind.
template <class V>
void common_fields(V& visit, const Event& event) {
  const bool has_time = event.at != Timestamp{};
  const std::string& object = event.envelope.object.text;
  visit("kind", kind_of(event.body));
  visit("page", event.envelope.page);
  visit("customer", event.customer.value_or(Psid()));
  visit("user_ref", event.user_ref);
  visit("at", has_time ? std::optional<Timestamp>(event.at) : std::nullopt);
  visit("channel", to_string(event.envelope.channel));
  visit("object", object == "page" ? std::string() : object);
  visit("sample", is_dashboard_sample(event.envelope));
}

/// What its kind adds. There is no arm for "anything else" on purpose: a new kind must be listed above to compile.
template <class V>
void body_fields(V& visit, const Event& event) {
  std::visit([&visit](const auto& body) { fields(visit, body); }, event.body);
  if (std::holds_alternative<UnknownEvent>(event.body)) visit("json", JsonText{event.raw_json});
}

/// The member's name in JSON: numbers say their unit.
template <class T>
std::string json_name(std::string_view name, const T& /*member*/) {
  return std::string(name);
}
inline std::string json_name(std::string_view name, const std::optional<Timestamp>& /*member*/) {
  return std::string(name) + "_ms";
}
inline std::string json_name(std::string_view name, const std::optional<std::chrono::seconds>& /*member*/) {
  return std::string(name) + "_s";
}

} // namespace pagebridge::cli
