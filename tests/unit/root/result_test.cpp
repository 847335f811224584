#include <memory>
#include <string>
#include <type_traits>

#include "pagebridge/bad_result_access.hpp"
#include "pagebridge/result.hpp"
#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

Error sample_error() { return invalid_argument("colour", "write the colour as #rrggbb"); }

Result<int> half(int number) {
  if (number % 2 != 0) return invalid_argument("number", "odd");
  return number / 2;
}

} // namespace

TEST_CASE("a Result holds a value", "[result]") {
  Result<std::string> result = std::string("yes");
  REQUIRE(result.has_value());
  CHECK(result);
  CHECK(result.value() == "yes");
  CHECK(*result == "yes");
  CHECK(result->size() == 3);
  CHECK(result.value_or("no") == "yes");
  result.value() = "changed";
  CHECK(*result == "changed");
}

TEST_CASE("a Result holds an error", "[result]") {
  const Result<std::string> result = sample_error();
  REQUIRE(!result.has_value());
  CHECK(!result);
  CHECK(result.error().code == ErrorCode::invalid_argument);
  CHECK(result.error().field == "colour");
  CHECK(result.error().message == "write the colour as #rrggbb");
  CHECK(result.error().fate == SendFate::not_sent);
  CHECK(result.value_or("no") == "no");
}

TEST_CASE("a Result hands over what cannot be copied", "[result]") {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = std::move(result).value();
  REQUIRE(taken);
  CHECK(*taken == 7);
  CHECK(*Result<std::unique_ptr<int>>(sample_error()).value_or(std::make_unique<int>(8)) == 8);
}

TEST_CASE("the value of a dying Result outlives it", "[result]") {
  const auto letters = [] { return Result<std::string>(std::string(100, 'x')); };
  std::size_t count = 0;
  for (const char c : letters().value()) count += c == 'x' ? 1U : 0U;
  CHECK(count == 100);
}

TEST_CASE("and_then goes on with a value and stops at an error", "[result]") {
  CHECK(half(12).and_then(half).value() == 3);
  const Result<int> stopped = half(6).and_then(half);
  REQUIRE(!stopped);
  CHECK(stopped.error().field == "number");
  bool called = false;
  const Result<int> skipped = half(5).and_then([&](int number) {
    called = true;
    return half(number);
  });
  CHECK(!skipped);
  CHECK(!called);
}

TEST_CASE("transform changes a value and passes an error through", "[result]") {
  const Result<std::string> text = half(12).transform([](int number) { return std::to_string(number); });
  CHECK(text.value() == "6");
  CHECK(half(5).transform([](int number) { return number * 100; }).error().field == "number");
}

TEST_CASE("a Result of nothing is success until it is an error", "[result]") {
  const Result<void> done;
  CHECK(done);
  done.value();
  const Result<void> failed = sample_error();
  REQUIRE(!failed);
  CHECK(failed.error().field == "colour");
}

TEST_CASE("a Result is never converted by accident", "[result]") {
  CHECK(std::is_convertible_v<int, Result<int>>);
  CHECK(std::is_convertible_v<Error, Result<int>>);
  CHECK(!std::is_convertible_v<Result<int>, bool>);
  CHECK(!std::is_convertible_v<Result<int>, int>);
}

#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
TEST_CASE("reading the value of an error throws that error", "[result]") {
  const Result<int> result = sample_error();
  try {
    static_cast<void>(result.value());
    FAIL("nothing was thrown");
  } catch (const BadResultAccess& access) {
    CHECK(access.error().code == ErrorCode::invalid_argument);
    CHECK(access.error().field == "colour");
    CHECK(std::string(access.what()) == "write the colour as #rrggbb");
  }
  CHECK_THROWS_AS(*Result<int>(sample_error()), BadResultAccess);
  CHECK_THROWS_AS(Result<void>(sample_error()).value(), BadResultAccess);
}

TEST_CASE("reading the error of a value throws, and says what to do", "[result]") {
  const Result<int> result = 7;
  CHECK_THROWS_AS(result.error(), BadResultAccess);
  CHECK_THROWS_AS(Result<void>().error(), BadResultAccess);
  try {
    static_cast<void>(Result<int>(7).error());
    FAIL("nothing was thrown");
  } catch (const std::exception& access) {
    CHECK(std::string(access.what()) == "a Result was read on the wrong side; ask has_value() first");
  }
}
#endif
