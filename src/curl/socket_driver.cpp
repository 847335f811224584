#include "curl/socket_driver.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

class PollDriver final : public SocketDriver {
 public:
  explicit PollDriver(CURLM* multi) : multi_(multi) {}

  bool prepare(CURL* /*easy*/) override { return true; }
  void opened(curl_socket_t /*socket*/) override {}
  bool work() override {
    int running = 0;
    return curl_multi_perform(multi_, &running) == CURLM_OK;
  }
  bool sleep(int milliseconds) override {
    // libcurl shortens it for its own needs.
    return curl_multi_poll(multi_, nullptr, 0, milliseconds, nullptr) == CURLM_OK;
  }
  void wake() override { curl_multi_wakeup(multi_); }

 private:
  CURLM* multi_;
};

} // namespace

std::unique_ptr<SocketDriver> make_poll_driver(CURLM* multi) { return std::make_unique<PollDriver>(multi); }

std::unique_ptr<SocketDriver> make_driver(CURLM* multi, Engine engine) {
#if defined(__linux__)
  if (engine == Engine::best) return make_epoll_driver(multi);
#endif
  static_cast<void>(engine);
  return make_poll_driver(multi);
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
