#include "pagebridge/graph/thread_control.hpp"
#include "unit/testing/sandbox_sdk.hpp"

using namespace sandbox_test;

namespace {

const std::string inbox = "263902037430900";
const std::string done = R"({"success":true})";

/// Ada has written; handovers come by webhook.
struct Desk : Stage {
  explicit Desk(SandboxOptions options = with_default_app()) : Stage(std::move(options)) {
    connect({"messages", "messaging_handovers", "standby"});
    REQUIRE(sandbox->write(Psid(ada), "hello"));
    executor->run_ready();
  }
  HttpResponse control(const std::string& edge, const std::string& more = {}) const {
    return call("POST", "/v25.0/me/" + edge, R"({"recipient":{"id":")" + ada + "\"}" + more + "}");
  }
  std::string owner() const { return get("/v25.0/me/thread_owner?recipient=" + ada).body; }
  std::string last_event() const {
    executor->run_ready();
    return callback->posts.back().body;
  }
};

const std::string to_inbox = R"(,"target_app_id":)" + inbox + R"(,"metadata":"please")";

} // namespace

TEST_CASE("the default App has a thread that its person has written in", "[sandbox][routing]") {
  const Desk desk;
  CHECK(desk.owner() == R"({"data":[{"thread_owner":{"app_id":1517776481860111,"expiration":1770086400}}]})");
  desk.clock->advance(std::chrono::hours(24));
  CHECK(desk.owner() == R"({"data":[]})"); // idle
  CHECK(is_error(desk.get("/me/thread_owner"), 100, 0));
  CHECK(is_error(desk.get("/me/thread_owner?recipient=4711"), 100, 2018001));
}

TEST_CASE("who passed a thread to the Page's inbox writes no more, and hears it on standby", "[sandbox][routing]") {
  const Desk desk;
  CHECK(desk.control("pass_thread_control", to_inbox).body == done);
  CHECK(contains(desk.owner(), R"("app_id":263902037430900)"));
  CHECK(is_error(desk.send(R"({"text":"a"})"), 10, 2018300));
  CHECK(is_error(desk.control("messages", R"(,"sender_action":"mark_seen")"), 10, 2018300));
  CHECK(is_error(desk.control("pass_thread_control", to_inbox), 100, 2534037));
  CHECK(is_error(desk.control("release_thread_control"), 100, 2534037));
  REQUIRE(desk.sandbox->write(Psid(ada), "anybody?"));
  CHECK(contains(desk.last_event(), R"("standby":[)"));
  CHECK(desk.control("request_thread_control", R"(,"metadata":"back?")").body == done);
  CHECK(desk.control("take_thread_control").body == done);
  CHECK(contains(desk.owner(), R"("app_id":1517776481860111)"));
  CHECK(desk.send(R"({"text":"a"})").status == 200);
}

TEST_CASE("a thread passed to an App comes with a webhook", "[sandbox][routing]") {
  const Desk desk;
  CHECK(desk.control("release_thread_control").body == done);
  CHECK(desk.owner() == R"({"data":[]})");
  CHECK(desk.control("pass_thread_control", R"(,"target_app_id":"1517776481860111","metadata":"yours")").body == done);
  CHECK(contains(desk.last_event(), R"("pass_thread_control":{"previous_owner_app_id":null,)"
                                    R"("new_owner_app_id":"1517776481860111","metadata":"yours"})"));
  CHECK(is_error(desk.control("pass_thread_control", R"(,"target_app_id":"4711")"), 100, 2018164));
  CHECK(is_error(desk.control("pass_thread_control"), 100, 0));
}

TEST_CASE("control can be kept for longer, up to seven days", "[sandbox][routing]") {
  const Desk desk;
  CHECK(desk.control("extend_thread_control", R"(,"duration":604800)").body == done);
  desk.clock->advance(std::chrono::hours(6 * 24));
  CHECK(contains(desk.owner(), R"("app_id":1517776481860111)"));
  CHECK(is_error(desk.control("extend_thread_control", R"(,"duration":604801)"), 100, 0));
  CHECK(desk.control("extend_thread_control", R"(,"duration":1)").body == done); // shortens nothing
  desk.clock->advance(std::chrono::hours(23));
  CHECK(contains(desk.owner(), R"("app_id":1517776481860111)"));
  desk.clock->advance(std::chrono::hours(1));
  CHECK(is_error(desk.control("extend_thread_control", R"(,"duration":1)"), 100, 2534037));
}

TEST_CASE("a message can give its thread away", "[sandbox][routing]") {
  const Desk desk;
  CHECK(desk.send(R"({"text":"a"})", R"(,"thread_control":{"control_type":"release"})").status == 200);
  CHECK(desk.owner() == R"({"data":[]})");
  const std::string pass = R"(,"thread_control":{"control_type":"pass","app_id":)";
  REQUIRE(desk.sandbox->write(Psid(ada), "and?"));
  for (const std::string odd : {"\"release\"", "true", "[]", "null"})
    CHECK(is_error(desk.send(R"({"text":"a"})", ",\"thread_control\":" + odd), 100, 0));
  CHECK_FALSE(desk.owner() == R"({"data":[]})");
  CHECK(is_error(desk.send(R"({"text":"a"})", pass + "4711}"), 100, 2018164));
  CHECK(is_error(desk.send(R"({"text":"a"})", R"(,"thread_control":{"control_type":"keep"})"), 100, 0));
  CHECK(desk.send(R"({"text":"a"})", pass + inbox + "}").status == 200);
  CHECK(is_error(desk.send(R"({"text":"b"})"), 10, 2018300));
}

TEST_CASE("without a default App every App may answer, and nothing can be taken", "[sandbox][routing]") {
  const Desk desk{SandboxOptions{}};
  CHECK(desk.owner() == R"({"data":[]})");
  CHECK(desk.send(R"({"text":"a"})").status == 200);
  CHECK(contains(desk.owner(), R"("app_id":1517776481860111)"));
  CHECK(is_error(desk.control("take_thread_control"), 100, 2534037));
  CHECK(desk.control("pass_thread_control", to_inbox).body == done);
  CHECK(is_error(desk.send(R"({"text":"a"})"), 10, 2018300));
  desk.clock->advance(std::chrono::hours(23));
  REQUIRE(desk.sandbox->write(Psid(ada), "anybody?"));
  desk.clock->advance(std::chrono::hours(23));
  CHECK(is_error(desk.send(R"({"text":"a"})"), 10, 2018300)); // the person keeps it active
}

TEST_CASE("receivers of old are still listed", "[sandbox][routing]") {
  const Desk desk;
  CHECK(contains(desk.get("/me/secondary_receivers?fields=id,name").body,
                 R"({"data":[{"name":"Page Inbox","id":"263902037430900"}])"));
  CHECK(is_error(desk.get("/me/secondary_receivers?fields=secret"), 100, 0));
}

TEST_CASE("the SDK's own routing calls are understood", "[sandbox][routing]") {
  const Desk desk;
  const auto mine = answer_to(desk, graph::GetThreadOwner{Psid(ada)});
  REQUIRE(mine);
  CHECK(mine->owner.text() == "1517776481860111");
  CHECK(answer_to(desk, graph::ExtendThreadControl{Psid(ada), std::chrono::hours(48)}));
  CHECK(answer_to(desk, graph::PassThreadControl{Psid(ada), AppId(inbox), "please"}));
  CHECK(answer_to(desk, graph::GetThreadOwner{Psid(ada)})->owner.text() == inbox);
  CHECK(answer_to(desk, graph::RequestThreadControl{Psid(ada)}));
  CHECK(answer_to(desk, graph::TakeThreadControl{Psid(ada)}));
  CHECK(answer_to(desk, graph::ReleaseThreadControl{Psid(ada)}));
  CHECK(answer_to(desk, graph::GetThreadOwner{Psid(ada)})->is_idle);
  CHECK(answer_to(desk, graph::GetMessagingFeatureStatus{})->routing);
  CHECK(contains(desk.get("/me?fields=messaging_feature_status").body, R"("ig_multi_app":false})"));
}

TEST_CASE("on standby come messages, receipts and taps without their payload, and nothing else", "[sandbox][routing]") {
  Stage stage(with_default_app());
  REQUIRE_FALSE(stage.connect({"messages", "message_echoes", "message_deliveries", "message_reads", "message_reactions",
                               "messaging_postbacks", "messaging_account_linking", "messaging_optins",
                               "messaging_referrals", "standby"}));
  const auto bodies = [&] {
    stage.executor->run_ready();
    std::string all;
    for (const HttpRequest& post : stage.callback->posts) all += post.body;
    stage.callback->posts.clear();
    return all;
  };
  const auto mid = stage.sandbox->write(Psid(ada), "hello");
  REQUIRE(mid);
  CHECK(stage.call("POST", "/v25.0/me/pass_thread_control", R"({"recipient":{"id":")" + ada + "\"}" + to_inbox + "}")
            .body == done);
  (void)bodies();
  const std::string people = "/sandbox/people/" + ada + "/";
  REQUIRE(stage.sandbox->tap(Psid(ada), "Details", "SECRET"));
  const std::string tap = bodies();
  CHECK(contains(tap, R"("standby":[{"sender")"));
  CHECK(contains(tap, R"("title":"Details"}})"));
  CHECK_FALSE(contains(tap, "SECRET"));
  REQUIRE(stage.sandbox->read(Psid(ada)));
  CHECK(contains(bodies(), R"("standby":[)"));
  REQUIRE(stage.sandbox->react(Psid(ada), *mid, "\xe2\x9d\xa4"));
  CHECK(stage.sandbox->handle({"POST", people + "account_linking", {}, R"({"status":"unlinked"})"}).status == 200);
  CHECK(stage.sandbox->handle({"POST", people + "opens", {}, R"({"ref":"flyer"})"}).status == 200);
  CHECK(bodies().empty());
  // Opt-ins are for all.
  CHECK(stage.sandbox->handle({"POST", people + "optins", {}, R"({"payload":"DEALS"})"}).status == 201);
  CHECK(contains(bodies(), R"("messaging":[)"));
  // The ledger says which was which, of a repetition, too.
  REQUIRE(stage.sandbox->write(Psid(ada), "again"));
  stage.executor->run_ready();
  REQUIRE(stage.sandbox->repeat_last_webhook());
  stage.executor->run_ready();
  const auto records = stage.sandbox->webhooks();
  CHECK(records.back().repeated);
  CHECK(records.back().is_standby);
  CHECK(contains(stage.sandbox->handle({"GET", "/sandbox/webhooks", {}, {}}).body, R"("is_standby":true)"));
}
