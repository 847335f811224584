#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "pagebridge/cancel_token.hpp"
#include "support/catch.hpp"

using pagebridge::CancelSource;
using pagebridge::CancelToken;

TEST_CASE("a token without a source is never cancelled", "[cancel_token]") {
  const CancelToken token;
  CHECK_FALSE(token.can_cancel());
  CHECK_FALSE(token.is_cancelled());
  const auto registration = token.on_cancel([] { FAIL("nobody can have cancelled it"); });
}

TEST_CASE("cancelling tells every token and runs each callback once", "[cancel_token]") {
  const CancelSource source;
  const CancelToken copy = source.token();
  CHECK(copy.can_cancel());
  CHECK_FALSE(copy.is_cancelled());
  int first = 0;
  int second = 0;
  const auto one = source.token().on_cancel([&] { ++first; });
  const auto two = copy.on_cancel([&] {
    CHECK(copy.is_cancelled());
    ++second;
  });
  CHECK(first == 0);
  source.cancel();
  source.cancel();
  CHECK(copy.is_cancelled());
  CHECK(first == 1);
  CHECK(second == 1);
}

TEST_CASE("a callback for what is cancelled already runs at once", "[cancel_token]") {
  const CancelSource source;
  source.cancel();
  int runs = 0;
  const auto registration = source.token().on_cancel([&] { ++runs; });
  CHECK(runs == 1);
}

TEST_CASE("a registration that is gone is forgotten", "[cancel_token]") {
  const CancelSource source;
  int runs = 0;
  {
    const auto registration = source.token().on_cancel([&] { ++runs; });
  }
  auto kept = source.token().on_cancel([&] { runs += 10; });
  auto moved = std::move(kept);
  kept = source.token().on_cancel([&] { runs += 100; });
  kept = CancelToken::Registration();
  source.cancel();
  CHECK(runs == 10);
}

TEST_CASE("what a callback holds goes when it has run, and when it is forgotten", "[cancel_token]") {
  const CancelSource source;
  const auto held = std::make_shared<int>(1);
  auto registration = source.token().on_cancel([held] {});
  auto forgotten = source.token().on_cancel([held] {});
  CHECK(held.use_count() == 3);
  forgotten = {};
  CHECK(held.use_count() == 2);
  source.cancel();
  CHECK(held.use_count() == 1);
}

TEST_CASE("a source that dies cancels nothing", "[cancel_token]") {
  std::optional<CancelSource> source{std::in_place};
  const CancelToken token = source->token();
  const auto registration = token.on_cancel([] { FAIL("nobody cancelled"); });
  source.reset();
  CHECK_FALSE(token.is_cancelled());
}

TEST_CASE("a callback may forget itself and others, and register more", "[cancel_token]") {
  const CancelSource source;
  int runs = 0;
  std::optional<CancelToken::Registration> own;
  std::optional<CancelToken::Registration> other;
  std::optional<CancelToken::Registration> late;
  own = source.token().on_cancel([&] {
    ++runs;
    other.reset();
    late = source.token().on_cancel([&] { runs += 100; });
    own.reset();
  });
  other = source.token().on_cancel([&] { runs += 10; });
  source.cancel();
  CHECK(runs == 101);
}

TEST_CASE("a long-lived token does not remember the calls that had it", "[cancel_token]") {
  const CancelSource source;
  const auto held = std::make_shared<int>(1);
  const auto kept = source.token().on_cancel([held] {});
  for (int i = 0; i < 10'000; ++i) {
    const auto registration = source.token().on_cancel([held] {});
  }
  CHECK(held.use_count() == 2);
  source.cancel();
  CHECK(held.use_count() == 1);
}

TEST_CASE("forgetting waits for a callback that is running on another thread", "[cancel_token]") {
  for (int round = 0; round < 200; ++round) {
    const CancelSource source;
    auto alive = std::make_unique<std::atomic<int>>(0);
    auto registration =
        std::make_unique<CancelToken::Registration>(source.token().on_cancel([target = alive.get()] { ++*target; }));
    std::thread canceller([&] { source.cancel(); });
    registration.reset();
    const int after = alive->exchange(-1000); // nothing may touch it from here on
    canceller.join();
    CHECK((after == 0 || after == 1));
    CHECK(*alive == -1000);
  }
}

TEST_CASE("many threads that cancel one source run each callback once", "[cancel_token]") {
  const CancelSource source;
  std::atomic<int> runs{0};
  std::vector<CancelToken::Registration> registrations;
  registrations.reserve(100);
  for (int i = 0; i < 100; ++i) registrations.push_back(source.token().on_cancel([&] { ++runs; }));
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) threads.emplace_back([&] { source.cancel(); });
  for (auto& thread : threads) thread.join();
  CHECK(runs == 100);
}
