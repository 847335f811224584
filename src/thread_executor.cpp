#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "pagebridge/executor.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// What the threads share. It outlives the executor as long as a thread still runs, so that a task may hold the last
/// reference to the executor.
struct ThreadExecutor::Impl {
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<Task> ready;
  std::multimap<SteadyTime, Task> timed;
  bool stopping = false;
  std::vector<std::thread> threads;

  void run() {
    std::unique_lock<std::mutex> lock(mutex);
    while (!stopping) {
      take_due();
      if (ready.empty()) {
        sleep(lock);
        continue;
      }
      Task task = std::move(ready.front());
      ready.pop_front();
      // While this thread is busy, another must watch over what is left.
      if (!ready.empty() || !timed.empty()) wake.notify_one();
      lock.unlock();
      task();
      task = nullptr; // what it captured dies here, outside the lock
      lock.lock();
    }
  }

  void take_due() {
    const auto now = std::chrono::steady_clock::now();
    while (!timed.empty() && timed.begin()->first <= now) {
      ready.push_back(std::move(timed.begin()->second));
      timed.erase(timed.begin());
    }
  }

  void sleep(std::unique_lock<std::mutex>& lock) {
    if (timed.empty()) {
      wake.wait(lock);
    } else {
      const SteadyTime next = timed.begin()->first;
      wake.wait_until(lock, next);
    }
  }
};

ThreadExecutor::ThreadExecutor(unsigned threads) : impl_(std::make_shared<Impl>()) {
  if (threads == 0) threads = 1;
  impl_->threads.reserve(threads);
  for (unsigned i = 0; i < threads; ++i) impl_->threads.emplace_back([impl = impl_] { impl->run(); });
}

ThreadExecutor::~ThreadExecutor() { stop(); }

void ThreadExecutor::stop() {
  std::deque<Task> ready;
  std::multimap<SteadyTime, Task> timed;
  std::vector<std::thread> threads;
  {
    const std::lock_guard<std::mutex> lock(impl_->mutex);
    impl_->stopping = true;
    ready.swap(impl_->ready);
    timed.swap(impl_->timed);
    threads.swap(impl_->threads);
  }
  impl_->wake.notify_all();
  for (std::thread& thread : threads) {
    if (thread.get_id() == std::this_thread::get_id()) {
      thread.detach(); // it returns from run() as soon as this call does
    } else {
      thread.join();
    }
  }
}

void ThreadExecutor::post(Task task) {
  {
    const std::lock_guard<std::mutex> lock(impl_->mutex);
    if (impl_->stopping) return;
    impl_->ready.push_back(std::move(task));
  }
  impl_->wake.notify_one();
}

void ThreadExecutor::post_after(milliseconds delay, Task task) {
  {
    const std::lock_guard<std::mutex> lock(impl_->mutex);
    if (impl_->stopping) return;
    impl_->timed.emplace(std::chrono::steady_clock::now() + delay, std::move(task));
  }
  impl_->wake.notify_one();
}

std::shared_ptr<ThreadExecutor> make_thread_executor(unsigned threads) {
  return std::make_shared<ThreadExecutor>(threads);
}

PAGEBRIDGE_END_NAMESPACE
