#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/curl/curl_transport.hpp"

struct sockaddr;

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// What the media fetcher adds: which addresses a socket may be opened to. The rest is for our own tests, which have no
/// other way to a name that resolves as they like; nothing public sets it. Private.
struct AddressGuard {
  std::function<bool(const sockaddr& address)> allows;
  /// Lines for CURLOPT_RESOLVE, asked for once a transfer.
  std::function<std::vector<std::string>()> resolve{};
  std::atomic<int> opened{0}; ///< sockets
};

/// How the loop waits for its sockets.
enum class Engine {
  best, ///< epoll on Linux
  poll, ///< what is left elsewhere, and what tests choose
};

/// What all transfers of one loop have in common. Private.
struct LoopSettings {
  CurlTransportOptions options;
  std::shared_ptr<AddressGuard> guard{}; ///< null: any address
  Engine engine = Engine::best;
};

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
