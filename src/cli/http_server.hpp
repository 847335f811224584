#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "pagebridge/http/http_message.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/time.hpp"

namespace pagebridge::cli {

/// Where to listen, and how much a stranger may ask of us.
struct HttpServerOptions {
  std::string host = "127.0.0.1"; ///< an IP address, or "localhost"
  std::uint16_t port = 0;         ///< 0: any that is free
  std::size_t max_body_bytes = 4U << 20U;
  std::size_t max_upload_bytes = 4U << 20U;               ///< in place of max_body_bytes where `is_upload` says so
  std::function<bool(std::string_view target)> is_upload; ///< on the server's thread; none: nothing is
  std::size_t max_header_bytes = 16U << 10U;              ///< request line and headers together
  std::size_t max_connections = 256;                      ///< more of them wait in the listen queue
  milliseconds idle_timeout{30000};                       ///< a connection without a request is closed after this time
  milliseconds request_timeout{10000};                    ///< a request must have arrived whole within this time
  milliseconds answer_timeout{30000}; ///< a handler that has not answered by then is answered for: 504
};

/// A small HTTP/1.1 server for our programs, over Boost.Beast: one thread, keep-alive, one request of a connection at a
/// time (a client that pipelines is read no faster than it is answered).
///
/// The handler gets every method; the body is the bytes that came, and the target is untouched. It must not block. The
/// server answers by itself what never becomes a request: 400 (no HTTP, two Content-Lengths, a Content-Length beside
/// chunks …), 501 (a transfer coding other than chunked), 413 and 431 (longer than the limits; nothing past them is kept), and 500 for a handler that throws or drops
/// `respond`. An answer of status 0 closes the connection without one; what it has as body leaves before, as it is.
///
/// Threads: `respond` may be called once, on any thread, also inside the handler; the handler runs on the server's thread.
/// Lifetime: the destructor stops; answers that come later are dropped.
class HttpServer {
 public:
  using Respond = std::function<void(HttpResponse)>;
  using Handler = std::function<void(HttpRequest, Respond)>;

  /// Takes the port: who connects waits until `serve`. Errors: `invalid_argument` (host), `connection` (the address is
  /// taken, or not ours).
  static Result<std::unique_ptr<HttpServer>> listen(const HttpServerOptions& options);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// "http://127.0.0.1:8080"
  [[nodiscard]] const std::string& origin() const noexcept;
  /// Begins to answer; once.
  void serve(Handler handler);
  /// Closes everything and waits for the thread. Not from a handler.
  void stop();

 private:
  class Core;
  explicit HttpServer(std::shared_ptr<Core> core);
  std::shared_ptr<Core> core_;
};

/// Whether only this machine can reach a server that listens on `host`.
bool is_loopback(std::string_view host);

} // namespace pagebridge::cli
