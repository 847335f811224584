#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/page_turns.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/graph/graph_client.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// What all calls of a client share. Private.
/// Lifetime: each call that is under way holds it.
class GraphClient::Core {
 public:
  explicit Core(GraphClientOptions options) : options_(std::move(options)) {}

  [[nodiscard]] const GraphClientOptions& options() const noexcept { return options_; }
  [[nodiscard]] SteadyTime now() const { return options_.clock->steady(); }
  void post(Executor::Task task) const { options_.executor->post(std::move(task)); }
  /// A random number from 0 to 1.
  [[nodiscard]] double jitter() const;

  void count(std::string_view name, std::string_view label, std::string_view value) const;
  void log_failure(const Error& error) const;
  void log_pause(const Access& access, milliseconds pause) const;

  /// False once the client is dead.
  bool enlist(Running& running);
  void strike_off(Running& running);
  /// The client dies: all that is under way ends as cancelled.
  void close();

 private:
  void log(LogLevel level, std::string_view event, std::vector<std::pair<std::string_view, std::string>> fields) const;

  const GraphClientOptions options_;
  std::mutex mutex_; ///< guards what follows
  Running* first_ = nullptr;
  bool is_closed_ = false;
};

/// One call from its start to its answer.
///
/// Threads: each step runs on a thread of its own choosing, but never two at once, apart from cancel() and client_died().
/// The lock is never held while somebody else's code runs.
class GraphClient::Running final : public WaitingCall, public std::enable_shared_from_this<GraphClient::Running> {
 public:
  Running(std::shared_ptr<Core> core, std::unique_ptr<detail::ClientCall> call, CallKind kind, const PacedCall& paced,
          std::shared_ptr<const Access> access, CallOptions options, SteadyTime now);
  ~Running() override;
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  /// Inside the caller's call.
  void start(SteadyTime now);
  /// Ends it before anything has begun, or from outside; the answer takes a turn of the executor.
  void end_elsewhere(Error error);
  void client_died();

  void turn_came(const Result<void>& turn) override;

 private:
  friend class Core;
  enum class Phase { begun, waiting_for_turn, in_flight, waiting_to_repeat, ended };

  /// What a timer holds, so that it holds nothing once the call has ended: an executor that keeps its timers keeps no calls.
  struct Pause {
    std::shared_ptr<Running> take() {
      const std::lock_guard<std::mutex> lock(mutex);
      return std::move(running);
    }
    std::mutex mutex;
    std::shared_ptr<Running> running;
  };
  struct Past {
    Error error;
    std::weak_ptr<Pause> pause{};
  };

  void take_turn(SteadyTime now);
  void attempt(SteadyTime now);
  void answered(const Result<HttpResponse>& result);
  void failed(Error error, std::optional<milliseconds> pause);
  void repeat_after(milliseconds delay);
  void cancel();
  void note(const Error& error);
  /// False if it has ended meanwhile, or was cancelled.
  bool enter(Phase phase);
  [[nodiscard]] bool still(Phase phase);
  /// True for whoever ends it; nobody else may then.
  bool end();
  void succeed();
  void fail(Error error);
  [[nodiscard]] Error with_story(Error error);

  const std::shared_ptr<Core> core_;
  const std::unique_ptr<detail::ClientCall> call_;
  const std::shared_ptr<const Access> access_;
  const std::string page_; ///< the pacer's key, and so the next three
  const ThreadKey thread_;
  const PacingClass pacing_class_;
  const Priority priority_;
  const CallKind kind_;
  const SteadyTime deadline_;
  const std::optional<SteadyTime> send_before_;
  const CancelToken cancel_;

  std::mutex mutex_;               ///< guards what follows up to the empty line
  std::unique_ptr<Past> past_;     ///< of the last attempt; apart, since calls wait for their turn without one
  int attempts_ = 0;               ///< that have begun
  bool may_have_happened_ = false; ///< an attempt had the fate `unknown`
  Phase phase_ = Phase::begun;
  bool is_cancelled_ = false;
  CancelToken::Registration registration_;

  Running* before_ = nullptr; ///< these two under the core's lock
  Running* after_ = nullptr;
};

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
