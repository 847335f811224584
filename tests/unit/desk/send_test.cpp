#include <algorithm>

#include "support/catch.hpp"
#include "unit/desk/lane_driver.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using Outcome = desk::SendSettled::Outcome;

namespace {

const std::string own_app = "1517776481860111";
const std::string other_app = "999";
const std::string page_inbox = "263902037430900";
constexpr std::int64_t sent_at = 1770000000500;

LaneDriver with_customer() {
  LaneDriver lane;
  lane.text("m_1", "hello");
  return lane;
}

std::string metadata(const MessageId& id) { return desk::metadata_of(id); }

} // namespace

TEST_CASE("a reply is shown, sent with our metadata, accepted, delivered and read", "[desk][send]") {
  LaneDriver lane = with_customer();
  const MessageId id = lane.reply("r1", "Buongiorno!");
  REQUIRE(lane.sends.size() == 1);
  const auto& send = std::get<desk::SendToGraph>(lane.sends[0].body);
  CHECK(send.json ==
        R"({"recipient":{"id":"5794982867201265"},"messaging_type":"RESPONSE","message":{"text":"Buongiorno!",)"
        R"("metadata":"pagebridge:)" +
            id.text() + R"("}})");
  CHECK(lane.status(id) == MessageStatus::sending);
  lane.step(lane.settled(Outcome::accepted, "m_2"));
  CHECK(lane.status(id) == MessageStatus::accepted);
  lane.echo("m_2", own_app, metadata(id), sent_at);
  lane.delivered({"m_2"}, sent_at);
  CHECK(lane.status(id) == MessageStatus::delivered);
  lane.read(sent_at);
  CHECK(lane.status(id) == MessageStatus::read);
  CHECK(lane.count("message_added") == 2);
}

TEST_CASE("the own echo shows nothing new, whether it comes before or after the answer, with or without our metadata",
          "[desk][send]") {
  const bool echo_first = GENERATE(true, false);
  const bool with_metadata = GENERATE(true, false);
  LaneDriver lane = with_customer();
  const MessageId id = lane.reply("r1");
  const auto echo = [&] { lane.echo("m_2", own_app, with_metadata ? metadata(id) : "", sent_at); };
  if (echo_first) echo();
  lane.step(lane.settled(Outcome::accepted, "m_2"));
  if (!echo_first) echo();
  CHECK(lane.count("message_added") == 2);
  CHECK(lane.status(id) == MessageStatus::accepted);
  lane.read(sent_at);
  CHECK(lane.status(id) == MessageStatus::read);
}

TEST_CASE("any order of answer, echo, delivery and read ends as read, shown once, and never goes back",
          "[desk][send]") {
  std::vector<int> order = {0, 1, 2, 3};
  do {
    LaneDriver lane = with_customer();
    const MessageId id = lane.reply("r1");
    auto best = lane.status(id);
    for (const int what : order) {
      if (what == 0) lane.step(lane.settled(Outcome::accepted, "m_2"));
      if (what == 1) lane.echo("m_2", own_app, metadata(id), sent_at);
      if (what == 2) lane.delivered({"m_2"}, sent_at);
      if (what == 3) lane.read(sent_at);
      CHECK(lane.status(id) >= best);
      best = lane.status(id);
    }
    CHECK(lane.status(id) == MessageStatus::read);
    CHECK(lane.count("message_added") == 2);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("a send without a trustworthy answer waits 30 s for its echo", "[desk][send]") {
  LaneDriver lane = with_customer();
  const MessageId id = lane.reply("r1");
  lane.step(lane.settled(Outcome::unknown));
  CHECK(lane.status(id) == MessageStatus::sending);
  SECTION("then it is unknown, and the next one goes") {
    lane.step(desk::ReplyAsked{lane.session(), Author::human(AgentId("anna")), Text{"next"}, RequestId("r2")});
    lane.pass(milliseconds(29999));
    CHECK(lane.status(id) == MessageStatus::sending);
    CHECK(lane.sends.size() == 1);
    lane.pass(milliseconds(1));
    lane.thread_holds({});
    CHECK(lane.status(id) == MessageStatus::unknown);
    CHECK(lane.sends.size() == 2);
    SECTION("and a late echo still proves it") {
      lane.echo("m_2", own_app, metadata(id), sent_at);
      CHECK(lane.status(id) == MessageStatus::accepted);
      CHECK(lane.count("message_added") == 3);
    }
  }
  SECTION("the echo proves it, and the next one goes at once") {
    lane.step(desk::ReplyAsked{lane.session(), Author::human(AgentId("anna")), Text{"next"}, RequestId("r2")});
    lane.echo("m_2", own_app, metadata(id), sent_at);
    lane.settle();
    CHECK(lane.status(id) == MessageStatus::accepted);
    CHECK(lane.sends.size() == 2);
  }
  SECTION("nobody sends it again by itself") {
    lane.pass(std::chrono::hours(1));
    CHECK(lane.sends.size() == 1);
  }
}

TEST_CASE("a refusal is shown with its reason", "[desk][send]") {
  LaneDriver lane = with_customer();
  const MessageId id = lane.reply("r1");
  desk::SendSettled refused = lane.settled(Outcome::refused);
  refused.failure.platform_code = 10;
  refused.failure.platform_subcode = 2018278;
  lane.step(refused);
  CHECK(lane.status(id) == MessageStatus::failed);
  const auto& changed = std::get<MessageStatusChanged>(lane.shown.back());
  CHECK(changed.failure.platform_subcode == 2018278);
  CHECK(changed.failure.text == "why");
}

TEST_CASE("what surely was not sent is tried again, ever more slowly, and then fails", "[desk][send]") {
  LaneDriver lane = with_customer();
  const MessageId id = lane.reply("r1");
  for (const int seconds : {1, 2, 4, 8}) {
    lane.step(lane.settled(Outcome::not_sent));
    CHECK(lane.status(id) == MessageStatus::queued);
    const auto before = lane.sends.size();
    lane.pass(std::chrono::seconds(seconds) - milliseconds(1));
    CHECK(lane.sends.size() == before);
    lane.pass(milliseconds(1));
    CHECK(lane.sends.size() == before + 1);
  }
  lane.step(lane.settled(Outcome::not_sent));
  CHECK(lane.status(id) == MessageStatus::failed);
  CHECK(lane.sends.size() == 5);
}

TEST_CASE("the platform's Retry-After is respected", "[desk][send]") {
  LaneDriver lane = with_customer();
  lane.reply("r1");
  desk::SendSettled throttled = lane.settled(Outcome::not_sent);
  throttled.retry_after = std::chrono::seconds(60);
  lane.step(throttled);
  lane.pass(milliseconds(59999));
  CHECK(lane.sends.size() == 1);
  lane.pass(milliseconds(1));
  CHECK(lane.sends.size() == 2);
}

TEST_CASE("one send at a time, in order", "[desk][send]") {
  LaneDriver lane = with_customer();
  lane.reply("r1", "one");
  for (const char* request : {"r2", "r3"})
    lane.step(desk::ReplyAsked{lane.session(), Author::human(AgentId("anna")), Text{request}, RequestId(request)});
  lane.settle();
  CHECK(lane.sends.size() == 1);
  lane.step(lane.settled(Outcome::accepted, "m_a"));
  lane.settle();
  REQUIRE(lane.sends.size() == 2);
  CHECK(std::get<desk::SendToGraph>(lane.sends[1].body).json.find("\"r2\"") != std::string::npos);
  lane.step(lane.settled(Outcome::refused));
  lane.settle();
  REQUIRE(lane.sends.size() == 3);
  CHECK(std::get<desk::SendToGraph>(lane.sends[2].body).json.find("\"r3\"") != std::string::npos);
}

TEST_CASE("the same request gets the same answer and is sent once, even without the store's dedupe key",
          "[desk][send]") {
  LaneDriver lane = with_customer();
  const MessageId first = lane.reply("r1");
  const MessageId second = lane.reply("r1");
  CHECK(first == second);
  CHECK(lane.sends.size() == 1);
  CHECK(lane.count("message_added") == 2);
}

TEST_CASE("what others send from the Page is shown with who it was", "[desk][echo]") {
  struct Case {
    std::string app;
    AuthorKind kind;
  };
  const auto c = GENERATE(Case{page_inbox, AuthorKind::page_inbox}, Case{"", AuthorKind::page_inbox},
                          Case{other_app, AuthorKind::other_app}, Case{own_app, AuthorKind::automation});
  LaneDriver lane = with_customer();
  lane.echo("m_x", c.app, "", sent_at);
  lane.echo("m_x", c.app, "", sent_at);
  REQUIRE(lane.count("message_added") == 2);
  const auto& message = std::get<MessageAdded>(lane.shown.back()).message;
  CHECK(message.author.kind == c.kind);
  CHECK(message.direction == Direction::outbound);
  CHECK(message.status == MessageStatus::accepted);
}

TEST_CASE("an echo of our App that turns out not to be the send in flight is shown after it", "[desk][echo]") {
  LaneDriver lane = with_customer();
  const MessageId id = lane.reply("r1");
  lane.echo("m_bot", own_app, "", sent_at, "from a bot");
  CHECK(lane.count("message_added") == 2);
  lane.step(lane.settled(Outcome::accepted, "m_2"));
  CHECK(lane.status(id) == MessageStatus::accepted);
  REQUIRE(lane.count("message_added") == 3);
}

TEST_CASE("the Page writing first opens a contact without a session", "[desk][echo]") {
  LaneDriver lane;
  lane.echo("m_x", page_inbox, "", sent_at);
  CHECK(lane.names() == std::vector<std::string>{"contact_opened", "message_added"});
  CHECK_FALSE(lane.state.session);
}

TEST_CASE("receipts that come before their message are remembered, but not without bound", "[desk][receipt]") {
  LaneDriver lane = with_customer();
  for (int i = 0; i < 100; ++i) lane.delivered({"m_early_" + std::to_string(i)}, 1);
  CHECK(lane.state.early.size() == desk::LaneState::max_early);
  const MessageId id = lane.reply("r1");
  lane.step(lane.settled(Outcome::accepted, "m_early_99"));
  CHECK(lane.status(id) == MessageStatus::delivered);
}

TEST_CASE("a watermark moves only what Meta stamped at or before it", "[desk][receipt]") {
  LaneDriver lane = with_customer();
  const MessageId one = lane.reply("r1");
  lane.step(lane.settled(Outcome::accepted, "m_a"));
  lane.echo("m_a", own_app, metadata(one), sent_at);
  lane.settle();
  const MessageId two = lane.reply("r2");
  lane.step(lane.settled(Outcome::accepted, "m_b"));
  lane.echo("m_b", own_app, metadata(two), sent_at + 100);
  lane.read(sent_at + 50);
  CHECK(lane.status(one) == MessageStatus::read);
  CHECK(lane.status(two) == MessageStatus::accepted);
}

TEST_CASE("without an echo a read watermark proves nothing, but a delivered mid does", "[desk][receipt]") {
  LaneDriver lane = with_customer();
  const MessageId id = lane.reply("r1");
  lane.step(lane.settled(Outcome::accepted, "m_a"));
  lane.read(sent_at + 1000);
  CHECK(lane.status(id) == MessageStatus::accepted);
  lane.delivered({"m_a"}, sent_at + 1000);
  CHECK(lane.status(id) == MessageStatus::delivered);
}

TEST_CASE("a send found by a new owner is unknown; its late answer still raises it", "[desk][send]") {
  LaneDriver lane = with_customer();
  const MessageId id = lane.reply("r1");
  const desk::SendSettled late = lane.settled(Outcome::accepted, "m_2");
  lane.step(lane.settled(Outcome::unknown));
  lane.pass(std::chrono::seconds(30));
  lane.thread_holds({});
  CHECK(lane.status(id) == MessageStatus::unknown);
  lane.step(late);
  CHECK(lane.status(id) == MessageStatus::accepted);
}

TEST_CASE("damaged or newer bytes are no state", "[desk][codec]") {
  LaneDriver lane = with_customer();
  lane.reply("r1");
  const std::string bytes = desk::encode(lane.state);
  CHECK(desk::decode_state(bytes));
  CHECK_FALSE(desk::decode_state(""));
  CHECK_FALSE(desk::decode_state("\x02" + bytes.substr(1)));
  for (std::size_t i = 1; i < bytes.size(); ++i) static_cast<void>(desk::decode_state(bytes.substr(0, i)));
  for (std::size_t i = 1; i < bytes.size(); ++i) {
    std::string flipped = bytes;
    flipped[i] = static_cast<char>(flipped[i] ^ 0xFF);
    static_cast<void>(desk::decode_state(flipped)); // must not read out of bounds or run for ever
  }
}

TEST_CASE("a message that its echo has proved is not tried again", "[desk][send]") {
  LaneDriver lane = with_customer();
  const MessageId id = lane.reply("r1");
  SECTION("the echo comes while it waits for its next try") {
    lane.step(lane.settled(Outcome::not_sent));
    lane.echo("m_2", own_app, metadata(id), sent_at);
  }
  SECTION("the echo comes before the answer that says it was not sent") {
    lane.echo("m_2", own_app, metadata(id), sent_at);
    lane.step(lane.settled(Outcome::not_sent));
  }
  lane.pass(std::chrono::hours(1));
  CHECK(lane.status(id) == MessageStatus::accepted);
  CHECK(lane.sends.size() == 1);
}

TEST_CASE("a wall clock that is put back delays nothing for longer than was meant", "[desk][send]") {
  LaneDriver lane = with_customer();
  const MessageId id = lane.reply("r1");
  lane.step(lane.settled(GENERATE(Outcome::not_sent, Outcome::unknown)));
  lane.now -= std::chrono::hours(3);
  lane.step(desk::Due{}); // the alarm is on steady time
  REQUIRE(lane.last.wake_at);
  CHECK(*lane.last.wake_at - lane.now <= std::chrono::seconds(30));
  lane.pass(std::chrono::seconds(30));
  CHECK((lane.sends.size() == 2 || lane.thread_lookups.size() == 1));
  CHECK(lane.status(id) == MessageStatus::sending);
}

TEST_CASE("a message whose row is gone holds up nobody", "[desk][send]") {
  LaneDriver lane = with_customer();
  const MessageId first = lane.reply("r1");
  for (const char* request : {"r2", "r3"})
    lane.step(desk::ReplyAsked{lane.session(), Author::human(AgentId("anna")), Text{request}, RequestId(request)});
  const desk::SendSettled settled = lane.settled(Outcome::accepted, "m_2");
  lane.records.erase(first.text());
  lane.records.erase(lane.state.queue.front().message.text());
  lane.step(settled);
  lane.settle();
  REQUIRE(lane.sends.size() == 2);
  CHECK(std::get<desk::SendToGraph>(lane.sends[1].body).json.find("\"r3\"") != std::string::npos);
}

TEST_CASE("an echo that is kept back is shown, however many receipts come", "[desk][echo]") {
  LaneDriver lane = with_customer();
  lane.reply("r1");
  lane.echo("m_bot", own_app, "", sent_at, "from a bot");
  for (int i = 0; i < 100; ++i) lane.delivered({"m_other_" + std::to_string(i)}, 1);
  lane.step(lane.settled(Outcome::accepted, "m_2"));
  CHECK(lane.count("message_added") == 3);
}
