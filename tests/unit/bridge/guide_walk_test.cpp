// The walk from nothing to an answered customer, as an administrator makes it: a Page, an App, a token, a Messenger service,
// the webhook, a tester, App Review, and the public.
#include <algorithm>

#include "support/catch.hpp"
#include "unit/bridge/bridge_world.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using testing::LoopbackTransport;
using testing::ManualClock;
using testing::ManualExecutor;
using testing::Sandbox;

namespace {

std::string text_after(const std::string& json, const std::string& name) {
  const std::string before = "\"" + name + "\":\"";
  const auto at = json.find(before);
  if (at == std::string::npos) return {};
  return json.substr(at + before.size(), json.find('"', at + before.size()) - at - before.size());
}

/// Somebody's browser and phone on one side, a contact centre on the other.
struct Walk {
  std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
  std::shared_ptr<ManualExecutor> executor = std::make_shared<ManualExecutor>(clock);
  std::shared_ptr<RecordingDesk> desk = std::make_shared<RecordingDesk>();
  std::shared_ptr<Sandbox> sandbox;
  std::unique_ptr<Bridge> bridge;
  Service service;

  std::string administrator;
  std::string page;
  std::string app;
  std::string app_secret;
  std::string page_token;

  Walk() {
    testing::SandboxOptions options;
    options.executor = executor;
    options.clock = clock;
    options.webhook_transport = std::make_shared<LoopbackTransport>(
        executor, clock, [this](HttpRequest request, LoopbackTransport::Respond respond) {
          bridge->handle(std::move(request), std::move(respond));
        });
    sandbox = Sandbox::create(std::move(options)).value();
    BridgeOptions bridge_options;
    bridge_options.base_url = "https://cc.example.com/messenger";
    bridge_options.store = open_memory_store(clock);
    bridge_options.transport = sandbox->graph_transport();
    bridge_options.executor = executor;
    bridge_options.desktop = desk;
    bridge_options.clock = clock;
    bridge = Bridge::create(std::move(bridge_options)).value();
    bridge->start();
  }
  ~Walk() {
    bridge.reset();
    executor->run_until_idle();
  }
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;

  void pass(milliseconds time = milliseconds(2000)) { executor->advance(time); }

  HttpResponse asked(HttpRequest request) {
    std::optional<HttpResponse> response;
    sandbox->handle(request, [&](HttpResponse answer) { response = std::move(answer); });
    for (int i = 0; i < 20 && !response; ++i) pass(milliseconds(500));
    REQUIRE(response);
    return std::move(*response);
  }
  /// On Facebook's pages.
  HttpResponse control(const std::string& path, const std::string& body) {
    return asked({"POST", "/sandbox/" + path, {}, body});
  }
  std::string made(const std::string& path, const std::string& body, const std::string& member = "id") {
    const HttpResponse response = control(path, body);
    CAPTURE(path, response.body);
    REQUIRE(response.status < 300);
    return text_after(response.body, member);
  }
  HttpResponse graph(const std::string& path, const std::string& token, const std::string& body) {
    return asked(
        {"POST", "/v25.0/" + path, {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}}, body});
  }

  template <class T, class F>
  Result<T> ask(F&& call) {
    std::optional<Result<T>> result;
    call(Completion<T>([&result](Result<T> answer) { result.emplace(std::move(answer)); }));
    for (int i = 0; i < 100 && !result; ++i) pass(milliseconds(100));
    REQUIRE(result);
    return *result;
  }

  void make_page_and_app() {
    administrator = made("users", R"({"first_name":"Rosa"})");
    page = made("pages", R"({"user":")" + administrator + R"(","name":"Acme Corp","category":"Company"})");
    const HttpResponse created =
        control("apps", R"({"user":")" + administrator +
                            R"(","name":"Acme Chat","contact_email":"chat@acme.example","category":"Business"})");
    REQUIRE(created.status == 201);
    app = text_after(created.body, "id");
    app_secret = text_after(created.body, "secret");
    REQUIRE(control("apps/" + app + "/products", R"({"product":"messenger"})").status == 200);
  }
  std::string token_wish(const std::string& user) const {
    return R"({"user":")" + user + R"(","page":")" + page + R"(","app":")" + app + "\"}";
  }
  void create_service() {
    page_token = made("tokens", token_wish(administrator), "access_token");
    ServiceDraft draft;
    draft.name = "Acme on Messenger";
    draft.app = AppId(app);
    draft.app_secret = Secret(app_secret);
    draft.page_access_token = Secret(page_token);
    draft.colour = "#1877f2";
    draft.tags = {"messenger"};
    service = ask<Service>([&](auto done) { bridge->services().create(draft, done); }).value();
  }
  /// Callback URL and verify token into the App, the two events of the guide, and the Page.
  void connect() {
    const HttpResponse subscribed =
        graph(app + "/subscriptions", app + "|" + app_secret,
              R"({"object":"page","callback_url":")" + service.webhook_url + R"(","verify_token":")" +
                  std::string(service.verify_token.reveal()) + R"(","fields":"messages,message_deliveries"})");
    CAPTURE(subscribed.body);
    REQUIRE(subscribed.status == 200);
    const HttpResponse installed =
        graph(page + "/subscribed_apps", page_token, R"({"subscribed_fields":"messages,message_deliveries"})");
    CAPTURE(installed.body);
    REQUIRE(installed.status == 200);
  }
  Psid person(const std::string& name, const std::string& role = {}) {
    const std::string more = role.empty() ? std::string() : R"(,"role":")" + role + R"(","app":")" + app + "\"";
    return Psid(made("people", R"({"page":")" + page + R"(","first_name":")" + name + "\"" + more + "}", "psid"));
  }
  void write(const Psid& psid, const std::string& text) {
    made("people/" + psid.text() + "/messages", R"({"text":")" + text + "\"}", "mid");
    pass();
  }
  std::vector<std::string> texts_at_desk() const {
    std::vector<std::string> texts;
    for (const auto& added : desk->all<MessageAdded>()) texts.push_back(added.message.body.text);
    return texts;
  }
  MessageId answer(const std::string& text, const std::string& request) {
    const auto opened = desk->all<SessionOpened>();
    REQUIRE_FALSE(opened.empty());
    const SessionId session = opened.back().session.id;
    const auto message = ask<MessageId>([&](auto done) {
      bridge->reply(session, Author::human(AgentId("anna")), Text{text}, RequestId(request), done);
    });
    REQUIRE(message);
    pass();
    return *message;
  }
  void go_public() {
    const std::string review = "apps/" + app + "/review";
    const std::string submission = R"({"action":"submit","permission":"pages_messaging","notes":"Agents answer."})";
    CHECK(text_after(control(review, submission).body, "field") == "icon_url");
    REQUIRE(control("apps/" + app + "/settings", R"({"icon_url":"https://acme.example/icon.png"})").status == 200);
    CHECK(text_after(control(review, submission).body, "field") == "privacy_policy_url");
    CHECK(control("apps/" + app + "/mode", R"({"mode":"live"})").status == 409);
    REQUIRE(control("apps/" + app + "/settings", R"({"privacy_policy_url":"https://acme.example/privacy"})").status ==
            200);
    CHECK(text_after(control(review, R"({"action":"submit","permission":"pages_messaging"})").body, "field") ==
          "notes");
    REQUIRE(control(review, submission).status == 200);
    REQUIRE(control(review, R"({"action":"approve","permission":"pages_messaging"})").status == 200);
    const std::string feature = R"("feature":"Business Asset User Profile Access")";
    REQUIRE(control(review, R"({"action":"submit","notes":"Agents see names.",)" + feature + "}").status == 200);
    REQUIRE(control(review, R"({"action":"approve",)" + feature + "}").status == 200);
    REQUIRE(control("apps/" + app + "/mode", R"({"mode":"live"})").status == 200);
  }
};

} // namespace

TEST_CASE("only who runs the Page can connect it", "[bridge][guide]") {
  Walk walk;
  walk.make_page_and_app();
  const std::string other = walk.made("users", R"({"first_name":"Otto"})");
  REQUIRE(
      walk.control("apps/" + walk.app + "/roles", R"({"user":")" + other + R"(","role":"administrators"})").status ==
      200);
  CHECK(walk.control("tokens", walk.token_wish(other)).status == 409);
  REQUIRE(walk.control("pages/" + walk.page + "/tasks", R"({"user":")" + other + R"(","tasks":["ANALYZE"]})").status ==
          200);
  CHECK(walk.control("tokens", walk.token_wish(other)).status == 409);
  REQUIRE(walk.control("pages/" + walk.page + "/tasks",
                       R"({"user":")" + other + R"(","tasks":["MANAGE","MESSAGING","MODERATE"]})")
              .status == 200);
  CHECK(walk.control("tokens", walk.token_wish(other)).status == 201);
}

TEST_CASE("the guide's walk, from nothing to a served stranger", "[bridge][guide]") {
  Walk walk;
  walk.make_page_and_app();
  walk.create_service();
  CHECK(walk.service.page == PageId(walk.page));
  CHECK(walk.service.page_name == "Acme Corp");
  CHECK(walk.service.webhook_url.rfind("https://cc.example.com/messenger/", 0) == 0);
  walk.connect();

  // In development mode: a tester reaches an agent, and is answered.
  const Psid tester = walk.person("Tessa", "testers");
  REQUIRE(walk.control("people/" + tester.text() + "/opens", R"({"ref":"button"})").status == 200);
  walk.write(tester, "Is anybody there?");
  CHECK(walk.texts_at_desk() == std::vector<std::string>{"Is anybody there?"});
  const auto contacts = walk.desk->all<ContactOpened>();
  REQUIRE(contacts.size() == 1);
  CHECK(contacts[0].contact.customer.psid == tester);
  const MessageId first = walk.answer("Yes, we are.", "r1");
  CHECK(walk.desk->status(first) == MessageStatus::delivered);
  CHECK(walk.sandbox->thread(tester).back().text == "Yes, we are.");

  // A stranger, as the platform is today: nothing is delivered.
  const Psid stranger = walk.person("Sven");
  walk.write(stranger, "Hello?");
  CHECK(walk.texts_at_desk().size() == 2);

  // A stranger, as the guide has it: the agent sees the message, and the answer fails.
  REQUIRE(walk.control("settings", R"({"strangers":"inbound_only"})").status == 200);
  walk.write(stranger, "Hello again?");
  CHECK(walk.texts_at_desk().back() == "Hello again?");
  const MessageId refused = walk.answer("Good morning!", "r2");
  CHECK(walk.desk->status(refused) == MessageStatus::failed);
  const auto changes = walk.desk->all<MessageStatusChanged>();
  const bool is_told = std::any_of(changes.begin(), changes.end(), [&](const MessageStatusChanged& change) {
    return change.message == refused && change.failure.platform_code == 200 &&
           change.failure.platform_subcode == 2018028;
  });
  CHECK(is_told);
  CHECK(walk.sandbox->thread(stranger).size() == 2);

  // App Review, then live: the stranger is served.
  REQUIRE(walk.control("settings", R"({"strangers":"silent"})").status == 200);
  walk.go_public();
  walk.write(stranger, "And now?");
  CHECK(walk.texts_at_desk().back() == "And now?");
  const MessageId served = walk.answer("Good morning!", "r3");
  CHECK(walk.desk->status(served) == MessageStatus::delivered);
  CHECK(walk.sandbox->thread(stranger).back().text == "Good morning!");
}

TEST_CASE("the Page's message button and m.me links with a ref open a thread", "[bridge][guide]") {
  Walk walk;
  walk.make_page_and_app();
  walk.create_service();
  walk.go_public();
  REQUIRE(walk.graph(walk.app + "/subscriptions", walk.app + "|" + walk.app_secret,
                     R"({"object":"page","callback_url":")" + walk.service.webhook_url + R"(","verify_token":")" +
                         std::string(walk.service.verify_token.reveal()) +
                         R"(","fields":"messages,messaging_postbacks,messaging_referrals"})")
              .status == 200);
  REQUIRE(walk.graph(walk.page + "/subscribed_apps", walk.page_token,
                     R"({"subscribed_fields":["messages","messaging_postbacks","messaging_referrals"]})")
              .status == 200);
  const Psid visitor = walk.person("Vera");
  REQUIRE(walk.control("people/" + visitor.text() + "/opens", R"({"ref":"summer_sale"})").status == 200);
  walk.pass();
  CHECK(walk.desk->all<SessionOpened>().size() == 1);
  walk.write(visitor, "What is on sale?");
  REQUIRE(walk.control("people/" + visitor.text() + "/opens", R"({"ref":"winter_sale"})").status == 200);
  walk.pass();
  const auto others = walk.desk->all<PlatformEventReceived>();
  const bool is_referred = std::any_of(others.begin(), others.end(), [](const PlatformEventReceived& event) {
    return event.raw_json.text.find("winter_sale") != std::string::npos;
  });
  CHECK(is_referred);
}
