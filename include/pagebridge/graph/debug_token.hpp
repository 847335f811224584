#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"
#include "pagebridge/time.hpp"

/// What a token is, whose, and how long it lives.
/// Source: https://developers.facebook.com/docs/graph-api/reference/debug_token
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

enum class TokenKind { unknown, user, page, app, system_user };
/// "user", "page", "app", "system_user" or "unknown".
PAGEBRIDGE_EXPORT std::string_view to_string(TokenKind kind) noexcept;

/// When something of a token ends. Neither set: the platform did not say.
struct TokenEnd {
  bool never = false; ///< the platform wrote 0
  std::optional<Timestamp> at{};
};

/// A permission, and for what it was granted.
struct GranularScope {
  std::string scope;
  bool covers_all = false;             ///< all that the person has, now and later
  std::vector<std::string> target_ids; ///< else of these only: Pages, businesses
};

/// What the platform tells of a token. A dead one is an answer too: `is_valid` is false and `error` says why.
struct TokenFacts {
  AppId app;
  std::string app_name;
  Open<TokenKind> kind{};
  bool is_valid = false;
  TokenEnd expires{};
  TokenEnd data_access_expires{};       ///< of 90 days, from the last login on
  std::optional<Timestamp> issued_at{}; ///< of long-lived tokens only
  std::vector<std::string> scopes;      ///< the permissions
  std::vector<GranularScope> granular_scopes;
  AppScopedUserId user;
  PageId page;       ///< of a Page token (`profile_id`)
  JsonText metadata; ///< such as {"sso":"iphone-safari"}
  std::optional<GraphError> error{};
  std::string error_text; ///< Meta's words on `error`, in English, for developers
};

/// Inspects a token. The Access is the app's own (app_access_token) or a developer's of the same app; if it is dead
/// itself, the call fails with class `token`.
///
/// The documentation shows a GET with the token in the URL, where proxies and logs would keep it. Here the token stands
/// in the body of a POST whose field `method` says that a GET is meant: the way of Meta's own SDKs for all they read.
struct DebugToken {
  using Answer = TokenFacts;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  Secret token; ///< the one to inspect
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const DebugToken& call, const Access& access);
PAGEBRIDGE_EXPORT Result<TokenFacts> from_http(const DebugToken& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
