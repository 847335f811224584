#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// What the App Dashboard holds that going live depends on. Any of it may be missing. The address for data deletion is
/// not among it: only the dashboard shows that one.
/// Source: https://developers.facebook.com/docs/graph-api/reference/application
struct AppSettings {
  AppId app;
  std::string name;
  std::string deauth_callback_url; ///< told when a person removes the app
  std::string privacy_policy_url;
  std::string terms_of_service_url;
  std::string website_url;
  std::string contact_email;
  std::vector<std::string> app_domains;
  std::vector<std::string> server_ip_whitelist; ///< if set, calls from elsewhere fail
  std::optional<bool> has_messenger_product{};
  JsonText restrictions; ///< by age, country and the like
};

/// Reads an app's settings; the Access holds the app's own token (app_access_token).
struct GetAppSettings {
  using Answer = AppSettings;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  AppId app;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetAppSettings& call, const Access& access);
PAGEBRIDGE_EXPORT Result<AppSettings> from_http(const GetAppSettings& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
