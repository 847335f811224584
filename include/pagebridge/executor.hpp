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
  virtual void post(Task task) = 0;
  /// Runs `task` no sooner than `delay` from now, on steady time.
  virtual void post_after(milliseconds delay, Task task) = 0;
};

/// An executor with `threads` threads of its own (at least one). Its destructor finishes the running tasks, drops the
/// waiting ones and joins; called on one of its own threads, it leaves that one thread to end by itself.
PAGEBRIDGE_EXPORT std::shared_ptr<Executor> make_thread_executor(unsigned threads);

PAGEBRIDGE_END_NAMESPACE
