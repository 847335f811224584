#pragma once

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

/// The webhook of the app: where events go, and which. The Access holds the app's own token (app_access_token). Only
/// fields that the app and the Page (page_subscriptions.hpp) have both subscribed are delivered.
/// Source: https://developers.facebook.com/docs/graph-api/webhooks/subscriptions-edge
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Sets callback and fields of one object; what was set before for that object is replaced, so twice is as good as
/// once. While it runs, the platform makes the handshake with `callback_url`; if that fails, the call is refused with
/// code 2200 (class `parameter`).
struct SubscribeApp {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  AppId app;
  std::string callback_url; ///< https
  Secret verify_token;      ///< comes back in the handshake
  std::vector<std::string> fields;
  std::string object = "page";
  bool include_values = true; ///< events carry what changed, not only that it did
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const SubscribeApp& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const SubscribeApp& call, const HttpResponse& response);

/// What an app has subscribed for one object. The verify token is never shown.
struct AppSubscription {
  struct Field {
    std::string name;
    std::string version; ///< of the Graph API, "v25.0"; empty in old answers
  };
  std::string object; ///< "page", "user" and others
  std::string callback_url;
  bool is_active = false;
  std::vector<Field> fields;
};
struct ListAppSubscriptions {
  using Answer = std::vector<AppSubscription>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  AppId app;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListAppSubscriptions& call, const Access& access);
PAGEBRIDGE_EXPORT Result<std::vector<AppSubscription>> from_http(const ListAppSubscriptions& call,
                                                                 const HttpResponse& response);

/// Ends the subscription of one object, or some of its fields.
struct UnsubscribeApp {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  AppId app;
  std::vector<std::string> fields{}; ///< empty: all
  std::string object = "page";       ///< sent even if empty, for without it the platform would end all of them
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const UnsubscribeApp& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const UnsubscribeApp& call, const HttpResponse& response);

/// Ends every subscription of the app, whatever the object: no Page of any customer is heard of any more.
struct UnsubscribeAppFromAll {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  AppId app;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const UnsubscribeAppFromAll& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const UnsubscribeAppFromAll& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
