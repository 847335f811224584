#include "testing/call_limits.hpp"

#include <chrono>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace pagebridge;          // NOLINT(google-build-using-namespace)
using namespace pagebridge::testing; // NOLINT(google-build-using-namespace)

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const SteadyTime begin{hours(1000)};

LimitedCall call(CallClass what, const char* person = "", const char* page = "200") {
  LimitedCall made;
  made.what = what;
  made.app = AppId("100");
  made.page = PageId(page);
  made.person = Psid(person);
  return made;
}

/// Of `offered` calls at one moment, how many pass.
int passed(CallLimits& limits, const LimitedCall& one, int offered, SteadyTime now) {
  int count = 0;
  for (int i = 0; i < offered; ++i) count += limits.take(one, now) ? 0 : 1;
  return count;
}

} // namespace

TEST_CASE("each class has the platform's limit, and each Page its own", "[testing][limits]") {
  CallLimits limits;
  CHECK(passed(limits, call(CallClass::text), 400, begin) == 300);
  CHECK(passed(limits, call(CallClass::text, "", "201"), 400, begin) == 300);
  CHECK(passed(limits, call(CallClass::media), 400, begin) == 10);
  CHECK(passed(limits, call(CallClass::private_reply), 800, begin) == 750);
  CHECK(passed(limits, call(CallClass::messenger_profile), 20, begin) == 10);
  CHECK(passed(limits, call(CallClass::user_menu, "1"), 20, begin) == 10);
  CHECK(passed(limits, call(CallClass::conversation_list, "", "202"), 1, begin) == 1);
  CHECK(passed(limits, call(CallClass::conversation, "", "202"), 3, begin) == 1); // they share theirs
  CHECK(passed(limits, call(CallClass::messenger), 1000, begin) == 1000);
  LimitedCall other_app = call(CallClass::text);
  other_app.app = AppId("101");
  CHECK(passed(limits, other_app, 400, begin) == 300);
}

TEST_CASE("reactions share the limit of texts, and are no messages", "[testing][limits]") {
  SandboxLimits some;
  some.thread = {3, seconds(1)};
  some.high_volume_stops_sends = true;
  CallLimits limits(some);
  CHECK(passed(limits, call(CallClass::reaction, "1"), 299, begin) == 299);
  CHECK(passed(limits, call(CallClass::text, "1"), 2, begin) == 1);
  CHECK(passed(limits, call(CallClass::reaction, "1"), 1, begin) == 0);
}

TEST_CASE("the window slides to the millisecond", "[testing][limits]") {
  CallLimits limits;
  const auto at = [&](int ms) { return !limits.take(call(CallClass::conversation), begin + milliseconds(ms)); };
  CHECK(at(400));
  CHECK(at(900));
  CHECK_FALSE(at(1399)); // 400 and 900 still count
  CHECK(at(1400));
  CHECK_FALSE(at(1899));
  CHECK(at(1900)); // what was refused did not count
  const auto refused = limits.take(call(CallClass::conversation), begin + milliseconds(2000));
  REQUIRE(refused);
  CHECK(refused->code == 613);
  CHECK(refused->http_status == 400);
  CHECK_FALSE(at(2399));
  CHECK(at(2400));
}

TEST_CASE("whatever comes when, no stretch of time holds more than the limit", "[testing][limits]") {
  CallLimits limits;
  std::vector<int> at;
  std::uint32_t random = 7;
  for (int ms = 0; ms < 60000; ms += static_cast<int>((random >> 16U) % 90)) {
    if (!limits.take(call(CallClass::media), begin + milliseconds(ms))) at.push_back(ms);
    random = random * 1664525U + 1013904223U;
  }
  CHECK(at.size() > 550); // and hardly fewer than may be
  for (std::size_t i = 10; i < at.size(); ++i) CHECK(at[i] - at[i - 10] >= 1000);
}

TEST_CASE("a thread has a limit only if it is given one", "[testing][limits]") {
  SandboxLimits some;
  some.high_volume.calls = 0;
  CallLimits usual(some);
  CHECK(passed(usual, call(CallClass::text, "1"), 100, begin) == 100);
  some.thread = {3, seconds(1)};
  CallLimits limits(some);
  CHECK(passed(limits, call(CallClass::text, "1"), 2, begin) == 2);
  CHECK(passed(limits, call(CallClass::media, "1"), 2, begin) == 1);
  CHECK(passed(limits, call(CallClass::text, "2"), 2, begin) == 2);
  CHECK(passed(limits, call(CallClass::user_menu, "1"), 2, begin) == 2); // no message
}

TEST_CASE("above 40 messages a second lists fail and the inbox stops, single conversations do not",
          "[testing][limits]") {
  CallLimits limits;
  const PageId page("200");
  CHECK(passed(limits, call(CallClass::text), 38, begin) == 38);
  CHECK(passed(limits, call(CallClass::media), 1, begin) == 1);
  CHECK(passed(limits, call(CallClass::private_reply), 1, begin) == 1);
  CHECK_FALSE(limits.is_high_volume(page, begin));
  CHECK(passed(limits, call(CallClass::conversation_list), 1, begin) == 1);
  CHECK(passed(limits, call(CallClass::text), 1, begin + milliseconds(1)) == 1);
  CHECK(limits.is_high_volume(page, begin + milliseconds(1)));
  const auto refused = limits.take(call(CallClass::conversation_list), begin + milliseconds(2));
  REQUIRE(refused);
  CHECK(refused->code == 613);
  CHECK(passed(limits, call(CallClass::conversation_list), 1, begin + milliseconds(999)) == 0);
  CHECK(passed(limits, call(CallClass::conversation), 1, begin + milliseconds(2)) == 1);
  CHECK(passed(limits, call(CallClass::text), 1, begin + milliseconds(2)) == 1);
  CHECK_FALSE(limits.is_high_volume(page, begin + milliseconds(1002)));
  CHECK(passed(limits, call(CallClass::conversation_list), 1, begin + milliseconds(1002)) == 1);
}

TEST_CASE("high volume stops sends if it is told to", "[testing][limits]") {
  SandboxLimits strict;
  strict.high_volume_stops_sends = true;
  CallLimits limits(strict);
  LimitedCall other_app = call(CallClass::text);
  other_app.app = AppId("101"); // the volume is the Page's, whoever sends
  CHECK(passed(limits, other_app, 20, begin) == 20);
  CHECK(passed(limits, call(CallClass::text), 40, begin) == 21); // "more than 40": the one that exceeds it passes
  CHECK(passed(limits, call(CallClass::text), 40, begin + seconds(1)) == 40);
}

TEST_CASE("all calls of a Page together have a limit that follows its people", "[testing][limits]") {
  SandboxLimits small;
  small.least_people = 0;
  CallLimits limits(small);
  LimitedCall one = call(CallClass::messenger);
  one.people = 2;
  CHECK(passed(limits, one, 399, begin) == 399);
  one.what = CallClass::text;
  CHECK(passed(limits, one, 1, begin) == 1);
  const auto refused = limits.take(one, begin + hours(1));
  REQUIRE(refused);
  CHECK(refused->code == 80006);
  one.what = CallClass::page;
  CHECK(passed(limits, one, 500, begin) == 500); // a limit of its own
  one.what = CallClass::text;
  one.people = 3;
  CHECK(passed(limits, one, 1, begin + hours(1)) == 1);
  one.people = 0; // never less than one person's worth
  CHECK(passed(limits, one, 1, begin + hours(25)) == 1);
}

TEST_CASE("calls while throttled prolong it for all calls together, and not for one class", "[testing][limits]") {
  SandboxLimits small;
  small.messenger_per_person = {10, hours(24)};
  small.least_people = 1;
  const bool counts = GENERATE(true, false);
  small.refused_calls_count = counts;
  CallLimits limits(small);
  const LimitedCall one = call(CallClass::messenger);
  CHECK(passed(limits, one, 10, begin) == 10);
  CHECK(passed(limits, one, 20, begin + hours(12)) == 0);
  CHECK(passed(limits, one, 1, begin + hours(24) + minutes(1)) == (counts ? 0 : 1));
  CHECK(passed(limits, one, 1, begin + hours(36) + minutes(1)) == 1);
}

TEST_CASE("the code tells whose limit it is, and the status is as it was set", "[testing][limits]") {
  SandboxLimits small;
  small.messenger_per_person.calls = small.page_per_person.calls = small.app_per_person.calls = 1;
  small.least_people = 1;
  small.throttle_status = 429;
  CallLimits limits(small);
  const auto code = [&](LimitedCall one) {
    static_cast<void>(limits.take(one, begin));
    const auto refused = limits.take(one, begin);
    return refused && refused->http_status == 429 ? refused->code : 0;
  };
  CHECK(code(call(CallClass::text)) == 80006);
  CHECK(code(call(CallClass::page)) == 80001);
  const auto refused = limits.take(call(CallClass::page), begin);
  REQUIRE(refused);
  CHECK(refused->message ==
        "(#80001) There have been too many calls to this Page account. Wait a bit and try again. For more "
        "info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.");
  LimitedCall one = call(CallClass::page);
  one.token = CallToken::user;
  CHECK(code(one) == 32);
  one.page = PageId();
  CHECK(code(one) == 17);
  one.token = CallToken::app;
  CHECK(code(one) == 4);
}

TEST_CASE("a limit of 0 is off", "[testing][limits]") {
  SandboxLimits off;
  off.text.calls = off.messenger_per_person.calls = 0;
  CallLimits limits(off);
  CHECK(passed(limits, call(CallClass::text), 5000, begin) == 5000);
}

TEST_CASE("what is kept does not grow with time", "[testing][limits]") {
  CallLimits limits;
  for (int i = 0; i < 50000; ++i) {
    const SteadyTime now = begin + i * seconds(30);
    static_cast<void>(limits.take(call(CallClass::user_menu, std::to_string(i).c_str()), now));
    static_cast<void>(limits.take(call(CallClass::text, "1", std::to_string(i / 1000).c_str()), now));
  }
  CHECK(limits.remembered() < 500);
}
