#include "pagebridge/curl/curl_transport.hpp"

#include <chrono>
#include <memory>
#include <utility>

#include "curl/loop_thread.hpp"
#include "curl/options_check.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

class CurlTransport final : public HttpTransport {
 public:
  explicit CurlTransport(LoopThread loop) : loop_(std::move(loop)) {}

  [[nodiscard]] const std::shared_ptr<MultiLoop>& loop() const noexcept { return loop_.loop(); }

  void start(HttpRequest request, const CallContext& context, Completion<HttpResponse> done) override {
    loop_->start(std::make_unique<Transfer>(std::move(request), context, std::move(done)));
  }

 private:
  LoopThread loop_;
};

/// Knows the loop and not the transport, whose end ends both.
class LoopExecutor final : public Executor {
 public:
  explicit LoopExecutor(std::shared_ptr<MultiLoop> loop) : loop_(std::move(loop)) {}

  void post(Task task) override { loop_->post(std::move(task)); }
  void post_after(milliseconds delay, Task task) override {
    loop_->post_at(std::chrono::steady_clock::now() + delay, std::move(task));
  }

 private:
  std::shared_ptr<MultiLoop> loop_;
};

Result<std::shared_ptr<CurlTransport>> make_curl_transport(LoopSettings settings) {
  if (auto wrong = wrong_option(settings.options)) return std::move(*wrong);
  auto loop = LoopThread::create(std::move(settings));
  if (!loop) return loop.error();
  return std::make_shared<CurlTransport>(std::move(*loop));
}

} // namespace

Result<std::shared_ptr<HttpTransport>> make_transport(LoopSettings settings) {
  auto made = make_curl_transport(std::move(settings));
  if (!made) return made.error();
  return std::shared_ptr<HttpTransport>(std::move(*made));
}

Result<TransportAndExecutor> make_transport_and_executor(CurlTransportOptions options) {
  LoopSettings settings;
  settings.options = std::move(options);
  auto made = make_curl_transport(std::move(settings));
  if (!made) return made.error();
  auto executor = std::make_shared<LoopExecutor>((*made)->loop());
  return TransportAndExecutor{std::move(*made), std::move(executor)};
}

Result<std::shared_ptr<HttpTransport>> make_transport(CurlTransportOptions options) {
  LoopSettings settings;
  settings.options = std::move(options);
  return make_transport(std::move(settings));
}

Result<std::shared_ptr<HttpTransport>> make_transport() { return make_transport(CurlTransportOptions{}); }

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
