#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "pagebridge/executor.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

/// What the threads share. It outlives the executor as long as a thread still runs, so that a task may hold the last
/// reference to the executor.
struct Shared {
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<Executor::Task> ready;
  std::multimap<SteadyTime, Executor::Task> timed;
  bool stopping = false;

  void run() {
    std::unique_lock<std::mutex> lock(mutex);
    while (!stopping) {
      const auto now = std::chrono::steady_clock::now();
      while (!timed.empty() && timed.begin()->first <= now) {
        ready.push_back(std::move(timed.begin()->second));
        timed.erase(timed.begin());
      }
      if (ready.empty()) {
        if (timed.empty()) {
          wake.wait(lock);
        } else {
          const SteadyTime next = timed.begin()->first;
          wake.wait_until(lock, next);
        }
        continue;
      }
      Executor::Task task = std::move(ready.front());
      ready.pop_front();
      lock.unlock();
      task();
      task = nullptr; // what it captured dies here, outside the lock
      lock.lock();
    }
  }
};

class ThreadExecutor final : public Executor {
 public:
  explicit ThreadExecutor(unsigned threads) : shared_(std::make_shared<Shared>()) {
    threads_.reserve(threads);
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([shared = shared_] { shared->run(); });
  }
  ThreadExecutor(const ThreadExecutor&) = delete;
  ThreadExecutor& operator=(const ThreadExecutor&) = delete;

  ~ThreadExecutor() override {
    std::deque<Task> ready;
    std::multimap<SteadyTime, Task> timed;
    {
      const std::lock_guard<std::mutex> lock(shared_->mutex);
      shared_->stopping = true;
      ready.swap(shared_->ready);
      timed.swap(shared_->timed);
    }
    shared_->wake.notify_all();
    for (std::thread& thread : threads_) {
      if (thread.get_id() == std::this_thread::get_id()) {
        thread.detach(); // it returns from run() as soon as this destructor's caller does
      } else {
        thread.join();
      }
    }
  }

  void post(Task task) override {
    {
      const std::lock_guard<std::mutex> lock(shared_->mutex);
      if (shared_->stopping) return;
      shared_->ready.push_back(std::move(task));
    }
    shared_->wake.notify_one();
  }

  void post_after(milliseconds delay, Task task) override {
    {
      const std::lock_guard<std::mutex> lock(shared_->mutex);
      if (shared_->stopping) return;
      shared_->timed.emplace(std::chrono::steady_clock::now() + delay, std::move(task));
    }
    shared_->wake.notify_one();
  }

 private:
  std::shared_ptr<Shared> shared_;
  std::vector<std::thread> threads_;
};

} // namespace

std::shared_ptr<Executor> make_thread_executor(unsigned threads) {
  return std::make_shared<ThreadExecutor>(threads == 0 ? 1 : threads);
}

PAGEBRIDGE_END_NAMESPACE
