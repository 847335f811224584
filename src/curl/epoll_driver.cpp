#if defined(__linux__)
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "curl/socket_driver.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) noexcept : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  [[nodiscard]] int get() const noexcept { return number_; }

 private:
  int number_;
};

class EpollDriver final : public SocketDriver {
 public:
  explicit EpollDriver(CURLM* multi)
      : multi_(multi), epoll_(epoll_create1(EPOLL_CLOEXEC)), wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

  bool attach() {
    if (epoll_.get() < 0 || wake_.get() < 0 || !control(EPOLL_CTL_ADD, wake_.get(), EPOLLIN)) return false;
    return curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &EpollDriver::on_interest) == CURLM_OK &&
           curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this) == CURLM_OK &&
           curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &EpollDriver::on_timer) == CURLM_OK &&
           curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this) == CURLM_OK;
  }

  bool prepare(CURL* easy) override {
    return curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &EpollDriver::on_close) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this) == CURLE_OK;
  }

  void opened(curl_socket_t socket) override { watch(socket).closed_by_us = true; }

  bool work() override {
    if (!is_due()) return true;
    timer_.reset();
    int running = 0;
    return curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running) == CURLM_OK;
  }

  bool sleep(int milliseconds) override {
    if (is_due()) {
      // What was added since goes first: libcurl 7.88.1 tells the first transfer that it looks at what is ready on its
      // connection, and a new one on a shared connection would take "readable" for its own and keep its body back.
      if (!work()) return false;
      milliseconds = 0; // something may have ended
    }
    std::array<epoll_event, 256> ready; // NOLINT(cppcoreguidelines-pro-type-member-init)
    const int count = epoll_wait(epoll_.get(), ready.data(), static_cast<int>(ready.size()), shorter(milliseconds));
    if (count < 0) return errno == EINTR;
    for (int i = 0; i < count; ++i)
      if (!serve(ready[static_cast<std::size_t>(i)])) return false;
    return true;
  }

  void wake() override {
    const std::uint64_t one = 1;
    static_cast<void>(!write(wake_.get(), &one, sizeof(one))); // full means that it is awake
  }

 private:
  [[nodiscard]] bool is_due() const {
    return timer_ && (*timer_ == SteadyTime::min() || *timer_ <= std::chrono::steady_clock::now());
  }

  /// A socket as libcurl wants it watched, and as the kernel has been told. libcurl loses interest after each request
  /// and gets it back with the next one; telling the kernel both times would cost two system calls a request. So a
  /// socket without interest stays with the kernel until it is ready or closed.
  struct Watch {
    std::uint32_t wanted = 0;
    std::uint32_t told = 0;
    bool closed_by_us = false; ///< a connection, whose end on_close() reports; others (the resolver's) end unseen
  };

  bool control(int what, int socket, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.fd = socket;
    return epoll_ctl(epoll_.get(), what, socket, &event) == 0;
  }

  Watch& watch(int socket) {
    const auto index = static_cast<std::size_t>(socket);
    if (index >= watches_.size()) watches_.resize(std::max(index + 1, 2 * watches_.size()));
    return watches_[index];
  }

  void tell_kernel(int socket, Watch& watch) {
    if (watch.wanted == watch.told) return;
    const bool told = control(watch.told == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, watch.wanted) ||
                      control(EPOLL_CTL_ADD, socket, watch.wanted);
    watch.told = told ? watch.wanted : 0;
  }

  void forget(int socket, Watch& watch) {
    if (watch.told != 0) control(EPOLL_CTL_DEL, socket, 0);
    watch.told = 0;
  }

  bool serve(const epoll_event& event) {
    if (event.data.fd == wake_.get()) {
      std::uint64_t count = 0;
      static_cast<void>(!read(wake_.get(), &count, sizeof(count)));
      return true;
    }
    Watch& watched = watch(event.data.fd);
    if (watched.wanted ==
        0) { // an idle connection that the server closes, or talks to: libcurl will look before its use
      forget(event.data.fd, watched);
      return true;
    }
    const unsigned what = ((event.events & EPOLLIN) != 0 ? CURL_CSELECT_IN : 0U) |
                          ((event.events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0U) |
                          ((event.events & (EPOLLERR | EPOLLHUP)) != 0 ? CURL_CSELECT_ERR : 0U);
    int running = 0;
    return curl_multi_socket_action(multi_, event.data.fd, static_cast<int>(what), &running) == CURLM_OK;
  }

  [[nodiscard]] int shorter(int milliseconds) const {
    if (!timer_) return milliseconds;
    if (*timer_ == SteadyTime::min()) return 0;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*timer_ - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, milliseconds));
  }

  static int on_interest(CURL* /*easy*/, curl_socket_t socket, int what, void* driver, void* /*unused*/) {
    auto& self = *static_cast<EpollDriver*>(driver);
    Watch& watched = self.watch(socket);
    const auto wish = what == CURL_POLL_REMOVE ? 0U : static_cast<unsigned>(what);
    watched.wanted = ((wish & CURL_POLL_IN) != 0 ? static_cast<std::uint32_t>(EPOLLIN) : 0U) |
                     ((wish & CURL_POLL_OUT) != 0 ? static_cast<std::uint32_t>(EPOLLOUT) : 0U);
    if (watched.wanted != 0) {
      self.tell_kernel(socket, watched);
    } else if (!watched.closed_by_us) {
      self.forget(socket, watched);
    }
    return 0;
  }
  static int on_timer(CURLM* /*multi*/, long milliseconds, void* driver) {
    auto& self = *static_cast<EpollDriver*>(driver);
    self.timer_.reset();
    if (milliseconds == 0) self.timer_ = SteadyTime::min(); // at once; most are
    if (milliseconds > 0) self.timer_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    return 0;
  }
  static int on_close(void* driver, curl_socket_t socket) {
    auto& self = *static_cast<EpollDriver*>(driver);
    Watch& watched = self.watch(socket);
    self.forget(socket, watched); // by hand: a child of the host's may still hold the socket open
    watched = {};
    return close(socket);
  }

  CURLM* multi_;
  Descriptor epoll_;
  Descriptor wake_;
  std::vector<Watch> watches_; ///< by the socket's number
  std::optional<SteadyTime> timer_;
};

} // namespace

std::unique_ptr<SocketDriver> make_epoll_driver(CURLM* multi) {
  auto driver = std::make_unique<EpollDriver>(multi);
  if (!driver->attach()) return nullptr;
  return driver;
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
#endif
