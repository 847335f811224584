#include "pagebridge/graph/labels.hpp"
#include "unit/testing/sandbox_sdk.hpp"

using namespace sandbox_test;

namespace {

const std::string edge = "/v25.0/me/custom_labels";

/// Ada has written, and labels come by webhook.
struct Desk : Stage {
  explicit Desk(SandboxOptions options = {}) : Stage(std::move(options)) {
    connect({"inbox_labels"});
    REQUIRE(sandbox->write(Psid(ada), "hello"));
  }
  std::string make(const std::string& name) const {
    return text_after(call("POST", edge, R"({"page_label_name":")" + name + "\"}").body, "id");
  }
  std::string event() const {
    executor->run_ready();
    return callback->posts.empty() ? "(none)" : callback->posts.back().body;
  }
};

const std::string user = R"({"user":")" + ada + "\"}";

} // namespace

TEST_CASE("a label is made, put on a person, taken off and deleted", "[sandbox][labels]") {
  const Desk desk;
  const std::string label = desk.make("vip");
  const std::string shown = R"({"page_label_name":"vip","id":")" + label + "\"}";
  CHECK(contains(desk.event(), R"("changes":[{"field":"inbox_labels","value":{"action":"add","label":{"id":")" + label +
                                   R"(","page_label_name":"vip"}}}])"));
  CHECK(desk.get("/" + label + "?fields=id,page_label_name").body == shown);
  CHECK(contains(desk.get(edge + "?fields=id,page_label_name").body, R"({"data":[)" + shown + R"(],"paging":)"));
  CHECK(desk.get("/" + ada + "/custom_labels").body == R"({"data":[]})");
  CHECK(desk.call("POST", "/" + label + "/label", user).body == R"({"success":true})");
  CHECK(contains(desk.event(), R"("value":{"user":{"id":")" + ada + R"("},"action":"add","label":)"));
  CHECK(contains(desk.get("/" + ada + "/custom_labels").body, shown));
  CHECK(desk.call("DELETE", "/" + label + "/label", user).body == R"({"success":true})");
  CHECK(contains(desk.event(), R"("value":{"user":{"id":")" + ada + R"("},"action":"remove","label":)"));
  CHECK(desk.get("/" + ada + "/custom_labels").body == R"({"data":[]})");
  CHECK(desk.call("DELETE", "/" + label).body == R"({"success":true})");
  CHECK(is_error(desk.get("/" + label), 100, 33));
}

TEST_CASE("a label that a person has is not put on again", "[sandbox][labels]") {
  const Desk desk;
  const std::string label = desk.make("vip");
  CHECK(desk.call("POST", "/" + label + "/label", user).status == 200);
  CHECK(desk.call("POST", "/" + label + "/label?user=" + ada).status == 200);
  desk.event();
  CHECK(desk.callback->posts.size() == 2); // made, and put on once
}

TEST_CASE("wrong label calls are refused", "[sandbox][labels]") {
  const Desk desk;
  const std::string label = desk.make("vip");
  CHECK(is_error(desk.call("POST", edge, R"({"name":"vip"})"), 100, 0));
  CHECK(is_error(desk.get(edge + "?fields=name"), 100, 0));
  CHECK(is_error(desk.get("/" + label + "?fields=name"), 100, 0));
  CHECK(is_error(desk.call("POST", "/4711/label", user), 100, 33));
  CHECK(is_error(desk.call("POST", "/" + label + "/label"), 100, 0));
  CHECK(is_error(desk.call("POST", "/" + label + "/label", R"({"user":"4711"})"), 100, 2018001));
  CHECK(is_error(desk.get("/" + bob + "/custom_labels"), 100, 33)); // never wrote
}

TEST_CASE("fields of labels may be an array", "[sandbox][labels]") {
  const Desk desk;
  const std::string label = text_after(desk.call("POST", edge, R"({"page_label_name":"vip"})").body, "id");
  CHECK(contains(desk.get(edge + R"(?fields=["id"])").body, R"({"data":[{"id":")" + label + "\"}]"));
  CHECK(contains(desk.get(edge).body, R"({"data":[{"page_label_name":"vip","id":)"));
}

TEST_CASE("labels need the Page Contact Terms", "[sandbox][labels]") {
  SandboxOptions options;
  options.has_accepted_contact_terms = false;
  const Desk desk(std::move(options));
  for (const HttpResponse& refused : {desk.call("POST", edge, R"({"page_label_name":"vip"})"), desk.get(edge),
                                      desk.get("/" + ada + "/custom_labels")}) {
    CHECK(is_error(refused, 2, 2018344));
    CHECK(refused.status == 400);
    CHECK(contains(refused.body, R"("is_transient":false)"));
    CHECK(contains(refused.body, R"("error_user_title":"Privacy ToS not accepted")"));
  }
}

TEST_CASE("the SDK's own label calls are understood", "[sandbox][labels]") {
  const Desk desk;
  const auto made = answer_to(desk, graph::CreateLabel{"vip"});
  REQUIRE(made);
  REQUIRE(answer_to(desk, graph::LabelPerson{*made, Psid(ada)}));
  const auto of_person = answer_to(desk, graph::ListLabelsOfPerson{Psid(ada)});
  REQUIRE(of_person);
  CHECK(of_person->items.at(0).name == "vip");
  CHECK(answer_to(desk, graph::ListLabels{})->items.at(0).id == *made);
  CHECK(answer_to(desk, graph::GetLabel{*made})->name == "vip");
  REQUIRE(answer_to(desk, graph::UnlabelPerson{*made, Psid(ada)}));
  REQUIRE(answer_to(desk, graph::DeleteLabel{*made}));
  CHECK(answer_to(desk, graph::ListLabels{})->items.empty());
}
