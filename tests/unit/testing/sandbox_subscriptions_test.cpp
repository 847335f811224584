// The App's webhook, and which Pages it hears of.
#include "pagebridge/graph/app_subscriptions.hpp"
#include "pagebridge/graph/page_subscriptions.hpp"
#include "unit/testing/core_stage.hpp"

using namespace sandbox_test;

namespace {

using Code = std::pair<int, int>;

graph::SubscribeApp wanted(const CoreStage& stage) {
  return {stage.app, "https://cc.example/hook", Secret("verify me"), {"messages", "message_echoes"}};
}

} // namespace

TEST_CASE("an App subscribes when the handshake has ended", "[sandbox][subscriptions]") {
  const CoreStage stage;
  REQUIRE(stage.run(wanted(stage), stage.app_token));
  REQUIRE(stage.callback->gets.size() == 1);
  CHECK(parameter(stage.callback->gets[0], "hub.verify_token") == "verify me");
  const auto listed = stage.run(graph::ListAppSubscriptions{stage.app}, stage.app_token);
  REQUIRE(listed);
  REQUIRE(listed->size() == 1);
  CHECK(listed->front().object == "page");
  CHECK(listed->front().callback_url == "https://cc.example/hook");
  CHECK(listed->front().is_active);
  REQUIRE(listed->front().fields.size() == 2);
  CHECK(listed->front().fields[1].name == "message_echoes");
  CHECK(listed->front().fields[1].version == "v26.0");
  // Both levels must be subscribed.
  REQUIRE(stage.core->write(Psid(ada), "1", ""));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.empty());
  REQUIRE(stage.run(graph::SubscribePage{{"messages"}}, "EAAtoken"));
  REQUIRE(stage.core->write(Psid(ada), "2", ""));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.size() == 1);
}

TEST_CASE("a failed handshake is code 2200, and what is wrong is code 100", "[sandbox][subscriptions]") {
  const CoreStage stage;
  graph::SubscribeApp call = wanted(stage);
  Code expected{100, 0};
  std::string text;
  SECTION("the callback says no") {
    stage.callback->on_get = [](const HttpRequest&) { return HttpResponse{403, {}, "no"}; };
    expected = {2200, 0};
    text = "verification failed";
  }
  SECTION("no URL") {
    call.callback_url = "cc.example";
    text = "callback_url URL is not properly formatted";
  }
  SECTION("another object") {
    call.object = "anything";
    text = "Invalid parameter";
  }
  SECTION("an unknown field") {
    call.fields = {"messages", "messages_deliveries"};
    text = "Param fields[1] must be one of";
  }
  SECTION("no verify token") {
    call.verify_token = Secret("");
    text = "verify_token is required";
  }
  const HttpResponse answer = stage.answer_to(call, stage.app_token);
  CHECK(graph_code(from_http(call, answer).error()) == expected);
  CHECK(contains(answer.body, text));
  CHECK(stage.run(graph::ListAppSubscriptions{stage.app}, stage.app_token)->empty());
}

TEST_CASE("the form of clients with all parameters in the query", "[sandbox][subscriptions]") {
  const CoreStage stage;
  const std::string token = stage.app.text() + "%7C" + stage.secret;
  const HttpResponse done =
      stage.call("POST",
                 "/v24.0/app/subscriptions?object=page&callback_url=https%3A%2F%2Fcc.example%2Fh&verify_token=7&"
                 "fields=messages,%20messaging_postbacks&include_values=true&access_token=" +
                     token,
                 "");
  CHECK(done.body == R"({"success":true})");
}

TEST_CASE("only the App's own token reaches its subscriptions", "[sandbox][subscriptions]") {
  const CoreStage stage;
  CHECK(graph_code(stage.run(graph::ListAppSubscriptions{stage.app}, "EAAtoken").error()) == Code{15, 0});
  CHECK(graph_code(stage.run(wanted(stage), stage.login(stage.admin)).error()) == Code{15, 0});
  CHECK(graph_code(stage.run(graph::ListAppSubscriptions{AppId("77")}, stage.app_token).error()) == Code{100, 33});
}

TEST_CASE("fields leave one by one or all together", "[sandbox][subscriptions]") {
  const CoreStage stage;
  REQUIRE(stage.run(wanted(stage), stage.app_token));
  REQUIRE(stage.run(graph::UnsubscribeApp{stage.app, {"messages"}}, stage.app_token));
  REQUIRE(stage.run(graph::ListAppSubscriptions{stage.app}, stage.app_token)->size() == 1);
  CHECK(stage.run(graph::ListAppSubscriptions{stage.app}, stage.app_token)->front().fields.size() == 1);
  REQUIRE(stage.run(graph::UnsubscribeAppFromAll{stage.app}, stage.app_token));
  CHECK(stage.run(graph::ListAppSubscriptions{stage.app}, stage.app_token)->empty());
}

TEST_CASE("a Page's subscriptions are set, listed and ended", "[sandbox][subscriptions]") {
  const CoreStage stage;
  REQUIRE(stage.run(graph::SubscribePage{{"messages", "feed"}}, "EAAtoken"));
  const auto listed = stage.run(graph::ListSubscribedApps{}, "EAAtoken");
  REQUIRE(listed);
  REQUIRE(listed->items.size() == 1);
  CHECK(listed->items[0].app == stage.app);
  CHECK(listed->items[0].name == "Sandbox App");
  CHECK(listed->items[0].fields == std::vector<std::string>{"messages", "feed"});
  REQUIRE(stage.run(graph::SubscribePage{{"messages"}}, "EAAtoken")); // replaces
  CHECK(stage.run(graph::ListSubscribedApps{}, "EAAtoken")->items[0].fields.size() == 1);
  REQUIRE(stage.run(graph::UnsubscribePage{}, "EAAtoken"));
  CHECK(stage.run(graph::ListSubscribedApps{}, "EAAtoken")->items.empty());
  CHECK(is_error(stage.call("GET", "/me/subscribed_apps?fields=shoes", "EAAtoken"), 100, 0) == false); // no rows
}

TEST_CASE("an App leaves a Page with its own token, and does no more with it", "[sandbox][subscriptions]") {
  const CoreStage stage;
  const std::string edge = "/" + stage.page.text() + "/subscribed_apps";
  REQUIRE(stage.run(graph::SubscribePage{{"messages"}}, "EAAtoken"));
  CHECK(is_error(stage.call("GET", edge, stage.app_token), 210, 0));
  CHECK(is_error(stage.call("POST", edge + "?subscribed_fields=messages", stage.app_token), 210, 0));
  CHECK(is_error(stage.call("DELETE", "/me/subscribed_apps", stage.app_token), 210, 0));
  CHECK(is_error(stage.call("DELETE", "/4711/subscribed_apps", stage.app_token), 100, 33));
  CHECK(is_error(stage.call("DELETE", edge, stage.login(stage.admin)), 210, 0));
  CHECK(stage.run(graph::ListSubscribedApps{}, "EAAtoken")->items.size() == 1);
  CHECK(stage.call("DELETE", edge, stage.app_token).body == R"({"success":true})");
  CHECK(stage.run(graph::ListSubscribedApps{}, "EAAtoken")->items.empty());
}

TEST_CASE("every field that the SDK names can be subscribed", "[sandbox][subscriptions]") {
  const CoreStage stage;
  graph::SubscribePage all;
  for (const std::string_view field : graph::message_fields) all.fields.emplace_back(field);
  CHECK(stage.run(all, "EAAtoken"));
}

TEST_CASE("subscribing a Page needs permissions, a task and known fields", "[sandbox][subscriptions]") {
  const CoreStage stage;
  const auto token_of = [&](const UserId& user, std::set<std::string> scopes) {
    const std::string user_token = stage.login(user, {}, std::move(scopes));
    return text_after(stage.call("GET", "/" + stage.page.text() + "?fields=access_token", user_token).body,
                      "access_token");
  };
  const auto code_of = [&](const std::string& token, std::vector<std::string> fields) {
    const auto done = stage.run(graph::SubscribePage{std::move(fields)}, token);
    return done ? Code{0, 0} : graph_code(done.error());
  };
  CHECK(code_of("EAAtoken", {}) == Code{100, 0});
  CHECK(code_of("EAAtoken", {"message"}) == Code{100, 0});
  CHECK(code_of(token_of(stage.agent, {"pages_manage_metadata", "pages_show_list", "pages_messaging"}), {"messages"}) ==
        Code{200, 0});
  CHECK(code_of(token_of(stage.admin, {"pages_show_list", "pages_messaging"}), {"messages"}) == Code{200, 0});
  CHECK(code_of(token_of(stage.admin, {"pages_manage_metadata", "pages_messaging"}), {"messages"}) == Code{200, 0});
  const std::string without_messaging = token_of(stage.admin, {"pages_manage_metadata", "pages_show_list"});
  CHECK(code_of(without_messaging, {"messages"}) == Code{200, 0});
  CHECK(code_of(without_messaging, {"feed"}) == Code{0, 0});
  CHECK(graph_code(stage.run(graph::ListSubscribedApps{}, stage.login(stage.admin)).error()) == Code{210, 0});
}

TEST_CASE("with the App's webhook ends all that was to go there", "[sandbox][subscriptions]") {
  const CoreStage stage;
  REQUIRE(stage.run(wanted(stage), stage.app_token));
  REQUIRE(stage.run(graph::SubscribePage{{"messages"}}, "EAAtoken"));
  REQUIRE(stage.core->write(Psid(ada), "1", ""));
  REQUIRE(stage.core->write(Psid(ada), "2", ""));
  const auto before = stage.core->changes();
  REQUIRE(stage.call("DELETE", "/v24.0/" + stage.app.text() + "/subscriptions?object=page", stage.app_token).status ==
          200);
  CHECK(stage.core->changes() > before);
  CHECK(stage.core->tally().under_way == 0);
  CHECK(stage.core->webhooks().at(1).last_error == "the App's webhook was removed");
  CHECK(stage.callback->posts.empty());
  // And what comes later goes on.
  REQUIRE(stage.run(wanted(stage), stage.app_token));
  REQUIRE(stage.core->write(Psid(ada), "3", ""));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.size() == 1);
}

TEST_CASE("without its values a change is the name of its field", "[sandbox][subscriptions]") {
  const CoreStage stage;
  graph::SubscribeApp call = wanted(stage);
  call.fields = {"feed", "messages"};
  const auto last = [&] {
    REQUIRE(stage.core->visitor_post(Psid(ada), "Hello all"));
    REQUIRE(stage.core->write(Psid(ada), "hello", ""));
    stage.executor->run_ready();
    std::string bodies;
    for (const HttpRequest& post : stage.callback->posts) bodies += post.body;
    stage.callback->posts.clear();
    return bodies;
  };
  call.include_values = false;
  REQUIRE(stage.run(call, stage.app_token));
  REQUIRE(stage.run(graph::SubscribePage{{"feed", "messages"}}, "EAAtoken"));
  std::string bodies = last();
  CHECK(contains(bodies, R"("time":1770000000,"changed_fields":["feed"]}])"));
  CHECK(contains(bodies, R"("messaging":[)"));
  call.include_values = true;
  REQUIRE(stage.run(call, stage.app_token));
  bodies = last();
  CHECK(contains(bodies, R"("changes":[{"field":"feed","value":)"));
  CHECK_FALSE(contains(bodies, "changed_fields"));
}
