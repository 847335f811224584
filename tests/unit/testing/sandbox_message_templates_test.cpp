#include "pagebridge/graph/message_templates.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/webhook/parse.hpp"
#include "unit/testing/core_stage.hpp"

using namespace sandbox_test;

namespace {

using Code = std::pair<int, int>;

const std::string edge = "/v25.0/me/message_templates";
const std::string utility = R"(,"messaging_type":"UTILITY")";
const std::string shipped = R"({"name":"shipped","language":"en","category":"UTILITY","components":[{"type":"BODY",)"
                            R"("text":"Your order #{{1}} is on its way.","example":{"body_text":[["566701"]]}}]})";

/// Templates are approved two seconds after they were handed in.
SandboxOptions reviewed() {
  SandboxOptions options;
  options.template_review = std::chrono::seconds(2);
  return options;
}

/// Ada has written long ago, and the template "shipped" is handed in.
struct Desk : CoreStage {
  explicit Desk(SandboxOptions options = reviewed()) : CoreStage(std::move(options)) {
    core->connect_webhook(
        {app, "https://cc.example/messenger/abc", Secret("verify me"), {"message_template_status_update"}, true, page},
        {});
    executor->run_ready();
    REQUIRE(core->write(Psid(ada), "hello", {}));
    clock->advance(std::chrono::hours(1000));
    id = text_after(ask("POST", edge, shipped).body, "id");
  }
  HttpResponse ask(std::string method, std::string url, std::string body = {}) const {
    return call(std::move(method), std::move(url), "EAAtoken", std::move(body));
  }
  HttpResponse send(const std::string& message) const {
    return ask("POST", "/me/messages", R"({"recipient":{"id":")" + ada + R"("},"message":)" + message + utility + "}");
  }
  std::string last_text() const { return core->thread(Psid(ada)).back().text; }
  void wait_for_review() const { executor->advance(std::chrono::seconds(2)); }

  std::string id;
};

std::string with(const std::string& name, const std::string& components, const std::string& language = "en") {
  return R"({"template":{"name":")" + name + R"(","language":{"code":")" + language + R"("},"components":[)" +
         components + "]}}";
}

const std::string number = R"({"type":"body","parameters":[{"type":"text","text":"4711"}]})";

} // namespace

TEST_CASE("a template is approved in the answer, and Apps hear of it", "[sandbox][templates]") {
  const Desk desk(SandboxOptions{});
  CHECK(contains(desk.ask("POST", edge, std::string(shipped).replace(9, 7, "arrived")).body,
                 R"("status":"APPROVED","category":"UTILITY"})"));
  CHECK(desk.send(with("shipped", number)).status == 200);
  desk.executor->run_ready();
  REQUIRE(desk.callback->posts.size() == 2);
  CHECK(contains(desk.callback->posts[0].body, R"({"event":"APPROVED","message_template_id":)" + desk.id));
  REQUIRE(desk.core->set_template_status(desk.page, desk.id, "PAUSED", {}));
  CHECK(is_error(desk.send(with("shipped", number)), 100, 0));
  CHECK(desk.ask("POST", "/" + desk.id, R"({"parameter_format":"POSITIONAL"})").status == 200);
  CHECK(contains(desk.ask("GET", "/" + desk.id).body, R"("status":"APPROVED")"));
}

TEST_CASE("a wrong edit changes nothing", "[sandbox][templates]") {
  const Desk desk;
  desk.wait_for_review();
  const std::string before = desk.ask("GET", "/" + desk.id).body;
  for (const std::string body :
       {R"({"parameter_format":"ROMAN"})", R"({"parameter_format":"NAMED"})", "{}",
        R"({"parameter_format":"NAMED","components":[{"type":"BODY","text":"{{what}}"}]})", R"({"components":[]})",
        R"({"components":[{"type":"BODY","text":"{{1}}"}],"parameter_format":"POSITIONAL"})"}) {
    CAPTURE(body);
    CHECK(is_error(desk.ask("POST", "/" + desk.id, body), 100, 0));
    CHECK(desk.ask("GET", "/" + desk.id).body == before);
  }
}

TEST_CASE("a utility message with header or buttons reads back as a card", "[sandbox][templates]") {
  const Desk desk(SandboxOptions{});
  const std::string card =
      R"({"name":"card","language":"en","category":"UTILITY","components":[{"type":"HEADER","format":"TEXT","text":"Order"},)"
      R"({"type":"BODY","text":"It is ready."},{"type":"BUTTONS","buttons":[{"type":"POSTBACK","text":"Thanks","payload":"T"}]}]})";
  REQUIRE(desk.ask("POST", edge, card).status == 200);
  const auto told = [&](const HttpResponse& sent) {
    return desk.ask("GET", "/" + text_after(sent.body, "message_id") + "?fields=message,attachments").body;
  };
  const std::string shown = told(desk.send(with("card", "")));
  CHECK(contains(shown, R"({"message":"","attachments":{"data":[{"id":"m_)"));
  CHECK(contains(shown, R"("generic_template":{"title":"Order","subtitle":"It is ready.",)"
                        R"("cta":{"type":"postback","payload":"T","title":"Thanks"}}})"));
  CHECK(contains(told(desk.send(with("shipped", number))), R"({"message":"Your order #4711 is on its way.","id":)"));
}

TEST_CASE("a template is approved within seconds, and then fills messages", "[sandbox][templates]") {
  const Desk desk;
  CHECK(is_error(desk.send(with("shipped", number)), 100, 0));
  desk.executor->advance(std::chrono::seconds(1));
  CHECK(contains(desk.ask("GET", "/" + desk.id).body, R"("status":"PENDING")"));
  CHECK(desk.callback->posts.empty());
  desk.executor->advance(std::chrono::seconds(1));
  CHECK(contains(desk.ask("GET", "/" + desk.id).body, R"("status":"APPROVED")"));
  REQUIRE(desk.callback->posts.size() == 1);
  CHECK(contains(desk.callback->posts[0].body,
                 R"({"field":"message_template_status_update","value":{"event":"APPROVED","message_template_id":)" +
                     desk.id + R"(,"message_template_name":"shipped","message_template_language":"en"}})"));
  CHECK(desk.send(with("shipped", number)).status == 200);
  CHECK(desk.last_text() == "Your order #4711 is on its way.");
  CHECK(is_error(desk.send(with("shipped", "")), 100, 0)); // a parameter is missing
  const std::string two = R"({"type":"body","parameters":[{"type":"text","text":"1"},{"type":"text","text":"2"}]})";
  const std::string header = R"(,{"type":"header","parameters":[{"type":"text","text":"1"}]})";
  const std::string buttons = R"(,{"type":"buttons","parameters":[{"type":"POSTBACK","payload":"1"}]})";
  for (const std::string& surplus : {two, number + header, number + buttons})
    CHECK(is_error(desk.send(with("shipped", surplus)), 100, 0));
  CHECK(is_error(desk.send(with("shipped", number, "it")), 100, 0)); // not in this language
  CHECK(is_error(desk.send(with("other", number)), 100, 0));
}

TEST_CASE("a template can be rejected, and be handed in again", "[sandbox][templates]") {
  const Desk desk;
  REQUIRE(desk.core->set_template_status(desk.page, desk.id, "REJECTED", "ABUSIVE_CONTENT"));
  desk.wait_for_review();
  CHECK(contains(desk.ask("GET", "/" + desk.id + "?fields=status").body, R"({"status":"REJECTED",)"));
  REQUIRE(desk.callback->posts.size() == 1);
  const Webhook webhook = parse(VerifiedBody::trust(desk.callback->posts[0].body));
  REQUIRE(webhook.events.size() == 1);
  const auto* const changed = std::get_if<TemplateStatusChanged>(&webhook.events[0].body);
  REQUIRE(changed != nullptr);
  CHECK(changed->template_id == desk.id);
  CHECK(changed->reason == "ABUSIVE_CONTENT");
  const std::string better = R"({"components":[{"type":"BODY","text":"On its way: {{what}}","example":{)"
                             R"("body_text_named_params":[{"param_name":"what","example":"a book"}]}}],)"
                             R"("parameter_format":"NAMED"})";
  CHECK(desk.ask("POST", "/" + desk.id, better).body == R"({"success":true})");
  desk.wait_for_review();
  const std::string named =
      R"({"type":"body","parameters":[{"type":"text","parameter_name":"what","text":"your book"}]})";
  CHECK(desk.send(with("shipped", named)).status == 200);
  CHECK(desk.last_text() == "On its way: your book");
  CHECK(desk.core->set_template_status(desk.page, "4711", "REJECTED", {}).error().code == ErrorCode::not_found);
  CHECK_FALSE(desk.core->set_template_status(desk.page, desk.id, "FINE", {}));
}

TEST_CASE("wrong templates are refused", "[sandbox][templates]") {
  const Desk desk;
  const std::string start = R"({"name":"a","language":"en","category":"UTILITY","components":)";
  for (
      const std::string& body :
      {shipped, std::string(R"({"name":"a","language":"en","category":"MARKETING","components":[]})"), start + "[]}",
       start + R"([{"type":"BODY","text":"{{1}}"}]})",
       start + R"([{"type":"BODY","text":"{{name}}","example":{"body_text":[["Ada"]]}}]})",
       start + R"([{"type":"BODY","text":"{{2}}","example":{"body_text":[["Ada","Bob"]]}}]})",
       start +
           R"([{"type":"BODY","text":"{{1}}","example":{"body_text_named_params":[{"param_name":"1","example":"a"}]}}],)" +
           R"("parameter_format":"NAMED"})",
       start +
           R"([{"type":"BODY","text":"{{a}}","example":{"body_text_named_params":[{"param_name":"b","example":"a"}]}}],)" +
           R"("parameter_format":"NAMED"})",
       start + R"([{"type":"BODY","text":"a"}],"parameter_format":"ROMAN"})",
       start + R"([{"type":"BODY","text":"a"},{"type":"HEADER","format":"IMAGE"}]})",
       start + R"([{"type":"BODY","text":"a"},{"type":"HEADER","format":"IMAGE","example":{"header_handle":[]}}]})",
       start +
           R"([{"type":"BODY","text":"a"},{"type":"BUTTONS","buttons":[{"type":"URL","text":"a","url":"https://a.example/{{1}}"}]}]})",
       start + R"([{"type":"BODY","text":"a"},{"type":"BUTTONS","buttons":[{"type":"URL","text":"a","example":["b"],)" +
           R"("url":"https://{{1}}.example/"}]}]})",
       start + R"([{"type":"BODY","text":"a"},{"type":"BUTTONS","buttons":[{"type":"URL","text":"a","example":["b"],)" +
           R"("url":"{{}}"}]}]})",
       start + R"([{"type":"FOOTER","text":"a"}]})",
       start + R"([{"type":"BODY","text":"a"},{"type":"BUTTONS","buttons":[{"type":"CALL","text":"a"}]}]})",
       std::string(R"({"name":"a","language":"en","category":"UTILITY","library_template_name":"no"})")}) {
    INFO(body);
    CHECK(is_error(desk.ask("POST", edge, body), 100, 0));
  }
  CHECK(is_error(desk.ask("POST", "/4711", shipped), 100, 33));
}

TEST_CASE("templates are filtered and deleted by name", "[sandbox][templates]") {
  const Desk desk;
  CHECK(contains(desk.ask("GET", edge + "?name=shipped&status=PENDING&content=order&fields=name").body,
                 R"({"data":[{"name":"shipped","id":")" + desk.id + "\"}]"));
  CHECK(desk.ask("GET", edge + "?status=APPROVED").body == R"({"data":[]})");
  CHECK(desk.ask("GET", edge + "?language=it").body == R"({"data":[]})");
  CHECK(is_error(desk.ask("GET", edge + "?fields=quality"), 100, 0));
  CHECK(is_error(desk.ask("DELETE", edge + "?name=other"), 100, 0));
  CHECK(desk.ask("DELETE", edge + "?name=shipped&template_id=" + desk.id).body == R"({"success":true})");
  CHECK(desk.ask("GET", edge).body == R"({"data":[]})");
  desk.wait_for_review();
  CHECK(desk.callback->posts.empty());
}

TEST_CASE("names that are approved beforehand stay so", "[sandbox][templates]") {
  SandboxOptions options = reviewed();
  options.utility_templates = {{"order_confirm", "en"}};
  const Desk desk(options);
  CHECK(desk.send(with("order_confirm", number)).status == 200);
  CHECK(desk.last_text() == "[order_confirm] 4711");
  CHECK(is_error(desk.send(with("other", number)), 100, 0));
}

TEST_CASE("the SDK's own template calls are understood", "[sandbox][templates]") {
  const Desk desk;
  const auto library = desk.run(graph::SearchTemplateLibrary{"order", "en"}, "EAAtoken");
  REQUIRE(library);
  REQUIRE_FALSE(library->items.empty());
  const graph::CloneLibraryTemplate clone{"delivered", "en", library->items[0].name};
  REQUIRE(desk.run(clone, "EAAtoken"));
  graph::CreateMessageTemplate create{"ready", "en", {}};
  create.components.emplace_back(graph::TemplateHeaderText{"Order {{1}}", {{"4711"}}});
  create.components.emplace_back(graph::TemplateBody{"It is ready, {{1}}.", {{"John"}}});
  graph::TemplateButtons buttons;
  buttons.buttons.emplace_back(graph::TemplateUrlButton{"Where?", "https://www.example.org/{{1}}", {"map"}});
  buttons.buttons.emplace_back(graph::TemplatePostbackButton{"Thanks", "THANKS_{{1}}", {"4711"}});
  create.components.emplace_back(buttons);
  const auto made = desk.run(create, "EAAtoken");
  REQUIRE(made);
  CHECK(made->status.value == graph::TemplateStatus::pending);
  desk.wait_for_review();
  const auto list = desk.run(graph::ListMessageTemplates{}, "EAAtoken");
  REQUIRE(list);
  REQUIRE(list->items.size() == 3);
  CHECK(list->items[2].components.size() == 3);
  CHECK(list->items[2].status.value == graph::TemplateStatus::approved);
  UtilityTemplate content;
  content.name = "ready";
  content.language = "en";
  content.header = {{"", "4711"}};
  content.body = {{"", "Ada"}};
  content.buttons = {{UtilityTemplate::ButtonParameter::Kind::url, "map"},
                     {UtilityTemplate::ButtonParameter::Kind::postback, "4711"}};
  graph::SendMessage send;
  send.recipient = Psid(ada);
  send.message.content = content;
  send.as = SendAs::utility;
  CHECK(desk.run(send, "EAAtoken"));
  CHECK(desk.last_text() == "Order 4711\nIt is ready, Ada.");
  CHECK(desk.run(graph::EditMessageTemplate{made->id, {graph::TemplateBody{"It is ready."}}}, "EAAtoken"));
  CHECK(desk.run(graph::DeleteMessageTemplate{"ready", made->id}, "EAAtoken"));
  CHECK(graph_code(desk.run(send, "EAAtoken").error()) == Code{100, 0});
}
