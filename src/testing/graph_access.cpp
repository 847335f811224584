// Who calls, and what they may.
#include <cstdint>

#include "crypto.hpp"
#include "testing/graph_endpoints.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Both forms of https://developers.facebook.com/documentation/facebook-login/security: over the token, or over the
/// token and a time that is at most five minutes old.
bool is_right_proof(const GraphCall& call, const Secret& app_secret, std::string_view proof) {
  constexpr std::int64_t lifetime_s = 300;
  std::string proven(call.token);
  if (const json::Value time = call.parameters["appsecret_time"]; time.exists()) {
    const auto seconds = time.integer();
    if (!seconds || to_unix_ms(call.core.now()) / 1000 - *seconds > lifetime_s) return false;
    proven += "|" + std::to_string(*seconds);
  }
  return crypto::equal(crypto::hex(crypto::hmac_sha256(app_secret.reveal(), proven)), proof);
}

/// An App's own token is its id and its secret.
std::optional<TokenRecord> app_token(const World& world, const std::string& text) {
  const std::size_t bar = text.find('|');
  if (bar == std::string::npos) return std::nullopt;
  const AppRecord* const app = world.app(AppId(text.substr(0, bar)));
  if (app == nullptr || !crypto::equal(std::string_view(text).substr(bar + 1), app->secret.reveal()))
    return std::nullopt;
  TokenRecord token;
  token.kind = TokenRecord::Kind::app;
  token.text = text;
  token.app = app->id;
  return token;
}

std::optional<SandboxRefusal> wrong_proof(const GraphCall& call, const AppRecord& app) {
  const json::Value proof = call.parameters["appsecret_proof"];
  if (!proof.exists() && app.requires_proof)
    return SandboxRefusal{100, 0, "API calls from the server require an appsecret_proof argument", 0};
  if (proof.exists() && !is_right_proof(call, app.secret, proof.id()))
    return SandboxRefusal{100, 0, "Invalid appsecret_proof provided in the API argument", 0};
  return std::nullopt;
}

} // namespace

std::optional<TokenRecord> find_token(const World& world, const std::string& text) {
  if (const TokenRecord* const known = world.tokens.find(text)) return *known;
  return app_token(world, text);
}

std::optional<HttpResponse> identify(GraphCall& call) {
  if (call.token.empty()) {
    return graph_error(
        call.context, {2500, 0, "An active access token must be used to query information about the current user.", 0});
  }
  return call.core.locked([&](World& world) -> std::optional<HttpResponse> {
    auto token = find_token(world, call.token);
    if (!token) return graph_error(call.context, {190, 0, "Invalid OAuth access token.", 0});
    if (auto dead = why_dead(*token, call.core.now())) return graph_error(call.context, *dead);
    if (const AppRecord* const app = world.app(token->app)) {
      if (auto wrong = wrong_proof(call, *app)) return graph_error(call.context, *wrong, "GraphMethodException");
    }
    call.caller = std::move(*token);
    return std::nullopt;
  });
}

std::optional<HttpResponse> lacks(const GraphCall& call, std::string_view permission) {
  const TokenRecord& caller = call.caller;
  if (caller.scopes.count(std::string(permission)) > 0) return std::nullopt;
  return graph_error(call.context,
                     {230, 0, "(#230) Requires " + std::string(permission) + " permission to manage the object", 0});
}

std::optional<HttpResponse> lacks_task(const GraphCall& call, std::string_view task) {
  const bool has_it = call.core.locked([&](World& world) {
    const PageRecord* const page = world.page(call.page);
    if (page == nullptr) return false;
    const auto found = page->tasks.find(call.caller.user);
    return found != page->tasks.end() && found->second.count(std::string(task)) > 0;
  });
  if (has_it) return std::nullopt;
  return graph_error(
      call.context,
      {200, 0, "(#200) The user does not have the task " + std::string(task) + " on this Page that the call needs",
       0}); // the platform's text is not known
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
