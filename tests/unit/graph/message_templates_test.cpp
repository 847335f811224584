#include "pagebridge/graph/message_templates.hpp"

#include <string>

#include "unit/graph/calls.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using calls::check_errors;
using calls::ok;
using calls::wire;

namespace {

std::string components_of(std::vector<TemplateComponent> components) {
  const std::string head =
      R"(POST /me/message_templates {"name":"n","language":"en","category":"UTILITY","components":)";
  const std::string request = wire(CreateMessageTemplate{"n", "en", std::move(components), {}});
  REQUIRE(request.substr(0, head.size()) == head);
  return request.substr(head.size(), request.size() - head.size() - 1);
}

std::string wrong_field(std::vector<TemplateComponent> components) {
  const auto checked = validate(CreateMessageTemplate{"n", "en", components, {}});
  const auto edited = validate(EditMessageTemplate{MessageTemplateId("1"), components, {}});
  CHECK(checked.has_value() == edited.has_value());
  return checked ? "" : checked.error().field;
}

std::vector<TemplateComponent> read_back(const std::string& components) {
  const auto list =
      from_http(ListMessageTemplates{}, ok("{\"data\":[{\"id\":\"1\",\"components\":" + components + "}]}"));
  return list.value().items.at(0).components;
}

} // namespace

TEST_CASE("each component is written with its examples, positional or named", "[graph][templates]") {
  CHECK(components_of({TemplateHeaderText{"{{1}} Update", {{"Order"}}}}) ==
        R"([{"type":"HEADER","format":"TEXT","text":"{{1}} Update","example":{"header_text":["Order"]}}])");
  CHECK(components_of({TemplateHeaderText{"{{what}} Update", {{"Order", "what"}}}}) ==
        R"([{"type":"HEADER","format":"TEXT","text":"{{what}} Update",)"
        R"("example":{"header_text_named_params":[{"param_name":"what","example":"Order"}]}}])");
  CHECK(components_of({TemplateHeaderImage{"4::aW"}}) ==
        R"([{"type":"HEADER","format":"IMAGE","example":{"header_handle":["4::aW"]}}])");
  CHECK(components_of({TemplateBody{"#{{1}} {{2}}", {{"5667"}, {"\"x\""}}}}) ==
        R"([{"type":"BODY","text":"#{{1}} {{2}}","example":{"body_text":[["5667","\"x\""]]}}])");
  CHECK(
      components_of({TemplateBody{"#{{n}}", {{"5667", "n"}}}}) ==
      R"([{"type":"BODY","text":"#{{n}}","example":{"body_text_named_params":[{"param_name":"n","example":"5667"}]}}])");
  CHECK(components_of({TemplateBody{"plain"}}) == R"([{"type":"BODY","text":"plain"}])");
  CHECK(
      components_of({TemplateButtons{{TemplateUrlButton{"Open", "https://x/{{1}}", {"https://x/1"}},
                                      TemplatePostbackButton{"Stop", "stop:{{1}}", {"stop:7"}},
                                      TemplatePostbackButton{"Go", "go"},
                                      UnknownTemplateButton{"CALL", JsonText{R"({"type":"CALL"})"}}}}}) ==
      R"([{"type":"BUTTONS","buttons":[{"type":"URL","text":"Open","url":"https://x/{{1}}","example":["https://x/1"]},)"
      R"({"type":"POSTBACK","text":"Stop","payload":"stop:{{1}}","example":["stop:7"]},)"
      R"({"type":"POSTBACK","text":"Go","payload":"go"},{"type":"CALL"}]}])");
  CHECK(components_of({UnknownTemplateComponent{"FOOTER", JsonText{R"({"type":"FOOTER"})"}}}) ==
        R"([{"type":"FOOTER"}])");
  CHECK(components_of({UnknownTemplateComponent{"X", JsonText{"},{"}}, UnknownTemplateComponent{"Y", {}}}) == "[]");
}

TEST_CASE("a component that was read is written as it was", "[graph][templates]") {
  for (
      const char* written :
      {R"([{"type":"HEADER","format":"TEXT","text":"{{1}}","example":{"header_text":["Order"]}}])",
       R"([{"type":"HEADER","format":"IMAGE","example":{"header_handle":["4::aW"]}}])",
       R"([{"type":"HEADER","format":"VIDEO","example":{"header_handle":["4::aW"]}}])",
       R"([{"type":"BODY","text":"{{1}} {{2}}","example":{"body_text":[["a","b"]]}}])",
       R"([{"type":"BODY","text":"{{n}}","example":{"body_text_named_params":[{"param_name":"n","example":"a"}]}}])",
       R"([{"type":"BUTTONS","buttons":[{"type":"URL","text":"t","url":"u","example":["e"]},{"type":"NEW","x":[1]}]}])",
       R"([{"type":"BUTTONS","buttons":[{"type":"POSTBACK","text":"t","payload":"p"}]},{"type":"FOOTER","text":"f"}])"}) {
    CAPTURE(written);
    CHECK(components_of(read_back(written)) == written);
  }
}

TEST_CASE("odd components stay what can be understood of them", "[graph][templates]") {
  CHECK(read_back("null").empty());
  CHECK(read_back("[7,null,[]]").empty());
  const auto odd = read_back(
      R"([{"type":"BODY","text":7,"example":{"body_text":["flat",["nested"],{}]}},{"type":"BUTTONS","buttons":"x"},{},
      {"type":"HEADER","format":"IMAGE"},{"type":"BUTTONS","buttons":[{"type":"URL","example":"text"}]}])");
  REQUIRE(odd.size() == 5);
  const auto* body = std::get_if<TemplateBody>(&odd[0]);
  REQUIRE(body != nullptr);
  CHECK(body->text.empty());
  REQUIRE(body->examples.size() == 3);
  CHECK(body->examples[0].value == "flat");
  CHECK(body->examples[1].value == "nested");
  CHECK(std::get<TemplateButtons>(odd[1]).buttons.empty());
  CHECK(std::get<UnknownTemplateComponent>(odd[2]).raw.text == "{}");
  CHECK(std::get<TemplateHeaderImage>(odd[3]).example_handle.empty());
  const auto& url = std::get<TemplateUrlButton>(std::get<TemplateButtons>(odd[4]).buttons.at(0));
  CHECK(url.examples == std::vector<std::string>{"text"});
}

TEST_CASE("a template has a name, a language, components, and an example for each parameter", "[graph][templates]") {
  CHECK(wrong_field({TemplateBody{"plain"}}).empty());
  CHECK(wrong_field({TemplateBody{"{{1}} {{2}} {{1}}", {{"a"}, {"b"}}}}).empty());
  CHECK(wrong_field({TemplateBody{"{{open", {}}}).empty());
  CHECK(wrong_field({TemplateBody{"b"}, TemplateButtons{{TemplateUrlButton{"t", "https://x/{{1}}"}}}}).empty());
  CHECK(wrong_field({TemplateHeaderImage{"h"}, UnknownTemplateComponent{"F", JsonText{"{}"}}}).empty());
  CHECK(wrong_field({}) == "components");
  CHECK(wrong_field({TemplateBody{"{{1}}"}}) == "components[0]");
  CHECK(wrong_field({TemplateBody{"{{1}}", {{"a"}, {"b"}}}}) == "components[0]");
  CHECK(wrong_field({TemplateBody{"x"}, TemplateHeaderText{"{{a}}{{b}}", {{"a", "a"}}}}) == "components[1]");
  CHECK(wrong_field({TemplateHeaderImage{}}) == "components[0]");
  CHECK(wrong_field({TemplateButtons{}}) == "components[0]");
  CHECK(wrong_field({TemplateButtons{{TemplateUrlButton{"t", "u", {"a"}}}}}) == "components[0]");
  CHECK(wrong_field({TemplateButtons{{TemplatePostbackButton{"t", "{{1}}", {"a", "b"}}}}}) == "components[0]");
  CHECK(wrong_field({TemplateButtons{{UnknownTemplateButton{"t", JsonText{"{"}}}}}) == "components[0]");
  CHECK(wrong_field({UnknownTemplateComponent{"F", JsonText{"no"}}}) == "components[0]");
  const std::vector<TemplateComponent> body = {TemplateBody{"plain"}};
  CHECK(validate(CreateMessageTemplate{"", "en", body, {}}).error().field == "name");
  CHECK(validate(CreateMessageTemplate{"n", "", body, {}}).error().field == "language");
  CHECK(validate(EditMessageTemplate{MessageTemplateId(), body, {}}).error().field == "id");
}

TEST_CASE("a template is created, cloned, edited and deleted", "[graph][templates]") {
  CHECK(
      wire(CreateMessageTemplate{"n", "en_US", {TemplateBody{"{{a}}", {{"x", "a"}}}}, ParameterFormat::named}) ==
      R"(POST /me/message_templates {"name":"n","language":"en_US","category":"UTILITY","parameter_format":"NAMED",)"
      R"("components":[{"type":"BODY","text":"{{a}}","example":{"body_text_named_params":[{"param_name":"a","example":"x"}]}}]})");
  CHECK(wire(CloneLibraryTemplate{"n", "en", "order_confirmation_1", JsonText{R"({"a":true})"}, JsonText{"[]"}}) ==
        R"(POST /me/message_templates {"name":"n","language":"en","category":"UTILITY",)"
        R"("library_template_name":"order_confirmation_1","library_template_body_inputs":{"a":true},)"
        R"("library_template_button_inputs":[]})");
  CHECK(wire(CloneLibraryTemplate{"n", "en", "l", JsonText{"{},\"x\":1"}, {}}) ==
        R"(POST /me/message_templates {"name":"n","language":"en","category":"UTILITY","library_template_name":"l"})");
  CHECK(wire(EditMessageTemplate{MessageTemplateId("1/2"), {TemplateBody{"x"}}, ParameterFormat::positional}) ==
        R"(POST /1%2F2 {"parameter_format":"POSITIONAL","components":[{"type":"BODY","text":"x"}]})");
  CHECK(wire(DeleteMessageTemplate{"a&b", MessageTemplateId()}) == "DELETE /me/message_templates?name=a%26b");
  CHECK(wire(DeleteMessageTemplate{"n", MessageTemplateId("7")}) ==
        "DELETE /me/message_templates?name=n&template_id=7");
}

TEST_CASE("a clone needs three names, and inputs that are JSON", "[graph][templates]") {
  CHECK(validate(CloneLibraryTemplate{"n", "en", "l", {}, JsonText{"[1]"}}));
  CHECK(validate(CloneLibraryTemplate{"", "en", "l", {}, {}}).error().field == "name");
  CHECK(validate(CloneLibraryTemplate{"n", "", "l", {}, {}}).error().field == "language");
  CHECK(validate(CloneLibraryTemplate{"n", "en", "", {}, {}}).error().field == "source_template");
  CHECK(validate(CloneLibraryTemplate{"n", "en", "l", JsonText{"{"}, {}}).error().field == "body_inputs");
  CHECK(validate(CloneLibraryTemplate{"n", "en", "l", {}, JsonText{"]"}}).error().field == "button_inputs");
}

TEST_CASE("templates are filtered by what is not empty", "[graph][templates]") {
  CHECK(wire(ListMessageTemplates{}) == "GET /me/message_templates");
  ListMessageTemplates call;
  call.name = "n";
  call.status = TemplateStatus::in_appeal;
  call.language = "en";
  call.category = "UTILITY";
  call.content = "a b";
  call.name_or_content = "c";
  call.cursor = {3, "A", "B"};
  CHECK(wire(call) ==
        "GET /me/message_templates?name=n&status=IN_APPEAL&language=en&category=UTILITY&content=a%20b&name_or_content=c"
        "&limit=3&after=A&before=B");
  call = {};
  call.status = TemplateStatus::unknown;
  CHECK(wire(call) == "GET /me/message_templates");
  CHECK(wire(SearchTemplateLibrary{}) == "GET /message_template_library");
  CHECK(wire(SearchTemplateLibrary{"order & co", "en", {2, "", ""}}) ==
        "GET /message_template_library?name_or_content=order%20%26%20co&language=en&limit=2");
}

TEST_CASE("every status of a template is known, and others stay as they are", "[graph][templates]") {
  const std::pair<const char*, TemplateStatus> words[] = {{"APPROVED", TemplateStatus::approved},
                                                          {"PENDING", TemplateStatus::pending},
                                                          {"REJECTED", TemplateStatus::rejected},
                                                          {"PAUSED", TemplateStatus::paused},
                                                          {"DISABLED", TemplateStatus::disabled},
                                                          {"IN_APPEAL", TemplateStatus::in_appeal},
                                                          {"LIMIT_EXCEEDED", TemplateStatus::limit_exceeded},
                                                          {"ARCHIVED", TemplateStatus::archived},
                                                          {"DELETED", TemplateStatus::deleted},
                                                          {"PENDING_DELETION", TemplateStatus::pending_deletion},
                                                          {"SLEEPING", TemplateStatus::unknown}};
  for (const auto& [word, status] : words) {
    const auto created = from_http(CreateMessageTemplate{}, ok(R"({"id":7,"status":")" + std::string(word) + "\"}"));
    CHECK(created.value().status.value == status);
    CHECK(created.value().status.text == word);
    if (status != TemplateStatus::unknown) CHECK(to_string(status) == word);
  }
  CHECK(to_string(TemplateStatus::unknown).empty());
}

TEST_CASE("a listed template says what it is", "[graph][templates]") {
  const auto list =
      from_http(ListMessageTemplates{},
                ok(R"({"data":[{"id":104595129340398,"name":"n","language":"en","status":"PAUSED","category":"UTILITY",
        "parameter_format":"NAMED","components":[{"type":"BODY","text":"x"}]},{}],"paging":{"cursors":{"after":"A"}}})"));
  REQUIRE(list);
  REQUIRE(list->items.size() == 2);
  CHECK(list->items[0].id.text() == "104595129340398");
  CHECK(list->items[0].name == "n");
  CHECK(list->items[0].language == "en");
  CHECK(list->items[0].status.value == TemplateStatus::paused);
  CHECK(list->items[0].category == "UTILITY");
  CHECK(list->items[0].parameter_format == "NAMED");
  CHECK(list->items[0].components.size() == 1);
  CHECK(list->items[1].status.value == TemplateStatus::unknown);
  CHECK(list->after == "A");
}

TEST_CASE("errors of template calls fit their kinds", "[graph][templates]") {
  check_errors(SearchTemplateLibrary{});
  check_errors(CreateMessageTemplate{});
  check_errors(CloneLibraryTemplate{});
  check_errors(ListMessageTemplates{});
  check_errors(EditMessageTemplate{});
  check_errors(DeleteMessageTemplate{});
  for (const char* odd : {"{}", "[]", R"({"success":true})"}) {
    CHECK(from_http(CreateMessageTemplate{}, ok(odd)).error().fate == SendFate::unknown);
    CHECK(from_http(CloneLibraryTemplate{}, ok(odd)).error().fate == SendFate::unknown);
  }
  CHECK(from_http(ListMessageTemplates{}, ok("{}")).error().code == ErrorCode::bad_response);
  CHECK(from_http(SearchTemplateLibrary{}, ok("{}")).error().code == ErrorCode::bad_response);
  CHECK(from_http(EditMessageTemplate{}, ok(R"({"success":true})")));
  CHECK(!from_http(DeleteMessageTemplate{}, ok(R"({"success":false})")));
}
