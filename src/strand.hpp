#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <utility>

#include "pagebridge/config.hpp"
#include "pagebridge/executor.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Runs tasks one after the other on an executor whose tasks may run in parallel. Private.
/// Threads: post() from any thread. Lifetime: a task keeps the strand alive until it has run.
class Strand : public std::enable_shared_from_this<Strand> {
 public:
  explicit Strand(std::shared_ptr<Executor> executor) : executor_(std::move(executor)) {}

  void post(Executor::Task task) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      tasks_.push_back(std::move(task));
      if (scheduled_) return;
      scheduled_ = true;
    }
    schedule();
  }

 private:
  /// A turn that the executor drops (it has stopped) drops the waiting tasks, too: they hold what owns the strand.
  struct Turn {
    explicit Turn(std::shared_ptr<Strand> s) : strand(std::move(s)) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
      if (strand) strand->drop();
    }
    std::shared_ptr<Strand> strand;
  };
  void schedule() {
    executor_->post(
        [turn = std::make_shared<Turn>(shared_from_this())] { std::exchange(turn->strand, nullptr)->run_one(); });
  }
  void drop() {
    std::deque<Executor::Task> dropped; // dies after the lock
    const std::lock_guard<std::mutex> lock(mutex_);
    dropped.swap(tasks_);
    scheduled_ = false;
  }
  /// One task a turn, so that a busy strand does not keep a thread from the others.
  void run_one() {
    Executor::Task task;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    task();
    task = nullptr;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      scheduled_ = !tasks_.empty();
      if (!scheduled_) return;
    }
    schedule();
  }

  std::shared_ptr<Executor> executor_;
  std::mutex mutex_;
  std::deque<Executor::Task> tasks_;
  bool scheduled_ = false;
};

PAGEBRIDGE_END_NAMESPACE
