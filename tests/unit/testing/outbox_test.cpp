#include "testing/outbox.hpp"

#include "support/catch.hpp"

using namespace pagebridge; // in tests only
using pagebridge::testing::LaneKey;
using pagebridge::testing::Outbox;

namespace {

const AppId app("1");
const PageId page("2");
const Psid ada("3");
const LaneKey lane{app, ada};

std::uint64_t add(Outbox& outbox, const std::string& text) {
  return outbox.add({"messages", ada, "{\"text\":\"" + text + "\"}"}, app, page);
}

} // namespace

TEST_CASE("a batch that was interrupted goes out once more as a whole", "[sandbox][outbox]") {
  Outbox outbox(100, 2);
  const auto first = add(outbox, "a");
  add(outbox, "b");
  const auto third = add(outbox, "c");
  REQUIRE(outbox.take_next(lane) == first);
  const std::string body = outbox.begin_attempt(first, from_unix_ms(5));
  CHECK(outbox.interrupt() == std::vector<LaneKey>{lane});
  CHECK_FALSE(outbox.end_attempt(first, 200, {})); // an answer that comes too late
  CHECK(outbox.tally().accepted == 0);
  CHECK(outbox.tally().under_way == 3);
  REQUIRE(outbox.take_next(lane) == first);
  CHECK(outbox.begin_attempt(first, from_unix_ms(9)) == body);
  CHECK_FALSE(outbox.take_next(lane));
  outbox.end_attempt(first, 200, {});
  CHECK(outbox.tally().accepted == 2);
  CHECK(outbox.take_next(lane) == third);
  outbox.begin_attempt(third, from_unix_ms(9));
  outbox.end_attempt(third, 200, {});
  CHECK(outbox.tally().accepted == 3);
  CHECK(outbox.tally().under_way == 0);
  CHECK(outbox.waiting_lanes().empty());
}
