#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/http/http_message.hpp"

/// A small HTTP/1.1 server on 127.0.0.1 whose every answer, or lack of one, is scripted. POSIX only.
namespace loopback {

/// What to do with one request, once all of it has been read.
struct Turn {
  enum class Then {
    keep,  ///< wait for the next request on this connection
    close, ///< close it in good order
    reset, ///< abort it: the other side gets a reset
    vanish ///< the same, and take no more connections
  };
  std::string bytes; ///< sent as they are
  Then then = Then::keep;
  bool drip = false; ///< one byte at a time, about one a millisecond
};

/// A whole answer with its Content-Length.
Turn answer(int status, std::string_view body = {}, const pagebridge::HttpHeaders& headers = {});
/// Nothing at all, and the connection stays.
Turn silence();
/// The connection ends instead of an answer.
Turn hang_up();
Turn reset();

struct Received {
  std::size_t connection = 0; ///< counted from 0 in the order of their coming
  std::string head;           ///< request line and headers
  std::string body;
};

struct ServerOptions {
  bool tls = false;
  std::string certificate_for = "127.0.0.1"; ///< the one name, or address, in the self-signed certificate
  bool only_tls_1_1 = false;
  bool proxy = false; ///< plain at first; TLS begins once a CONNECT was answered
};

/// Threads: one of its own, which runs the script; everything else from any thread. Stops when it is destroyed.
class Server {
 public:
  using Script = std::function<Turn(const Received&)>;

  explicit Server(Script script, const ServerOptions& options = {});
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  [[nodiscard]] int port() const;
  /// "http://127.0.0.1:port/path", or https.
  [[nodiscard]] std::string url(std::string_view path = "/") const;
  /// The certificate as a PEM file, gone with the server.
  [[nodiscard]] std::string certificate_file() const;

  [[nodiscard]] std::vector<Received> requests() const;
  /// Everything that came in on all connections, half requests included (after TLS).
  [[nodiscard]] std::string bytes() const;
  [[nodiscard]] std::size_t connections() const;
  /// The most that were open at the same time.
  [[nodiscard]] std::size_t most_open() const;

  /// Waits until so many requests have come, connections have been made, or have ended. False after 20 seconds.
  [[nodiscard]] bool wait_for_requests(std::size_t count) const;
  [[nodiscard]] bool wait_for_connections(std::size_t count) const;
  [[nodiscard]] bool wait_for_closed(std::size_t count) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// A port of 127.0.0.1 that nobody listens on.
int unused_port();

/// How often `part` occurs in `text`.
std::size_t count_of(std::string_view text, std::string_view part);

} // namespace loopback
