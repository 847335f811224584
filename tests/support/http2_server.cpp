#include "support/http2_server.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>
#include <utility>

#include "support/http2_session.hpp"
#include "support/loopback_tls.hpp"

namespace loopback {

class Http2Server::Impl {
 public:
  Impl(Script script, const Http2Options& options) : tls("127.0.0.1"), options_(options) {
    tls.offer_http2();
    events_.on_request = [this, script = std::move(script)](const Http2Received& request) {
      note([&] { log.requests.push_back(request); });
      return script(request);
    };
    events_.on_stream = [this](std::size_t open) {
      note([&] { ++log.streams, log.most_streams = std::max(log.most_streams, open); });
    };
    events_.on_bytes = [this](const char* bytes, std::size_t size) { note([&] { log.bytes.append(bytes, size); }); };
    events_.on_given_up = [this](bool whole) { note([&] { ++(whole ? log.given_up_whole : log.given_up_halfway); }); };
    listener_ = bound_socket();
    must(listen(listener_, 1024) == 0 && pipe(wake_.data()) == 0, "listen");
    set_non_blocking(listener_);
    port = port_of(listener_);
    thread_ = std::thread([this] { run(); });
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    close(wake_[1]); // the other end becomes readable
    thread_.join();
    close(wake_[0]);
    close(listener_);
  }

  template <class Condition>
  bool wait_until(Condition condition) const {
    std::unique_lock<std::mutex> lock(log.mutex);
    return log.changed.wait_for(lock, std::chrono::seconds(20), condition);
  }
  template <class Read>
  auto read(Read what) const {
    const std::lock_guard<std::mutex> lock(log.mutex);
    return what();
  }

  /// What the tests ask about, guarded by its mutex.
  struct Log {
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    std::vector<Http2Received> requests;
    std::string bytes;
    std::size_t streams = 0;
    std::size_t most_streams = 0;
    std::size_t given_up_halfway = 0;
    std::size_t given_up_whole = 0;
    std::size_t accepted = 0;
    std::size_t closed = 0;
  };
  Log log;
  ServerTls tls;
  int port = 0;

 private:
  template <class Change>
  void note(Change change) {
    const std::lock_guard<std::mutex> lock(log.mutex);
    change();
    log.changed.notify_all();
  }

  void run() {
    block_sigpipe();
    while (wait_for_work()) {
      for (auto& session : sessions_) session->serve();
      const auto before = sessions_.size();
      sessions_.remove_if([](const auto& session) { return session->ended(); });
      note([&] { log.closed += before - sessions_.size(); });
      accept_all();
    }
    sessions_.clear();
  }

  /// False when the server is to stop.
  bool wait_for_work() {
    std::vector<pollfd> sockets = {{wake_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
    auto due = std::chrono::steady_clock::time_point::max();
    for (const auto& session : sessions_) {
      sockets.push_back({session->socket(), static_cast<short>(session->has_output() ? POLLIN | POLLOUT : POLLIN), 0});
      due = std::min(due, session->due());
    }
    int timeout = -1;
    if (due != std::chrono::steady_clock::time_point::max()) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - std::chrono::steady_clock::now());
      timeout = static_cast<int>(std::max<std::int64_t>(left.count(), 0));
    }
    poll(sockets.data(), sockets.size(), timeout);
    return sockets[0].revents == 0;
  }

  void accept_all() {
    for (int client = 0; (client = accept(listener_, nullptr, nullptr)) >= 0;) {
      set_non_blocking(client);
      set_no_delay(client);
      const std::size_t number = read([this] { return log.accepted; });
      sessions_.push_back(std::make_unique<Http2Session>(number, client, tls.accept(client), options_, events_));
      note([this] { ++log.accepted; });
    }
  }

  Http2Options options_;
  Http2Events events_;
  int listener_ = -1;
  std::array<int, 2> wake_{};
  std::list<std::unique_ptr<Http2Session>> sessions_;
  std::thread thread_;
};

Http2Server::Http2Server(Script script, const Http2Options& options)
    : impl_(std::make_unique<Impl>(std::move(script), options)) {}
Http2Server::~Http2Server() = default;

std::string Http2Server::url(std::string_view path) const {
  return "https://127.0.0.1:" + std::to_string(impl_->port).append(path);
}
std::string Http2Server::certificate_file() const { return impl_->tls.certificate_file(); }

std::vector<Http2Received> Http2Server::requests() const {
  return impl_->read([this] { return impl_->log.requests; });
}
std::string Http2Server::bytes() const {
  return impl_->read([this] { return impl_->log.bytes; });
}
std::size_t Http2Server::given_up_halfway() const {
  return impl_->read([this] { return impl_->log.given_up_halfway; });
}
std::size_t Http2Server::given_up_whole() const {
  return impl_->read([this] { return impl_->log.given_up_whole; });
}
std::size_t Http2Server::connections() const {
  return impl_->read([this] { return impl_->log.accepted; });
}
std::size_t Http2Server::most_streams() const {
  return impl_->read([this] { return impl_->log.most_streams; });
}

bool Http2Server::wait_for_requests(std::size_t count) const {
  return impl_->wait_until([&] { return impl_->log.requests.size() >= count; });
}
bool Http2Server::wait_for_streams(std::size_t count) const {
  return impl_->wait_until([&] { return impl_->log.streams >= count; });
}
bool Http2Server::wait_for_given_up(std::size_t count) const {
  return impl_->wait_until([&] { return impl_->log.given_up_halfway + impl_->log.given_up_whole >= count; });
}
bool Http2Server::wait_for_closed(std::size_t count) const {
  return impl_->wait_until([&] { return impl_->log.closed >= count; });
}

} // namespace loopback
