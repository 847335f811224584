#include "pagebridge/completion.hpp"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

/// Keeps what a Completion was told.
struct Told {
  std::vector<Result<int>> answers;
  Completion<int> completion() {
    return [this](Result<int> result) { answers.push_back(std::move(result)); };
  }
};

} // namespace

TEST_CASE("a completion passes its answer on, inside the call", "[completion]") {
  Told told;
  const Completion<int> done = told.completion();
  CHECK(static_cast<bool>(done));
  done(7);
  REQUIRE(told.answers.size() == 1);
  CHECK(told.answers[0].value() == 7);
  CHECK(!static_cast<bool>(done));
}

TEST_CASE("only the first answer of a completion counts", "[completion]") {
  Told told;
  {
    const Completion<int> done = told.completion();
    const Completion<int> copy = done; // NOLINT(performance-unnecessary-copy-initialization)
    copy(1);
    CHECK(!static_cast<bool>(done));
    done(2);
    copy(invalid_argument("late", "late"));
  }
  REQUIRE(told.answers.size() == 1);
  CHECK(told.answers[0].value() == 1);
}

TEST_CASE("a completion that is dropped says host_failed, when its last copy dies", "[completion]") {
  Told told;
  {
    Completion<int> last;
    {
      const Completion<int> done = told.completion();
      last = done;
    }
    CHECK(told.answers.empty());
  }
  REQUIRE(told.answers.size() == 1);
  REQUIRE(!told.answers[0]);
  CHECK(told.answers[0].error().code == ErrorCode::host_failed);
  CHECK(told.answers[0].error().fate == SendFate::unknown);
  CHECK(told.answers[0].error().message == "a completion was dropped unanswered; answer each one exactly once");
}

TEST_CASE("a default-made completion drops what it is told", "[completion]") {
  const Completion<int> nobody;
  CHECK(!static_cast<bool>(nobody));
  nobody(7);
}

TEST_CASE("a completion frees what its handler holds as soon as it is answered", "[completion]") {
  const auto held = std::make_shared<int>(7);
  const Completion<int> done = [held](const Result<int>& /*result*/) {};
  CHECK(held.use_count() == 2);
  done(1);
  CHECK(held.use_count() == 1);
}

TEST_CASE("a completion may be answered by many threads at once; one of them counts", "[completion]") {
  std::atomic<int> answers{0};
  std::atomic<int> sum{0};
  const Completion<int> done = [&](const Result<int>& result) {
    ++answers;
    sum += *result;
  };
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 1; i <= 4; ++i) threads.emplace_back([done, i] { done(i); });
  for (std::thread& thread : threads) thread.join();
  CHECK(answers == 1);
  CHECK(sum >= 1);
  CHECK(sum <= 4);
}

TEST_CASE("wait returns an answer that is given inside the call", "[completion]") {
  const Result<int> result = wait<int>([](const Completion<int>& done) { done(7); });
  CHECK(result.value() == 7);
}

TEST_CASE("wait returns an answer that another thread gives", "[completion]") {
  std::thread other;
  const Result<std::string> result = wait<std::string>(
      [&](Completion<std::string> done) { other = std::thread([done] { done(std::string("from afar")); }); });
  other.join();
  CHECK(result.value() == "from afar");
}

TEST_CASE("wait ends if the completion is dropped", "[completion]") {
  const Result<void> result = wait<void>([](const Completion<void>& /*dropped*/) {});
  REQUIRE(!result);
  CHECK(result.error().code == ErrorCode::host_failed);
}
