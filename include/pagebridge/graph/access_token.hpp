#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"

/// How a login becomes tokens. A person logs in and the app gets a code; the code gives a user token of an hour or two;
/// that gives one of about 60 days; and that lists the Page tokens (ListPages), which do not expire by time.
///
/// The documentation shows these calls as GETs with the App Secret and the token in the URL, where proxies and logs
/// keep them. Here they are POSTs with the same parameters as a form in the body, which the endpoint takes as any OAuth
/// 2.0 token endpoint must (RFC 6749, section 3.2). They carry no token and no appsecret_proof, whatever the Access
/// holds: only its origin and version count.
/// Source: https://developers.facebook.com/documentation/facebook-login/guides/access-tokens/get-long-lived
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Where a person's browser is sent to log in. It comes back to `redirect_uri` with `code` and `state` in its query, or
/// with `error` if the person said no.
/// Source: https://developers.facebook.com/documentation/facebook-login/guides/advanced/manual-flow
struct LoginDialog {
  AppId app;
  std::string redirect_uri; ///< one of those in the App Dashboard, letter by letter
  std::string state;        ///< random, and bound to the browser's session: what comes back must have the same
  std::vector<std::string> scopes{"business_management", "pages_manage_metadata", "pages_messaging", "pages_show_list",
                                  "public_profile"};
  std::string config_id{}; ///< of Facebook Login for Business, which names the scopes itself: `scopes` is not sent then
};
/// The address of the dialog; nothing in it is secret. Only the Access's version counts.
PAGEBRIDGE_EXPORT std::string login_url(const LoginDialog& dialog, const Access& access);

/// A token as the platform hands it out.
struct IssuedToken {
  Secret access_token;
  std::string type;                                 ///< "bearer"
  std::optional<std::chrono::seconds> expires_in{}; ///< nothing: the platform did not say; see DebugToken
};

/// Trades the code that a login redirect brought for a user token. A wrong or used code is a Graph error of class
/// `parameter`. A code is good once, so a lost answer means another login.
struct ExchangeLoginCode {
  using Answer = IssuedToken;
  static constexpr CallKind kind = CallKind::once;
  static constexpr PacingClass pacing = PacingClass::other;

  AppId app;
  Secret app_secret;
  std::string redirect_uri; ///< letter by letter what the login dialog was opened with
  Secret code;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ExchangeLoginCode& call, const Access& access);
PAGEBRIDGE_EXPORT Result<IssuedToken> from_http(const ExchangeLoginCode& call, const HttpResponse& response);

/// Trades a user token for one of about 60 days. The old one stays good, and asking twice gives two that are both good.
/// An expired one cannot be extended: the person has to log in again.
struct ExtendUserToken {
  using Answer = IssuedToken;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  AppId app;
  Secret app_secret;
  Secret access_token;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ExtendUserToken& call, const Access& access);
PAGEBRIDGE_EXPORT Result<IssuedToken> from_http(const ExtendUserToken& call, const HttpResponse& response);

/// The token that speaks for the app itself: for app subscriptions, roles and DebugToken. It is made of the two, so it
/// is as secret as the App Secret, and nobody needs to be asked for it.
/// Source: https://developers.facebook.com/documentation/facebook-login/guides/access-tokens
PAGEBRIDGE_EXPORT Secret app_access_token(const AppId& app, const Secret& app_secret);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
