// `/oauth/access_token`: what an App's server gets tokens with. It needs none itself.
// https://developers.facebook.com/documentation/facebook-login/guides/advanced/manual-flow
#include <utility>

#include "crypto.hpp"
#include "json/writer.hpp"
#include "testing/graph_endpoints.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::chrono::hours long_life{60 * 24}; // "about 60 days"

HttpResponse answer_token(const GraphCall& call, const std::string& token, std::optional<milliseconds> lifetime) {
  json::Writer writer;
  writer.begin_object().member("access_token", token).member("token_type", "bearer");
  if (lifetime) writer.member("expires_in", lifetime->count() / 1000);
  return graph_success(call.context, writer.end_object().text());
}

/// The texts and codes of this endpoint are from memory of real answers, unless it says otherwise.
SandboxRefusal refused(int code, int subcode, const std::string& text) { return {code, subcode, text, 400}; }

std::optional<SandboxRefusal> wrong_credentials(const GraphCall& call, const World& world) {
  const json::Value id = call.parameters["client_id"];
  if (!id.exists()) return refused(101, 0, "Missing client_id parameter.");
  const AppRecord* const app = world.app(AppId(std::string(id.id())));
  if (app == nullptr) return refused(101, 0, "Error validating application. Invalid application ID.");
  if (!crypto::equal(call.parameters["client_secret"].id(), app->secret.reveal()))
    return refused(1, 0, "Error validating client secret.");
  return std::nullopt;
}

std::optional<SandboxRefusal> wrong_code(const GraphCall& call, const LoginCode* code, const AppId& app) {
  if (!call.parameters["redirect_uri"].exists()) return refused(191, 0, "Missing redirect_uri parameter.");
  if (code == nullptr || code->token.app != app) return refused(100, 0, "Invalid verification code format.");
  if (code->redirect_uri != call.parameters["redirect_uri"].text())
    return refused(100, 36008,
                   "Error validating verification code. Please make sure your redirect_uri is identical to the one you "
                   "used in the OAuth dialog request");
  if (code->is_used) return refused(100, 36009, "This authorization code has been used.");
  if (code->expires <= call.core.now()) return refused(100, 36007, "This authorization code has expired.");
  return std::nullopt;
}

HttpResponse redeem_code(const GraphCall& call, World& world, const AppId& app) {
  const auto found = world.codes.find(call.parameters["code"].text());
  LoginCode* const code = found == world.codes.end() ? nullptr : &found->second;
  if (auto wrong = wrong_code(call, code, app)) return graph_error(call.context, *wrong);
  code->is_used = true;
  const Timestamp now = call.core.now();
  TokenRecord token = code->token;
  const milliseconds lifetime = *token.expires - token.issued;
  token.issued = now;
  token.expires = now + lifetime;
  world.tokens.add(token);
  return answer_token(call, token.text, lifetime);
}

/// The old token stays good, and asking twice gives two.
/// https://developers.facebook.com/documentation/facebook-login/guides/access-tokens/get-long-lived
HttpResponse extend(const GraphCall& call, World& world, const AppId& app, const std::string& new_text) {
  const json::Value given = call.parameters["fb_exchange_token"];
  if (!given.exists()) return graph_error(call.context, refused(1, 0, "fb_exchange_token parameter not specified"));
  const TokenRecord* const old = world.tokens.find(given.text());
  if (old == nullptr) return graph_error(call.context, {190, 0, "Invalid OAuth access token.", 0});
  if (old->app != app) // code and text are a guess
    return graph_error(call.context, {190, 0, "The access token does not belong to application " + app.text(), 0});
  if (auto dead = why_dead(*old, call.core.now())) return graph_error(call.context, *dead);
  if (old->kind != TokenRecord::Kind::user) // what becomes of others is not known; these do not end anyway
    return answer_token(call, old->text, std::nullopt);
  TokenRecord token = *old;
  token.text = new_text;
  token.issued = call.core.now();
  token.expires = token.issued + long_life;
  token.is_long_lived = true;
  world.tokens.add(std::move(token));
  return answer_token(call, new_text, long_life);
}

std::string own_token(const AppRecord& app) { return app.id.text() + "|" + std::string(app.secret.reveal()); }

} // namespace

HttpResponse answer_access_token(const GraphCall& call) {
  if (call.request.method != "GET" && call.request.method != "POST")
    return unsupported_request(call.context, call.request.method, "oauth");
  const auto new_text = call.core.new_token();
  if (!new_text) return graph_error(call.context, {2, 0, "An unexpected error has occurred.", 0});
  return call.core.locked([&](World& world) {
    if (auto wrong = wrong_credentials(call, world)) return graph_error(call.context, *wrong);
    const AppRecord& app = *world.app(AppId(std::string(call.parameters["client_id"].id())));
    const std::string_view type = call.parameters["grant_type"].text();
    if (type == "client_credentials") return answer_token(call, own_token(app), {});
    if (type == "fb_exchange_token") return extend(call, world, app.id, *new_text);
    if (!type.empty() && type != "authorization_code") // the text is a guess
      return graph_error(call.context, refused(100, 0, "(#100) Param grant_type is not known"));
    if (!call.parameters["code"].exists())
      return graph_error(call.context, refused(1, 0, "Missing authorization code"));
    return redeem_code(call, world, app.id);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
