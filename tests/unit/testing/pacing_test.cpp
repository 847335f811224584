#include <algorithm>

#include "support/catch.hpp"
#include "unit/testing/pacing_world.hpp"

using namespace pacing_world; // NOLINT(google-build-using-namespace)

namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// So many calls of one class in so much time, evenly.
struct Offer {
  PacingClass pacing;
  int calls;
  int people; ///< they go to so many in turn; 0: to nobody
};

/// Makes all offers at once, in steps of 5 ms, and then waits until all is done.
void offer(World& world, const std::vector<Offer>& offers, milliseconds during) {
  constexpr milliseconds step{5};
  std::vector<std::int64_t> made(offers.size());
  for (milliseconds time{0}; time < during; time += step) {
    for (std::size_t i = 0; i < offers.size(); ++i) {
      const Offer& one = offers[i];
      for (; made[i] * during < one.calls * (time + step); ++made[i])
        world.call({one.people == 0 ? Psid() : Psid(std::to_string(made[i] % one.people)), one.pacing});
    }
    world.executor->advance(step);
  }
  CHECK(world.executor->run_until_idle(hours(48)));
}

void check_all_passed(const World& world) {
  for (const auto& [code, count] : world.refusals) {
    INFO("code " << code << ": " << count << " times");
    CHECK(count == 0);
  }
  CHECK(world.failed == 0);
  CHECK(world.done == world.offered);
}

} // namespace

TEST_CASE("twice what the platform allows, for a minute, is never refused, and all of it passes", "[pacing]") {
  World world;
  world.random = GENERATE(1U, 2U);
  offer(world,
        {{PacingClass::text, 36'000, 5000},
         {PacingClass::media, 1200, 400},
         {PacingClass::conversations, 240, 0},
         {PacingClass::messenger_profile, 20, 0},
         {PacingClass::user_menu, 60, 3},
         {PacingClass::other, 2000, 0}},
        minutes(1));
  check_all_passed(world);
}

TEST_CASE("each class alone stands twice its limit, too", "[pacing]") {
  World world;
  const Offer one = GENERATE(Offer{PacingClass::text, 12'000, 500}, Offer{PacingClass::media, 1200, 400},
                             Offer{PacingClass::conversations, 240, 0}, Offer{PacingClass::messenger_profile, 40, 0},
                             Offer{PacingClass::user_menu, 40, 1});
  INFO("class " << static_cast<int>(one.pacing));
  offer(world, {one}, minutes(1));
  check_all_passed(world);
}

TEST_CASE("twice as many private replies as an hour may have are never refused", "[pacing]") {
  World world;
  offer(world, {{PacingClass::private_reply, 1500, 0}}, hours(1));
  check_all_passed(world);
}

TEST_CASE("raised to the platform's 300 a second, sends keep within that", "[pacing]") {
  testing::SandboxLimits quiet_inbox;
  graph::PacingOptions raised;
  raised.send = graph::Allowance::within(platform::text_limit, 30);
  World world(quiet_inbox, raised);
  offer(world, {{PacingClass::text, 36'000, 5000}}, minutes(1));
  check_all_passed(world);
  CHECK(world.last_done < minutes(3)); // 216 a second
}

TEST_CASE("what passes is hardly less than what may", "[pacing]") {
  World world;
  SECTION("texts") {
    offer(world, {{PacingClass::text, 36'000, 5000}}, minutes(1));
    CHECK(world.last_done < std::chrono::seconds(36'000 / 30));
  }
  SECTION("audio and video") {
    offer(world, {{PacingClass::media, 1200, 400}}, minutes(1));
    CHECK(world.last_done < std::chrono::seconds(1200 / 8 + 1));
  }
}

TEST_CASE("a day's calls that are used up are waited for, not tried", "[pacing]") {
  testing::SandboxLimits small = strict();
  small.messenger_per_person = {200, hours(6)};
  small.least_people = 1;
  World world(small);
  world.jitter = 1;
  offer(world, {{PacingClass::text, 400, 100}}, minutes(1));
  // A pause begins with an answer: what has left by then is refused, and made again later.
  CHECK(world.refusals[80006] <= 2);
  CHECK(world.failed == 0);
  CHECK(world.done == 400);
  CHECK(world.last_done > hours(6));
  CHECK(world.last_done < hours(7));
}

namespace {

/// How long the person's messages, one every 97 ms, wait behind 10,000 of a program's.
milliseconds longest_wait_of_people(PacingClass pacing, bool same_people) {
  World world;
  for (int i = 0; i < 10'000; ++i) world.call({Psid(std::to_string(i % 1000)), pacing});
  world.executor->run_ready();
  std::map<std::string, milliseconds> asked;
  for (int i = 0; i < 100; ++i) {
    world.executor->advance(milliseconds(97));
    // Of those whom the program writes to, whoever it reaches last.
    const std::string person = same_people ? std::to_string(999 - i) : "agent's " + std::to_string(i);
    asked[person] = world.since();
    CHECK(world.client->pacer()->waiting() > 5000);
    world.call({Psid(person), pacing}, Priority::human);
  }
  world.executor->advance(minutes(1));
  milliseconds longest{0};
  for (const auto& [person, at] : asked) {
    const auto left = std::find_if(world.left.begin(), world.left.end(), [&, who = person, when = at](const auto& one) {
      return one.first == who && one.second >= when;
    });
    REQUIRE(left != world.left.end());
    longest = std::max(longest, left->second - at);
  }
  CHECK(world.refusals.empty());
  return longest;
}

} // namespace

TEST_CASE("a person's message leaves in less than a quarter of a second behind 10,000 of a program's", "[pacing]") {
  CHECK(longest_wait_of_people(PacingClass::text, false) < milliseconds(250));
  CHECK(longest_wait_of_people(PacingClass::text, true) < milliseconds(250));
}
