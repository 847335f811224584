#pragma once

#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "testing/world.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// A person has another id for each App; only that one ever leaves the platform.
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/identity

/// The one in the record; if it has none, one made of the two ids, so that it is always the same.
std::string app_scoped_id(const UserRecord& user, const AppId& app);
/// The person whom `app` knows under `id`; null: nobody.
UserRecord* user_known_as(World& world, const AppId& app, std::string_view id);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
