#include <string>

#include "pagebridge/graph/page.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/graph/user_profile.hpp"
#include "support/catch.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace {

HttpResponse ok(std::string body) { return {200, {{"Content-Type", "application/json"}}, std::move(body)}; }

const SendMessage send{Psid("1"), Text{"x"}, {}};
const std::string graph_error = R"({"error":{"message":"(#190) expired","type":"OAuthException","code":190}})";

} // namespace

TEST_CASE("an accepted message has its mid", "[graph]") {
  CHECK(from_http(send, ok(R"({"recipient_id":"1008","message_id":"m_AG5Hz2U"})")).value().mid.text() == "m_AG5Hz2U");
  CHECK(read_send_answer(ok(R"({"message_id":"m_\u0041\/"})")).value().mid.text() == "m_A/");
  CHECK(read_send_answer(ok(R"({"message_id":184719329217930001})")).value().mid.text() == "184719329217930001");
}

TEST_CASE("the content type of an answer does not matter", "[graph]") {
  const HttpResponse script{200, {{"Content-Type", "text/javascript; charset=UTF-8"}}, R"({"message_id":"m_1"})"};
  CHECK(from_http(send, script).value().mid.text() == "m_1");
  CHECK(from_http(send, {201, {}, R"({"message_id":"m_1"})"}).value().mid.text() == "m_1");
}

TEST_CASE("an answer without a message id may be a message that is out", "[graph]") {
  const std::string body =
      GENERATE(as<std::string>{}, "{}", R"({"recipient_id":"1"})", R"({"message_id":""})", R"({"message_id":null})",
               R"({"message_id":{}})", "[]", "null", "\"m_1\"", R"({"error":null})", R"({"error":"text"})", "true");
  const auto receipt = from_http(send, ok(body));
  REQUIRE(!receipt);
  CHECK(receipt.error().code == ErrorCode::bad_response);
  CHECK(receipt.error().fate == SendFate::unknown);
  CHECK(receipt.error().http_status == 200);
  CHECK(receipt.error().message == "the platform's answer has no message_id");
}

TEST_CASE("an error under status 200 is an error", "[graph]") {
  const HttpResponse response = ok(graph_error);
  for (const Error& error :
       {from_http(send, response).error(), from_http(SenderAction{}, response).error(),
        from_http(GetUserProfile{}, response).error(), from_http(GetPageIdentity{}, response).error()}) {
    CHECK(error.code == ErrorCode::graph);
    REQUIRE(error.graph);
    CHECK(error.graph->code == 190);
    CHECK(error.graph->error_class == GraphErrorClass::token);
    CHECK(error.http_status == 200);
  }
}

TEST_CASE("a message id beside an error does not make it a success", "[graph]") {
  const auto receipt = from_http(send, ok(R"({"message_id":"m_1","error":{"code":1}})"));
  REQUIRE(!receipt);
  CHECK(receipt.error().fate == SendFate::unknown);
}

TEST_CASE("a sender action is done when the answer is no error", "[graph]") {
  CHECK(from_http(SenderAction{}, ok(R"({"recipient_id":"1"})")));
  CHECK(from_http(SenderAction{}, ok("{}")));
  CHECK(!from_http(SenderAction{}, ok("")));
  CHECK(!from_http(SenderAction{}, {400, {}, graph_error}));
}

TEST_CASE("a profile holds what the platform shows", "[graph]") {
  const auto profile = from_http(
      GetUserProfile{},
      ok(R"({"name":"Anna Mair","first_name":"Anna","last_name":"M\u00e4ir","profile_pic":"https:\/\/cdn.example\/p.jpg",)"
         R"("locale":"de_IT","timezone":1,"id":"7310452989011646"})"));
  REQUIRE(profile);
  CHECK(profile->name == "Anna Mair");
  CHECK(profile->first_name == "Anna");
  CHECK(profile->last_name == "Mäir");
  CHECK(profile->picture_url == "https://cdn.example/p.jpg");
  CHECK(profile->locale == "de_IT");
  CHECK(profile->time_zone == "1");
}

TEST_CASE("any part of a profile may be missing, null or of another kind", "[graph]") {
  const std::string body = GENERATE(as<std::string>{}, "{}", R"({"name":null,"first_name":7,"timezone":null})",
                                    R"({"last_name":[],"locale":{},"profile_pic":false})");
  const auto profile = from_http(GetUserProfile{}, ok(body));
  REQUIRE(profile);
  CHECK(profile->name.empty());
  CHECK(profile->first_name.empty());
  CHECK(profile->last_name.empty());
  CHECK(profile->picture_url.empty());
  CHECK(profile->locale.empty());
  CHECK(profile->time_zone.empty());
}

TEST_CASE("a time zone may be a fraction, a negative number or text", "[graph]") {
  for (const char* zone : {"5.5", "-7", "\"-7\"", "0"}) {
    std::string wanted = zone;
    if (wanted.front() == '"') wanted = wanted.substr(1, wanted.size() - 2);
    CHECK(from_http(GetUserProfile{}, ok("{\"timezone\":" + std::string(zone) + "}")).value().time_zone == wanted);
  }
}

TEST_CASE("what is no profile is an error that may be repeated", "[graph]") {
  for (const char* body : {"[]", "null", "7"}) {
    const auto profile = from_http(GetUserProfile{}, ok(body));
    REQUIRE(!profile);
    CHECK(profile.error().code == ErrorCode::bad_response);
    CHECK(profile.error().fate == SendFate::refused);
  }
}

TEST_CASE("a Page says its id and its name", "[graph]") {
  const auto page = from_http(GetPageIdentity{}, ok(R"({"id":"108231704662015","name":"Caff\u00e8"})"));
  REQUIRE(page);
  CHECK(page->page.text() == "108231704662015");
  CHECK(page->name == "Caffè");
  CHECK(from_http(GetPageIdentity{}, ok(R"({"id":108231704662015})")).value().page.text() == "108231704662015");
  const auto nobody = from_http(GetPageIdentity{}, ok(R"({"name":"Caff\u00e8"})"));
  REQUIRE(!nobody);
  CHECK(nobody.error().code == ErrorCode::bad_response);
  CHECK(nobody.error().fate == SendFate::refused);
  CHECK(nobody.error().message == "the platform's answer has no Page id");
}
