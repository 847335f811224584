// Who calls, and what they may.
#include <algorithm>
#include <cstdint>
#include <string>

#include "crypto.hpp"
#include "testing/graph_endpoints.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Both forms of https://developers.facebook.com/documentation/facebook-login/security: over the token, or over the
/// token and a time that is at most five minutes old, or, since clocks differ, ahead.
bool is_right_proof(const GraphCall& call, const Secret& app_secret, std::string_view proof) {
  constexpr std::int64_t lifetime_s = 300;
  std::string proven(call.token);
  if (const json::Value time = call.parameters["appsecret_time"]; time.exists()) {
    const auto seconds = time.integer();
    if (!seconds) return false;
    const std::int64_t now_s = to_unix_ms(call.core.now()) / 1000;
    // One that is made ahead would be good for ever.
    if (*seconds < now_s - lifetime_s || *seconds > now_s + lifetime_s) return false;
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

/// Whether `is(part)` of one of the parts of "a,b".
template <class Is>
bool any_part(std::string_view list, Is&& is) {
  while (!list.empty()) {
    const std::string part(list.substr(0, list.find(',')));
    if (is(part)) return true;
    list.remove_prefix(std::min(list.size(), part.size() + 1));
  }
  return false;
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

std::optional<HttpResponse> lacks(const GraphCall& call, std::string_view permissions) {
  std::string missing;
  const bool lacks_one = any_part(permissions, [&](const std::string& permission) {
    missing = permission;
    return call.caller.scopes.count(permission) == 0;
  });
  if (!lacks_one) return std::nullopt;
  return graph_error(call.context, {230, 0, "(#230) Requires " + missing + " permission to manage the object", 0});
}

std::optional<HttpResponse> lacks_task(const GraphCall& call, std::string_view tasks) {
  if (tasks.empty()) return std::nullopt;
  const bool has_one = call.core.locked([&](World& world) {
    const PageRecord* const page = world.page(call.page.empty() ? call.caller.page : call.page);
    if (page == nullptr) return false;
    const auto theirs = page->tasks.find(call.caller.user);
    return theirs != page->tasks.end() &&
           any_part(tasks, [&](const std::string& task) { return theirs->second.count(task) > 0; });
  });
  if (has_one) return std::nullopt;
  return graph_error(
      call.context,
      {200, 0, "(#200) The user does not have the task " + std::string(tasks) + " on this Page that the call needs",
       0}); // the platform's text is not known
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
