// Whom a message can be for, besides a PSID.
#include "unit/testing/sandbox_ask.hpp"

using namespace sandbox_test;

namespace {

/// Ada knows nobody yet; opt-ins and messages come by webhook.
struct Desk : Stage {
  explicit Desk(SandboxOptions options = {}) : Stage(std::move(options)) {
    REQUIRE_FALSE(connect({"messages", "messaging_postbacks", "messaging_optins", "message_echoes"}));
  }
  HttpResponse send_to(const std::string& recipient, const std::string& more = {}) const {
    return call("POST", "/v25.0/me/messages",
                R"({"recipient":)" + recipient + R"(,"message":{"text":"Hi"})" + more + "}");
  }
  std::string tick(const std::string& user_ref) const {
    return posted(*this, "people/" + ada + "/optins", R"({"ref":"offer","user_ref":")" + user_ref + "\"}");
  }
  std::string last_event() const {
    executor->run_ready();
    return callback->posts.back().body;
  }
};

const std::string box = R"({"user_ref":"box-1"})";

} // namespace

TEST_CASE("a checkbox opts in without a sender, and is written to once", "[sandbox][recipients]") {
  const Desk desk;
  CHECK(is_error(desk.send_to(box), 100, 2018001));
  REQUIRE(desk.tick("box-1") == "200");
  CHECK(contains(desk.last_event(), R"("messaging":[{"recipient":{"id":"682498302938465"},"timestamp":)"));
  CHECK(contains(desk.last_event(), R"("optin":{"ref":"offer","user_ref":"box-1"}})"));
  CHECK_FALSE(contains(desk.last_event(), ada));
  CHECK(desk.tick("box-1") == "409 user_ref");
  CHECK(is_error(desk.send_to("{\"id\":\"" + ada + "\"}"), 100, 2018001)); // the Page does not know who it is

  const HttpResponse sent = desk.send_to(box);
  REQUIRE(sent.status == 200);
  CHECK_FALSE(contains(sent.body, "recipient_id"));
  CHECK(text_after(sent.body, "message_id") == desk.sandbox->thread(Psid(ada)).back().mid.text());
  CHECK(is_error(desk.send_to(box), 100, 2018001));
}

TEST_CASE("the first word after a checkbox says who it was", "[sandbox][recipients]") {
  const std::string prior = R"("prior_message":{"source":"checkbox_plugin","identifier":"box-1"})";
  const Desk desk;
  REQUIRE(desk.tick("box-1") == "200");
  SECTION("a message") { REQUIRE(desk.sandbox->write(Psid(ada), "hello")); }
  SECTION("a tap") { REQUIRE(desk.sandbox->tap(Psid(ada), "Yes", "YES")); }
  SECTION("Get Started") { REQUIRE(posted(desk, "people/" + ada + "/opens", "{}") == "200"); }
  CHECK(contains(desk.last_event(), prior));
  CHECK(contains(desk.last_event(), R"("sender":{"id":")" + ada));
  REQUIRE(desk.sandbox->write(Psid(ada), "again"));
  CHECK_FALSE(contains(desk.last_event(), "prior_message"));
  CHECK(desk.send_to("{\"id\":\"" + ada + "\"}").status == 200);
}

TEST_CASE("a checkbox opens the window for 24 hours", "[sandbox][recipients]") {
  const Desk desk;
  REQUIRE(desk.tick("box-1") == "200");
  desk.clock->advance(std::chrono::hours(24) + std::chrono::seconds(1));
  CHECK(is_error(desk.send_to(box), 10, 2018278));
  CHECK(desk.send_to(box, R"(,"messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT")").status == 200);
}

TEST_CASE("a checkbox of somebody without a role is for Apps that are reviewed and live", "[sandbox][recipients]") {
  SandboxOptions options;
  options.is_live = false;
  options.strangers = pagebridge::testing::StrangerPolicy::inbound_only;
  const Desk desk(std::move(options));
  REQUIRE(desk.tick("box-1") == "200");
  CHECK(is_error(desk.send_to(box), 200, 2018028));
}

TEST_CASE("customers are matched by phone number and name, if they have a role on the App", "[sandbox][recipients]") {
  const Desk desk;
  const std::string rosa = made(desk, "people",
                                R"({"first_name":"Rosa","last_name":"Roe","role":"testers",)"
                                R"("phone_number":"+1 (212) 555-2368"})",
                                "psid");
  made(desk, "people", R"({"phone_number":"+39 02 1234567"})", "psid");
  CHECK(is_error(desk.send_to(R"({"phone_number":"+12125552369"})"), 100, 2018001));
  CHECK(is_error(desk.send_to(R"({"phone_number":"+12125552368","name":{"first_name":"John"}})"), 100, 2018001));
  CHECK(is_error(desk.send_to(R"({"phone_number":"+39021234567"})"), 200, 2018027));
  const HttpResponse sent =
      desk.send_to(R"({"phone_number":"+1(212)555-2368","name":{"first_name":"Rosa","last_name":"Roe"}})");
  REQUIRE(sent.status == 200);
  CHECK_FALSE(contains(sent.body, "recipient_id"));
  CHECK(desk.sandbox->thread(Psid(rosa)).size() == 1);
  CHECK(posted(desk, "people", R"({"phone_number":"212 555"})") == "400 phone_number");
}

TEST_CASE("an account's phone number can be changed", "[sandbox][recipients]") {
  const Desk desk;
  const std::string user = made(desk, "users", R"({"phone_number":"+39021234567"})");
  made(desk, "people", R"({"user":")" + user + R"(","role":"testers"})", "psid");
  CHECK(desk.send_to(R"({"phone_number":"+39021234567"})").status == 200);
  CHECK(posted(desk, "users/" + user, R"({"phone_number":"+39 02 7654321"})") == "200");
  CHECK(is_error(desk.send_to(R"({"phone_number":"+39021234567"})"), 100, 2018001));
  CHECK(desk.send_to(R"({"phone_number":"+39027654321"})").status == 200);
  CHECK(contains(ask(desk, "GET", "/sandbox/world").body, R"("phone_number":"+39 02 7654321")"));
}

TEST_CASE("a recipient is told in exactly one way", "[sandbox][recipients]") {
  const Desk desk;
  REQUIRE(desk.sandbox->write(Psid(ada), "hello"));
  CHECK(is_error(desk.send_to("{}"), 100, 0));
  CHECK(is_error(desk.send_to("{\"id\":\"" + ada + R"(","user_ref":"box-1"})"), 100, 0));
  CHECK(is_error(desk.send_to(R"({"notification_messages_token":"1"})"), 100, 0)); // retired
  CHECK(is_error(desk.send_to(R"({"one_time_notif_token":"1"})"), 100, 0));
  REQUIRE(desk.tick("box-1") == "200");
  CHECK(is_error(desk.call("POST", "/me/messages", R"({"recipient":)" + box + R"(,"sender_action":"typing_on"})"), 100,
                 0));
}
