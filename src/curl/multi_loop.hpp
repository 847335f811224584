#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "curl/handles.hpp"
#include "curl/transfer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/curl/curl_transport.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// All transfers of one transport, driven by the one thread that calls run().
///
/// Deadlines and the limit of connections per host are ours and not libcurl's: in 7.88.1 a transfer that waits for a
/// connection has no time-out, and how time-outs of waiting transfers count has changed more than once since.
/// Threads: add() and stop() from any thread; run() on one thread, once. Lifetime: shared by the transport and that
/// thread. Private.
class MultiLoop {
 public:
  MultiLoop(CurlTransportOptions options, MultiHandle multi);
  MultiLoop(const MultiLoop&) = delete;
  MultiLoop& operator=(const MultiLoop&) = delete;
  ~MultiLoop();

  /// Hands a call over. Once stopped, it is not taken: the caller still has it.
  void add(std::unique_ptr<Transfer>& transfer);
  /// Makes run() answer everything as cancelled and return.
  void stop();
  void run();

  [[nodiscard]] const CurlTransportOptions& options() const noexcept { return options_; }

 private:
  struct Origin {
    int open = 0; ///< transfers that have a connection or are getting one
    std::deque<Transfer*> waiting;
  };

  bool admit_new();
  void admit(std::unique_ptr<Transfer> transfer);
  void launch_waiting(const std::string& name);
  Result<void> launch(Transfer& transfer);
  bool drive();
  void collect();
  void expire();
  [[nodiscard]] int wait_time() const;
  void end(Transfer& transfer, CURLcode code);
  void end_all(Stop why);
  std::unique_ptr<Transfer> release(Transfer& transfer);
  void answer(std::unique_ptr<Transfer> transfer, Result<HttpResponse> result);

  const CurlTransportOptions options_;
  MultiHandle multi_;

  std::mutex mutex_; ///< guards what follows up to the empty line
  std::vector<std::unique_ptr<Transfer>> added_;
  std::size_t calls_ = 0;
  bool stopping_ = false;

  std::unordered_map<Transfer*, std::unique_ptr<Transfer>> active_; ///< waiting or launched
  std::set<std::pair<SteadyTime, Transfer*>> deadlines_;            ///< of the active ones
  std::map<std::string, Origin> origins_;
};

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
