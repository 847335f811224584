#include "support/catch.hpp"
#include "unit/desk/lane_driver.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

using Names = std::vector<std::string>;

void accept(LaneDriver& lane, const std::string& agent) {
  lane.step(desk::AcceptAsked{lane.session(), AgentId(agent)});
}

} // namespace

TEST_CASE("a customer's first message opens contact and session and is shown, once", "[desk][session]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  CHECK(lane.names() == Names{"contact_opened", "session_opened", "message_added", "window_changed"});
  const auto& contact = std::get<ContactOpened>(lane.shown[0]).contact;
  CHECK(contact.id == ContactId("7"));
  CHECK(contact.customer.psid == Psid("5794982867201265"));
  CHECK(contact.colour == "#1877f2");
  CHECK(contact.tags == Names{"shop"});
  CHECK(contact.optional_tags == Names{"it"});
  CHECK(contact.profile.name.empty());
  const auto& session = std::get<SessionOpened>(lane.shown[1]).session;
  CHECK(session.id == SessionId("7.1"));
  CHECK(session.state == SessionState::waiting);
  const auto& message = std::get<MessageAdded>(lane.shown[2]).message;
  CHECK(message.body.text == "hello");
  CHECK(message.session == session.id);
  CHECK(message.author.kind == AuthorKind::customer);
  CHECK(message.status == MessageStatus::received);
}

TEST_CASE("later messages join the session; the same mid is never shown twice", "[desk][session]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  lane.text("m_2", "again");
  lane.text("m_1", "hello");
  CHECK(lane.count("contact_opened") == 1);
  CHECK(lane.count("session_opened") == 1);
  CHECK(lane.count("message_added") == 2);
}

TEST_CASE("Get Started opens a session as a message does", "[desk][session]") {
  LaneDriver lane;
  lane.webhook(R"({"sender":{"id":"5794982867201265"},"recipient":{"id":"682498302938465"},"timestamp":1770000000123,)"
               R"("postback":{"mid":"m_p","title":"Get Started","payload":"GET_STARTED"}})");
  CHECK(lane.names() == Names{"contact_opened", "session_opened", "message_added", "window_changed"});
  const auto& message = std::get<MessageAdded>(lane.shown[2]).message;
  CHECK(message.body.title == "Get Started");
  CHECK(message.body.payload == "GET_STARTED");
}

TEST_CASE("a referral and an opt-in of a known person open a session, too, and are passed on", "[desk][session]") {
  LaneDriver lane;
  lane.webhook(R"({"sender":{"id":"5794982867201265"},"recipient":{"id":"682498302938465"},"timestamp":1770000000123,)"
               R"("referral":{"ref":"flyer-7","source":"SHORTLINK","type":"OPEN_THREAD"}})");
  CHECK(lane.names() == Names{"contact_opened", "session_opened", "platform_event_received", "window_changed"});
  CHECK(std::get<PlatformEventReceived>(lane.shown[2]).kind == "referral");
}

TEST_CASE("receipts, reactions, edits, unsends and standby open no session", "[desk][session]") {
  LaneDriver lane;
  lane.delivered({"m_9"}, 1770000000000);
  lane.read(1770000000000);
  const std::string from = R"({"sender":{"id":"5794982867201265"},"recipient":{"id":"682498302938465"},"timestamp":1,)";
  lane.webhook(from + R"("reaction":{"mid":"m_9","action":"react","emoji":"x"}})");
  lane.webhook(from + R"("message_edit":{"mid":"m_9","text":"new","num_edit":1}})");
  lane.webhook(from + R"("message":{"mid":"m_9","is_deleted":true}})");
  CHECK(lane.names().empty());
  lane.webhook(from + R"("message":{"mid":"m_1","text":"to another app"}})", Channel::standby);
  CHECK(lane.names() == Names{"contact_opened", "message_added", "window_changed"});
  CHECK(std::get<MessageAdded>(lane.shown[1]).message.channel == Channel::standby);
}

TEST_CASE("a mid seen in standby and then in messaging shows once, and then opens the session", "[desk][session]") {
  LaneDriver lane;
  const std::string element =
      R"({"sender":{"id":"5794982867201265"},"recipient":{"id":"682498302938465"},"timestamp":1,"message":{"mid":"m_1","text":"hi"}})";
  lane.webhook(element, Channel::standby);
  lane.webhook(element, Channel::messaging);
  CHECK(lane.names() == Names{"contact_opened", "message_added", "window_changed", "session_opened", "window_changed"});
}

TEST_CASE("the first agent to accept has the session; the second learns who", "[desk][command]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  accept(lane, "anna");
  CHECK(lane.last.answer->value == "anna");
  accept(lane, "bert");
  CHECK(lane.last.answer->ok);
  CHECK(lane.last.answer->value == "anna");
  CHECK(lane.count("session_accepted") == 1);
  CHECK(std::get<SessionAccepted>(lane.shown.back()).session.agent == AgentId("anna"));
}

TEST_CASE("a human's reply to a waiting session accepts it; another human is refused; automation may write",
          "[desk][command]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  lane.reply("r1");
  CHECK(lane.count("session_accepted") == 1);
  lane.step(desk::ReplyAsked{lane.session(), Author::human(AgentId("bert")), Text{"me, too"}, RequestId("r2")});
  CHECK_FALSE(lane.last.answer->ok);
  CHECK(lane.last.answer->code == ErrorCode::session_taken);
  lane.step(desk::ReplyAsked{lane.session(), Author::automation(), Text{"beep"}, RequestId("r3")});
  CHECK(lane.last.answer->ok);
}

TEST_CASE("a closed session answers nothing any more; the customer's next act opens another one", "[desk][command]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  const SessionId first = lane.session();
  lane.step(desk::CloseAsked{first, "solved"});
  CHECK(lane.last.answer->ok);
  CHECK(std::get<SessionClosed>(lane.shown.back()).session.close_reason == "solved");
  for (const desk::FactBody& late :
       {desk::FactBody(desk::AcceptAsked{first, AgentId("anna")}), desk::FactBody(desk::CloseAsked{first, "again"}),
        desk::FactBody(desk::ReplyAsked{first, Author::human(AgentId("anna")), Text{"late"}, RequestId("r")})}) {
    lane.step(late);
    CHECK_FALSE(lane.last.answer->ok);
    CHECK(lane.last.answer->code == ErrorCode::session_closed);
  }
  lane.text("m_2", "one more thing");
  CHECK(lane.session() == SessionId("7.2"));
  CHECK(lane.count("contact_opened") == 1);
}

TEST_CASE("what cannot be sent is refused with the field", "[desk][command]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  lane.step(desk::ReplyAsked{lane.session(), Author::human(AgentId("anna")), Text{""}, RequestId("r")});
  CHECK_FALSE(lane.last.answer->ok);
  CHECK(lane.last.answer->field == "text");
  CHECK(lane.count("message_added") == 1);
}

TEST_CASE("the profile is asked for beside the message, once, and again only after a while and an act",
          "[desk][profile]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  REQUIRE(lane.lookups.size() == 1);
  lane.text("m_2", "still there?");
  CHECK(lane.lookups.size() == 1);
  lane.step(desk::ProfileLookedUp{lane.lookups[0].id, std::nullopt});
  CHECK(lane.last.settled == std::vector<std::uint64_t>{lane.lookups[0].id});
  CHECK(lane.count("contact_updated") == 0);
  lane.text("m_3", "too soon");
  CHECK(lane.lookups.size() == 1);
  lane.pass(std::chrono::minutes(10));
  lane.text("m_4", "now");
  REQUIRE(lane.lookups.size() == 2);
  CustomerProfile profile;
  profile.name = "Ada Example";
  lane.step(desk::ProfileLookedUp{lane.lookups[1].id, profile});
  CHECK(lane.count("contact_updated") == 1);
  CHECK(std::get<ContactUpdated>(lane.shown.back()).contact.profile.name == "Ada Example");
  lane.pass(std::chrono::hours(1));
  lane.text("m_5", "later");
  CHECK(lane.lookups.size() == 2);
}

TEST_CASE("what nobody understands is kept: bodies and foreign Pages as dead letters, events passed on",
          "[desk][forward]") {
  LaneDriver lane;
  lane.webhook(R"({"sender":{"id":"5794982867201265"},"hologram":{"x":1}})");
  REQUIRE(lane.shown.size() == 1);
  CHECK(std::get<PlatformEventReceived>(lane.shown[0]).kind == "unknown");
  CHECK(std::get<PlatformEventReceived>(lane.shown[0]).name == "hologram");
  CHECK(std::get<PlatformEventReceived>(lane.shown[0]).raw_json.text.find("\"x\":1") != std::string::npos);

  LaneDriver app;
  app.view.subject = {};
  app.view.subject.app = AppId("1517776481860111");
  app.view.service.reset();
  desk::WebhookFact body;
  body.raw_json = "not json";
  body.is_envelope = false;
  app.step(body);
  app.text("m_1", "for a Page that is not ours");
  REQUIRE(app.dead_letters.size() == 2);
  CHECK(app.dead_letters[0].bytes == "not json");
  CHECK(app.shown.empty());
}

TEST_CASE("an event that the desk rejects becomes a dead letter", "[desk][forward]") {
  LaneDriver lane;
  lane.text("m_1", "hello");
  lane.step(desk::DeskRejected{1, R"({"event":"contact_opened"})", "no such queue"});
  CHECK(lane.last.settled == std::vector<std::uint64_t>{1});
  REQUIRE(lane.dead_letters.size() == 1);
  CHECK(lane.dead_letters[0].reason == "rejected by the desk: no such queue");
}
