#pragma once

#include <string>

#include "contact_center/desk.hpp"

namespace demo {

/// {"contacts":[…]}: all that the page shows, the newest contact first.
std::string contacts_json(const Desk& desk);

/// {"events":[…],"next":N}: ask again with after=N.
std::string events_json(const Desk& desk, std::uint64_t after);

} // namespace demo
