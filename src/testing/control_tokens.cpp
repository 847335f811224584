// Access tokens: https://developers.facebook.com/docs/facebook-login/guides/access-tokens
#include <algorithm>
#include <utility>

#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::chrono::hours long_life{60 * 24};

TokenRecord read_token(const ControlCall& call, Members& members) {
  TokenRecord token;
  const std::string kind = members.has("kind") ? members.text("kind") : "page";
  if (kind != "page" && kind != "user" && kind != "system") members.refuse("kind", "must be page, user or system");
  token.kind = kind == "page"   ? TokenRecord::Kind::page
               : kind == "user" ? TokenRecord::Kind::user
                                : TokenRecord::Kind::system;
  token.user = UserId(members.id("user"));
  token.app = AppId(members.id("app"));
  token.is_long_lived = members.flag("long_lived", token.kind != TokenRecord::Kind::user);
  if (token.kind == TokenRecord::Kind::system) token.is_long_lived = true; // a system user's token has no end
  if (token.app.empty()) token.app = call.core.options().app;
  if (token.kind == TokenRecord::Kind::page) token.page = PageId(members.id("page"));
  if (token.kind == TokenRecord::Kind::page && token.page.empty()) token.page = call.core.options().page;
  const std::vector<std::string> scopes = members.texts("scopes");
  token.scopes = {scopes.begin(), scopes.end()};
  if (!members.has("scopes")) token.scopes = {std::begin(messenger_permissions), std::end(messenger_permissions)};
  token.issued = call.core.now();
  // A Page token that was made with a long-lived user token never expires.
  if (!token.is_long_lived) token.expires = token.issued + short_life;
  if (token.is_long_lived && token.kind == TokenRecord::Kind::user) token.expires = token.issued + long_life;
  return token;
}

/// Why the person cannot grant this to the App; nothing if they can.
std::optional<HttpResponse> why_not(const World& world, const TokenRecord& token) {
  const AppRecord* const app = world.app(token.app);
  if (app == nullptr) return refusal(404, "there is no such App", "app");
  if (!app->has_messenger) return refusal(409, "the App has not the product Messenger; add it first", "app");
  if (world.user(token.user) == nullptr) return refusal(404, "there is no such user", "user");
  const bool is_open = app->is_live && app->has_advanced("pages_messaging");
  if (!is_open && app->roles.count(token.user) == 0)
    return refusal(409, "this user has no role on the App, which is not live with advanced access", "user");
  if (token.kind != TokenRecord::Kind::page) return std::nullopt;
  const PageRecord* const page = world.page(token.page);
  if (page == nullptr) return refusal(404, "there is no such Page", "page");
  const auto tasks = page->tasks.find(token.user);
  if (tasks == page->tasks.end() || tasks->second.count("MANAGE") == 0)
    return refusal(409, "this user is not an administrator of the Page: the task MANAGE is needed", "user");
  return std::nullopt;
}

struct Death {
  std::string_view reason;
  int subcode;
};
constexpr Death deaths[] = {{"app_removed", 458}, {"checkpoint", 459}, {"password_changed", 460},
                            {"expire", 463},      {"logged_out", 467}, {"role_lost", 492}};

} // namespace

HttpResponse post_tokens(const ControlCall& call) {
  Members members(call.body);
  TokenRecord token = read_token(call, members);
  if (members.is_wrong()) return refusal(members.error());
  auto text = call.core.new_token();
  if (!text) return refusal(text.error());
  token.text = std::move(*text);
  return call.core.locked([&](World& world) {
    if (token.user.empty()) token.user = world.administrator;
    if (auto refused = why_not(world, token)) return *refused;
    json::Writer writer;
    writer.begin_object().member("access_token", token.text);
    if (token.expires) writer.member("expires_at", to_unix_ms(*token.expires));
    writer.end_object();
    world.tokens.add(std::move(token));
    return answer(201, writer);
  });
}

/// Kills one token, or what there is of a user, an App, a Page or a combination of them.
HttpResponse post_kill(const ControlCall& call) {
  Members members(call.body);
  const UserId user(members.id("user"));
  const AppId app(members.id("app"));
  const PageId page(members.id("page"));
  const std::string text = members.text("access_token");
  const std::string reason = members.needed_text("reason");
  const auto* const death =
      std::find_if(std::begin(deaths), std::end(deaths), [&](const Death& one) { return one.reason == reason; });
  if (death == std::end(deaths))
    members.refuse("reason", "must be password_changed, app_removed, checkpoint, role_lost, logged_out or expire");
  if (user.empty() && app.empty() && page.empty() && text.empty())
    members.refuse("user", "name a user, an app, a page or an access_token");
  if (members.is_wrong()) return refusal(members.error());
  return call.core.locked([&](World& world) {
    std::size_t killed = 0;
    if (text.empty()) {
      killed = world.kill_tokens(user, app, page, death->subcode);
    } else if (TokenRecord* const token = world.tokens.find(text); token != nullptr && !token->is_dead) {
      token->is_dead = true;
      token->dead_subcode = death->subcode;
      killed = 1;
    }
    json::Writer writer;
    writer.begin_object().member("killed", static_cast<std::int64_t>(killed)).end_object();
    return answer(200, writer);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
