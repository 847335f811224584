// What a token may do: by its permissions, by its person's tasks, and by the App's access.
#include "pagebridge/graph/access.hpp"
#include "unit/testing/core_stage.hpp"

using namespace sandbox_test;

namespace {

using Scopes = std::set<std::string>;

const Scopes for_conversations = {"pages_manage_metadata", "pages_read_engagement", "pages_messaging"};

SandboxOptions without_limits() {
  SandboxOptions options;
  options.limits.conversations.calls = 0;
  return options;
}

/// Ada, who has no role anywhere, has written.
struct Talk : CoreStage {
  Talk() : CoreStage(without_limits()) { mid = core->write(Psid(ada), "ciao", "").value(); }
  std::string page_token(const UserId& user, Scopes scopes) const {
    const std::string url = "/" + page.text() + "?fields=access_token";
    return text_after(call("GET", url, login(user, {}, std::move(scopes))).body, "access_token");
  }
  std::string with(Scopes scopes) const { return page_token(admin, std::move(scopes)); }
  HttpResponse get(const std::string& url, const std::string& token = "EAAtoken") const {
    return call("GET", "/v25.0/" + url, token);
  }
  HttpResponse send(const std::string& token, const std::string& more = {}) const {
    return call(
        "POST", "/me/messages", token,
        R"({"recipient":{"id":")" + ada + R"("},)" + (more.empty() ? R"("message":{"text":"a"}})" : more + "}"));
  }
  void set_tasks(const UserId& user, Scopes tasks) const {
    core->locked([&](World& world) { world.page(page)->tasks[user] = std::move(tasks); });
  }
  std::vector<std::string> conversation_urls() const {
    const std::string id = text_after(get("me/conversations").body, "id");
    return {"me/conversations", "me/threads", id, id + "/messages", mid.text()};
  }
  Mid mid;
};

Scopes without(Scopes scopes, const std::string& one) {
  scopes.erase(one);
  return scopes;
}

} // namespace

TEST_CASE("conversations are read with three permissions, whichever way", "[sandbox][access]") {
  const Talk talk;
  const std::vector<std::string> urls = talk.conversation_urls();
  const std::string enough = talk.with(for_conversations);
  for (const std::string& url : urls) {
    CAPTURE(url);
    CHECK(talk.get(url, enough).status == 200);
    for (const std::string& missing : for_conversations)
      CHECK(is_error(talk.get(url, talk.with(without(for_conversations, missing))), 230, 0));
  }
}

TEST_CASE("conversations are read by who may message or moderate", "[sandbox][access]") {
  const Talk talk;
  const std::vector<std::string> urls = talk.conversation_urls();
  const std::string token = talk.page_token(talk.agent, {});
  for (const auto& [task, may] : {std::pair("MESSAGING", true), {"MODERATE", true}, {"ANALYZE", false}}) {
    talk.set_tasks(talk.agent, {task});
    for (const std::string& url : urls) {
      CAPTURE(task, url);
      const HttpResponse answer = talk.get(url, token);
      CHECK((may ? answer.status == 200 : is_error(answer, 200, 0)));
    }
  }
}

TEST_CASE("messages are sent by who has the task MESSAGING", "[sandbox][access]") {
  const Talk talk;
  const std::string upload =
      R"({"message":{"attachment":{"type":"image","payload":{"url":"https://m.example/a","is_reusable":true}}}})";
  const std::string token = talk.page_token(talk.agent, {});
  CHECK(talk.send(token).status == 200);
  CHECK(talk.call("POST", "/me/message_attachments", token, upload).status == 200);
  talk.set_tasks(talk.agent, {"MODERATE", "ANALYZE"});
  CHECK(is_error(talk.send(token), 200, 0));
  CHECK(is_error(talk.send(token, R"("sender_action":"typing_on")"), 200, 0));
  CHECK(is_error(talk.call("POST", "/me/message_attachments", token, upload), 200, 0));
  CHECK(talk.get("me/messenger_profile", token).status == 200); // that one asks for no task
}

TEST_CASE("a profile's fields need permissions", "[sandbox][access]") {
  const Talk talk;
  const auto read = [&](const std::string& fields, Scopes scopes) {
    return talk.get(ada + "?fields=" + fields, talk.with(std::move(scopes)));
  };
  CHECK(read("id,name,first_name,last_name,profile_pic", {"pages_messaging"}).status == 200);
  CHECK(is_error(read("name", {"pages_user_locale"}), 100, 2018247));
  CHECK(is_error(talk.get(ada, talk.with({"pages_show_list"})), 100, 2018247));
  for (const std::string field : {"locale", "timezone", "gender"}) {
    CAPTURE(field);
    CHECK(is_error(read("name," + field, {"pages_messaging"}), 100, 2018247));
    CHECK(read(field, {"pages_messaging", "pages_user_" + field}).status == 200);
  }
}

TEST_CASE("a stranger's profile needs a feature", "[sandbox][access]") {
  const Talk talk;
  const std::string feature = "Business Asset User Profile Access";
  const auto set = [&](bool is_advanced) {
    talk.core->locked([&](World& world) { world.app(talk.app)->features[feature].has_advanced_access = is_advanced; });
  };
  CHECK(talk.get(ada).status == 200);
  set(false);
  CHECK(is_error(talk.get(ada), 100, 2018247));
  talk.core->locked([&](World& world) { world.app(talk.app)->roles[world.person(Psid(ada))->user] = "testers"; });
  CHECK(talk.get(ada).status == 200);
}

TEST_CASE("with standard access an App reads of people with a role only", "[sandbox][access]") {
  const Talk talk;
  const std::vector<std::string> urls = talk.conversation_urls();
  talk.core->locked([&](World& world) { world.app(talk.app)->permissions["pages_messaging"] = {}; });
  CHECK(talk.get("me/conversations").body == R"({"data":[]})");
  for (std::size_t i = 2; i < urls.size(); ++i) CHECK(is_error(talk.get(urls[i]), 100, 33));
  CHECK(is_error(talk.get(ada), 100, 33));
  talk.core->locked([&](World& world) { world.page(talk.page)->tasks[world.person(Psid(ada))->user] = {"ANALYZE"}; });
  for (const std::string& url : urls) CHECK(talk.get(url).status == 200);
  CHECK(talk.get(ada).status == 200);
}

TEST_CASE("utility messages need their own permission", "[sandbox][access]") {
  SandboxOptions options;
  options.approves_all_templates = true;
  const CoreStage stage(std::move(options));
  REQUIRE(stage.core->write(Psid(ada), "ciao", ""));
  const auto send = [&](Scopes scopes) {
    const std::string user = stage.login(stage.admin, {}, std::move(scopes));
    const std::string url = "/" + stage.page.text() + "?fields=access_token";
    return stage.call(
        "POST", "/me/messages", text_after(stage.call("GET", url, user).body, "access_token"),
        R"({"recipient":{"id":")" + ada +
            R"("},"messaging_type":"UTILITY","message":{"template":{"name":"a","language":{"code":"en"}}}})");
  };
  CHECK(send({"pages_messaging", "pages_utility_messaging"}).status == 200);
  CHECK(is_error(send({"pages_messaging"}), 200, 0));
}

TEST_CASE("labels are the Page's own, and need two permissions", "[sandbox][access]") {
  const Talk talk;
  const std::string edge = "/" + talk.page.text() + "/custom_labels";
  const std::string label = R"({"page_label_name":"vip"})";
  for (const std::string& token : {talk.login(talk.stranger), talk.login(talk.admin), talk.app_token}) {
    CHECK(talk.call("POST", edge, token, label).status == 400);
    CHECK(talk.call("GET", edge, token).status == 400);
  }
  CHECK(is_error(talk.call("GET", edge, talk.login(talk.admin)), 210, 0));
  CHECK(is_error(talk.call("POST", edge, talk.with({"pages_manage_metadata"}), label), 230, 0));
  const std::string enough = talk.with({"pages_manage_metadata", "pages_messaging"});
  const std::string id = text_after(talk.call("POST", edge, enough, label).body, "id");
  CHECK(talk.get(id, enough).status == 200);
  CHECK(is_error(talk.get(id, talk.with({"pages_manage_metadata"})), 230, 0));
}

TEST_CASE("only the Page and its people learn how much is unread", "[sandbox][access]") {
  const Talk talk;
  const std::string url = talk.page.text() + "?fields=name,unread_message_count,unseen_message_count";
  CHECK(contains(talk.get(url).body, R"("unread_message_count":1,"unseen_message_count":1)"));
  CHECK(contains(talk.get(url, talk.login(talk.agent)).body, R"("unread_message_count":1)"));
  CHECK(talk.get(url, talk.login(talk.stranger)).body == R"({"name":"Gelateria Demo","id":"682498302938465"})");
  CHECK(talk.get(url, talk.app_token).body == R"({"name":"Gelateria Demo","id":"682498302938465"})");
}

TEST_CASE("insights need four permissions and a task", "[sandbox][access]") {
  const Talk talk;
  const Scopes all = {"pages_messaging", "pages_read_engagement", "pages_show_list", "read_insights"};
  const std::string url = "me/insights?metric=page_messages_new_conversations_unique";
  CHECK(talk.get(url, talk.with(all)).status == 200);
  for (const std::string& missing : all) CHECK(is_error(talk.get(url, talk.with(without(all, missing))), 230, 0));
  CHECK(is_error(talk.get(url, talk.page_token(talk.agent, all)), 200, 0));
}

TEST_CASE("a proof may be made a little ahead, since clocks differ", "[sandbox][access]") {
  const Talk talk;
  const auto read = [&](std::int64_t ahead) {
    const std::string time = std::to_string(to_unix_ms(talk.clock->wall()) / 1000 + ahead);
    const std::string proof = graph::appsecret_proof(Secret("EAAtoken|" + time), Secret(talk.secret));
    return talk.get("me?appsecret_proof=" + proof + "&appsecret_time=" + time);
  };
  CHECK(read(300).status == 200);
  CHECK(is_error(read(301), 100, 0));
}
