#include "pagebridge/graph/personas.hpp"

#include <string>

#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

TEST_CASE("a persona is made of a name and a picture", "[graph]") {
  const CreatePersona call{"Gi\"no", "https://cdn.example/p.jpg?a=1&b=2"};
  check_request(call, "POST", "/me/personas",
                R"({"name":"Gi\"no","profile_picture_url":"https://cdn.example/p.jpg?a=1&b=2"})");
  CHECK(from_http(call, ok(R"({"id":"2222146701193608"})")).value().text() == "2222146701193608");
  CHECK(from_http(call, ok(R"({"id":25381719828140932})")).value().text() == "25381719828140932");
  CHECK(CreatePersona::kind == CallKind::once);
}

TEST_CASE("an answer without a persona's id may be a persona that exists", "[graph]") {
  for (const char* body : {"{}", "[]", R"({"id":""})", R"({"id":null})", R"({"success":true})"}) {
    const Error lost = failure(CreatePersona{}, ok(body));
    CHECK(lost.fate == SendFate::unknown);
    CHECK(lost.message == "the platform's answer has no persona id");
  }
  check_failures(CreatePersona{});
}

TEST_CASE("personas are listed in parts", "[graph]") {
  check_request(ListPersonas{}, "GET", "/me/personas?fields=id,name,profile_picture_url");
  check_request(ListPersonas{{25, "QV/FI", "b"}}, "GET",
                "/me/personas?fields=id,name,profile_picture_url&limit=25&after=QV%2FFI&before=b");
  const auto personas =
      from_http(ListPersonas{},
                ok(R"({"data":[{"name":"7","profile_picture_url":"https:\/\/i.example\/7.jpg","id":"1007"},)"
                   R"({"id":8,"name":null},null],"paging":{"cursors":{"before":"b","after":"a"},"next":"\/x"}})"));
  REQUIRE(personas);
  REQUIRE(personas->items.size() == 2);
  CHECK(personas->items[0].persona.text() == "1007");
  CHECK(personas->items[0].name == "7");
  CHECK(personas->items[0].picture_url == "https://i.example/7.jpg");
  CHECK(personas->items[1].persona.text() == "8");
  CHECK(personas->items[1].name.empty());
  CHECK(personas->before == "b");
  CHECK(personas->after == "a");
  CHECK(personas->has_more);
  CHECK(failure(ListPersonas{}, ok("{}")).message == "the platform's answer has no list of personas");
  check_failures(ListPersonas{});
}

TEST_CASE("one persona is read by its id", "[graph]") {
  const GetPersona call{PersonaId("10/07?x")};
  check_request(call, "GET", "/10%2F07%3Fx?fields=id,name,profile_picture_url");
  const auto persona =
      from_http(call, ok(R"({"name":"Gino","profile_picture_url":"https:\/\/i.example\/g","id":"1007"})"));
  REQUIRE(persona);
  CHECK(persona->persona.text() == "1007");
  CHECK(persona->name == "Gino");
  CHECK(persona->picture_url == "https://i.example/g");
  CHECK(from_http(call, ok("{}"))->persona.text() == "10/07?x");
  CHECK(failure(call, ok("[]")).message == "the platform's answer has no persona");
  check_failures(call);
}

TEST_CASE("a persona is deleted by its id", "[graph]") {
  check_request(DeletePersona{PersonaId("1007")}, "DELETE", "/1007");
  check_done(DeletePersona{});
  CHECK(DeletePersona::kind == CallKind::idempotent);
}
