#include "unit/testing/sandbox_ask.hpp"

using namespace sandbox_test;

namespace {

const std::vector<std::string> fields = {"messages",
                                         "message_echoes",
                                         "message_deliveries",
                                         "messaging_postbacks",
                                         "messaging_referrals",
                                         "messaging_optins",
                                         "messaging_account_linking",
                                         "messaging_customer_information",
                                         "feed",
                                         "inbox_labels",
                                         "messaging_policy_enforcement"};

/// A stage with a webhook for all of that.
struct Act : Stage {
  Act() { REQUIRE_FALSE(connect(fields)); }
  std::string of_ada(const std::string& edge) const { return "people/" + ada + "/" + edge; }
  /// The bodies that came since the last call.
  std::string delivered() {
    executor->run_ready();
    std::string bodies;
    for (const HttpRequest& post : callback->posts) bodies += post.body;
    callback->posts.clear();
    return bodies;
  }
};

} // namespace

TEST_CASE("a person sends all that a person can send", "[sandbox][acts]") {
  Act act;
  CHECK(posted(act, act.of_ada("messages"),
               R"({"text":"look","attachments":[{"type":"image","url":"https://a.example/1.png"},
                   {"type":"video","url":"https://a.example/2.mp4"},{"type":"sticker","sticker_id":369239263222822},
                   {"type":"location","lat":52.370,"long":-9},
                   {"type":"fallback","url":"https://a.example/page","title":"A page"},
                   {"type":"reel","payload":{"url":"https://a.example/r","reel_video_id":7}}]})") == "201");
  const std::string body = act.delivered();
  CHECK(contains(body,
                 R"("text":"look","attachments":[{"type":"image","payload":{"url":"https:\/\/a.example\/1.png"}},)"
                 R"({"type":"video","payload":{"url":"https:\/\/a.example\/2.mp4"}},)"
                 R"({"type":"sticker","payload":{"url":"https:\/\/cdn.sandbox.invalid\/sticker\/369239263222822",)"
                 R"("sticker_id":369239263222822}},)"
                 R"({"type":"location","payload":{"coordinates":{"lat":52.370,"long":-9}}},)"
                 R"({"type":"fallback","payload":{"url":"https:\/\/a.example\/page","title":"A page"}},)"
                 R"({"type":"reel","payload":{"url":"https:\/\/a.example\/r","reel_video_id":7}}])"));
  const std::string thread = ask(act, "GET", "/sandbox/" + act.of_ada("thread")).body;
  CHECK(contains(thread, R"("type":"location","reusable":false,"payload":{"coordinates":{"lat":52.370,"long":-9}})"));
  const std::string mid = text_after(thread, "mid");
  CHECK(posted(act, act.of_ada("messages"), R"({"text":"there","reply_to":")" + mid + "\"}") == "201");
  CHECK(contains(act.delivered(), R"("reply_to":{"mid":")" + mid + R"(","is_self_reply":true})"));
  CHECK(posted(act, act.of_ada("messages"), R"({"attachments":[{"type":"file","url":"https://a.example/f"}]})") ==
        "201");
  CHECK_FALSE(contains(act.delivered(), "\"text\""));
  const SandboxMessage sent = act.sandbox->thread(Psid(ada)).back();
  CHECK(sent.attachment_type == "file");
  CHECK(act.sandbox->edit(Psid(ada), sent.mid, "x").error().code == ErrorCode::conflict);
  REQUIRE(act.sandbox->unsend(Psid(ada), sent.mid));
  CHECK(act.sandbox->thread(Psid(ada)).back().attachments.empty());
  CHECK(act.sandbox->thread(Psid(ada)).back().attachment_url.empty());
}

TEST_CASE("what no person can send is refused", "[sandbox][acts]") {
  Act act;
  const auto refused = [&](const std::string& body) { return posted(act, act.of_ada("messages"), body); };
  CHECK(refused(R"({"attachments":[]})") == "400 text");
  CHECK(refused(R"({"attachments":7})") == "400 attachments");
  CHECK(refused(R"({"attachments":[7]})") == "400 attachments");
  CHECK(refused(R"({"attachments":[{}]})") == "400 type");
  CHECK(refused(R"({"attachments":[{"type":"image"}]})") == "400 url");
  CHECK(refused(R"({"attachments":[{"type":"hologram"}]})") == "400 payload");
  CHECK(refused(R"({"attachments":[{"type":"sticker","sticker_id":"x"}]})") == "400 sticker_id");
  CHECK(refused(R"({"attachments":[{"type":"sticker"}]})") == "400 sticker_id");
  CHECK(refused(R"({"attachments":[{"type":"location","lat":"1","long":2}]})") == "400 lat");
  CHECK(refused(R"({"attachments":[{"type":"fallback"}]})") == "400 url");
  CHECK(refused(R"({"quick_reply":"RED"})") == "400 text");
  CHECK(refused(R"({"text":"a","reply_to":"m_none"})") == "404 reply_to");
  CHECK(act.delivered().empty());
}

TEST_CASE("a link opens a new thread with Get Started, and an old one with a referral", "[sandbox][acts]") {
  Act act;
  CHECK(posted(act, act.of_ada("opens"), R"({"ref":"flyer-7"})") == "200");
  std::string body = act.delivered();
  CHECK(contains(body, R"("title":"Get Started","payload":"GET_STARTED",)"
                       R"("referral":{"ref":"flyer-7","source":"SHORTLINK","type":"OPEN_THREAD"}})"));
  CHECK(act.send(R"({"text":"welcome"})").status == 200);
  (void)act.delivered();
  act.clock->advance(std::chrono::hours(30));
  CHECK(is_error(act.send(R"({"text":"still there?"})"), 10, 2018278));
  CHECK(posted(act, act.of_ada("opens"), "{}") == "200");
  CHECK(act.delivered().empty());
  CHECK(posted(act, act.of_ada("opens"), R"({"ref":"flyer-8"})") == "200");
  body = act.delivered();
  CHECK(contains(body, R"("referral":{"ref":"flyer-8","source":"SHORTLINK","type":"OPEN_THREAD"}})"));
  CHECK_FALSE(contains(body, "postback"));
  CHECK(act.send(R"({"text":"hello again"})").status == 200);
  CHECK(posted(act, "people/1/opens", "{}") == "404 ");
  CHECK(posted(act, act.of_ada("opens"), R"({"ref":")" + std::string(2084, 'x') + "\"}") == "400 ref");
}

TEST_CASE("the window after an ad's message is longer", "[sandbox][acts]") {
  Act act;
  CHECK(posted(act, act.of_ada("ads"), R"({"text":"hi"})") == "400 ad_id");
  SECTION("whose message has the referral") {
    CHECK(posted(act, act.of_ada("ads"), R"({"ad_id":"77","ref":"r","ad_title":"Ice","post_id":"5","text":"hi"})") ==
          "201");
    CHECK(contains(act.delivered(), R"("text":"hi","referral":{"ref":"r","ad_id":"77","source":"ADS",)"
                                    R"("type":"OPEN_THREAD","ads_context_data":{"ad_title":"Ice","post_id":"5"}}})"));
  }
  SECTION("whose thread was opened first") {
    CHECK(posted(act, act.of_ada("ads"), R"({"ad_id":77})") == "200");
    CHECK(contains(act.delivered(), R"("payload":"GET_STARTED","referral":{"ad_id":"77","source":"ADS",)"));
    CHECK(posted(act, act.of_ada("messages"), R"({"text":"hi"})") == "201");
  }
  act.clock->advance(std::chrono::hours(6 * 24));
  CHECK(act.send(R"({"text":"hello"})").status == 200);
  act.clock->advance(std::chrono::hours(25));
  CHECK(is_error(act.send(R"({"text":"hello"})"), 10, 2018278));
}

TEST_CASE("rarer acts come as their own events", "[sandbox][acts]") {
  Act act;
  const std::string token = made(act, act.of_ada("optins"), R"({"payload":"DEALS","timezone":"Europe/Rome"})", "token");
  CHECK(contains(act.delivered(), R"("optin":{"type":"notification_messages","payload":"DEALS",)"
                                  R"("title":"Updates and promotions","notification_messages_token":")" +
                                      token + R"(","notification_messages_timezone":"Europe\/Rome")"));
  CHECK(posted(act, act.of_ada("optins"), R"({"ref":"plugin"})") == "200");
  CHECK(contains(act.delivered(), R"("optin":{"ref":"plugin"}})"));
  CHECK(posted(act, act.of_ada("account_linking"), R"({"status":"linked","authorization_code":"A"})") == "200");
  CHECK(contains(act.delivered(), R"("account_linking":{"status":"linked","authorization_code":"A"}})"));
  CHECK(posted(act, act.of_ada("account_linking"), R"({"status":"maybe"})") == "400 status");
  CHECK(posted(act, act.of_ada("events"),
               R"({"field":"messaging_customer_information","member":"messaging_customer_information",
                   "value":{"screens":[]}})") == "200");
  CHECK(contains(act.delivered(), R"(,"messaging_customer_information":{"screens":[]}})"));
  CHECK(posted(act, act.of_ada("events"), R"({"field":"nonsense","member":"x","value":1})") == "400 field");
  CHECK(posted(act, act.of_ada("events"), R"({"field":"messages","member":"X y","value":1})") == "400 member");
  CHECK(posted(act, act.of_ada("events"), R"({"field":"messages","member":"message"})") == "400 value");
  const std::string page = "pages/682498302938465/";
  CHECK(posted(act, page + "events", R"({"field":"messaging_policy_enforcement","member":"policy_enforcement",
                                         "value":{"action":"block"}})") == "200");
  CHECK(contains(act.delivered(), R"("messaging":[{"recipient":{"id":"682498302938465"},"timestamp":)"));
  CHECK(posted(act, page + "events", R"({"field":"inbox_labels","value":{"action":"add"}})") == "200");
  CHECK(contains(act.delivered(), R"("changes":[{"field":"inbox_labels","value":{"action":"add"}}])"));
  CHECK(posted(act, "pages/1/events", R"({"field":"inbox_labels","value":{}})") == "404 ");
}

TEST_CASE("a person who blocks the Page gets nothing and does nothing", "[sandbox][acts]") {
  Act act;
  REQUIRE(act.sandbox->write(Psid(ada), "ciao"));
  CHECK(posted(act, act.of_ada("block"), "{}") == "200");
  CHECK(is_error(act.send(R"({"text":"hello"})"), 551, 1545041));
  CHECK(posted(act, act.of_ada("messages"), R"({"text":"a"})") == "409 ");
  CHECK(posted(act, act.of_ada("opens"), R"({"ref":"flyer"})") == "409 ");
  CHECK(posted(act, act.of_ada("unblock"), "{}") == "200");
  CHECK(act.send(R"({"text":"hello"})").status == 200);
  CHECK(posted(act, "people/1/block", "{}") == "404 ");
}

TEST_CASE("a person whom the Page blocked comes by no link", "[sandbox][acts]") {
  Act act;
  REQUIRE(act.sandbox->write(Psid(ada), "ciao"));
  (void)act.delivered();
  CHECK(act.call("POST", "/me/blocked", R"({"psid":")" + ada + "\"}").status == 200);
  CHECK(posted(act, act.of_ada("opens"), R"({"ref":"flyer"})") == "409 ");
  CHECK(act.delivered().empty());
}

TEST_CASE("a thread that a person opened is the default App's, and no longer than others", "[sandbox][acts]") {
  SandboxOptions options = with_default_app();
  options.most_messages = 1;
  Stage stage(std::move(options));
  CHECK(posted(stage, "people/" + ada + "/opens", "{}") == "200");
  CHECK(contains(stage.get("/v25.0/me/thread_owner?recipient=" + ada).body, R"("app_id":1517776481860111)"));
  CHECK(stage.send(R"({"text":"welcome"})").status == 200);
  CHECK(stage.sandbox->thread(Psid(ada)).size() == 1);
}

TEST_CASE("an ad that no message follows opens no window", "[sandbox][acts]") {
  Act act;
  REQUIRE(act.sandbox->write(Psid(ada), "ciao"));
  act.clock->advance(std::chrono::hours(30));
  CHECK(posted(act, act.of_ada("ads"), R"({"ad_id":77})") == "200");
  CHECK(contains(act.delivered(), R"("referral":{"ad_id":"77")"));
  CHECK(is_error(act.send(R"({"text":"hello"})"), 10, 2018278));
  CHECK(posted(act, act.of_ada("messages"), R"({"text":"hi"})") == "201");
  act.clock->advance(std::chrono::hours(30));
  CHECK(act.send(R"({"text":"hello"})").status == 200);
}

TEST_CASE("Send to Messenger opens the window, and agreeing to marketing messages does not", "[sandbox][acts]") {
  Stage stage(with_default_app());
  const std::string optins = "people/" + ada + "/optins";
  CHECK(posted(stage, optins, R"({"payload":"DEALS"})") == "201");
  CHECK(stage.send(R"({"text":"hello"})").status == 400);
  CHECK(posted(stage, optins, R"({"ref":"plugin"})") == "200");
  CHECK(contains(stage.get("/v25.0/me/thread_owner?recipient=" + ada).body, R"("app_id":1517776481860111)"));
  CHECK(stage.send(R"({"text":"hello"})").status == 200);
}

TEST_CASE("commands of the Page that a text names come with it", "[sandbox][acts]") {
  Act act;
  CHECK(act.call("POST", "/v25.0/me/messenger_profile",
                 R"({"commands":[{"locale":"default","commands":[{"name":"help","description":"a"},
                     {"name":"stop","description":"b"}]}]})")
            .status == 200);
  REQUIRE(act.sandbox->write(Psid(ada), "/help me, and/or /stop /nothing stop"));
  CHECK(contains(act.delivered(), R"(stop","commands":[{"name":"help"},{"name":"stop"}]})"));
  REQUIRE(act.sandbox->write(Psid(ada), "/nothing"));
  CHECK_FALSE(contains(act.delivered(), "commands"));
}

TEST_CASE("in development mode nobody hears what strangers write in public", "[sandbox][acts]") {
  SandboxOptions options;
  options.is_live = false;
  Stage stage(std::move(options));
  REQUIRE_FALSE(stage.connect({"feed"}));
  CHECK(posted(stage, "posts", R"({"psid":")" + ada + R"(","message":"Hello all"})") == "201");
  const std::string tester = made(stage, "people", R"({"role":"testers"})", "psid");
  CHECK(posted(stage, "comments", R"({"psid":")" + tester + R"(","message":"It works"})") == "201");
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 1);
  CHECK(contains(stage.callback->posts[0].body, "It works"));
}

TEST_CASE("of posts and uploads the newest are kept", "[sandbox][acts]") {
  SandboxOptions options;
  options.most_webhooks = 2;
  Stage stage(std::move(options));
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  std::vector<std::string> comments;
  for (int i = 0; i < 3; ++i) {
    comments.push_back(made(stage, "comments", R"({"psid":")" + ada + R"(","message":"a"})", "comment_id"));
    CHECK(stage.send(R"({"attachment":{"type":"image","payload":{"url":"https://a.example/i","is_reusable":true}}})")
              .status == 200);
  }
  CHECK(stage.sandbox->attachments().size() == 2);
  const auto reply = [&](const std::string& comment) {
    return stage.call("POST", "/v25.0/me/messages",
                      R"({"recipient":{"comment_id":")" + comment + R"("},"message":{"text":"a"}})");
  };
  CHECK(is_error(reply(comments[0]), 100, 2534025));
  CHECK(reply(comments[2]).status == 200);
}

TEST_CASE("comments and visitors' posts come through the feed", "[sandbox][acts]") {
  Act act;
  const HttpResponse commented =
      ask(act, "POST", "/sandbox/comments", R"({"psid":")" + ada + R"(","message":"Is it blue?"})");
  CHECK(commented.status == 201);
  const std::string comment = text_after(commented.body, "comment_id");
  const std::string post = text_after(commented.body, "post_id");
  std::string body = act.delivered();
  CHECK(contains(body, R"("changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":")" + comment +
                           R"(","parent_id":")" + post + R"(","post_id":")" + post + R"(","from":{"id":")"));
  CHECK(contains(body, R"("name":"Ada Example"},"created_time":177)"));
  CHECK_FALSE(contains(body, ada)); // the feed knows no PSIDs
  CHECK(posted(act, "posts", R"({"psid":")" + ada + R"(","message":"Hello all"})") == "201");
  body = act.delivered();
  CHECK(contains(body, R"("item":"post")"));
  CHECK_FALSE(contains(body, "comment_id"));
  CHECK(posted(act, "comments", R"({"message":"a"})") == "400 psid");
  CHECK(posted(act, "comments", R"({"psid":"1","message":"a"})") == "404 ");
}

TEST_CASE("an ad's referral is in the message only for who has the field messaging_referrals", "[sandbox][acts]") {
  Act act;
  const std::string page = "pages/682498302938465/subscriptions";
  const std::string body = R"({"ad_id":"77","text":"hi"})";
  REQUIRE(posted(act, page, R"({"fields":["messages"]})") == "200");
  CHECK(posted(act, act.of_ada("ads"), body) == "201");
  const std::string without = act.delivered();
  CHECK(contains(without, R"("text":"hi"}})"));
  CHECK_FALSE(contains(without, "referral"));
  REQUIRE(posted(act, page, R"({"fields":["messages","messaging_referrals"]})") == "200");
  CHECK(posted(act, act.of_ada("ads"), body) == "201");
  CHECK(contains(act.delivered(), R"("text":"hi","referral":{"ad_id":"77")"));
}

TEST_CASE("a call to the Page comes by webhook, and so does its end", "[sandbox][acts]") {
  Act act;
  REQUIRE_FALSE(act.connect({"calls"}));
  CHECK(posted(act, act.of_ada("calls/c_1/end"), "{}") == "404 ");
  const std::string id = made(act, act.of_ada("calls"), "{}");
  CHECK(id.substr(0, 2) == "c_");
  CHECK(contains(act.delivered(),
                 R"([{"id":"682498302938465","time":1770000000,"calls":[{"id":")" + id +
                     R"(","to":"682498302938465","from":")" + ada +
                     R"(","event":"connect","timestamp":1770000000,"call_direction":"user_initiated"}])"));
  CHECK(posted(act, act.of_ada("calls"), "{}") == "409 ");
  act.clock->advance(std::chrono::seconds(61));
  CHECK(posted(act, act.of_ada("calls/" + id + "/end"), R"({"status":"Lost"})") == "400 status");
  CHECK(posted(act, act.of_ada("calls/" + id + "/end"), R"({"answered":true})") == "200");
  CHECK(contains(act.delivered(),
                 R"("calls":[{"id":")" + id +
                     R"(","event":"terminate","timestamp":1770000061,)"
                     R"("status":"Completed","start_time":1770000000,"end_time":1770000061,"duration":61}])"));
  const std::string missed = made(act, act.of_ada("calls"), "{}");
  CHECK(posted(act, act.of_ada("calls/" + missed + "/end"), R"({"status":"Failed"})") == "200");
  CHECK_FALSE(contains(act.delivered(), "duration"));
  CHECK(posted(act, "people/1/calls", "{}") == "404 ");
}

TEST_CASE("what a human answers in the inbox comes as an echo of the inbox's App", "[sandbox][acts]") {
  Act act;
  const std::string inbox = "pages/682498302938465/inbox";
  const std::string body = R"({"psid":")" + ada + R"(","text":"by hand"})";
  CHECK(posted(act, inbox, body) == "409 ");
  REQUIRE(act.sandbox->write(Psid(ada), "ciao"));
  (void)act.delivered();
  CHECK(posted(act, inbox, body) == "201");
  CHECK(contains(act.delivered(), R"("message":{"is_echo":true,"app_id":263902037430900,"mid":"m_)"));
  CHECK(act.sandbox->thread(Psid(ada)).back().text == "by hand");
  CHECK(posted(act, "pages/1/inbox", body) == "404 ");
  CHECK(posted(act, inbox, R"({"psid":")" + ada + "\"}") == "400 text");
}

TEST_CASE("the dashboard's samples come whatever is subscribed, in the dashboard's form", "[sandbox][acts]") {
  Stage stage;
  const std::string samples = "apps/1517776481860111/samples";
  CHECK(posted(stage, samples, R"({"field":"messages"})") == "409 callback_url");
  REQUIRE_FALSE(stage.connect({"message_reads"}));
  CHECK(posted(stage, samples, R"({"field":"messages"})") == "202");
  CHECK(posted(stage, samples, R"({"field":"messaging_handovers"})") == "202");
  CHECK(posted(stage, samples, R"({"field":"message"})") == "400 field");
  CHECK(posted(stage, "apps/1/samples", R"({"field":"messages"})") == "404 ");
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 2);
  CHECK(stage.callback->posts[0].body ==
        R"({"object":"page","entry":[{"id":"0","time":1770000000,"changes":[{"field":"messages","value":{)"
        R"("sender":{"id":"12334"},"recipient":{"id":"23245"},"timestamp":"1527459824","message":{"mid":"sample_mid",)"
        R"("text":"a sample","commands":[{"name":"help"},{"name":"stop"}]}}}]}]})");
  CHECK(contains(stage.callback->posts[1].body, R"("changes":[{"field":"messaging_handovers"}])"));
  for (const char* field : {"marketing_message_echoes", "marketing_message_deliveries"}) {
    CHECK(posted(stage, samples, R"({"field":")" + std::string(field) + "\"}") == "202");
    stage.executor->run_ready();
    CHECK(contains(stage.callback->posts.back().body, R"("changes":[{"field":")" + std::string(field) +
                                                          R"(","value":{"field":")" + field +
                                                          R"(","recipient_id":12334,"page_id":23245,"app_id":)"));
  }
}
