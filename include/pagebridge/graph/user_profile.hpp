#pragma once

#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// What the profile says about a person. Any subset may be missing: permissions, or no profile at all.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/identity/user-profile
struct UserProfile {
  std::string name;
  std::string first_name;
  std::string last_name;
  std::string picture_url;
  std::string locale;    ///< "en_GB"
  std::string time_zone; ///< hours from UTC as text, "-7" or "5.5"
};
struct GetUserProfile {
  using Answer = UserProfile;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  Psid person;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetUserProfile& call, const Access& access);
PAGEBRIDGE_EXPORT Result<UserProfile> from_http(const GetUserProfile& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
