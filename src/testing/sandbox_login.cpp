// Facebook Login without the browser: what a person grants an App, and the tokens that come of it.
// https://developers.facebook.com/documentation/facebook-login/guides/access-tokens
#include <algorithm>
#include <iterator>
#include <utility>

#include "crypto.hpp"
#include "testing/page_tasks.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::chrono::minutes code_life{10}; // what is usual for OAuth; the platform names no number

/// What the dialog really grants: a permission without advanced access only to people with a role on the App.
std::set<std::string> granted(const AppRecord& app, const UserId& user, std::set<std::string> asked) {
  if (asked.empty()) asked.insert(std::begin(messenger_permissions), std::end(messenger_permissions));
  const bool has_role = app.roles.count(user) > 0;
  for (auto scope = asked.begin(); scope != asked.end();)
    scope = has_role || app.has_advanced(*scope) ? std::next(scope) : asked.erase(scope);
  asked.insert("public_profile"); // comes with every login
  return asked;
}

/// The dialog lets people choose among the Pages on which they have tasks.
Result<void> check_login(const World& world, const SandboxLogin& login) {
  const AppRecord* const app = world.app(login.app);
  if (app == nullptr) return not_sent(ErrorCode::not_found, "there is no such App");
  if (world.user(login.user) == nullptr) return not_sent(ErrorCode::not_found, "there is no such account");
  if (!app->is_live && app->roles.count(login.user) == 0)
    return not_sent(ErrorCode::conflict,
                    "the App is in development mode: only people with a role on it can log in to it");
  for (const PageId& id : login.pages) {
    const PageRecord* const page = world.page(id);
    if (page == nullptr) return not_sent(ErrorCode::not_found, "there is no such Page");
    if (!has_page_role(*page, login.user))
      return invalid_argument("pages", "this account has no task on the Page, so the dialog does not offer it");
  }
  return {};
}

TokenRecord user_token(std::string text, const SandboxLogin& login, std::set<std::string> scopes, Timestamp now) {
  TokenRecord token;
  token.kind = TokenRecord::Kind::user;
  token.text = std::move(text);
  token.app = login.app;
  token.user = login.user;
  token.pages = login.pages;
  token.scopes = std::move(scopes);
  token.issued = now;
  token.login = now;
  token.expires = now + short_life;
  return token;
}

/// Whoever comes with a code that is used or too old is told so for a day.
void forget_old_codes(World& world, Timestamp now) {
  constexpr std::chrono::hours remembered{24};
  for (auto code = world.codes.begin(); code != world.codes.end();)
    code = now - code->second.expires > remembered ? world.codes.erase(code) : std::next(code);
}

} // namespace

Result<std::string> SandboxCore::issue_user_token(const SandboxLogin& login) {
  auto text = new_token();
  if (!text) return text;
  const Timestamp at = now();
  return locked([&](World& world) -> Result<std::string> {
    if (auto checked = check_login(world, login); !checked) return checked.error();
    world.tokens.add(user_token(*text, login, granted(*world.app(login.app), login.user, login.scopes), at));
    return *text;
  });
}

Result<std::string> SandboxCore::issue_code(const SandboxLogin& login, const std::string& redirect_uri) {
  auto text = new_token();
  auto token = new_token();
  if (!text) return text;
  if (!token) return token;
  text->replace(0, 3, "AQ"); // codes begin so, tokens with EAA
  const Timestamp at = now();
  return locked([&](World& world) -> Result<std::string> {
    if (auto checked = check_login(world, login); !checked) return checked.error();
    forget_old_codes(world, at);
    LoginCode code;
    code.redirect_uri = redirect_uri;
    code.expires = at + code_life;
    code.token = user_token(std::move(*token), login, granted(*world.app(login.app), login.user, login.scopes), at);
    world.codes[*text] = std::move(code);
    return *text;
  });
}

const TokenRecord& page_token_of(World& world, const TokenRecord& user, const PageId& page, Timestamp now) {
  // Asked twice, the platform gives the same token; one that was killed does not come back to life.
  for (unsigned number = 0;; ++number) {
    std::string text = user.text + "/" + page.text() + "/" + std::to_string(number);
    const crypto::Digest digest = crypto::sha256(text);
    std::string bytes(digest.begin(), digest.end());
    text = "EAA" + crypto::base64url(bytes) + crypto::base64url(bytes.substr(0, bytes.size() / 2));
    if (const TokenRecord* const known = world.tokens.find(text)) {
      if (why_dead(*known, now)) continue;
      return *known;
    }
    TokenRecord token = user;
    token.kind = TokenRecord::Kind::page;
    token.text = text;
    token.page = page;
    token.issued = now;
    if (user.is_long_lived) token.expires.reset();
    world.tokens.add(std::move(token));
    return *world.tokens.find(text);
  }
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
