#pragma once

#include <string>

#include "pagebridge/webhook/event.hpp"

namespace pagebridge::cli {

/// The event as one line of JSON: `kind`, `page`, `customer`, `at_ms` and `channel`, then the fields of its kind. What is
/// absent is left out. Unknown events carry their `name` and all of their JSON as `json`.
std::string to_json(const Event& event);

} // namespace pagebridge::cli
