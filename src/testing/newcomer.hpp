#pragma once

#include <set>
#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/testing/sandbox_records.hpp"
#include "pagebridge/testing/sandbox_world.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Somebody who gets to know a Page: the default one, unless another is named.
struct Newcomer {
  SandboxPerson person;
  PageId page{};
  UserId user{}; ///< whose account it is; empty: a new one
  AppId app{};   ///< where the role is; empty: the default one
  std::string role{};
  std::string phone_number{}; ///< of a new account
};
struct Introduced {
  Psid psid;
  UserId user;
};

/// The person's profile and whether they have opened their thread; nothing for a stranger.
struct Profile {
  SandboxPerson person;
  bool has_written = false;
  PageId page;
};

/// Somebody logs in to an App and grants it what it asks for.
struct SandboxLogin {
  AppId app;
  UserId user;
  std::set<PageId> pages{};       ///< that they choose; empty: all that they have, now and later
  std::set<std::string> scopes{}; ///< that the App asks for; empty: what one for Messenger needs
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
