#include "support/catch.hpp"
#include "unit/desk/lane_driver.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using Outcome = desk::SendSettled::Outcome;

namespace {

constexpr milliseconds day = std::chrono::hours(24);
constexpr milliseconds early = std::chrono::seconds(60); ///< each window closes so much before its time

struct Lane : LaneDriver {
  Lane() { text("m_1", "hello"); }

  desk::Answer ask(const Author& author, OutgoingMessage message = Text{"answer"}) {
    step(desk::ReplyAsked{session(), author, std::move(message), RequestId("r" + std::to_string(++asked))});
    REQUIRE(last.answer);
    return *last.answer;
  }
  desk::Answer human() { return ask(Author::human(AgentId("anna"))); }
  desk::Answer bot() { return ask(Author::automation()); }
  const MessagingWindow& window() const {
    const WindowChanged* found = nullptr;
    for (const DesktopEventBody& event : shown)
      if (const auto* changed = std::get_if<WindowChanged>(&event)) found = changed;
    REQUIRE(found != nullptr);
    return found->window;
  }
  std::string json() const { return std::get<desk::SendToGraph>(sends.back().body).json; }

  int asked = 0;
};

std::string element(const std::string& members) {
  return R"({"sender":{"id":"5794982867201265"},"recipient":{"id":"682498302938465"},"timestamp":1770000000000,)" +
         members + "}";
}

} // namespace

TEST_CASE("the desk is told how long anybody may answer, once for a burst of messages", "[desk][window]") {
  Lane lane;
  CHECK(lane.count("window_changed") == 1);
  CHECK(lane.window().anybody_until == lane.now + day - early);
  CHECK_FALSE(lane.window().people_until);
  lane.pass(std::chrono::seconds(59));
  lane.text("m_2", "again");
  CHECK(lane.count("window_changed") == 1);
  lane.pass(std::chrono::seconds(1));
  lane.text("m_3", "and again");
  CHECK(lane.count("window_changed") == 2);
}

TEST_CASE("a reply is a response until the window closes, to the millisecond", "[desk][window]") {
  Lane lane;
  lane.now += day - early - milliseconds(1);
  CHECK(lane.human().ok);
  lane.now += milliseconds(1);
  const desk::Answer late = lane.human();
  CHECK_FALSE(late.ok);
  CHECK(late.code == ErrorCode::refused);
  REQUIRE(late.refusal);
  CHECK(late.refusal->words.code == "human_agent_missing");
  CHECK(late.message == late.refusal->words.text);
}

TEST_CASE("with the Human Agent feature a person may answer for a week, and a program never", "[desk][window]") {
  Lane lane;
  lane.view.service->approvals.human_agent = true;
  lane.now += day;
  CHECK(lane.human().ok);
  lane.settle();
  CHECK(lane.json().find(R"("messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT")") != std::string::npos);
  const desk::Answer bot = lane.bot();
  CHECK_FALSE(bot.ok);
  REQUIRE(bot.refusal);
  CHECK(bot.refusal->words.code == "window_closed_for_automation");
  lane.now += 6 * day - early;
  CHECK(lane.human().code == ErrorCode::refused);
}

TEST_CASE("a reply whose window closes while it waits fails with the reason, and the next one goes", "[desk][window]") {
  Lane lane;
  REQUIRE(lane.human().ok);
  const MessageId waited(lane.last.answer->value);
  lane.now += day;
  lane.text("m_2", "a late customer"); // opens it again, but after the first turn
  lane.state.thread.acted_at = lane.now - day;
  lane.settle();
  CHECK(lane.sends.empty());
  CHECK(lane.status(waited) == MessageStatus::failed);
  const Failure& failure = lane.message(waited).failure;
  CHECK(failure.code == ErrorCode::refused);
  REQUIRE(failure.refusal);
  CHECK(failure.refusal->words.code == "human_agent_missing");
  CHECK(failure.text == failure.refusal->words.text);
  CHECK(lane.state.queue.empty());
}

TEST_CASE("late events never shorten the window, and a reaction renews it without a session", "[desk][window]") {
  Lane lane;
  const auto first = lane.window().anybody_until;
  lane.webhook(R"({"sender":{"id":"5794982867201265"},"recipient":{"id":"682498302938465"},"timestamp":1769990000000,)"
               R"("message":{"mid":"m_0","text":"from before"}})");
  CHECK(lane.window().anybody_until == first);
  const std::size_t sessions = lane.count("session_opened");
  lane.pass(std::chrono::hours(2));
  lane.react("m_1", "👍", to_unix_ms(lane.now));
  CHECK(lane.window().anybody_until == lane.now + day - early);
  lane.pass(std::chrono::hours(2));
  lane.react("m_1", "", to_unix_ms(lane.now));
  CHECK(lane.window().anybody_until == lane.now - std::chrono::hours(2) + day - early);
  CHECK(lane.count("session_opened") == sessions);
}

TEST_CASE("who comes over an ad and writes may be answered for longer", "[desk][window]") {
  LaneDriver lane;
  const std::string ad = R"("referral":{"source":"ADS","type":"OPEN_THREAD","ad_id":"6"})";
  SECTION("the ad stands in the message") {
    lane.webhook(element(R"("message":{"mid":"m_1","text":"hello",)" + ad + "}"));
  }
  SECTION("the ad came before it") {
    lane.webhook(element(ad));
    CHECK_FALSE(lane.state.thread.acted_at); // nothing may be sent before they write
    lane.text("m_1", "hello");
  }
  CHECK(lane.state.thread.act == CustomerAct::ad_message);
  const auto until = messaging_window(lane.state.thread, Approvals{}).anybody_until;
  lane.pass(std::chrono::hours(1));
  lane.text("m_2", "an hour later");
  CHECK(lane.state.thread.act == CustomerAct::message);
  CHECK(messaging_window(lane.state.thread, Approvals{}).anybody_until == until);
}

TEST_CASE("while another app has the thread nothing is sent, and its control lapses", "[desk][window][routing]") {
  Lane lane;
  enum class News { standby, passed, taken, refused };
  const News news = GENERATE(News::standby, News::passed, News::taken, News::refused);
  if (news == News::standby) lane.webhook(element(R"("message":{"mid":"m_2","text":"to the bot"})"), Channel::standby);
  if (news == News::passed)
    lane.webhook(
        element(R"("pass_thread_control":{"previous_owner_app_id":"1517776481860111","new_owner_app_id":"9"})"));
  if (news == News::taken)
    lane.webhook(element(R"("take_thread_control":{"previous_owner_app_id":"1517776481860111"})"));
  if (news == News::refused) {
    REQUIRE(lane.human().ok);
    lane.settle();
    desk::SendSettled refused = lane.settled(Outcome::refused);
    refused.failure.error_class = GraphErrorClass::routing;
    lane.step(refused);
  }
  REQUIRE(lane.window().owner == ThreadOwner::other_app);
  const desk::Answer refused = lane.human();
  REQUIRE(refused.refusal);
  CHECK(refused.refusal->words.code == "thread_elsewhere");
  SECTION("until it comes back") {
    lane.webhook(
        element(R"("pass_thread_control":{"previous_owner_app_id":"9","new_owner_app_id":"1517776481860111"})"));
    CHECK(lane.window().owner == ThreadOwner::us);
    CHECK(lane.human().ok);
  }
  SECTION("until a message comes to us") {
    lane.text("m_3", "to us again");
    CHECK(lane.human().ok);
  }
  SECTION("until nobody wrote for a day") {
    lane.view.service->approvals.human_agent = true;
    lane.now += day;
    CHECK(lane.human().ok);
  }
}
