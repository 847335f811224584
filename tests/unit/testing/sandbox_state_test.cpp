#include "unit/testing/sandbox_ask.hpp"

using namespace sandbox_test;

namespace {

/// What another process would make of `state`; its callback is the stage's.
std::shared_ptr<Sandbox> restarted(const Stage& stage, std::string state, const std::string& app = {}) {
  SandboxOptions options;
  options.state = std::move(state);
  options.webhook_batch = 3;
  options.app = AppId(app);
  options.clock = stage.clock;
  options.executor = stage.executor;
  options.webhook_transport = std::make_shared<LoopbackTransport>(
      stage.executor, stage.clock, [state = stage.callback](HttpRequest request, LoopbackTransport::Respond respond) {
        state->posts.push_back(std::move(request));
        respond(HttpResponse{200, {}, {}});
      });
  auto sandbox = Sandbox::create(std::move(options));
  return sandbox ? std::move(*sandbox) : nullptr;
}

} // namespace

TEST_CASE("a state that was saved is the state that is read", "[sandbox][state]") {
  Stage stage;
  REQUIRE_FALSE(stage.connect(all_fields));
  REQUIRE(stage.sandbox->write(Psid(ada), "caff\xc3\xa8 \xf0\x9f\x98\x80"));
  CHECK(posted(stage, "people/" + ada + "/messages", R"({"attachments":[{"type":"location","lat":1.50,"long":2}]})") ==
        "201");
  CHECK(stage.send(R"({"attachment":{"type":"image","payload":{"url":"https://a.example/i","is_reusable":true}}})")
            .status == 200);
  REQUIRE(stage.sandbox->react(Psid(ada), stage.sandbox->thread(Psid(ada)).back().mid, "\xe2\x9d\xa4"));
  const std::string business = made(stage, "businesses", R"({"name":"a","is_verified":false})");
  CHECK(posted(stage, "apps", R"({"name":"a","contact_email":"a@b","category":"c","business":")" + business + "\"}") ==
        "201");
  CHECK(posted(stage, "pages", R"({"name":"a","category":"c"})") == "201");
  CHECK(posted(stage, "pages/682498302938465/settings",
               R"({"default_app":"1517776481860111","contact_terms":false})") == "200");
  CHECK(posted(stage, "comments", R"({"psid":")" + ada + R"(","message":"a"})") == "201");
  CHECK(posted(stage, "apps/1517776481860111/secret", "{}") == "200");
  CHECK(posted(stage, "settings", R"({"strangers":"inbound_only"})") == "200");
  CHECK(stage.call("POST", "/v25.0/me/personas", R"({"name":"Rosa","profile_picture_url":"https://a.example/r"})")
            .status == 200);
  CHECK(posted(stage, "people/" + bob + "/optins", R"({"user_ref":"box-1"})") == "200");
  CHECK(posted(stage, "people/" + bob + "/calls", "{}") == "201");
  CHECK(posted(stage, "users", R"({"phone_number":"+39021234567"})") == "201");
  stage.executor->run_ready();
  const std::string state = stage.sandbox->save();
  const auto again = restarted(stage, state);
  REQUIRE(again);
  CHECK(again->save() == state);
  CHECK(again->app() == stage.sandbox->app());
  CHECK(again->app_secret() == stage.sandbox->app_secret());
  CHECK(contains(state, std::string(again->app_secret().reveal())));
  CHECK(again->thread(Psid(ada)).size() == 3);
  const auto sent = [&](const std::string& url) {
    return again->handle({"GET", url, {{"Authorization", "Bearer EAAtoken"}}, {}});
  };
  CHECK(sent("/me").body == stage.get("/me").body);
  const std::string profile = "/" + ada + "?fields=name,locale,timezone,gender";
  CHECK(contains(sent(profile).body, R"("gender":"female")"));
  CHECK(sent(profile).body == stage.get(profile).body);
  for (const char* url : {"/sandbox/ledger", "/sandbox/world"})
    CHECK(again->handle({"GET", url, {}, {}}).body == ask(stage, "GET", url).body);
  // Stamps go on growing, and numbers go on.
  REQUIRE(again->write(Psid(ada), "later"));
  CHECK(again->thread(Psid(ada)).back().at > stage.sandbox->thread(Psid(ada)).back().at);
  CHECK(again->webhooks().back().number > stage.sandbox->webhooks().back().number);
}

TEST_CASE("a utility message's card and a template under review outlive a restart", "[sandbox][state]") {
  SandboxOptions options;
  options.template_review = std::chrono::seconds(2);
  Stage stage(std::move(options));
  REQUIRE(stage.sandbox->write(Psid(ada), "hello"));
  const auto create = [&](const std::string& name) {
    const HttpResponse made =
        stage.call("POST", "/me/message_templates",
                   R"({"name":")" + name +
                       R"(","language":"en","category":"UTILITY","components":[)"
                       R"({"type":"HEADER","format":"TEXT","text":"Order"},{"type":"BODY","text":"Ready"}]})");
    CHECK(contains(made.body, R"("status":"PENDING")"));
    return text_after(made.body, "id");
  };
  create("card");
  stage.executor->advance(std::chrono::seconds(2));
  const HttpResponse sent =
      stage.send(R"({"template":{"name":"card","language":{"code":"en"}}})", R"(,"messaging_type":"UTILITY")");
  const std::string pending = create("slow");
  stage.executor->advance(std::chrono::seconds(1));
  const auto again = restarted(stage, stage.sandbox->save());
  REQUIRE(again);
  const auto get = [&](const std::string& url) {
    return again->handle({"GET", url, {{"Authorization", "Bearer EAAtoken"}}, {}}).body;
  };
  const std::string card = "/" + text_after(sent.body, "message_id") + "?fields=attachments";
  CHECK(contains(get(card), R"("generic_template":{"title":"Order","subtitle":"Ready"})"));
  CHECK(get(card) == stage.get(card).body);
  CHECK(contains(get("/" + pending), R"("status":"PENDING")"));
  stage.executor->advance(std::chrono::seconds(1));
  CHECK(contains(again->save(), R"("status":"APPROVED")"));
  CHECK_FALSE(contains(again->save(), R"("status":"PENDING")"));
}

TEST_CASE("webhooks that were not accepted go out again after a restart, in order", "[sandbox][state]") {
  SandboxOptions options;
  options.webhook_batch = 3;
  Stage stage(std::move(options));
  REQUIRE_FALSE(stage.connect({"messages"}));
  stage.callback->is_silent = true;
  REQUIRE(stage.sandbox->write(Psid(bob), "one"));
  for (const char* text : {"a", "b", "c", "d", "e"}) REQUIRE(stage.sandbox->write(Psid(ada), text));
  stage.executor->run_ready();
  REQUIRE(stage.sandbox->repeat_last_webhook());
  stage.executor->run_ready();
  CHECK(stage.callback->posts.size() == 3);
  CHECK(stage.sandbox->tally().under_way == 7);
  const auto again = restarted(stage, stage.sandbox->save());
  REQUIRE(again);
  CHECK(again->tally().under_way == 7);
  stage.sandbox.reset();
  stage.callback->posts.clear();
  stage.executor->run_ready();
  CHECK(again->tally().under_way == 0);
  CHECK(again->tally().accepted == 7);
  std::string texts;
  for (const HttpRequest& post : stage.callback->posts) {
    if (!contains(post.body, ada)) continue;
    for (std::size_t at = post.body.find(R"("text":")"); at != std::string::npos;
         at = post.body.find(R"("text":")", at + 1))
      texts += post.body[at + 8];
    texts += ' ';
  }
  CHECK((texts == "abc abc de " || texts == "abc de abc ")); // the copy goes beside the order
  REQUIRE(again->write(Psid(ada), "f"));
  stage.executor->run_ready();
  CHECK(contains(stage.callback->posts.back().body, R"("text":"f")"));
}

TEST_CASE("a state that makes no sense is refused", "[sandbox][state]") {
  const Stage stage;
  const std::string state = stage.sandbox->save();
  CHECK(restarted(stage, state) != nullptr);
  CHECK(restarted(stage, state, "1517776481860111") != nullptr);
  CHECK(restarted(stage, state, "1517776481860112") == nullptr);
  CHECK(restarted(stage, "{}") == nullptr);
  CHECK(restarted(stage, "[") == nullptr);
  CHECK(restarted(stage, R"({"version":2)" + state.substr(state.find(','))) == nullptr);
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string other = state;
    other.replace(other.find(from), from.size(), to);
    return restarted(stage, other);
  };
  CHECK(changed(R"("is_live":true)", R"("is_live":[])") == nullptr);
  CHECK(changed(R"("apps":[)", R"("apps":[[],)") == nullptr);
  CHECK(changed(R"("apps":)", R"("applications":)") == nullptr);
  CHECK(changed(R"("came_by_ad":false,)", "") != nullptr); // an older one
}

TEST_CASE("a handshake that a restart cut off has failed", "[sandbox][state]") {
  Stage stage;
  REQUIRE(posted(stage, "webhook", R"({"callback_url":"https://a/","verify_token":"t","fields":["messages"]})") ==
          "202");
  const auto again = restarted(stage, stage.sandbox->save());
  REQUIRE(again);
  CHECK(text_after(again->handle({"GET", "/sandbox/webhook", {}, {}}).body, "state") == "failed");
}

TEST_CASE("changes are counted, so that a host knows when to save", "[sandbox][state]") {
  Stage stage;
  REQUIRE_FALSE(stage.connect({"messages"}));
  auto grew = [&, last = stage.sandbox->changes()]() mutable {
    const auto now = stage.sandbox->changes();
    return now > std::exchange(last, now);
  };
  CHECK_FALSE(grew());
  REQUIRE(stage.sandbox->write(Psid(ada), "a"));
  CHECK(grew());
  stage.executor->run_ready(); // the webhook leaves and is accepted
  CHECK(grew());
  CHECK_FALSE(grew());
  stage.sandbox->set_faults({});
  CHECK(grew()); // of what was hidden
  CHECK_FALSE(stage.sandbox->app_secret().empty());
  CHECK_FALSE(grew());
}

TEST_CASE("the host owns the clock, and may let control requests move it", "[sandbox][control]") {
  Stage plain;
  CHECK(posted(plain, "clock", R"({"advance_ms":1})") == "409 advance_ms");
  SandboxOptions options;
  milliseconds moved{0};
  options.advance_clock = [&](milliseconds by) { moved += by; };
  Stage stage(std::move(options));
  CHECK(posted(stage, "clock", R"({"advance_ms":1500})") == "200");
  CHECK(moved == milliseconds(1500));
  CHECK(posted(stage, "clock", "{}") == "400 advance_ms");
  CHECK(posted(stage, "clock", R"({"advance_ms":-1})") == "400 advance_ms");
  CHECK(posted(stage, "clock", R"({"advance_ms":99999999999})") == "400 advance_ms");
  CHECK(ask(stage, "GET", "/sandbox/clock").body == R"({"time":1770000000000,"can_advance":true})");
}
