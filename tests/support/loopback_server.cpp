#include "support/loopback_server.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <list>
#include <mutex>
#include <thread>
#include <utility>

#include "support/loopback_tls.hpp"

namespace loopback {

namespace {

struct Connection {
  std::size_t number = 0;
  int socket = -1;
  TlsSession tls;
  std::string in;
  std::string out;
  std::size_t sent = 0;
  Turn::Then then = Turn::Then::keep;
  bool drip = false;
  bool ended = false;

  [[nodiscard]] bool has_output() const { return sent < out.size(); }
};

enum class Io { some, later, over };

Io tls_result(const Connection& connection, int result) {
  const int error = SSL_get_error(connection.tls.get(), result);
  return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? Io::later : Io::over;
}

Io read_some(Connection& connection, std::string& bytes) {
  std::array<char, 65536> buffer{};
  ssize_t got = 0;
  if (connection.tls) {
    got = SSL_read(connection.tls.get(), buffer.data(), static_cast<int>(buffer.size()));
    if (got <= 0) return tls_result(connection, static_cast<int>(got));
  } else {
    got = recv(connection.socket, buffer.data(), buffer.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return Io::later;
    if (got <= 0) return Io::over;
  }
  bytes.assign(buffer.data(), static_cast<std::size_t>(got));
  return Io::some;
}

Io write_some(Connection& connection) {
  const char* const from = connection.out.data() + connection.sent;
  const std::size_t left = connection.drip ? 1 : connection.out.size() - connection.sent;
  ssize_t put = 0;
  if (connection.tls) {
    put = SSL_write(connection.tls.get(), from, static_cast<int>(left));
    if (put <= 0) return tls_result(connection, static_cast<int>(put));
  } else {
    put = send(connection.socket, from, left, MSG_NOSIGNAL);
    if (put < 0 && (errno == EAGAIN || errno == EINTR)) return Io::later;
    if (put < 0) return Io::over;
  }
  connection.sent += static_cast<std::size_t>(put);
  return Io::some;
}

std::size_t content_length(const std::string& head) {
  std::string lower = head;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto at = lower.find("\r\ncontent-length:");
  return at == std::string::npos ? 0 : std::strtoul(lower.c_str() + at + 17, nullptr, 10);
}

} // namespace

class Server::Impl {
 public:
  Impl(Script script, const ServerOptions& options) : script_(std::move(script)), proxy_(options.proxy) {
    if (options.tls || options.proxy) set_up_tls(options);
    listener_ = bound_socket();
    must(listen(listener_, 1024) == 0, "listen");
    set_non_blocking(listener_);
    port = port_of(listener_);
    must(pipe(wake_.data()) == 0, "pipe");
    thread_ = std::thread([this] { run(); });
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    close(wake_[1]); // the other end becomes readable
    thread_.join();
    close(wake_[0]);
    if (listener_ >= 0) close(listener_);
  }

  void run() {
    block_sigpipe();
    while (wait_for_work()) {
      for (auto& connection : connections_) serve(connection);
      connections_.remove_if([](const Connection& connection) { return connection.ended; });
      accept_all();
    }
    for (auto& connection : connections_) end(connection, false);
  }

  [[nodiscard]] bool speaks_tls() const { return tls_ != nullptr && !proxy_; }

  template <class Condition>
  bool wait_until(Condition condition) const {
    std::unique_lock<std::mutex> lock(log.mutex);
    return log.changed.wait_for(lock, std::chrono::seconds(20), condition);
  }

  /// What the tests ask about, guarded by its mutex.
  struct Log {
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    std::vector<Received> requests;
    std::string bytes;
    std::size_t accepted = 0;
    std::size_t closed = 0;
    std::size_t most_open = 0;
  };
  Log log;
  int port = 0;
  std::string certificate_file;

 private:
  void set_up_tls(const ServerOptions& options) {
    tls_ = std::make_unique<ServerTls>(options.certificate_for);
    certificate_file = tls_->certificate_file();
    if (options.only_tls_1_1) tls_->only_tls_1_1();
  }

  /// False when the server is to stop.
  bool wait_for_work() {
    std::vector<pollfd> sockets = {{wake_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
    int timeout = -1;
    for (const auto& connection : connections_) {
      short events = POLLIN;
      if (connection.has_output() && connection.drip) timeout = 1;
      if (connection.has_output() && !connection.drip) events = POLLIN | POLLOUT;
      sockets.push_back({connection.socket, events, 0});
    }
    poll(sockets.data(), sockets.size(), timeout);
    return sockets[0].revents == 0;
  }

  void accept_all() {
    while (true) {
      const int client = accept(listener_, nullptr, nullptr);
      if (client < 0) return;
      set_non_blocking(client);
      set_no_delay(client);
      Connection connection;
      connection.socket = client;
      if (tls_ && !proxy_) begin_tls(connection);
      const std::lock_guard<std::mutex> lock(log.mutex);
      connection.number = log.accepted++;
      connections_.push_back(std::move(connection));
      log.most_open = std::max(log.most_open, connections_.size());
      log.changed.notify_all();
    }
  }

  void begin_tls(Connection& connection) { connection.tls = tls_->accept(connection.socket); }

  void serve(Connection& connection) {
    std::string bytes;
    Io read = Io::some;
    while ((read = read_some(connection, bytes)) == Io::some) {
      connection.in += bytes;
      const std::lock_guard<std::mutex> lock(log.mutex);
      log.bytes += bytes;
    }
    while (!connection.ended && take_turn(connection)) {
    }
    if (!connection.ended && connection.has_output()) flush(connection);
    if (!connection.ended && read == Io::over) end(connection, false);
  }

  /// Answers the next whole request. False if there is none, or the last answer is not out yet.
  bool take_turn(Connection& connection) {
    if (connection.has_output()) return false;
    const auto blank = connection.in.find("\r\n\r\n");
    if (blank == std::string::npos) return false;
    Received request{connection.number, connection.in.substr(0, blank + 2), {}};
    const std::size_t length = content_length(request.head);
    if (connection.in.size() < blank + 4 + length) return false;
    request.body = connection.in.substr(blank + 4, length);
    connection.in.erase(0, blank + 4 + length);
    {
      const std::lock_guard<std::mutex> lock(log.mutex);
      log.requests.push_back(request);
      log.changed.notify_all();
    }
    Turn turn = script_(request);
    connection.out = std::move(turn.bytes);
    connection.sent = 0;
    connection.then = turn.then;
    connection.drip = turn.drip;
    flush(connection);
    if (proxy_ && !connection.ended && request.head.compare(0, 8, "CONNECT ") == 0) begin_tls(connection);
    return true;
  }

  void flush(Connection& connection) {
    while (connection.has_output()) {
      const Io result = write_some(connection);
      if (result == Io::over) end(connection, false);
      if (result != Io::some || connection.drip) break;
    }
    if (connection.ended || connection.has_output() || connection.then == Turn::Then::keep) return;
    if (connection.then == Turn::Then::vanish) close(std::exchange(listener_, -1));
    end(connection, connection.then != Turn::Then::close);
  }

  void end(Connection& connection, bool reset) {
    if (reset) {
      set_reset_on_close(connection.socket);
    } else if (connection.tls) {
      SSL_shutdown(connection.tls.get());
    }
    close(connection.socket);
    connection.ended = true;
    const std::lock_guard<std::mutex> lock(log.mutex);
    ++log.closed;
    log.changed.notify_all();
  }

  Script script_;
  bool proxy_ = false;
  std::unique_ptr<ServerTls> tls_;
  int listener_ = -1;
  std::array<int, 2> wake_{};
  std::list<Connection> connections_;
  std::thread thread_;
};

Turn answer(int status, std::string_view body, const pagebridge::HttpHeaders& headers) {
  Turn turn;
  turn.bytes = "HTTP/1.1 " + std::to_string(status) + " Whatever\r\n";
  for (const auto& [name, value] : headers) turn.bytes.append(name).append(": ").append(value).append("\r\n");
  turn.bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  turn.bytes += body;
  return turn;
}

Turn silence() { return {}; }
Turn hang_up() { return {{}, Turn::Then::close, false}; }
Turn reset() { return {{}, Turn::Then::reset, false}; }

Server::Server(Script script, const ServerOptions& options)
    : impl_(std::make_unique<Impl>(std::move(script), options)) {}
Server::~Server() = default;

int Server::port() const { return impl_->port; }
std::string Server::url(std::string_view path) const {
  const std::string scheme = impl_->speaks_tls() ? "https" : "http";
  return scheme + "://127.0.0.1:" + std::to_string(port()).append(path);
}
std::string Server::certificate_file() const { return impl_->certificate_file; }

std::vector<Received> Server::requests() const {
  const std::lock_guard<std::mutex> lock(impl_->log.mutex);
  return impl_->log.requests;
}
std::string Server::bytes() const {
  const std::lock_guard<std::mutex> lock(impl_->log.mutex);
  return impl_->log.bytes;
}
std::size_t Server::connections() const {
  const std::lock_guard<std::mutex> lock(impl_->log.mutex);
  return impl_->log.accepted;
}
std::size_t Server::most_open() const {
  const std::lock_guard<std::mutex> lock(impl_->log.mutex);
  return impl_->log.most_open;
}
bool Server::wait_for_requests(std::size_t count) const {
  return impl_->wait_until([&] { return impl_->log.requests.size() >= count; });
}
bool Server::wait_for_connections(std::size_t count) const {
  return impl_->wait_until([&] { return impl_->log.accepted >= count; });
}
bool Server::wait_for_closed(std::size_t count) const {
  return impl_->wait_until([&] { return impl_->log.closed >= count; });
}

int unused_port() {
  const int socket = bound_socket();
  const int port = port_of(socket);
  close(socket);
  return port;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

} // namespace loopback
