#pragma once

#include <string>

#include "pagebridge/webhook/event.hpp"

namespace pagebridge::cli {

/// The event as one line of JSON: what all events have, then the members of its kind. What is absent is left out;
/// docs/events.md describes it all.
std::string to_json(const Event& event);

} // namespace pagebridge::cli
