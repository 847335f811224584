#include "pagebridge/graph/personas.hpp"
#include "unit/testing/sandbox_sdk.hpp"

using namespace sandbox_test;

namespace {

const std::string edge = "/v25.0/me/personas";

std::string make(const Stage& stage, const std::string& name) {
  const std::string body = R"({"name":")" + name + R"(","profile_picture_url":"https://pictures.example/p.jpg"})";
  return text_after(stage.call("POST", edge, body).body, "id");
}

} // namespace

TEST_CASE("personas are made, listed, read and deleted", "[sandbox][personas]") {
  const Stage stage;
  CHECK(stage.get(edge).body == R"({"data":[]})");
  const std::string desk = make(stage, "Front desk");
  const std::string shown =
      R"({"name":"Front desk","profile_picture_url":"https:\/\/pictures.example\/p.jpg","id":")" + desk + "\"}";
  CHECK(stage.get("/" + desk).body == shown);
  CHECK(contains(stage.get(edge).body, R"({"data":[)" + shown + R"(],"paging":{"cursors":{"before":)"));
  CHECK(stage.get("/" + desk + "?fields=name").body == R"({"name":"Front desk","id":")" + desk + "\"}");
  CHECK(is_error(stage.get("/" + desk + "?fields=age"), 100, 0));
  CHECK(stage.call("DELETE", "/" + desk).body == R"({"success":true})");
  CHECK(is_error(stage.get("/" + desk), 100, 33));
  CHECK(is_error(stage.call("DELETE", "/" + desk), 100, 33));
}

TEST_CASE("past the end, the list of personas has no paging", "[sandbox][personas]") {
  const Stage stage;
  for (const char* name : {"one", "two", "three"}) make(stage, name);
  const std::string first = stage.get(edge + "?limit=2").body;
  CHECK(
      contains(first, R"("next":"https:\/\/graph.facebook.com\/v25.0\/682498302938465\/personas?access_token=EAAtoken)"
                      R"(&limit=2&after=)" +
                          text_after(first, "after")));
  const std::string second = stage.get(edge + "?limit=2&after=" + text_after(first, "after")).body;
  CHECK(contains(second, "three"));
  CHECK_FALSE(contains(second, "next"));
  CHECK(stage.get(edge + "?after=" + text_after(second, "after")).body == R"({"data":[]})");
}

TEST_CASE("a persona needs a name and a picture, and must be known to be sent under", "[sandbox][personas]") {
  const Stage stage;
  CHECK(is_error(stage.call("POST", edge, R"({"name":"Front desk"})"), 100, 0));
  CHECK(is_error(stage.call("POST", edge, R"({"profile_picture_url":"https://pictures.example/p.jpg"})"), 100, 0));
  REQUIRE(stage.sandbox->write(Psid(ada), "hello"));
  CHECK(is_error(stage.send(R"({"text":"a"})", R"(,"persona_id":"4711")"), 100, 0));
  const std::string action = R"({"recipient":{"id":")" + ada + R"("},"sender_action":"typing_on","persona_id":)";
  CHECK(is_error(stage.call("POST", "/me/messages", action + "4711}"), 100, 0));
  const std::string desk = make(stage, "Front desk");
  CHECK(stage.call("POST", "/me/messages", action + desk + "}").status == 200);
  CHECK(stage.send(R"({"text":"a"})", R"(,"persona_id":")" + desk + "\"").status == 200);
  CHECK(stage.call("DELETE", "/" + desk).status == 200);
  CHECK(is_error(stage.send(R"({"text":"a"})", R"(,"persona_id":")" + desk + "\""), 100, 0));
}

TEST_CASE("the SDK's own persona calls are understood", "[sandbox][personas]") {
  const Stage stage;
  const auto made = answer_to(stage, graph::CreatePersona{"Front desk", "https://pictures.example/p.jpg"});
  REQUIRE(made);
  const auto list = answer_to(stage, graph::ListPersonas{});
  REQUIRE(list);
  REQUIRE(list->items.size() == 1);
  CHECK(list->items[0].persona == *made);
  CHECK_FALSE(list->has_more);
  CHECK(answer_to(stage, graph::GetPersona{*made})->picture_url == "https://pictures.example/p.jpg");
  CHECK(answer_to(stage, graph::DeletePersona{*made}));
  CHECK_FALSE(answer_to(stage, graph::GetPersona{*made}));
}
