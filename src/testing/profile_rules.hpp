#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// A property of the messenger profile:
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/reference/messenger-profile-api
struct ProfileProperty {
  std::string_view name;
  Refused (*check)(const json::Value&); ///< null: it can only be read and deleted
};
const std::vector<ProfileProperty>& profile_properties();

/// Checks a list of persistent menus, the Page's or a person's.
Refused check_menus(const json::Value& menus);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
