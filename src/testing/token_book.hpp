#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/testing/sandbox_faults.hpp"
#include "pagebridge/testing/sandbox_world.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Of a user token, and of a Page token made with it, that nobody has exchanged: "one to two hours".
inline constexpr std::chrono::hours short_life{2};

/// One access token. https://developers.facebook.com/docs/facebook-login/guides/access-tokens
struct TokenRecord {
  enum class Kind { user, page, app, system };
  Kind kind = Kind::page;
  std::string text;
  AppId app;
  UserId user;              ///< who granted it; empty for an App's own
  PageId page;              ///< of a Page token
  std::set<PageId> pages{}; ///< that the person chose in the login dialog; empty: all that they have
  std::set<std::string> scopes;
  Timestamp issued{};
  Timestamp login{}; ///< when the person last logged in: access to their data ends 90 days later; 0: nobody did
  std::optional<Timestamp> expires{}; ///< none: never
  bool is_long_lived = false;
  int dead_subcode = 0; ///< 190's, if it was killed: 460 password, 458 App removed, 492 role lost …
  bool is_dead = false;
};

/// What the login dialog sends to the redirect URI; good once. `token` is what it gives.
struct LoginCode {
  std::string redirect_uri;
  Timestamp expires{};
  bool is_used = false;
  TokenRecord token;
};

/// Why a token cannot be used: code 190 and the platform's text; nothing if it can be.
std::optional<SandboxRefusal> why_dead(const TokenRecord& token, Timestamp now);

/// All tokens that were ever given out. An App's own token is not in it: it is made of id and secret.
/// Threads: thread-compatible.
class TokenBook {
 public:
  void add(TokenRecord token);
  [[nodiscard]] TokenRecord* find(std::string_view text);
  [[nodiscard]] const TokenRecord* find(std::string_view text) const;
  [[nodiscard]] const std::map<std::string, TokenRecord, std::less<>>& all() const noexcept { return tokens_; }

  /// Kill what there is of one person, of one App, or both; empty ids match all. Returns how many.
  std::size_t kill(const UserId& user, const AppId& app, const PageId& page, int subcode);
  /// Whether the App ever got a token of the Page.
  [[nodiscard]] bool has(const AppId& app, const PageId& page) const;
  /// The App's tokens lose a permission.
  void revoke(const AppId& app, const std::string& permission);

  /// For what is kept over a restart: hands `io` all that it holds. See state_archive.hpp.
  template <class Io>
  void persist(Io& io) {
    io("tokens", tokens_);
  }

 private:
  std::map<std::string, TokenRecord, std::less<>> tokens_;
};

std::string_view to_string(TokenRecord::Kind kind) noexcept;

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
