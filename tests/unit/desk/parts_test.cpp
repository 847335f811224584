#include "support/catch.hpp"
#include "unit/desk/lane_driver.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using Outcome = desk::SendSettled::Outcome;

namespace {

/// Three parts: each of the first two is 1,999 letters, since the cut takes the space.
std::string long_text() {
  const std::string word(1999, 'a');
  return word + " " + std::string(1999, 'b') + " end";
}

struct Parts : LaneDriver {
  MessageId first;

  explicit Parts(OutgoingMessage message = Text{long_text()}) {
    text("m_1", "hello");
    step(desk::ReplyAsked{session(), Author::human(AgentId("anna")), std::move(message), RequestId("r1")});
    REQUIRE(last.answer);
    REQUIRE(last.answer->ok);
    first = MessageId(last.answer->value);
    settle();
  }
  std::vector<Message> parts() const {
    std::vector<Message> found;
    for (const DesktopEventBody& event : shown)
      if (const auto* added = std::get_if<MessageAdded>(&event); added != nullptr && added->message.parts != 0)
        found.push_back(records.at(added->message.id.text()).message);
    return found;
  }
  std::string json(std::size_t send) const { return std::get<desk::SendToGraph>(sends.at(send).body).json; }
};

} // namespace

TEST_CASE("a text too long for one message goes out in parts, one after the other", "[desk][parts]") {
  Parts lane;
  const std::vector<Message> parts = lane.parts();
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].id == lane.first);
  for (unsigned i = 0; i < 3; ++i) {
    CHECK(parts[i].first_part == lane.first);
    CHECK(parts[i].part == i + 1);
    CHECK(parts[i].parts == 3);
  }
  CHECK(parts[2].body.text == "end");
  CHECK(lane.sends.size() == 1);
  for (const char* mid : {"m_a", "m_b", "m_c"}) {
    lane.step(lane.settled(Outcome::accepted, mid));
    lane.settle();
  }
  CHECK(lane.sends.size() == 3);
  CHECK(lane.json(2).find("\"text\":\"end\"") != std::string::npos);
  for (const Message& part : lane.parts()) CHECK(part.status == MessageStatus::accepted);
}

TEST_CASE("the first part that is not accepted stops the rest, and nothing else", "[desk][parts]") {
  Parts lane;
  lane.step(desk::ReplyAsked{lane.session(), Author::human(AgentId("anna")), Text{"later"}, RequestId("r2")});
  lane.step(lane.settled(Outcome::accepted, "m_a"));
  lane.settle();
  REQUIRE(lane.sends.size() == 2);
  MessageStatus second = MessageStatus::failed;
  SECTION("a refusal") { lane.step(lane.settled(Outcome::refused)); }
  SECTION("an unknown fate") {
    lane.step(lane.settled(Outcome::unknown));
    lane.pass(std::chrono::seconds(30));
    lane.thread_holds({});
    second = MessageStatus::unknown;
  }
  SECTION("five tries that did not leave") {
    for (int i = 0; i < 5; ++i) {
      lane.step(lane.settled(Outcome::not_sent));
      lane.pass(std::chrono::minutes(1));
    }
  }
  lane.settle();
  const std::vector<Message> parts = lane.parts();
  CHECK(parts[0].status == MessageStatus::accepted);
  CHECK(parts[1].status == second);
  CHECK(parts[2].status == MessageStatus::failed);
  CHECK(parts[2].failure.code == ErrorCode::cancelled);
  CHECK(lane.json(lane.sends.size() - 1).find("\"later\"") != std::string::npos);
}

TEST_CASE("a part that waits for its next try keeps the rest waiting", "[desk][parts]") {
  Parts lane;
  lane.step(lane.settled(Outcome::not_sent));
  CHECK(lane.sends.size() == 1);
  lane.pass(std::chrono::seconds(1));
  REQUIRE(lane.sends.size() == 2);
  CHECK(lane.json(0) == lane.json(1));
  lane.step(lane.settled(Outcome::refused));
  for (const Message& part : lane.parts()) CHECK(part.status == MessageStatus::failed);
  CHECK(lane.state.queue.empty());
}

TEST_CASE("an answer to a message is the first part's, quick replies are the last one's", "[desk][parts]") {
  Parts lane(OutgoingMessage(Text{long_text()}).with(QuickReply::with("Yes", "YES")).in_reply_to(Mid("m_1")));
  for (const char* mid : {"m_a", "m_b"}) {
    lane.step(lane.settled(Outcome::accepted, mid));
    lane.settle();
  }
  REQUIRE(lane.sends.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK((lane.json(i).find("reply_to") != std::string::npos) == (i == 0));
    CHECK((lane.json(i).find("quick_replies") != std::string::npos) == (i == 2));
  }
}

TEST_CASE("more parts than are allowed, or than the queue has room for, are refused whole", "[desk][parts]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  const auto ask = [&](std::size_t length, const std::string& request) {
    lane.step(desk::ReplyAsked{lane.session(), Author::human(AgentId("anna")), Text{std::string(length, 'x')},
                               RequestId(request)});
    REQUIRE(lane.last.answer);
    return *lane.last.answer;
  };
  const auto refused = ask(40001, "r0");
  CHECK_FALSE(refused.ok);
  CHECK(refused.code == ErrorCode::invalid_argument);
  CHECK(refused.field == "text");
  CHECK(lane.count("message_added") == 1);
  for (int i = 0; i < 10; ++i) CHECK(ask(40000, "r" + std::to_string(i + 1)).ok);
  CHECK(ask(2001, "r11").code == ErrorCode::conflict);
  CHECK(lane.state.queue.size() == desk::LaneState::max_queue);
}
