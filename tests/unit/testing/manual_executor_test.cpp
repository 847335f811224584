#include "pagebridge/testing/manual_executor.hpp"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using pagebridge::milliseconds;
using pagebridge::testing::ManualClock;
using pagebridge::testing::ManualExecutor;

TEST_CASE("a manual clock stands still until it is moved", "[testing][clock]") {
  ManualClock clock;
  CHECK(pagebridge::to_unix_ms(clock.wall()) == 1770000000000);
  const auto steady = clock.steady();
  CHECK(steady > pagebridge::SteadyTime());
  clock.advance(milliseconds(1500));
  CHECK(pagebridge::to_unix_ms(clock.wall()) == 1770000001500);
  CHECK(clock.steady() - steady == milliseconds(1500));
}

TEST_CASE("a correction moves the wall clock alone", "[testing][clock]") {
  ManualClock clock(pagebridge::from_unix_ms(5000));
  const auto steady = clock.steady();
  clock.correct_wall(milliseconds(-2000));
  CHECK(pagebridge::to_unix_ms(clock.wall()) == 3000);
  CHECK(clock.steady() == steady);
  clock.advance(milliseconds(-1));
  CHECK(clock.steady() == steady);
}

TEST_CASE("tasks run only when told, in the order of posting, with what they post", "[testing][executor]") {
  const auto clock = std::make_shared<ManualClock>();
  ManualExecutor executor(clock);
  std::vector<int> order;
  executor.post([&] {
    order.push_back(1);
    executor.post([&] { order.push_back(3); });
  });
  executor.post([&] { order.push_back(2); });
  CHECK(order.empty());
  CHECK(executor.waiting() == 2);
  CHECK(executor.run_ready() == 3);
  CHECK(order == std::vector<int>{1, 2, 3});
  CHECK(executor.waiting() == 0);
}

TEST_CASE("each timer runs at its own time while time passes", "[testing][executor]") {
  const auto clock = std::make_shared<ManualClock>();
  ManualExecutor executor(clock);
  const auto start = clock->wall();
  std::vector<std::pair<int, std::int64_t>> ran;
  const auto note = [&](int which) { ran.emplace_back(which, (clock->wall() - start).count()); };
  executor.post_after(milliseconds(20), [&] { note(2); });
  executor.post_after(milliseconds(10), [&] {
    note(1);
    executor.post_after(milliseconds(5), [&] { note(3); });
  });
  executor.post_after(milliseconds(20), [&] { note(4); });
  executor.post_after(milliseconds(31), [&] { note(5); });
  CHECK(executor.run_ready() == 0);
  CHECK(executor.advance(milliseconds(30)) == 4);
  CHECK(ran == std::vector<std::pair<int, std::int64_t>>{{1, 10}, {3, 15}, {2, 20}, {4, 20}});
  CHECK((clock->wall() - start).count() == 30);
  CHECK(executor.waiting() == 1);
}

TEST_CASE("moving the clock alone makes timers due for the next run", "[testing][executor]") {
  const auto clock = std::make_shared<ManualClock>();
  ManualExecutor executor(clock);
  int ran = 0;
  executor.post_after(milliseconds(10), [&] { ++ran; });
  clock->advance(milliseconds(10));
  CHECK(ran == 0);
  executor.run_ready();
  CHECK(ran == 1);
}

TEST_CASE("running until idle moves the clock as far as the last timer", "[testing][executor]") {
  const auto clock = std::make_shared<ManualClock>();
  ManualExecutor executor(clock);
  const auto start = clock->wall();
  int ran = 0;
  executor.post([&] { executor.post_after(milliseconds(70), [&] { ++ran; }); });
  CHECK(executor.run_until_idle());
  CHECK(ran == 1);
  CHECK((clock->wall() - start).count() == 70);
}

TEST_CASE("running until idle gives up on a timer that always comes again", "[testing][executor]") {
  const auto clock = std::make_shared<ManualClock>();
  ManualExecutor executor(clock);
  int ran = 0;
  std::function<void()> again = [&] {
    ++ran;
    executor.post_after(milliseconds(100), again);
  };
  again();
  CHECK_FALSE(executor.run_until_idle(milliseconds(1000)));
  CHECK(ran == 11);
}

TEST_CASE("a task that posts itself for ever does not hang the test", "[testing][executor]") {
  ManualExecutor executor(std::make_shared<ManualClock>());
  std::function<void()> again = [&] { executor.post(again); };
  again();
  CHECK(executor.run_ready() == 1000000);
}

TEST_CASE("what has not run is destroyed with the executor, and may post once more", "[testing][executor]") {
  auto executor = std::make_unique<ManualExecutor>(std::make_shared<ManualClock>());
  int destroyed = 0;
  const auto guarded = [&] {
    ManualExecutor* const raw = executor.get();
    return std::shared_ptr<int>(new int(0), [&destroyed, raw](int* number) {
      delete number;
      ++destroyed;
      raw->post([] {});
    });
  };
  executor->post([guard = guarded()] {});
  executor->post_after(milliseconds(5), [guard = guarded()] {});
  executor.reset();
  CHECK(destroyed == 2);
}

TEST_CASE("a task may hold the last reference to the executor", "[testing][executor]") {
  auto executor = std::make_shared<ManualExecutor>(std::make_shared<ManualClock>());
  ManualExecutor& running = *executor;
  bool ran = false;
  running.post([&ran, last = std::move(executor)]() mutable {
    ran = true;
    last.reset();
  });
  CHECK(running.run_ready() == 1);
  CHECK(ran);
}

TEST_CASE("tasks may be posted from any thread", "[testing][executor]") {
  ManualExecutor executor(std::make_shared<ManualClock>());
  int ran = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 100; ++n) executor.post([&] { ++ran; });
    });
  for (auto& thread : threads) thread.join();
  CHECK(executor.run_ready() == 400);
  CHECK(ran == 400);
}
