#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

std::string hmac(const std::string& key, const std::string& text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), digest, &size);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    hex.push_back("0123456789abcdef"[digest[i] >> 4]);
    hex.push_back("0123456789abcdef"[digest[i] & 15]);
  }
  return hex;
}

const std::string secret = "00112233445566778899aabbccddeeff";

SandboxOptions with_required_proof() {
  SandboxOptions options;
  options.require_appsecret_proof = true;
  return options;
}

} // namespace

TEST_CASE("the token travels as a header, a query parameter or a body member", "[sandbox][graph]") {
  const Stage stage;
  HttpRequest request{"GET", "https://graph.facebook.com/v25.0/me", {}, ""};
  SECTION("header") { request.headers = {{"authorization", "Bearer EAAtoken"}}; }
  SECTION("query") { request.url += "?access_token=EAAtoken"; }
  SECTION("JSON body") { request.body = R"({"access_token":"EAAtoken"})"; }
  SECTION("form body") {
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = "fields=id&access_token=EAAtoken";
  }
  CHECK(stage.sandbox->handle(request).status == 200);
}

TEST_CASE("a missing or wrong token is refused before anything else", "[sandbox][graph]") {
  const Stage stage;
  const std::string path = GENERATE("/me", "/v25.0/me/messages", "/nobody", "/");
  HttpRequest request{"GET", path, {}, ""};
  HttpResponse response = stage.sandbox->handle(request);
  CHECK(response.status == 400);
  CHECK(is_error(response, 2500, 0));
  request.headers = {{"Authorization", "Bearer wrong"}};
  response = stage.sandbox->handle(request);
  CHECK(response.status == 400);
  CHECK(is_error(response, 190, 0));
  CHECK(text_after(response.body, "type") == "OAuthException");
  CHECK(single_header(response.headers, "WWW-Authenticate") ==
        "OAuth \"Facebook Platform\" \"invalid_token\" \"Invalid OAuth access token.\"");
}

TEST_CASE("answers carry the platform's headers", "[sandbox][graph]") {
  const Stage stage;
  const HttpResponse versioned = stage.get("https://graph.facebook.com/v24.0/me");
  CHECK(single_header(versioned.headers, "facebook-api-version") == "v24.0");
  CHECK(single_header(versioned.headers, "Content-Type") == "application/json; charset=UTF-8");
  CHECK(single_header(versioned.headers, "Cache-Control") == "private, no-cache, no-store, must-revalidate");
  CHECK(single_header(versioned.headers, "x-fb-trace-id").has_value());
  const HttpResponse unversioned = stage.get("/nobody");
  CHECK(single_header(unversioned.headers, "facebook-api-version") == "v26.0");
  CHECK(single_header(unversioned.headers, "Cache-Control") == "no-store");
}

TEST_CASE("a wrong appsecret_proof is refused, a right one passes", "[sandbox][graph]") {
  Stage stage;
  const std::int64_t seconds = to_unix_ms(stage.clock->wall()) / 1000;
  CHECK(stage.get("/me?appsecret_proof=" + hmac(secret, "EAAtoken")).status == 200);
  const HttpResponse wrong = stage.get("/me?appsecret_proof=" + hmac("other", "EAAtoken"));
  CHECK(wrong.status == 400);
  CHECK(is_error(wrong, 100, 0));
  CHECK(text_after(wrong.body, "message") == "Invalid appsecret_proof provided in the API argument");
  CHECK(text_after(wrong.body, "type") == "GraphMethodException");

  const std::string stamped = hmac(secret, "EAAtoken|" + std::to_string(seconds));
  const std::string call = "/me?appsecret_proof=" + stamped + "&appsecret_time=" + std::to_string(seconds);
  CHECK(stage.get(call).status == 200);
  CHECK(stage.get("/me?appsecret_time=soon&appsecret_proof=" + stamped).status == 400);
  stage.clock->advance(std::chrono::seconds(301));
  CHECK(is_error(stage.get(call), 100, 0));
}

TEST_CASE("an app that requires the proof refuses calls without it", "[sandbox][graph]") {
  const Stage stage{with_required_proof()};
  const HttpResponse missing = stage.get("/me");
  CHECK(is_error(missing, 100, 0));
  CHECK(text_after(missing.body, "message") == "API calls from the server require an appsecret_proof argument");
  CHECK(stage.get("/me?appsecret_proof=" + hmac(secret, "EAAtoken")).status == 200);
}

TEST_CASE("the Page tells its id and name", "[sandbox][graph]") {
  const Stage stage;
  const std::string url = GENERATE("/v25.0/me?fields=id,name", "/682498302938465?fields=name", "/me");
  const HttpResponse page = stage.get(url);
  CHECK(page.status == 200);
  CHECK(page.body == R"({"name":"Gelateria Demo","id":"682498302938465"})");
  CHECK(stage.get("/me?fields=id").body == R"({"id":"682498302938465"})");
  CHECK(is_error(stage.get("/me?fields=id,nonsense"), 100, 0));
}

TEST_CASE("a profile tells what was asked for and what may be read", "[sandbox][graph]") {
  const Stage stage;
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  REQUIRE(stage.sandbox->write(Psid(bob), "hello"));
  CHECK(stage.get("/v25.0/" + ada + "?fields=name,%20locale,timezone,id,gender").body ==
        R"({"name":"Ada Example","locale":"it_IT","timezone":-3.5,"gender":"female","id":"25381719828140932"})");
  CHECK(stage.get("/" + ada).body ==
        R"({"first_name":"Ada","last_name":"Example","profile_pic":"https:\/\/pictures.example\/ada.jpg",)"
        R"("id":"25381719828140932"})");
  CHECK(stage.get("/" + bob + "?fields=name,profile_pic,locale,timezone,gender").body ==
        R"({"name":"Bob","id":"5794982867201265"})");
  const HttpResponse unknown = stage.get("/" + ada + "?fields=shoe_size");
  CHECK(is_error(unknown, 100, 0));
  CHECK(contains(unknown.body, "(shoe_size)"));
}

TEST_CASE("a person without a profile is error 2018218", "[sandbox][graph]") {
  const Stage stage;
  SandboxPerson person;
  person.psid = Psid("77");
  person.has_profile = false;
  REQUIRE(stage.sandbox->add_person(person));
  REQUIRE(stage.sandbox->write(Psid("77"), "hello"));
  CHECK(is_error(stage.get("/77?fields=name"), 100, 2018218));
}

TEST_CASE("a stranger and a person who never wrote are unknown objects", "[sandbox][graph]") {
  const Stage stage;
  const std::string psid = GENERATE(as<std::string>{}, "4711", ada);
  const HttpResponse response = stage.get("/" + psid + "?fields=name");
  CHECK(response.status == 400);
  CHECK(is_error(response, 100, 33));
  CHECK(text_after(response.body, "type") == "GraphMethodException");
  CHECK(contains(response.body, "Unsupported get request. Object with ID '" + psid + "' does not exist"));
  CHECK(contains(response.body, R"(https:\/\/developers.facebook.com\/docs\/graph-api)"));
}

TEST_CASE("unknown paths and wrong methods are the platform's errors", "[sandbox][graph]") {
  const Stage stage;
  CHECK(is_error(stage.get("/v25.0/me/nonsense"), 2500, 0));
  CHECK(is_error(stage.get("/v25.0/me/messages/more"), 2500, 0));
  CHECK(is_error(stage.get("/v25.0/"), 2500, 0));
  CHECK(is_error(stage.get("/v25.0/me/messages"), 100, 33));
  CHECK(is_error(stage.call("DELETE", "/me"), 100, 33));
  CHECK(contains(stage.call("POST", "/" + ada).body, "Unsupported post request"));
  CHECK(is_error(stage.call("POST", "/999/messages", "{}"), 100, 33));
}

TEST_CASE("a path with odd bytes cannot break an answer's headers", "[sandbox][graph]") {
  const Stage stage;
  const HttpResponse response = stage.get("/me/\r\nSet-Cookie: a=\"b\"\xff");
  const auto header = single_header(response.headers, "WWW-Authenticate");
  REQUIRE(header);
  CHECK(header->find_first_of("\r\n\xff") == std::string_view::npos);
  CHECK(contains(response.body, "\\ufffd"));
}

TEST_CASE("a body that is no JSON, no form or too long is refused", "[sandbox][graph]") {
  const Stage stage;
  CHECK(is_error(stage.call("POST", "/me/messages", "{\"recipient\":"), 100, 0));
  CHECK(is_error(stage.call("POST", "/me/messages", "[1]"), 100, 0));
  CHECK(stage.call("POST", "/me/messages", std::string((4U << 20U) + 1, ' ')).status == 413);
}

TEST_CASE("the graph transport leads to the sandbox, whatever the origin", "[sandbox][graph]") {
  Stage stage;
  const auto transport = stage.sandbox->graph_transport();
  std::optional<Result<HttpResponse>> result;
  const HttpRequest request{"GET", "https://elsewhere.example/v25.0/me", {{"Authorization", "Bearer EAAtoken"}}, ""};
  transport->start(request, {}, [&](Result<HttpResponse> answer) { result = std::move(answer); });
  CHECK_FALSE(result);
  stage.executor->run_ready();
  CHECK(result->value().status == 200);

  stage.sandbox.reset();
  transport->start(request, {}, [&](Result<HttpResponse> answer) { result = std::move(answer); });
  stage.executor->run_ready();
  CHECK(result->error().code == ErrorCode::connection);
}

TEST_CASE("a sandbox makes up what it is not given, and says what it cannot use", "[sandbox]") {
  SandboxOptions options;
  CHECK(Sandbox::create(options).error().field == "executor");
  const auto clock = std::make_shared<ManualClock>();
  options.executor = std::make_shared<ManualExecutor>(clock);
  const auto sandbox = Sandbox::create(options).value();
  CHECK(sandbox->app().text().find_first_not_of("0123456789") == std::string::npos);
  CHECK(sandbox->page().text().size() == 15);
  CHECK(sandbox->app_secret().reveal().size() == 32);
  CHECK(sandbox->page_access_token().reveal().substr(0, 3) == "EAA");
  CHECK_FALSE(sandbox->page_name().empty());
  CHECK(sandbox->page() != Sandbox::create(options).value()->page());
  options.app = AppId("app");
  CHECK(Sandbox::create(options).error().field == "app");
  options.app = AppId("1");
  options.page = PageId("-1");
  CHECK(Sandbox::create(options).error().field == "page");
}

TEST_CASE("a person gets a PSID if none is given, and an odd person is refused", "[sandbox]") {
  const Stage stage;
  const auto psid = stage.sandbox->add_person({});
  REQUIRE(psid);
  CHECK(psid->text().size() == 17);
  CHECK(stage.sandbox->people().size() == 3);
  SandboxPerson person;
  person.psid = Psid(ada);
  CHECK(stage.sandbox->add_person(person).error().code == ErrorCode::conflict);
  person.psid = stage.sandbox->page().text().empty() ? Psid() : Psid(stage.sandbox->page().text());
  CHECK(stage.sandbox->add_person(person).error().code == ErrorCode::conflict);
  person.psid = Psid("12a");
  CHECK(stage.sandbox->add_person(person).error().field == "psid");
  person.psid = Psid("12");
  person.timezone = "Europe/Rome";
  CHECK(stage.sandbox->add_person(person).error().field == "timezone");
}
