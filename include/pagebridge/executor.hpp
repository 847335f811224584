#pragma once

#include <functional>
#include <memory>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Where the library's work runs: the host's event loop, or `make_thread_executor`.
/// Threads: both calls come from many threads at once. Tasks may run in parallel; neither call may run its task inside.
/// Lifetime: shared; a task that never runs (the loop ended) must still be destroyed, which answers what it carried.
class PAGEBRIDGE_EXPORT Executor {
 public:
  using Task = std::function<void()>;
  virtual ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  virtual void post(Task task) = 0;
  /// Runs `task` no sooner than `delay` from now, on steady time.
  virtual void post_after(milliseconds delay, Task task) = 0;

 protected:
  Executor() = default;
};

/// An executor with threads of its own, for hosts without an event loop.
/// Lifetime: shared. Call `stop` before main() ends: work that is under way holds the executor, too, so that letting go of
/// the last pointer of yours does not end it.
class PAGEBRIDGE_EXPORT ThreadExecutor final : public Executor {
 public:
  /// With `threads` threads, at least one.
  explicit ThreadExecutor(unsigned threads);
  ~ThreadExecutor() override;
  ThreadExecutor(const ThreadExecutor&) = delete;
  ThreadExecutor& operator=(const ThreadExecutor&) = delete;

  void post(Task task) override;
  void post_after(milliseconds delay, Task task) override;

  /// Finishes the running tasks, drops the waiting ones (completions in them answer `host_failed`) and joins the threads;
  /// what is posted later is dropped. Called by the destructor; on one of its own threads it leaves that one to end by
  /// itself.
  void stop();

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

/// A shared ThreadExecutor.
PAGEBRIDGE_EXPORT std::shared_ptr<ThreadExecutor> make_thread_executor(unsigned threads);

PAGEBRIDGE_END_NAMESPACE
