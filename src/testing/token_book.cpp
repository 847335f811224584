#include "testing/token_book.hpp"

#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

std::string_view words_for(int subcode) noexcept {
  switch (subcode) {
    case 458: return "Error validating access token: The user has not authorized application.";
    case 459:
      return "Error validating access token: You cannot access the app till you log in to www.facebook.com and "
             "follow the instructions given.";
    case 460:
      return "Error validating access token: The session has been invalidated because the user changed their "
             "password or Facebook has changed the session for security reasons.";
    case 463: return "Error validating access token: Session has expired.";
    case 464:
      return "Error validating access token: Sessions for the user are not allowed because the user is not a "
             "confirmed user.";
    case 467: return "Error validating access token: The session is invalid because the user logged out.";
    case 492: return "Error validating access token: The session does not have the needed role on the Page.";
    default: return "Error validating access token: The session has been invalidated.";
  }
}

} // namespace

std::optional<SandboxRefusal> why_dead(const TokenRecord& token, Timestamp now) {
  if (token.is_dead) return SandboxRefusal{190, token.dead_subcode, std::string(words_for(token.dead_subcode)), 0};
  if (token.expires && *token.expires <= now) return SandboxRefusal{190, 463, std::string(words_for(463)), 0};
  return std::nullopt;
}

void TokenBook::add(TokenRecord token) {
  std::string text = token.text;
  tokens_.insert_or_assign(std::move(text), std::move(token));
}

TokenRecord* TokenBook::find(std::string_view text) {
  const auto found = tokens_.find(text);
  return found == tokens_.end() ? nullptr : &found->second;
}

const TokenRecord* TokenBook::find(std::string_view text) const {
  const auto found = tokens_.find(text);
  return found == tokens_.end() ? nullptr : &found->second;
}

std::size_t TokenBook::kill(const UserId& user, const AppId& app, const PageId& page, int subcode) {
  std::size_t killed = 0;
  for (auto& [text, token] : tokens_) {
    const bool is_meant = (user.empty() || token.user == user) && (app.empty() || token.app == app) &&
                          (page.empty() || token.page == page);
    if (!is_meant || token.is_dead) continue;
    token.is_dead = true;
    token.dead_subcode = subcode;
    ++killed;
  }
  return killed;
}

bool TokenBook::has(const AppId& app, const PageId& page) const {
  for (const auto& [text, token] : tokens_)
    if (token.app == app && token.page == page) return true;
  return false;
}

void TokenBook::revoke(const AppId& app, const std::string& permission) {
  for (auto& [text, token] : tokens_)
    if (token.app == app) token.scopes.erase(permission);
}

std::string_view to_string(TokenRecord::Kind kind) noexcept {
  switch (kind) {
    case TokenRecord::Kind::user: return "USER";
    case TokenRecord::Kind::page: return "PAGE";
    case TokenRecord::Kind::app: return "APP";
    case TokenRecord::Kind::system: return "SYSTEM_USER";
  }
  return "USER";
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
