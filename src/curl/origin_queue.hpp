#pragma once

#include <map>
#include <string>
#include <vector>

#include "curl/transfer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/curl/curl_transport.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// Who may go and who waits, for each origin (scheme, host and port).
///
/// Over HTTP/1.1 a connection carries one call at a time: the limit is that of connections. Over HTTP/2 it carries many,
/// and libcurl 7.88.1 must be led by the hand: it puts any number of calls on a connection that is just being made,
/// whatever the server will allow, and when a server refuses one of them it closes the connection under all the others.
/// So where HTTP/2 may be spoken we go up one call at a time beyond what has been seen to work. If that call made a new
/// connection, the next one goes when it has an answer, so that the server's own limit has come, too.
/// Threads: one. Private.
class OriginQueue {
 public:
  explicit OriginQueue(const CurlTransportOptions& options) : options_(options) {}

  void wait(Transfer& transfer);
  /// Takes out the first one that may go, and counts it as gone. Null if none may.
  Transfer* next(const std::string& origin);
  /// Forgets the transfer, whether it waits or has gone. `good`: it was answered.
  void leave(Transfer& transfer, bool good);
  /// Whether calls to it share connections, as far as we know.
  [[nodiscard]] bool shares_connections(const Transfer& transfer) const;
  /// Whether we know that they do not.
  [[nodiscard]] bool one_call_each(const Transfer& transfer) const;
  /// Those where a call may wait for nothing but the one that went last.
  [[nodiscard]] std::vector<std::string> held_back() const;
  /// When the next of these is to be looked at, if nothing happens before; the greatest time if there is none.
  [[nodiscard]] SteadyTime look_again() const;
  void clear() noexcept { origins_.clear(); }

 private:
  enum class Speaks { unknown, http1, http2 };
  struct Origin {
    Speaks speaks = Speaks::unknown;
    long long gone = 0;        ///< launched and not answered
    long long seen = 0;        ///< as many went at the same time and found connections
    Transfer* trial = nullptr; ///< the one that went beyond it
    SteadyTime idle_since{};
    bool in_trouble = false;   ///< no connection could be made: try more than one at a time
    Transfer* first = nullptr; ///< of those that wait, linked through them
    Transfer* last = nullptr;
  };
  static void leave_line(Origin& origin, Transfer& transfer) noexcept;
  [[nodiscard]] bool is_led(const Origin& origin, const Transfer& transfer) const noexcept;
  [[nodiscard]] const Origin* find(const Transfer& transfer) const;
  [[nodiscard]] bool may_go(Origin& origin, const Transfer& transfer) const;

  const CurlTransportOptions& options_;
  std::map<std::string, Origin> origins_;
};

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
