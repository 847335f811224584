#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "testing/world.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Whether somebody has one of `tasks` on the Page.
inline bool has_task(const PageRecord& page, const UserId& user, std::initializer_list<std::string_view> tasks) {
  const auto theirs = page.tasks.find(user);
  if (theirs == page.tasks.end()) return false;
  for (const std::string_view task : tasks)
    if (theirs->second.count(std::string(task)) > 0) return true;
  return false;
}

/// Whether the Page is among somebody's, and its token theirs to have.
/// https://developers.facebook.com/docs/graph-api/reference/user/accounts
inline bool has_page_role(const PageRecord& page, const UserId& user) {
  return has_task(page, user, {"ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"});
}

/// Whether a token's person chose the Page in the login dialog.
inline bool covers(const TokenRecord& token, const PageId& page) {
  return token.pages.empty() || token.pages.count(page) > 0;
}

/// sandbox_login.cpp: the Page's token that comes of a person's. The Page must be theirs. A long-lived one's does not end
/// by time. https://developers.facebook.com/documentation/facebook-login/guides/access-tokens/get-long-lived
const TokenRecord& page_token_of(World& world, const TokenRecord& user, const PageId& page, Timestamp now);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
