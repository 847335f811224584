#include "graph_stand_in.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::string_view answer =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 117\r\n\r\n"
    "{\"recipient_id\":\"6000000635380965\",\"message_id\":\"m_AG5Hz2Uq7tuwNEhXfYYKj8mJEM_"
    "QPpz5jdCK48PnKAjSdjfipqxqMvK8ma6AC8"
    "fp\"}";

/// The number after "content-length:"; 0 without one.
std::size_t content_length(std::string_view head) {
  static constexpr std::string_view name = "\ncontent-length:";
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  for (std::size_t at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1)) {
    std::size_t matched = 0;
    while (matched < name.size() && at + matched < head.size() && same(head[at + matched], name[matched])) ++matched;
    if (matched == name.size()) return std::strtoul(std::string(head.substr(at + matched, 20)).c_str(), nullptr, 10);
  }
  return 0;
}

class Server {
 public:
  Server(int listener, int lifeline, std::chrono::milliseconds delay)
      : listener_(listener), lifeline_(lifeline), delay_(delay), epoll_(epoll_create1(0)) {
    watch(listener_);
    watch(lifeline_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() { close(epoll_); }

  void run() {
    std::array<epoll_event, 256> ready{};
    while (true) {
      const int count = epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), wait_ms());
      for (int i = 0; i < count; ++i) {
        const int socket = ready[static_cast<std::size_t>(i)].data.fd;
        if (socket == lifeline_) return;
        if (socket == listener_) {
          accept_all();
        } else {
          serve(socket);
        }
      }
      answer_due();
    }
  }

 private:
  struct Connection {
    std::uint64_t number = 0; ///< sockets' numbers come back
    std::string in;
  };
  struct Due {
    Steady::time_point at;
    int socket;
    std::uint64_t number;
  };

  void watch(int socket) const {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);
  }
  [[nodiscard]] int wait_ms() const {
    if (due_.empty()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due_.front().at - Steady::now());
    return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
  }
  void accept_all() {
    for (int socket = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK); socket >= 0;
         socket = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK)) {
      const int on = 1;
      setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      connections_[socket].number = ++last_number_;
      watch(socket);
    }
  }
  void drop(int socket) {
    connections_.erase(socket);
    close(socket);
  }
  void serve(int socket) {
    std::array<char, 65536> buffer; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by recv
    const ssize_t count = recv(socket, buffer.data(), buffer.size(), 0);
    if (count <= 0) return drop(socket);
    Connection& connection = connections_[socket];
    connection.in.append(buffer.data(), static_cast<std::size_t>(count));
    for (auto head = connection.in.find("\r\n\r\n"); head != std::string::npos; head = connection.in.find("\r\n\r\n")) {
      const std::size_t whole = head + 4 + content_length(std::string_view(connection.in).substr(0, head));
      if (connection.in.size() < whole) return;
      connection.in.erase(0, whole);
      if (delay_.count() > 0) {
        due_.push_back({Steady::now() + delay_, socket, connection.number}); // one delay for all keeps them sorted
      } else if (!give_answer(socket)) {
        return drop(socket);
      }
    }
  }
  static bool give_answer(int socket) {
    return send(socket, answer.data(), answer.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(answer.size());
  }
  void answer_due() {
    const auto now = due_.empty() ? Steady::time_point() : Steady::now();
    for (; !due_.empty() && due_.front().at <= now; due_.pop_front()) {
      const auto found = connections_.find(due_.front().socket);
      if (found == connections_.end() || found->second.number != due_.front().number) continue;
      if (!give_answer(due_.front().socket)) drop(due_.front().socket);
    }
  }

  int listener_;
  int lifeline_;
  std::chrono::milliseconds delay_;
  int epoll_;
  std::uint64_t last_number_ = 0;
  std::unordered_map<int, Connection> connections_;
  std::deque<Due> due_;
};

/// On a port of the system's choice; -1 if that fails.
int listen_somewhere(std::string& origin) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = static_cast<sockaddr*>(static_cast<void*>(&address));
  if (socket < 0 || bind(socket, any, size) != 0 || listen(socket, 1024) != 0 || getsockname(socket, any, &size) != 0)
    return -1;
  origin = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  return socket;
}

} // namespace

std::unique_ptr<GraphStandIn> GraphStandIn::start(unsigned delay_ms) {
  std::string origin;
  std::array<int, 2> lifeline{};
  const int listener = listen_somewhere(origin);
  if (listener < 0 || pipe(lifeline.data()) != 0) return nullptr;
  const int process = fork();
  if (process < 0) return nullptr;
  if (process == 0) {
    close(lifeline[1]);
    Server(listener, lifeline[0], std::chrono::milliseconds(delay_ms)).run();
    _exit(0);
  }
  close(listener);
  close(lifeline[0]);
  return std::unique_ptr<GraphStandIn>(new GraphStandIn(process, lifeline[1], std::move(origin)));
}

GraphStandIn::GraphStandIn(int process, int lifeline, std::string origin)
    : process_(process), lifeline_(lifeline), origin_(std::move(origin)) {}

GraphStandIn::~GraphStandIn() {
  close(lifeline_);
  waitpid(process_, nullptr, 0);
}

} // namespace bench
