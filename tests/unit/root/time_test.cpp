#include "pagebridge/time.hpp"

#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

TEST_CASE("a timestamp counts milliseconds since 1970", "[time]") {
  CHECK(to_unix_ms(Timestamp()) == 0);
  CHECK(to_unix_ms(from_unix_ms(1770000000123)) == 1770000000123);
  CHECK(from_unix_ms(1770000001000) - from_unix_ms(1770000000123) == milliseconds(877));
  CHECK(std::chrono::system_clock::to_time_t(from_unix_ms(1770000000123)) == 1770000000);
}

TEST_CASE("the system's clocks do not go backwards", "[time]") {
  const auto clock = make_system_clock();
  const SteadyTime before = clock->steady();
  CHECK(clock->steady() >= before);
  CHECK(clock->wall() > from_unix_ms(1700000000000));
}
