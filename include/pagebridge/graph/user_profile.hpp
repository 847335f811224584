#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// What the profile says about a person. Any subset may be missing, and even all of it: that is what an answer looks
/// like when the permissions are missing.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/identity/user-profile
struct UserProfile {
  std::string name;
  std::string first_name;
  std::string last_name;
  std::string picture_url;
  std::string locale;    ///< "en_GB"
  std::string time_zone; ///< hours from UTC as text, "-7" or "5.5"
  std::string gender;    ///< "male", "female" or whatever else the platform writes
};

/// What can be asked of a person.
enum class UserProfileField {
  name,
  first_name,
  last_name,
  picture,
  locale,    ///< needs the permission pages_user_locale
  time_zone, ///< needs pages_user_timezone
  gender     ///< needs pages_user_gender
};
/// The platform's name of the field: "profile_pic", "timezone" and so on.
PAGEBRIDGE_EXPORT std::string_view to_string(UserProfileField field) noexcept;

/// Reads a person's profile, which the app may do once they have written. Fields without permission are left out of the
/// answer, or the whole call fails with subcode 2018247 (class `permission`): then ask for fewer. Somebody without a
/// profile (an account made with a phone number) is subcode 2018218.
struct GetUserProfile {
  using Answer = UserProfile;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  Psid person;
  std::vector<UserProfileField> fields = {UserProfileField::name,      UserProfileField::first_name,
                                          UserProfileField::last_name, UserProfileField::picture,
                                          UserProfileField::locale,    UserProfileField::time_zone};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetUserProfile& call, const Access& access);
PAGEBRIDGE_EXPORT Result<UserProfile> from_http(const GetUserProfile& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
