#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "pagebridge/completion.hpp"
#include "pagebridge/executor.hpp"
#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

constexpr auto patience = std::chrono::seconds(20);

/// A gate that is opened once.
class Gate {
 public:
  void open() {
    const std::lock_guard<std::mutex> lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  /// False if nobody opened it for a long time.
  bool wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
};

} // namespace

TEST_CASE("a thread executor runs what is posted, on another thread", "[executor]") {
  const auto executor = make_thread_executor(1);
  std::promise<std::thread::id> ran;
  executor->post([&] { ran.set_value(std::this_thread::get_id()); });
  CHECK(ran.get_future().get() != std::this_thread::get_id());
}

TEST_CASE("asked for no thread, it still has one", "[executor]") {
  for (const auto& executor : {make_thread_executor(0), std::make_shared<ThreadExecutor>(0U)}) {
    Gate ran;
    executor->post([&] { ran.open(); });
    CHECK(ran.wait());
  }
}

TEST_CASE("one thread runs tasks in the order in which they were posted", "[executor]") {
  const auto executor = make_thread_executor(1);
  std::string order;
  Gate done;
  for (const char letter : {'a', 'b', 'c', 'd'}) executor->post([&order, letter] { order += letter; });
  executor->post([&] { done.open(); });
  REQUIRE(done.wait());
  CHECK(order == "abcd");
}

TEST_CASE("timers run in the order of their time, whatever the order of the calls", "[executor]") {
  const auto executor = make_thread_executor(1);
  std::string order;
  Gate done;
  const auto begin = std::chrono::steady_clock::now();
  executor->post_after(milliseconds(30), [&] {
    order += 'c';
    done.open();
  });
  executor->post_after(milliseconds(10), [&] { order += 'a'; });
  executor->post_after(milliseconds(20), [&] { order += 'b'; });
  REQUIRE(done.wait());
  CHECK(order == "abc");
  CHECK(std::chrono::steady_clock::now() - begin >= milliseconds(30));
}

TEST_CASE("timers of one moment keep the order of the calls", "[executor]") {
  const auto executor = make_thread_executor(1);
  std::string order;
  Gate blocked;
  Gate done;
  executor->post([&] { blocked.wait(); }); // so that all are due when the thread looks
  for (const char letter : {'a', 'b', 'c'})
    executor->post_after(milliseconds(0), [&order, letter] { order += letter; });
  executor->post_after(milliseconds(1), [&] { done.open(); });
  blocked.open();
  REQUIRE(done.wait());
  CHECK(order == "abc");
}

TEST_CASE("two threads run two tasks at the same time", "[executor]") {
  const auto executor = make_thread_executor(2);
  Gate first;
  Gate second;
  Gate done;
  executor->post([&] {
    first.open();
    if (second.wait()) done.open();
  });
  executor->post([&] {
    second.open();
    first.wait();
  });
  CHECK(done.wait());
}

TEST_CASE("a timer does not wait for a thread that is busy while another is idle", "[executor]") {
  // Which thread watches the timer is up to the system, so it is asked often.
  for (int i = 0; i < 50; ++i) {
    const auto executor = make_thread_executor(2);
    Gate timer;
    Gate done;
    std::atomic<bool> in_time{false};
    executor->post_after(milliseconds(5), [&] { timer.open(); });
    executor->post([&] {
      in_time = timer.wait();
      done.open();
    });
    REQUIRE(done.wait());
    REQUIRE(in_time);
  }
}

TEST_CASE("tasks that become due together run on all threads", "[executor]") {
  for (int i = 0; i < 50; ++i) {
    const auto executor = make_thread_executor(2);
    Gate first;
    Gate second;
    Gate done;
    std::atomic<bool> together{false};
    executor->post_after(milliseconds(2), [&] {
      together = second.wait();
      done.open();
    });
    executor->post_after(milliseconds(2), [&] { second.open(); });
    REQUIRE(done.wait());
    REQUIRE(together);
  }
}

TEST_CASE("the destructor finishes the running task, and drops and frees the waiting ones", "[executor]") {
  const auto held = std::make_shared<int>(7);
  std::atomic<bool> finished{false};
  std::atomic<bool> ran{false};
  Gate started;
  Gate ending;
  auto executor = make_thread_executor(1);
  executor->post([&] {
    started.open();
    ending.wait();
    finished = true;
  });
  REQUIRE(started.wait());
  executor->post([held] {});
  executor->post_after(std::chrono::hours(1), [&ran, held] { ran = true; });
  CHECK(held.use_count() == 3);
  std::thread opener([&] { ending.open(); });
  executor.reset();
  opener.join();
  CHECK(finished);
  CHECK(!ran);
  CHECK(held.use_count() == 1);
}

TEST_CASE("stop ends what runs and drops what waits and what comes later, while others still hold the executor",
          "[executor]") {
  const auto executor = make_thread_executor(2);
  const std::shared_ptr<Executor> other_holder = executor;
  const auto held = std::make_shared<int>(7);
  std::atomic<bool> finished{false};
  std::atomic<bool> ran{false};
  Gate started;
  Gate ending;
  executor->post([&] {
    started.open();
    ending.wait();
    finished = true;
  });
  REQUIRE(started.wait());
  executor->post_after(std::chrono::hours(1), [&ran, held] { ran = true; });
  std::thread opener([&] { ending.open(); });
  executor->stop();
  opener.join();
  CHECK(finished);
  CHECK(held.use_count() == 1);
  other_holder->post([&ran, held] { ran = true; });
  other_holder->post_after(milliseconds(0), [&ran, held] { ran = true; });
  CHECK(held.use_count() == 1);
  executor->stop();
  CHECK(!ran);
}

TEST_CASE("stop may be called by a task", "[executor]") {
  const auto executor = make_thread_executor(2);
  Gate stopped;
  executor->post([&] {
    executor->stop();
    stopped.open();
  });
  CHECK(stopped.wait());
}

TEST_CASE("a task that is dropped answers the completion that it carries", "[executor]") {
  auto executor = make_thread_executor(1);
  const Result<int> result = wait<int>([&](Completion<int> done) {
    executor->post_after(std::chrono::hours(1), [done = std::move(done)] { done(7); });
    executor.reset();
  });
  REQUIRE(!result);
  CHECK(result.error().code == ErrorCode::host_failed);
}

TEST_CASE("the last reference may die on one of the executor's own threads", "[executor]") {
  Gate given;
  Gate gone;
  auto executor = make_thread_executor(2);
  const std::weak_ptr<Executor> weak = executor;
  // The task holds the last reference, so the destructor runs where the task dies.
  executor->post([mine = executor, &given, &gone]() mutable {
    given.wait();
    mine.reset();
    gone.open();
  });
  executor.reset();
  given.open();
  CHECK(gone.wait());
  CHECK(weak.expired());
}

TEST_CASE("what is posted from within a task runs after it", "[executor]") {
  const auto executor = make_thread_executor(1);
  std::string order;
  Gate done;
  executor->post([&] {
    executor->post([&] {
      order += 'b';
      done.open();
    });
    order += 'a';
  });
  REQUIRE(done.wait());
  CHECK(order == "ab");
}
