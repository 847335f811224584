#include "pagebridge/graph/access_token.hpp"

#include <cstdint>

#include "graph/reading.hpp"
#include "graph/request.hpp"
#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr const char* path = "/oauth/access_token";

Query app_credentials(const AppId& app, const Secret& app_secret) {
  return Query().add("client_id", app.text()).add("client_secret", app_secret.reveal());
}

Result<IssuedToken> read_token(const HttpResponse& response, CallKind kind) {
  return answer(response, kind, [&](const json::Value& root) -> Result<IssuedToken> {
    IssuedToken issued;
    issued.access_token = Secret(copy(root["access_token"].text()));
    if (issued.access_token.empty()) return missing(response, "access_token", kind);
    issued.type = copy(root["token_type"].text());
    if (const auto seconds = root["expires_in"].integer(); seconds && *seconds > 0)
      issued.expires_in = std::chrono::seconds(*seconds);
    return issued;
  });
}

} // namespace

std::string login_url(const LoginDialog& dialog, const Access& access) {
  Query query;
  query.add("client_id", dialog.app.text()).add("redirect_uri", dialog.redirect_uri).add("state", dialog.state);
  query.add("response_type", "code");
  if (dialog.config_id.empty()) {
    query.add_unless_empty("scope", comma_list(dialog.scopes, [](const std::string& scope) { return scope; }));
  } else {
    query.add("config_id", dialog.config_id);
  }
  return std::string(platform::login_origin) + "/" + access.api_version + "/dialog/oauth?" + query.text();
}

HttpRequest to_http(const ExchangeLoginCode& call, const Access& access) {
  return post_form(access, path,
                   app_credentials(call.app, call.app_secret)
                       .add("redirect_uri", call.redirect_uri)
                       .add("code", call.code.reveal()));
}

Result<IssuedToken> from_http(const ExchangeLoginCode& /*call*/, const HttpResponse& response) {
  return read_token(response, ExchangeLoginCode::kind);
}

HttpRequest to_http(const ExtendUserToken& call, const Access& access) {
  return post_form(access, path,
                   app_credentials(call.app, call.app_secret)
                       .add("grant_type", "fb_exchange_token")
                       .add("fb_exchange_token", call.access_token.reveal()));
}

Result<IssuedToken> from_http(const ExtendUserToken& /*call*/, const HttpResponse& response) {
  return read_token(response, ExtendUserToken::kind);
}

Secret app_access_token(const AppId& app, const Secret& app_secret) {
  std::string token = app.text();
  token.append("|").append(app_secret.reveal());
  return Secret(std::move(token));
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
