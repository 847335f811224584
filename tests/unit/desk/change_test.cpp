#include <algorithm>

#include "support/catch.hpp"
#include "unit/desk/lane_driver.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using Outcome = desk::SendSettled::Outcome;
using Kind = MessageChangeKind;

namespace {

const std::string own_app = "1517776481860111";
constexpr std::int64_t later = 1770000001000;

std::vector<Kind> kinds(const Message& message) {
  std::vector<Kind> found;
  for (const MessageChange& change : message.history) found.push_back(change.kind);
  return found;
}

} // namespace

TEST_CASE("an edit shows the new text and keeps the old one", "[desk][change]") {
  LaneDriver lane;
  lane.text("m_1", "helo");
  lane.edit("m_1", "hello", 1);
  lane.edit("m_1", "hello!", 2);
  const Message& message = lane.message_of("m_1");
  CHECK(message.body.text == "hello!");
  REQUIRE(kinds(message) == std::vector<Kind>{Kind::edited, Kind::edited});
  CHECK(message.history[0].text == "helo");
  CHECK(message.history[1].text == "hello");
  CHECK(lane.count("message_updated") == 2);
  CHECK(std::get<MessageUpdated>(lane.shown.back()).message.body.text == "hello!");
}

TEST_CASE("edits in any order, and twice, end with the newest text", "[desk][change]") {
  std::vector<int> order = {1, 2, 3};
  do {
    LaneDriver lane;
    lane.text("m_1", "v0");
    for (const int count : order) {
      lane.edit("m_1", "v" + std::to_string(count), count);
      lane.edit("m_1", "v" + std::to_string(count), count);
    }
    CHECK(lane.message_of("m_1").body.text == "v3");
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("what is taken back leaves nothing that was said", "[desk][change]") {
  LaneDriver lane;
  lane.text("m_1", "a secret");
  lane.edit("m_1", "another secret", 1);
  lane.unsend("m_1");
  const Message& message = lane.message_of("m_1");
  CHECK(message.unsent_at == lane.now);
  CHECK(to_json(DesktopEvent{"s", "7", 1, 1, MessageUpdated{message}}).find("secret") == std::string::npos);
  CHECK(kinds(message) == std::vector<Kind>{Kind::edited, Kind::unsent});
  CHECK(desk::encode(lane.records.at(message.id.text())).find("secret") == std::string::npos);
  lane.edit("m_1", "said again", 2);
  lane.unsend("m_1");
  CHECK(lane.message_of("m_1").body.text.empty());
  CHECK(lane.count("message_updated") == 2);
}

TEST_CASE("the newest reaction counts, by Meta's time", "[desk][change]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  lane.react("m_1", "👍", later);
  CHECK(lane.message_of("m_1").reaction == "👍");
  lane.react("m_1", "❤️", later + 2);
  lane.react("m_1", "😮", later + 1); // late
  CHECK(lane.message_of("m_1").reaction == "❤️");
  lane.react("m_1", "", later + 3);
  lane.react("m_1", "❤️", later + 2); // again
  CHECK(lane.message_of("m_1").reaction.empty());
  CHECK(kinds(lane.message_of("m_1")) == std::vector<Kind>{Kind::reacted, Kind::reacted, Kind::reaction_removed});
}

TEST_CASE("a removal that comes before its reaction leaves none", "[desk][change]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  lane.react("m_1", "", later + 1);
  lane.react("m_1", "👍", later);
  CHECK(lane.message_of("m_1").reaction.empty());
  CHECK(lane.count("message_updated") == 0);
}

TEST_CASE("a reaction to what we sent shows on it, also if it comes before the answer that names it",
          "[desk][change]") {
  const bool early = GENERATE(true, false);
  LaneDriver lane;
  lane.text("m_1", "hello");
  const MessageId id = lane.reply("r1");
  if (early) lane.react("m_2", "👍", later);
  lane.step(lane.settled(Outcome::accepted, "m_2"));
  if (!early) lane.react("m_2", "👍", later);
  CHECK(lane.message(id).reaction == "👍");
  CHECK(lane.count("message_updated") == 1);
}

TEST_CASE("changes that come before their message are in it when it is shown", "[desk][change]") {
  LaneDriver lane;
  SECTION("an edit") {
    lane.edit("m_1", "hello", 1);
    lane.text("m_1", "helo");
    CHECK(lane.message_of("m_1").body.text == "hello");
    CHECK(lane.message_of("m_1").history.size() == 1);
  }
  SECTION("an unsend: the words never reach the desk") {
    lane.unsend("m_1");
    lane.text("m_1", "a secret");
    CHECK(lane.message_of("m_1").unsent_at);
    for (const DesktopEventBody& event : lane.shown)
      CHECK(to_json(DesktopEvent{"s", "7", 1, 1, event}).find("secret") == std::string::npos);
  }
  CHECK(lane.count("message_updated") == 0);
  CHECK(lane.state.early.empty());
}

TEST_CASE("changes of messages that nobody knows are bounded, and cost no echo that is kept back", "[desk][change]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  lane.reply("r1");
  lane.echo("m_bot", own_app, "", later, "from a bot");
  for (int i = 0; i < 100; ++i) lane.react("m_other_" + std::to_string(i), "👍", later);
  CHECK(lane.state.early.size() == desk::LaneState::max_early);
  lane.step(lane.settled(Outcome::accepted, "m_2"));
  CHECK(lane.count("message_added") == 3);
}

TEST_CASE("a message's history is bounded", "[desk][change]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  for (int i = 0; i < 100; ++i) lane.react("m_1", i % 2 == 0 ? "👍" : "", later + i);
  CHECK(lane.message_of("m_1").history.size() == 32);
}

TEST_CASE("a reaction of a kind that we do not know is passed on as it came", "[desk][change]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  lane.webhook(R"({"sender":{"id":"5794982867201265"},"recipient":{"id":"682498302938465"},"timestamp":1770000000001,)"
               R"("reaction":{"mid":"m_1","action":"wave","emoji":"👋"}})");
  CHECK(lane.count("message_updated") == 0);
  CHECK(lane.count("platform_event_received") == 1);
}
