#include "pagebridge/curl/curl_transport.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "curl/multi_loop.hpp"
#include "host_guard.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

class CurlTransport final : public HttpTransport {
 public:
  CurlTransport(std::shared_ptr<MultiLoop> loop, std::thread thread)
      : loop_(std::move(loop)), thread_(std::move(thread)) {}
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  ~CurlTransport() override {
    loop_->stop();
    if (thread_.get_id() == std::this_thread::get_id()) {
      thread_.detach(); // inside a completion: run() returns soon after it, and owns the loop until then
    } else {
      thread_.join();
    }
  }

  void start(HttpRequest request, const CallContext& context, Completion<HttpResponse> done) override {
    auto transfer = std::make_unique<Transfer>(std::move(request), context, std::move(done));
    if (context.deadline == SteadyTime{})
      transfer->context.deadline = std::chrono::steady_clock::now() + loop_->options().total_timeout;
    loop_->add(transfer);
    if (!transfer) return;
    // A completion that runs while the transport is being destroyed has called us once more.
    call_host([&] { transfer->done(not_sent(ErrorCode::cancelled, "the transport is being destroyed")); });
  }

 private:
  std::shared_ptr<MultiLoop> loop_;
  std::thread thread_;
};

/// Once in the process, and never undone: other users of libcurl may be about.
Result<void> start_libcurl() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) return not_sent(ErrorCode::internal, "libcurl could not be initialised");
  if ((curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_SSL) == 0)
    return not_sent(ErrorCode::internal, "this libcurl was built without TLS; install one that has it");
  return {};
}

bool is_readable(const std::string& file) {
  std::FILE* const stream = std::fopen(file.c_str(), "rb");
  if (stream == nullptr) return false;
  const bool readable = std::fgetc(stream) != EOF;
  static_cast<void>(std::fclose(stream));
  return readable;
}

/// libcurl counts in long, which has 32 bits on some systems.
template <class Duration>
bool is_sensible(Duration duration, Duration least) {
  return duration >= least && duration.count() <= std::numeric_limits<std::int32_t>::max();
}

std::optional<Error> wrong_option(const CurlTransportOptions& options) {
  if (!is_sensible(options.connect_timeout, milliseconds(1)))
    return invalid_argument("connect_timeout", "connect_timeout must be from 1 ms to 24 days");
  if (!is_sensible(options.total_timeout, milliseconds(1)))
    return invalid_argument("total_timeout", "total_timeout must be from 1 ms to 24 days");
  if (!is_sensible(options.max_idle_connection_age, std::chrono::seconds(1)))
    return invalid_argument("max_idle_connection_age", "max_idle_connection_age must be from 1 s to 68 years");
  if (options.max_response_bytes == 0)
    return invalid_argument("max_response_bytes", "max_response_bytes must leave room for an answer");
  if (options.max_calls == 0) return invalid_argument("max_calls", "max_calls must be at least 1");
  if (options.max_connections_per_host < 1)
    return invalid_argument("max_connections_per_host", "max_connections_per_host must be at least 1");
  if (!is_header_value(options.user_agent))
    return invalid_argument("user_agent", "user_agent has a control character; remove line breaks");
  if (!options.proxy.empty() && (options.proxy.compare(0, 7, "http://") != 0 || !is_header_value(options.proxy)))
    return invalid_argument("proxy", "proxy must look like http://host:port");
  if (!options.ca_file.empty() && !is_readable(options.ca_file))
    return invalid_argument("ca_file", "ca_file cannot be read, or is empty");
  return std::nullopt;
}

} // namespace

Result<std::shared_ptr<HttpTransport>> make_transport(CurlTransportOptions options) {
  if (auto wrong = wrong_option(options)) return std::move(*wrong);
  if (auto started = start_libcurl(); !started) return started.error();

  MultiHandle multi(curl_multi_init());
  if (!multi || curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS,
                                  static_cast<long>(options.max_connections_per_host)) != CURLM_OK)
    return not_sent(ErrorCode::internal, "libcurl could not be initialised");
  auto loop = std::make_shared<MultiLoop>(std::move(options), std::move(multi));
  std::thread thread;
  if (!call_host([&] { thread = std::thread([loop] { loop->run(); }); }))
    return not_sent(ErrorCode::internal, "no thread for the transport; raise the process's limit of threads");
  return std::shared_ptr<HttpTransport>(std::make_shared<CurlTransport>(std::move(loop), std::move(thread)));
}

Result<std::shared_ptr<HttpTransport>> make_transport() { return make_transport(CurlTransportOptions{}); }

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
