#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "curl/easy_kit.hpp"
#include "curl/handles.hpp"
#include "curl/loop_settings.hpp"
#include "curl/origin_queue.hpp"
#include "curl/socket_driver.hpp"
#include "curl/transfer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// All transfers of one transport, driven by the one thread that calls run().
///
/// Deadlines and the limit of calls per host are ours and not libcurl's: in 7.88.1 a transfer that waits for a connection
/// has no time-out, and how time-outs of waiting transfers count has changed more than once since.
/// Threads: start(), cancel() and stop() from any thread; run() on one thread, once. Lifetime: shared by the transport and
/// that thread. Private.
class MultiLoop {
 public:
  /// An error: libcurl cannot start. The settings must be in order.
  static Result<std::shared_ptr<MultiLoop>> create(LoopSettings settings);

  MultiLoop(LoopSettings settings, std::unique_ptr<SocketDriver> driver, MultiHandle multi);
  MultiLoop(const MultiLoop&) = delete;
  MultiLoop& operator=(const MultiLoop&) = delete;
  ~MultiLoop();

  /// Takes a call and answers it, unless the loop has ended: then it is answered here, as cancelled.
  void start(std::unique_ptr<Transfer> transfer);
  /// Runs `task` on run()'s thread, not before `at`; dropped if the loop ends before.
  void post(Executor::Task task);
  void post_at(SteadyTime at, Executor::Task task);
  /// Makes run() answer everything as cancelled and return.
  void stop();
  void run();

 private:
  bool add(std::unique_ptr<Transfer>& transfer);
  void cancel(const std::shared_ptr<CancelHandle>& handle);
  void wake();
  bool take_over();
  bool run_tasks();
  void drop_tasks();
  void admit(std::unique_ptr<Transfer> transfer, SteadyTime now);
  void keep_deadline(Transfer& transfer);
  Result<std::shared_ptr<const Target>> target_of(const std::string& url);
  bool launch_waiting(const std::string& origin);
  bool launch_held_back();
  Result<void> launch(Transfer& transfer);
  bool turn();
  bool collect();
  void expire();
  [[nodiscard]] int wait_time();
  bool go_again(Transfer& transfer, CURLcode code);
  void end(Transfer& transfer, CURLcode code);
  void end_unstarted(std::unique_ptr<Transfer> transfer, Stop why);
  void end_all(Stop why);
  void take_back_kit(Transfer& transfer, bool good);
  std::unique_ptr<Transfer> release(Transfer& transfer, bool good);
  void answer(std::unique_ptr<Transfer> transfer, Result<HttpResponse> result);

  const LoopSettings settings_;
  std::unique_ptr<SocketDriver> driver_; ///< before the handle that points to it
  MultiHandle multi_;

  std::mutex mutex_; ///< guards what follows up to the empty line
  std::vector<std::unique_ptr<Transfer>> added_;
  std::vector<std::shared_ptr<CancelHandle>> cancelled_;
  std::vector<Executor::Task> tasks_;
  std::multimap<SteadyTime, Executor::Task> timed_;
  bool stopping_ = false;
  bool ended_ = false;
  bool awake_ = true; ///< it will look at the above before it sleeps

  std::atomic<std::size_t> calls_{0};   ///< taken and not answered yet
  std::vector<Executor::Task> running_; ///< taken out of `tasks_`; kept for its room
  KitPool kits_;
  std::vector<std::unique_ptr<Transfer>> active_;         ///< waiting or launched
  std::vector<std::pair<Transfer*, CURLcode>> collected_; ///< libcurl is done with them; empty outside collect()
  Deadlines deadlines_;                                   ///< of the active ones
  Deadlines::node_type spare_deadline_; ///< the last one's, for the next one: saves an allocation a call
  OriginQueue origins_;
  /// What URLs led to: a Page's sends all have the same one.
  std::unordered_map<std::string, std::shared_ptr<const Target>> targets_;
};

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
