#include "pagebridge/curl/curl_transport.hpp"

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

  void start(HttpRequest request, const CallContext& context, Completion<HttpResponse> done) override {
    loop_->start(std::make_unique<Transfer>(std::move(request), context, std::move(done)));
  }

 private:
  LoopThread loop_;
};

} // namespace

Result<std::shared_ptr<HttpTransport>> make_transport(LoopSettings settings) {
  if (auto wrong = wrong_option(settings.options)) return std::move(*wrong);
  auto loop = LoopThread::create(std::move(settings));
  if (!loop) return loop.error();
  return std::shared_ptr<HttpTransport>(std::make_shared<CurlTransport>(std::move(*loop)));
}

Result<std::shared_ptr<HttpTransport>> make_transport(CurlTransportOptions options) {
  LoopSettings settings;
  settings.options = std::move(options);
  return make_transport(std::move(settings));
}

Result<std::shared_ptr<HttpTransport>> make_transport() { return make_transport(CurlTransportOptions{}); }

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
