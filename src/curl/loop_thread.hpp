#pragma once

#include <memory>
#include <thread>

#include "curl/loop_settings.hpp"
#include "curl/multi_loop.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// A MultiLoop with the thread that runs it. Its end answers all calls as cancelled and joins the thread; inside a
/// completion, on that very thread, it cannot join: run() returns soon after, and owns the loop until then. Private.
class LoopThread {
 public:
  /// Starts libcurl, too, once in the process. The options must have been checked.
  static Result<LoopThread> create(LoopSettings settings);

  LoopThread(LoopThread&&) noexcept = default;
  LoopThread& operator=(LoopThread&&) = delete;
  LoopThread(const LoopThread&) = delete;
  LoopThread& operator=(const LoopThread&) = delete;
  ~LoopThread();

  MultiLoop* operator->() const noexcept { return loop_.get(); }
  [[nodiscard]] const std::shared_ptr<MultiLoop>& loop() const noexcept { return loop_; }

 private:
  LoopThread(std::shared_ptr<MultiLoop> loop, std::thread thread);

  std::shared_ptr<MultiLoop> loop_; ///< null once it was moved from
  std::thread thread_;
};

/// What make_transport() of the public header does, with what only our tests may choose.
Result<std::shared_ptr<HttpTransport>> make_transport(LoopSettings settings);

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
