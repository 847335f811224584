#include "support/catch.hpp"
#include "unit/desk/lane_driver.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using Outcome = desk::SendSettled::Outcome;

namespace {

const std::string own_app = "1517776481860111";

/// A reply without a trustworthy answer, whose echo did not come in 30 seconds.
struct Doubt : LaneDriver {
  MessageId id;
  explicit Doubt(OutgoingMessage message = Text{"answer"}) {
    text("m_1", "hello");
    step(desk::ReplyAsked{session(), Author::human(AgentId("anna")), std::move(message), RequestId("r1")});
    id = MessageId(last.answer->value);
    settle();
    step(settled(Outcome::unknown));
    pass(std::chrono::seconds(30));
  }
};

} // namespace

TEST_CASE("a text without proof is looked for in the thread, once, and nothing else leaves meanwhile",
          "[desk][thread]") {
  Doubt lane;
  REQUIRE(lane.thread_lookups.size() == 1);
  const auto& look_up = std::get<desk::LookUpThread>(lane.thread_lookups[0].body);
  CHECK(look_up.message == lane.id);
  CHECK(look_up.text == "answer");
  CHECK(look_up.not_before == from_unix_ms(1770000000000) - std::chrono::seconds(5));
  CHECK(lane.status(lane.id) == MessageStatus::sending);
  lane.step(desk::ReplyAsked{lane.session(), Author::human(AgentId("anna")), Text{"next"}, RequestId("r2")});
  lane.pass(std::chrono::hours(1));
  CHECK(lane.sends.size() == 1);
  CHECK(lane.thread_lookups.size() == 1);
  SECTION("found, it is accepted and known by its mid") {
    lane.thread_holds({Mid("m_2")});
    CHECK(lane.status(lane.id) == MessageStatus::accepted);
    lane.delivered({"m_2"}, 1);
    CHECK(lane.status(lane.id) == MessageStatus::delivered);
  }
  SECTION("not found, it is unknown, and never said to be unsent") {
    lane.thread_holds({});
    CHECK(lane.status(lane.id) == MessageStatus::unknown);
  }
  CHECK(lane.sends.size() == 2);
}

TEST_CASE("another message with the same text proves nothing", "[desk][thread]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  lane.reply("r0", "answer");
  lane.step(lane.settled(Outcome::accepted, "m_before"));
  const MessageId id = lane.reply("r1", "answer");
  lane.step(lane.settled(Outcome::unknown));
  lane.pass(std::chrono::seconds(30));
  REQUIRE(lane.thread_lookups.size() == 1);
  SECTION("if it is the only one") {
    lane.thread_holds({Mid("m_before")});
    CHECK(lane.status(id) == MessageStatus::unknown);
  }
  SECTION("beside the right one") {
    lane.thread_holds({Mid("m_before"), Mid("m_2")});
    CHECK(lane.status(id) == MessageStatus::accepted);
  }
}

TEST_CASE("an echo or answer that comes while the thread is asked decides", "[desk][thread]") {
  Doubt lane;
  const bool by_echo = GENERATE(true, false);
  if (by_echo) {
    lane.echo("m_2", own_app, desk::metadata_of(lane.id), 1770000000500);
  } else {
    lane.step(lane.settled(Outcome::accepted, "m_2"));
  }
  CHECK(lane.status(lane.id) == MessageStatus::accepted);
  CHECK_FALSE(lane.state.in_flight);
  lane.thread_holds({});
  CHECK(lane.status(lane.id) == MessageStatus::accepted);
}

TEST_CASE("what has no text cannot be found in the thread, and is unknown at once", "[desk][thread]") {
  Doubt lane(MediaByUrl{MediaKind::image, "https://cdn.example.org/a.png"});
  CHECK(lane.thread_lookups.empty());
  CHECK(lane.status(lane.id) == MessageStatus::unknown);
}

TEST_CASE("a new owner that finds the send in doubt does not wait twice", "[desk][thread]") {
  Doubt lane;
  lane.step(lane.settled(Outcome::unknown)); // as a new owner says of what it finds
  CHECK_FALSE(lane.last.wake_at);
  lane.thread_holds({Mid("m_2")});
  CHECK(lane.status(lane.id) == MessageStatus::accepted);
}
