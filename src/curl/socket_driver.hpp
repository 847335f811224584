#pragma once

#include <memory>

#include "curl/handles.hpp"
#include "curl/loop_settings.hpp"
#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// Lets libcurl work on its sockets and sleeps until there is more to do.
/// Threads: one, and wake() from any. Lifetime: outlives the multi handle, whose callbacks point to it. Private.
class SocketDriver {
 public:
  virtual ~SocketDriver() = default;
  SocketDriver(const SocketDriver&) = delete;
  SocketDriver& operator=(const SocketDriver&) = delete;

  /// Sets what an easy handle needs, once for each. False if libcurl refused.
  virtual bool prepare(CURL* easy) = 0;
  /// libcurl has got this socket for a connection.
  virtual void opened(curl_socket_t socket) = 0;
  /// Lets libcurl do what is due without waiting. False if it cannot.
  virtual bool work() = 0;
  /// Waits until a socket is ready, libcurl's own timer is due, wake() was called, or `milliseconds` have passed.
  virtual bool sleep(int milliseconds) = 0;
  virtual void wake() = 0;

 protected:
  SocketDriver() = default;
};

/// curl_multi_perform() and curl_multi_poll(): works everywhere; each round costs as much as there are transfers.
std::unique_ptr<SocketDriver> make_poll_driver(CURLM* multi);
#if defined(__linux__)
/// curl_multi_socket_action() and epoll: a round costs as much as there are ready sockets. Null if the process is out of
/// descriptors.
std::unique_ptr<SocketDriver> make_epoll_driver(CURLM* multi);
#endif
/// The best there is, or what `engine` asks for. Null if it cannot be had.
std::unique_ptr<SocketDriver> make_driver(CURLM* multi, Engine engine);

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
