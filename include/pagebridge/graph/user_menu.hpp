#pragma once

#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/graph/persistent_menu.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"

/// A persistent menu for one person, in place of the Page's; unlike that one it shows at once. The Access holds the
/// Page's token. All three calls together may be made 10 times in 10 minutes for each person. A thread that cannot have
/// one answers with code 10, subcode 2018336 (class `informational`).
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/persistent-menu
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

struct SetUserMenu {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::user_menu;

  Psid person;
  std::vector<PersistentMenu> persistent_menu; ///< one of them "default"
};
/// Whether the platform can take it: the error names the field (`persistent_menu[0].items[2].title`) and the limit.
PAGEBRIDGE_EXPORT Result<void> validate(const SetUserMenu& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const SetUserMenu& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const SetUserMenu& call, const HttpResponse& response);

/// What menus there are for a person. Both empty: none.
struct UserMenu {
  std::vector<PersistentMenu> own;  ///< which they see if there is one
  std::vector<PersistentMenu> page; ///< the Page's, for everybody
};
struct GetUserMenu {
  using Answer = UserMenu;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::user_menu;

  Psid person;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetUserMenu& call, const Access& access);
PAGEBRIDGE_EXPORT Result<UserMenu> from_http(const GetUserMenu& call, const HttpResponse& response);

/// The person sees the Page's menu again.
struct DeleteUserMenu {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::user_menu;

  Psid person;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const DeleteUserMenu& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const DeleteUserMenu& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
