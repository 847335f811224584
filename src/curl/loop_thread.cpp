#include "curl/loop_thread.hpp"

#include <utility>

#include "host_guard.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

/// Once in the process, and never undone: other users of libcurl may be about.
Result<void> start_libcurl() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) return not_sent(ErrorCode::internal, "libcurl could not be initialised");
  if ((curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_SSL) == 0)
    return not_sent(ErrorCode::internal, "this libcurl was built without TLS; install one that has it");
  return {};
}

} // namespace

Result<LoopThread> LoopThread::create(LoopSettings settings) {
  if (auto started = start_libcurl(); !started) return started.error();
  // A libcurl without HTTP/2 would refuse to be asked for it.
  if ((curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_HTTP2) == 0) settings.options.http2 = false;
  auto loop = MultiLoop::create(std::move(settings));
  if (!loop) return loop.error();
  std::thread thread;
  if (!call_host([&] { thread = std::thread([loop = *loop] { loop->run(); }); }))
    return not_sent(ErrorCode::internal, "no thread for the transport; raise the process's limit of threads");
  return LoopThread(std::move(*loop), std::move(thread));
}

LoopThread::LoopThread(std::shared_ptr<MultiLoop> loop, std::thread thread)
    : loop_(std::move(loop)), thread_(std::move(thread)) {}

LoopThread::~LoopThread() {
  if (!loop_) return;
  loop_->stop();
  if (thread_.get_id() == std::this_thread::get_id()) {
    thread_.detach();
  } else {
    thread_.join();
  }
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
