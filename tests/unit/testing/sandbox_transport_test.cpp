// How Graph calls are written: versions, methods, several nodes at once.
#include "pagebridge/graph/pages.hpp"
#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

std::string served(const Stage& stage, const std::string& version) {
  const HttpResponse response = stage.get("/" + version + "/me");
  if (response.status != 200) return response.body;
  return std::string(single_header(response.headers, "facebook-api-version").value_or("(none)"));
}

} // namespace

TEST_CASE("live versions serve themselves, expired ones are served by the oldest live one", "[sandbox][versions]") {
  const Stage stage; // 2026-02-02
  for (const char* live : {"v19.0", "v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0"})
    CHECK(served(stage, live) == live);
  CHECK(served(stage, "v6.0") == "v19.0");
  CHECK(served(stage, "v2.12") == "v19.0");
  stage.clock->advance(std::chrono::hours(24 * 293)); // 2026-11-22
  CHECK(served(stage, "v6.0") == "v21.0");
  CHECK(served(stage, "v20.0") == "v21.0");
  CHECK(served(stage, "v21.0") == "v21.0");
}

TEST_CASE("a version that never was is an unknown path", "[sandbox][versions]") {
  const Stage stage;
  for (const char* version : {"v99.0", "v6.1"}) {
    const HttpResponse response = stage.get(std::string("/") + version + "/me");
    CHECK(response.status == 400);
    CHECK(is_error(response, 2500, 0));
    CHECK(text_after(response.body, "message") == "Unknown path components: \\/me");
  }
}

TEST_CASE("a POST may mean another method", "[sandbox][transport]") {
  const Stage stage;
  HttpRequest request{"POST", "/v25.0/me/", {{"Content-Type", "application/x-www-form-urlencoded"}}, ""};
  request.body = "method=GET&access_token=EAAtoken&fields=";
  const HttpResponse response = stage.sandbox->handle(request);
  CHECK(response.status == 200);
  CHECK(text_after(response.body, "name") == "Gelateria Demo");
  request.body = "access_token=EAAtoken";
  CHECK(is_error(stage.sandbox->handle(request), 100, 33));
}

TEST_CASE("several nodes are read at once, or none", "[sandbox][transport]") {
  const Stage stage;
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  const HttpResponse both = stage.get("/v24.0?ids=682498302938465," + ada + "&fields=name");
  CHECK(both.body == R"({"682498302938465":{"name":"Gelateria Demo","id":"682498302938465"},")" + ada +
                         R"(":{"name":"Ada Example","id":")" + ada + "\"}}");
  CHECK(is_error(stage.get("/v24.0?ids=682498302938465,1"), 100, 33));
  CHECK(is_error(stage.get("/v24.0"), 2500, 0));
}

TEST_CASE("an edge is read of several nodes at once, or of none", "[sandbox][transport]") {
  const Stage stage;
  for (const std::string& psid : {ada, bob}) REQUIRE(stage.sandbox->write(Psid(psid), "ciao"));
  const auto conversation = [&](const std::string& psid) {
    return text_after(stage.get("/me/conversations?user_id=" + psid).body, "id");
  };
  const std::string first = conversation(ada);
  const std::string second = conversation(bob);
  const auto edge = [&](const std::string& node) {
    return "\"" + node + "\":" + stage.get("/v24.0/" + node + "/messages?fields=message&limit=1").body;
  };
  CHECK(stage.get("/v24.0/messages?ids=" + first + "," + second + "&fields=message&limit=1").body ==
        "{" + edge(first) + "," + edge(second) + "}");
  CHECK(is_error(stage.get("/messages?ids=" + first + ",t_1"), 100, 33));
  CHECK(is_error(stage.get("/messages?ids="), 2500, 0));
  CHECK(is_error(stage.get("/shoes?ids=" + first), 2500, 0));
  CHECK(is_error(stage.get("/messages"), 100, 33)); // a node of that name
}

TEST_CASE("a read that nothing changed is answered with 304", "[sandbox][transport]") {
  const Stage stage;
  const HttpResponse first = stage.get("/v25.0/me");
  const auto etag = single_header(first.headers, "ETag");
  REQUIRE(etag);
  HttpRequest request{"GET", "/v25.0/me", {{"Authorization", "Bearer EAAtoken"}}, ""};
  request.headers.emplace_back("If-None-Match", std::string(*etag));
  const HttpResponse second = stage.sandbox->handle(request);
  CHECK(second.status == 304);
  CHECK(second.body.empty());
  request.headers.back().second = "\"other\"";
  CHECK(stage.sandbox->handle(request).status == 200);
}
