#include "unit/testing/sandbox_ask.hpp"

using namespace sandbox_test;

namespace {

/// The walk that an administrator takes before a contact centre can answer, made by control requests alone.
struct Walk : Stage {
  std::string user = made(*this, "users", R"({"first_name":"Rosa"})");
  std::string page = made(*this, "pages", R"({"user":")" + user + R"(","name":"Acme Corp","category":"Company"})");
  std::string app = made(
      *this, "apps",
      R"({"user":")" + user + R"(","name":"Acme Chat","contact_email":"chat@acme.example","category":"Business"})");
  std::string token_body = R"({"user":")" + user + R"(","page":")" + page + R"(","app":")" + app + "\"}";
  std::string of_app(const std::string& edge) const { return "apps/" + app + "/" + edge; }
  /// Messenger added, icon and privacy policy set.
  void complete() {
    REQUIRE(posted(*this, of_app("products"), R"({"product":"messenger"})") == "200");
    REQUIRE(posted(*this, of_app("settings"),
                   R"({"icon_url":"https://acme.example/i.png","privacy_policy_url":"https://acme.example/p"})") ==
            "200");
  }
  HttpResponse me(const std::string& token) const {
    return sandbox->handle({"GET", "/me", {{"Authorization", "Bearer " + token}}, {}});
  }
};

} // namespace

TEST_CASE("control requests need the token, if there is one", "[sandbox][control]") {
  SandboxOptions options;
  options.control_token = Secret("open sesame");
  Stage stage(std::move(options));
  const auto status = [&](HttpHeaders headers) {
    return stage.sandbox->handle({"GET", "/sandbox/state", std::move(headers), {}}).status;
  };
  CHECK(status({{"authorization", "Bearer open sesame"}}) == 200);
  CHECK(status({}) == 401);
  CHECK(status({{"Authorization", "Bearer open"}}) == 401);
  CHECK(status({{"Authorization", "open sesame"}}) == 401);
  CHECK(status({{"Authorization", "Bearer EAAtoken"}}) == 401);
  CHECK(status({{"Authorization", "Bearer open sesame"}, {"Authorization", "Bearer open sesame"}}) == 401);
  const HttpResponse refused = ask(stage, "POST", "/sandbox/nonsense", "[");
  CHECK(refused.status == 401);
  CHECK(text_after(refused.body, "field") == "Authorization");
  CHECK(stage.get("/me").status == 200);
}

TEST_CASE("the world tells all that a client is configured with", "[sandbox][control]") {
  Walk walk;
  const std::string world = ask(walk, "GET", "/sandbox/world").body;
  CHECK(text_after(world, "page_access_token") == "EAAtoken");
  CHECK(text_after(world, "app_access_token") == "1517776481860111|00112233445566778899aabbccddeeff");
  CHECK(text_after(world, "user_access_token").rfind("EAA", 0) == 0);
  CHECK(contains(world, R"("apps":[{"id":"1517776481860111","secret":"00112233445566778899aabbccddeeff",)"));
  CHECK(contains(world, R"("pages":[{"id":"682498302938465","name":"Gelateria Demo",)"));
  CHECK(contains(world, R"({"name":"pages_messaging","access":"advanced","review":"none",)"));
  CHECK(contains(world, walk.app));
  CHECK(contains(ask(walk, "GET", "/sandbox/pages/" + walk.page).body, R"("tasks":[{"user":")" + walk.user));
  CHECK(contains(ask(walk, "GET", "/sandbox/apps/" + walk.app).body, R"("products":[],"mode":"development")"));
  CHECK(ask(walk, "GET", "/sandbox/apps/1").status == 404);
  CHECK(ask(walk, "GET", "/sandbox/pages/1").status == 404);
}

TEST_CASE("Apps and Pages that lack something are not made", "[sandbox][control]") {
  Stage stage;
  CHECK(posted(stage, "apps", R"({"contact_email":"a@b","category":"c"})") == "400 name");
  CHECK(posted(stage, "apps", R"({"name":"a","category":"c"})") == "400 contact_email");
  CHECK(posted(stage, "apps", R"({"name":"a","contact_email":"ab","category":"c"})") == "400 contact_email");
  CHECK(posted(stage, "apps", R"({"name":"a","contact_email":"a@b"})") == "400 category");
  CHECK(posted(stage, "apps", R"({"name":"a","contact_email":"a@b","category":"c","user":"1"})") == "404 user");
  CHECK(posted(stage, "pages", R"({"category":"c"})") == "400 name");
  CHECK(posted(stage, "pages", R"({"name":"a"})") == "400 category");
  CHECK(posted(stage, "pages", R"({"name":"a","category":"c","user":"1"})") == "404 user");
  CHECK(posted(stage, "pages", R"({"name":"a","category":"c","business":"1"})") == "404 business");
  CHECK(posted(stage, "pages", R"({"name":"a","category":"c","username":"a b c d"})") == "400 username");
  CHECK(posted(stage, "pages", R"({"name":"a","category":"c","username":"acme.corp"})") == "201");
  CHECK(posted(stage, "pages", R"({"name":"a","category":"c","username":"acme.corp"})") == "409 username");
  CHECK(posted(stage, "businesses", "{}") == "400 name");
  CHECK(posted(stage, "users", R"({"businesses":["1"]})") == "404 businesses");
  CHECK(posted(stage, "users", R"({"first_name":1})") == "400 first_name");
  const std::string business = made(stage, "businesses", R"({"name":"Acme"})");
  const std::string user = made(stage, "users", R"({"businesses":[")" + business + "\"]}");
  CHECK(contains(ask(stage, "GET", "/sandbox/world").body, R"("businesses":[")" + business + "\"]"));
  CHECK(posted(stage, "users/" + user, R"({"businesses":[]})") == "200");
  CHECK(posted(stage, "users/" + user, "{}") == "400 businesses");
}

TEST_CASE("a new App walks from development to being live", "[sandbox][control]") {
  Walk walk;
  CHECK(posted(walk, walk.of_app("products"), R"({"product":"login"})") == "400 product");
  CHECK(posted(walk, "tokens", walk.token_body) == "409 app");
  CHECK(posted(walk, walk.of_app("products"), R"({"product":"messenger"})") == "200");
  CHECK(posted(walk, walk.of_app("mode"), R"({"mode":"live"})") == "409 privacy_policy_url");
  const auto review = [&](const std::string& body) { return posted(walk, walk.of_app("review"), body); };
  const std::string submission = R"({"permission":"pages_messaging","action":"submit","notes":"agents answer"})";
  CHECK(review(submission) == "409 icon_url");
  CHECK(posted(walk, walk.of_app("settings"), R"({"icon_url":"i.png"})") == "400 icon_url");
  CHECK(posted(walk, walk.of_app("settings"), R"({"icon_url":"https://acme.example/i.png"})") == "200");
  CHECK(review(submission) == "409 privacy_policy_url");
  CHECK(posted(walk, walk.of_app("settings"), R"({"privacy_policy_url":"https://acme.example/p"})") == "200");
  CHECK(review(R"({"permission":"pages_messaging","action":"submit"})") == "409 notes");
  CHECK(review(R"({"permission":"pages_messaging","action":"approve"})") == "409 action");
  CHECK(review(R"({"permission":"nonsense","action":"submit"})") == "400 permission");
  CHECK(review(R"({"feature":"nonsense","action":"submit"})") == "400 feature");
  CHECK(review(R"({"action":"submit"})") == "400 permission");
  CHECK(review(submission) == "200");
  CHECK(review(submission) == "409 action");
  CHECK(review(R"({"permission":"pages_messaging","action":"reject","reason":"no video"})") == "200");
  CHECK(contains(ask(walk, "GET", "/sandbox/apps/" + walk.app).body,
                 R"({"name":"pages_messaging","access":"standard","review":"rejected",)"
                 R"("notes":"agents answer","reason":"no video"})"));
  CHECK(review(submission) == "200");
  CHECK(review(R"({"permission":"pages_messaging","action":"approve"})") == "200");
  CHECK(review(R"({"feature":"Human Agent","action":"submit","notes":"people answer"})") == "200");
  CHECK(review(R"({"feature":"Human Agent","action":"approve"})") == "200");
  CHECK(posted(walk, walk.of_app("mode"), R"({"mode":"published"})") == "400 mode");
  CHECK(posted(walk, walk.of_app("mode"), R"({"mode":"live"})") == "200");
  const std::string app = ask(walk, "GET", "/sandbox/apps/" + walk.app).body;
  CHECK(contains(app, R"("mode":"live")"));
  CHECK(contains(app, R"("features":[{"name":"Human Agent","access":"advanced","review":"approved")"));
}

TEST_CASE("advanced access is for Apps of verified businesses", "[sandbox][control]") {
  Walk walk;
  walk.complete();
  const std::string business = made(walk, "businesses", R"({"name":"Acme","is_verified":false})");
  const std::string verify = "businesses/" + business;
  const auto review = [&](const std::string& action) {
    return posted(walk, walk.of_app("review"),
                  R"({"permission":"pages_messaging","notes":"agents answer","action":")" + action + "\"}");
  };
  CHECK(posted(walk, walk.of_app("settings"), R"({"business":"1"})") == "404 business");
  CHECK(posted(walk, walk.of_app("settings"), R"({"business":")" + business + "\"}") == "200");
  CHECK(contains(ask(walk, "GET", "/sandbox/apps/" + walk.app).body, R"("business":")" + business + "\""));
  CHECK(review("submit") == "409 business");
  CHECK(posted(walk, verify, R"({"is_verified":true})") == "200");
  CHECK(review("submit") == "200");
  CHECK(posted(walk, verify, R"({"is_verified":false})") == "200");
  CHECK(review("approve") == "409 business");
  CHECK(posted(walk, verify, R"({"is_verified":true})") == "200");
  CHECK(review("approve") == "200");
  CHECK(posted(walk, verify, "{}") == "400 is_verified");
  CHECK(posted(walk, "businesses/1", R"({"is_verified":true})") == "404 ");
  const std::string wrong = R"({"name":"a","contact_email":"a@b","category":"c","business":"1"})";
  CHECK(posted(walk, "apps", wrong) == "404 business");
}

TEST_CASE("tokens are granted by those who may, and die", "[sandbox][control]") {
  Walk walk;
  walk.complete();
  const std::string other = made(walk, "users", "{}");
  const auto asked_by_other = R"({"user":")" + other + R"(","page":")" + walk.page + R"(","app":")" + walk.app + "\"}";
  CHECK(posted(walk, "tokens", asked_by_other) == "409 user"); // no role on the App
  CHECK(posted(walk, walk.of_app("roles"), R"({"user":")" + other + R"(","role":"boss"})") == "400 role");
  CHECK(posted(walk, walk.of_app("roles"), R"({"user":")" + other + R"(","role":"developers"})") == "200");
  CHECK(posted(walk, "tokens", asked_by_other) == "409 user"); // not the Page's administrator
  const std::string tasks = "pages/" + walk.page + "/tasks";
  CHECK(posted(walk, tasks, R"({"user":")" + other + R"(","tasks":["COOK"]})") == "400 tasks");
  CHECK(posted(walk, tasks, R"({"user":")" + other + R"(","tasks":["MESSAGING"]})") == "200");
  CHECK(posted(walk, "tokens", asked_by_other) == "409 user");
  CHECK(posted(walk, tasks, R"({"user":")" + other + R"(","tasks":["MANAGE","MESSAGING"]})") == "200");
  const std::string token = made(walk, "tokens", asked_by_other, "access_token");
  CHECK(walk.me(token).status == 200);
  CHECK(contains(walk.me(token).body, walk.page));
  CHECK(posted(walk, tasks, R"({"user":")" + other + R"(","tasks":[]})") == "200");
  CHECK(is_error(walk.me(token), 190, 492));

  const std::string own = made(walk, "tokens", walk.token_body, "access_token");
  CHECK(posted(walk, "tokens/kill", R"({"user":"1","reason":"old age"})") == "400 reason");
  CHECK(posted(walk, "tokens/kill", R"({"reason":"expire"})") == "400 user");
  CHECK(posted(walk, "tokens/kill", R"({"user":")" + walk.user + R"(","reason":"password_changed"})") == "200");
  CHECK(is_error(walk.me(own), 190, 460));
  const std::string brief = walk.token_body.substr(0, walk.token_body.size() - 1) + R"(,"long_lived":false})";
  const std::string next = made(walk, "tokens", brief, "access_token");
  CHECK(walk.me(next).status == 200);
  walk.clock->advance(std::chrono::hours(3));
  CHECK(is_error(walk.me(next), 190, 463));
  CHECK(posted(walk, "tokens", R"({"kind":"robot"})") == "400 kind");
}

TEST_CASE("a new secret ends what was made with the old one", "[sandbox][control]") {
  Walk walk;
  walk.complete();
  const auto app_token = [&] { return text_after(ask(walk, "GET", "/sandbox/apps/" + walk.app).body, "access_token"); };
  const std::string old = app_token();
  const std::string secret = made(walk, walk.of_app("secret"), "{}", "secret");
  CHECK(secret.size() == 32);
  CHECK(app_token() == walk.app + "|" + secret);
  CHECK(app_token() != old);
  CHECK(is_error(walk.me(old), 190, 0));
}

TEST_CASE("people belong to a Page, and may have a role on an App", "[sandbox][control]") {
  Walk walk;
  const std::string body = R"({"first_name":"Zoe","page":")" + walk.page + "\"}";
  const HttpResponse added = ask(walk, "POST", "/sandbox/people", body);
  const std::string psid = text_after(added.body, "psid");
  const std::string user = text_after(added.body, "user");
  CHECK(contains(ask(walk, "GET", "/sandbox/world").body,
                 R"("psids":[{"page":")" + walk.page + R"(","psid":")" + psid + "\"}]"));
  CHECK(posted(walk, "people", R"({"page":"1"})") == "404 page");
  CHECK(posted(walk, "people", R"({"user":"1"})") == "404 user");
  CHECK(posted(walk, "people", R"({"role":"boss"})") == "400 role");
  CHECK(posted(walk, "people", R"({"app":"1"})") == "404 app");
  CHECK(posted(walk, "people", R"({"user":")" + user + R"(","page":")" + walk.page + "\"}") == "409 user");
  // The same account has another id for another Page.
  const std::string elsewhere =
      made(walk, "people", R"({"role":"testers","user":")" + user + R"(","app":")" + walk.app + "\"}", "psid");
  CHECK(elsewhere != psid);
  CHECK(contains(ask(walk, "GET", "/sandbox/people").body, R"({"psid":")" + elsewhere + R"(","first_name":"Zoe")"));
  CHECK(contains(ask(walk, "GET", "/sandbox/apps/" + walk.app).body, R"({"user":")" + user + R"(","role":"testers"})"));
}

TEST_CASE("an App of one's own gets its own webhook", "[sandbox][control]") {
  Walk walk;
  walk.complete();
  const std::string webhook = R"({"callback_url":"https://cc.example/b","verify_token":"t","fields":["messages"]})";
  CHECK(posted(walk, walk.of_app("webhook"), webhook) == "202");
  CHECK(posted(walk, "apps/1/webhook", webhook) == "404 ");
  walk.executor->run_ready();
  CHECK(text_after(ask(walk, "GET", "/sandbox/" + walk.of_app("webhook")).body, "state") == "verified");
  const std::string subscriptions = "pages/" + walk.page + "/subscriptions";
  CHECK(posted(walk, subscriptions, R"({"app":"1","fields":["messages"]})") == "404 app");
  CHECK(posted(walk, subscriptions, R"({"app":")" + walk.app + R"(","fields":["nonsense"]})") == "400 fields");
  CHECK(posted(walk, subscriptions, R"({"app":")" + walk.app + R"(","fields":["messages"]})") == "200");
  // In development mode only those with a role on the App are heard.
  const std::string stranger = made(walk, "people", R"({"page":")" + walk.page + "\"}", "psid");
  const std::string tester =
      made(walk, "people", R"({"role":"testers","page":")" + walk.page + R"(","app":")" + walk.app + "\"}", "psid");
  CHECK(posted(walk, "people/" + stranger + "/messages", R"({"text":"hello"})") == "201");
  CHECK(posted(walk, "people/" + tester + "/messages", R"({"text":"hello"})") == "201");
  walk.executor->run_ready();
  REQUIRE(walk.callback->posts.size() == 1);
  CHECK(contains(walk.callback->posts.front().body, tester));
  CHECK(contains(walk.callback->posts.front().body, R"("id":")" + walk.page));
}
