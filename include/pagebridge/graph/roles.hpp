#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/graph/listing.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"

/// Who may try the app before it is live: until pages_messaging is reviewed and the app published, it can only talk
/// with people who have a role here, and with test users. The Access holds the app's own token (app_access_token).
/// Roles are given in the App Dashboard; the API only shows them.
/// Source: https://developers.facebook.com/docs/graph-api/reference/app/roles
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

enum class AppRole { unknown, administrator, developer, tester, insights_user };
/// "administrator", "developer", "tester", "insights_user" or "unknown".
PAGEBRIDGE_EXPORT std::string_view to_string(AppRole role) noexcept;

struct RoleHolder {
  AppScopedUserId user;
  Open<AppRole> role{};
};
struct ListAppRoles {
  using Answer = Listing<RoleHolder>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  AppId app;
  Cursor part{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListAppRoles& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<RoleHolder>> from_http(const ListAppRoles& call, const HttpResponse& response);

/// A person who does not exist, for trying things out.
/// Source: https://developers.facebook.com/docs/graph-api/reference/app/accounts/test-users
struct TestUser {
  AppScopedUserId user;
  Secret access_token; ///< empty unless the app is installed for them
  Secret login_url;    ///< whoever opens it is logged in as them
  std::string email;   ///< of a new one only
  Secret password;     ///< of a new one only
};

/// Makes a test user. The same twice makes two.
struct CreateTestUser {
  using Answer = TestUser;
  static constexpr CallKind kind = CallKind::once;
  static constexpr PacingClass pacing = PacingClass::other;

  AppId app;
  std::string name{};                     ///< empty: the platform makes one up
  std::vector<std::string> permissions{}; ///< that they have granted the app, if it is installed
  bool is_installed = true;               ///< as if they had logged in to the app once
  bool is_minor = false;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const CreateTestUser& call, const Access& access);
/// An answer without an id is an error of fate `unknown`: the user may exist.
PAGEBRIDGE_EXPORT Result<TestUser> from_http(const CreateTestUser& call, const HttpResponse& response);

struct ListTestUsers {
  using Answer = Listing<TestUser>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  AppId app;
  Cursor part{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListTestUsers& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<TestUser>> from_http(const ListTestUsers& call, const HttpResponse& response);

/// Deletes a test user for all apps. Real people cannot be deleted.
struct DeleteTestUser {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  AppScopedUserId user;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const DeleteTestUser& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const DeleteTestUser& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
