// What humans do on a Page by hand: in its inbox, and in its settings.
#include "unit/testing/sandbox_ask.hpp"

using namespace sandbox_test;

namespace {

const std::string page = "pages/682498302938465/";
const std::string own_app = "1517776481860111";

/// Ada has written to the default App.
struct Desk : Stage {
  explicit Desk(SandboxOptions options = with_default_app()) : Stage(std::move(options)) {
    REQUIRE_FALSE(connect({"messages", "messaging_handovers", "standby", "message_template_status_update"}));
    REQUIRE(sandbox->write(Psid(ada), "hello"));
    executor->run_ready();
  }
  std::string by_hand(const std::string& what, const std::string& more = {}) const {
    return posted(*this, page + "inbox/" + what, R"({"psid":")" + ada + "\"" + more + "}");
  }
  bool may_send() const { return send(R"({"text":"a"})").status == 200; }
  std::string last_event() const {
    executor->run_ready();
    return callback->posts.back().body;
  }
};

} // namespace

TEST_CASE("a human takes a thread to the inbox, and passes it back", "[sandbox][inbox]") {
  const Desk desk;
  CHECK(desk.by_hand("take", R"(,"metadata":"I know her")") == "200");
  CHECK(contains(desk.last_event(), R"("take_thread_control":{"previous_owner_app_id":"1517776481860111",)"
                                    R"("new_owner_app_id":"263902037430900","metadata":"I know her"})"));
  CHECK(is_error(desk.send(R"({"text":"a"})"), 10, 2018300));
  REQUIRE(desk.sandbox->write(Psid(ada), "anybody?"));
  CHECK(contains(desk.last_event(), R"("standby":[)"));
  CHECK(desk.by_hand("pass", R"(,"metadata":"yours")") == "200");
  CHECK(contains(desk.last_event(), R"("pass_thread_control":{"previous_owner_app_id":"263902037430900",)"
                                    R"("new_owner_app_id":"1517776481860111","metadata":"yours"})"));
  CHECK(desk.may_send());
  CHECK(desk.by_hand("pass") == "409 "); // the inbox has it no longer
}

TEST_CASE("a human releases a thread, which so becomes the default App's", "[sandbox][inbox]") {
  const Desk desk;
  CHECK(desk.by_hand("release") == "409 ");
  CHECK(desk.by_hand("take") == "200");
  CHECK(desk.by_hand("release") == "200");
  CHECK(desk.get("/me/thread_owner?recipient=" + ada).body == R"({"data":[]})");
  CHECK(desk.may_send());
}

TEST_CASE("an answer in the inbox takes the thread, and its owner is told", "[sandbox][inbox]") {
  const Desk desk;
  CHECK(posted(desk, page + "inbox", R"({"text":"I do this","psid":")" + ada + "\"}") == "201");
  CHECK(contains(desk.last_event(), R"("standby":[)")); // what was sent, after it
  CHECK(contains(desk.callback->posts.at(1).body,
                 R"("take_thread_control":{"previous_owner_app_id":"1517776481860111")"));
  CHECK_FALSE(desk.may_send());
}

TEST_CASE("what cannot be done in the inbox is refused", "[sandbox][inbox]") {
  const Desk desk;
  CHECK(posted(desk, page + "inbox/take", "{}") == "400 psid");
  CHECK(posted(desk, "pages/1/inbox/take", R"({"psid":")" + ada + "\"}") == "404 ");
  CHECK(posted(desk, page + "inbox/take", R"({"psid":")" + bob + "\"}") == "409 "); // never wrote
  CHECK(desk.by_hand("take") == "200");
  CHECK(desk.by_hand("pass", R"(,"app":"4711")") == "400 app");
  const Desk open{SandboxOptions{}};
  CHECK(open.by_hand("take") == "409 "); // everybody may answer
}

TEST_CASE("the default App can be changed by hand", "[sandbox][inbox]") {
  const Desk desk{SandboxOptions{}};
  CHECK(contains(ask(desk, "GET", "/sandbox/" + page).body, R"("default_app":"","contact_terms":true)"));
  CHECK(posted(desk, page + "settings", R"({"default_app":")" + own_app + "\"}") == "200");
  CHECK(contains(ask(desk, "GET", "/sandbox/" + page).body, R"("default_app":"1517776481860111")"));
  REQUIRE(desk.sandbox->write(Psid(ada), "hello?"));
  CHECK(contains(desk.get("/me/thread_owner?recipient=" + ada).body, own_app));
  CHECK(posted(desk, page + "settings", R"({"default_app":""})") == "200");
  CHECK(desk.by_hand("take") == "409 ");
  CHECK(posted(desk, page + "settings", R"({"default_app":"4711"})") == "404 default_app");
  const std::string bare = made(desk, "apps", R"({"name":"a","contact_email":"a@b","category":"c"})");
  CHECK(posted(desk, page + "settings", R"({"default_app":")" + bare + "\"}") == "409 default_app");
  CHECK(posted(desk, "pages/1/settings", "{}") == "404 ");
}

TEST_CASE("labels work once the Contact Terms are accepted", "[sandbox][inbox]") {
  SandboxOptions options;
  options.has_accepted_contact_terms = false;
  const Desk desk(std::move(options));
  const std::string label = R"({"page_label_name":"vip"})";
  CHECK(is_error(desk.call("POST", "/me/custom_labels", label), 2, 2018344));
  CHECK(posted(desk, page + "settings", R"({"contact_terms":true})") == "200");
  CHECK(desk.call("POST", "/me/custom_labels", label).status == 200);
  CHECK(posted(desk, page + "settings", R"({"contact_terms":false})") == "200");
  CHECK(is_error(desk.get("/me/custom_labels"), 2, 2018344));
  CHECK(posted(desk, page + "settings", R"({"contact_terms":1})") == "400 contact_terms");
}

TEST_CASE("a template's status can be set by hand", "[sandbox][inbox]") {
  const Desk desk;
  const std::string id =
      text_after(desk.call("POST", "/me/message_templates",
                           R"({"name":"shipped","language":"en","category":"UTILITY","components":[{"type":"BODY",)"
                           R"("text":"It is on its way."}]})")
                     .body,
                 "id");
  const std::string one = page + "templates/" + id;
  const auto send = [&] {
    return desk.send(R"({"template":{"name":"shipped","language":{"code":"en"}}})", R"(,"messaging_type":"UTILITY")");
  };
  CHECK(posted(desk, one, R"({"status":"REJECTED","reason":"TAG_SHOULD_BE_MARKETING"})") == "200");
  CHECK(contains(desk.last_event(), R"("event":"REJECTED","message_template_id":)" + id));
  CHECK(contains(desk.last_event(), R"("reason":"TAG_SHOULD_BE_MARKETING")"));
  desk.executor->advance(std::chrono::seconds(3)); // the review that was under way says nothing any more
  CHECK(is_error(send(), 100, 0));
  CHECK(posted(desk, one, R"({"status":"APPROVED"})") == "200");
  CHECK(send().status == 200);
  CHECK(posted(desk, one, R"({"status":"PAUSED"})") == "200");
  CHECK(contains(desk.last_event(), R"("event":"PAUSED")"));
  CHECK(is_error(send(), 100, 0));
  CHECK(posted(desk, one, R"({"status":"FINE"})") == "400 status");
  CHECK(posted(desk, one, "{}") == "400 status");
  CHECK(posted(desk, page + "templates/4711", R"({"status":"PAUSED"})") == "404 ");
}
