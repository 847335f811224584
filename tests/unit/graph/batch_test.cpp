#include "pagebridge/graph/batch.hpp"

#include <memory>
#include <string>

#include "pagebridge/graph/labels.hpp"
#include "pagebridge/graph/page.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/graph/thread_control.hpp"
#include "pagebridge/graph/user_profile.hpp"
#include "pagebridge/http/body_stream.hpp"
#include "unit/graph/calls.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using calls::ok;

namespace {

const Psid anna("7310452989011646");

/// A call of the host's own making, to see what becomes of unusual requests.
struct OddCall {
  using Answer = void;
  static constexpr CallKind kind = CallKind::once;
  std::string method;
  std::string body;
  bool upload = false;
};
HttpRequest to_http(const OddCall& call, const Access& access) {
  HttpRequest request{call.method, access.origin + "/" + access.api_version + "/odd?a=1", {}, call.body};
  if (call.upload) request.body_stream = std::make_shared<const BodyStream>(stream_text("bytes"));
  return request;
}

std::string items_of(const Batch& batch) {
  const std::string body = to_http(batch, calls::plain).body;
  const std::string head = R"({"access_token":"EAAtesttoken","include_headers":true,"batch":)";
  REQUIRE(body.substr(0, head.size()) == head);
  return body.substr(head.size(), body.size() - head.size() - 1);
}

template <class Call>
std::string item_of(const Call& call) {
  Batch batch;
  batch.add(call);
  return items_of(batch);
}

} // namespace

TEST_CASE("a batch is one request with the token in its header and body, and the proof", "[graph][batch]") {
  Batch batch;
  batch.add(GetPageIdentity{});
  batch.include_headers = false;
  const HttpRequest request = to_http(batch, calls::proven);
  CHECK(request.method == "POST");
  CHECK(request.url == "http://127.0.0.1:8080/v24.0/?appsecret_proof=" + calls::proof);
  CHECK(request.headers == HttpHeaders{{"Authorization", "Bearer EAAtesttoken"},
                                       {"Accept", "application/json"},
                                       {"Content-Type", "application/json"}});
  CHECK(request.body == R"({"access_token":"EAAtesttoken","include_headers":false,)"
                        R"("batch":[{"method":"GET","relative_url":"me?fields=id,name"}]})");
  CHECK(to_http(batch, calls::plain).url == "https://graph.facebook.com/v25.0/");
}

TEST_CASE("a call's JSON body becomes a form, whose values are texts or JSON", "[graph][batch]") {
  CHECK(item_of(SenderAction{anna, SenderActionKind::typing_on, {}}) ==
        R"([{"method":"POST","relative_url":"me/messages",)"
        R"("body":"recipient=%7B%22id%22%3A%227310452989011646%22%7D&sender_action=typing_on"}])");
  CHECK(item_of(CreateLabel{"a&b=\xc3\xbc \"q\"\n"}) == R"([{"method":"POST","relative_url":"me/custom_labels",)"
                                                        R"("body":"page_label_name=a%26b%3D%C3%BC%20%22q%22%0A"}])");
  CHECK(item_of(ExtendThreadControl{Psid("1"), std::chrono::seconds(60)}) ==
        R"([{"method":"POST","relative_url":"me/extend_thread_control",)"
        R"("body":"recipient=%7B%22id%22%3A%221%22%7D&duration=60"}])");
  CHECK(item_of(OddCall{"POST", R"({"b":true,"n":null,"l":[1,"x"],"a b":"c"})"}) ==
        R"([{"method":"POST","relative_url":"odd?a=1","body":"b=true&n=null&l=%5B1%2C%22x%22%5D&a%20b=c"}])");
}

TEST_CASE("reads have no body, and what a deletion says stands in its query", "[graph][batch]") {
  CHECK(item_of(GetThreadOwner{anna}) ==
        R"([{"method":"GET","relative_url":"me/thread_owner?recipient=7310452989011646"}])");
  CHECK(item_of(DeleteLabel{LabelId("7")}) == R"([{"method":"DELETE","relative_url":"7"}])");
  CHECK(item_of(UnlabelPerson{LabelId("7"), Psid("8&9")}) ==
        R"([{"method":"DELETE","relative_url":"7/label?user=8%269"}])");
  CHECK(item_of(OddCall{"DELETE", R"({"fields":["greeting"]})"}) ==
        R"([{"method":"DELETE","relative_url":"odd?a=1&fields=%5B%22greeting%22%5D"}])");
}

TEST_CASE("a call in another name brings its own token and its own proof", "[graph][batch]") {
  const Access other{Secret("EAAother+1"), Secret("emulator-app-secret"), "v19.0", "https://elsewhere.example"};
  const std::string other_proof = appsecret_proof(other.access_token, other.app_secret);
  Batch batch;
  batch.add(GetPageIdentity{}, other);
  batch.add(CreateLabel{"x"}, other);
  batch.add(DeleteLabel{LabelId("7")}, Access{Secret("EAAbare"), Secret()});
  batch.add(GetPageIdentity{});
  CHECK(items_of(batch) ==
        R"([{"method":"GET","relative_url":"me?fields=id,name&appsecret_proof=)" + other_proof +
            R"(&access_token=EAAother%2B1"},{"method":"POST","relative_url":"me/custom_labels?appsecret_proof=)" +
            other_proof + R"(","body":"page_label_name=x&access_token=EAAother%2B1"},)" +
            R"({"method":"DELETE","relative_url":"7?access_token=EAAbare"},)" +
            R"({"method":"GET","relative_url":"me?fields=id,name"}])");
  const HttpRequest request = to_http(batch, calls::proven);
  CHECK(request.url.find("EAA") == std::string::npos);
  CHECK(request.body.find("emulator-app-secret") == std::string::npos);
}

TEST_CASE("a batch holds 1 to 50 calls and no upload", "[graph][batch]") {
  Batch batch;
  CHECK(validate(batch).error().field == "batch");
  for (int i = 0; i < 50; ++i) CHECK(batch.add(GetPageIdentity{}).index == static_cast<std::size_t>(i));
  CHECK(batch.size() == 50);
  CHECK(validate(batch));
  batch.add(GetPageIdentity{});
  CHECK(validate(batch).error().field == "batch");

  Batch uploads;
  uploads.add(GetPageIdentity{});
  uploads.add(OddCall{"POST", "", true});
  CHECK(validate(uploads).error().field == "batch[1]");
  Batch no_json;
  no_json.add(OddCall{"POST", "no JSON"});
  CHECK(validate(no_json).error().field == "batch[0]");
}

TEST_CASE("each answer is read as if its call had been made alone", "[graph][batch]") {
  Batch batch;
  const auto profile = batch.add(GetUserProfile{anna});
  const auto action = batch.add(SenderAction{anna, SenderActionKind::mark_seen, {}});
  const auto dead = batch.add(CreateLabel{"x"});
  const auto label = batch.add(CreateLabel{"y"});
  const auto answers = from_http(
      batch,
      ok(R"([{"code":200,"headers":[{"name":"X-App-Usage","value":"{\"call_count\":2}"}],"body":"{\"name\":\"M\\u00e4ir\"}"},
        {"code":"200","body":"{}"},
        {"code":400,"headers":[{"name":"Retry-After","value":"7"}],"body":"{\"error\":{\"message\":\"CANARY\",\"code\":190}}"},
        {"code":200,"body":{"id":7}}])"));
  REQUIRE(answers);
  CHECK(answers->read(profile).value().name == "Mäir");
  CHECK(single_header(answers->response_to(0, CallKind::read).value().headers, "x-app-usage") == R"({"call_count":2})");
  CHECK(answers->read(action));
  const auto failed = answers->read(dead);
  REQUIRE(!failed);
  CHECK(failed.error().code == ErrorCode::graph);
  CHECK(failed.error().graph->error_class == GraphErrorClass::token);
  CHECK(failed.error().fate == SendFate::refused);
  CHECK(failed.error().http_status == 400);
  CHECK(failed.error().retry_after == std::chrono::seconds(7));
  CHECK(failed.error().message.find("CANARY") == std::string::npos);
  CHECK(answers->read(label).value().text() == "7");
}

TEST_CASE("a call that was left out, one that is not answered, and one that cannot be read are told apart",
          "[graph][batch]") {
  Batch batch;
  const auto first = batch.add(CreateLabel{"x"});
  const auto second = batch.add(GetPageIdentity{});
  const auto third = batch.add(CreateLabel{"z"});
  const auto fourth = batch.add(GetPageIdentity{});
  const auto answers = from_http(batch, ok(R"([null,null,7])")).value();
  CHECK(answers.read(first).error().code == ErrorCode::timeout);
  CHECK(answers.read(first).error().fate == SendFate::unknown);
  CHECK(answers.read(second).error().code == ErrorCode::timeout);
  CHECK(answers.read(second).error().fate == SendFate::refused);
  CHECK(answers.read(third).error().code == ErrorCode::bad_response);
  CHECK(answers.read(third).error().fate == SendFate::unknown);
  CHECK(answers.read(fourth).error().code == ErrorCode::bad_response);
  CHECK(answers.read(fourth).error().fate == SendFate::refused);
  CHECK(answers.read(first).error().message != answers.read(fourth).error().message);
}

TEST_CASE("a message can be sent in a batch", "[graph][batch]") {
  Batch batch;
  const auto sent = batch.add(SendMessage{anna, Text{"Gr\xc3\xbc\xc3\x9f"}});
  CHECK(kind_of(batch) == CallKind::once);
  const std::string item = items_of(batch);
  CHECK(item.find(R"("relative_url":"me/messages","body":"recipient=%7B%22id%22%3A%227310452989011646%22%7D&)") !=
        std::string::npos);
  CHECK(item.find("message=%7B%22text%22%3A%22Gr%C3%BC%C3%9F%22%7D") != std::string::npos);
  const auto answers = from_http(batch, ok(R"([{"code":200,"body":"{\"message_id\":\"m_1\"}"}])")).value();
  CHECK(answers.read(sent).value().mid.text() == "m_1");
  const auto lost = from_http(batch, ok(R"([{"code":200,"body":"{}"}])")).value();
  CHECK(lost.read(sent).error().fate == SendFate::unknown);
}

TEST_CASE("the failure of a whole batch is an error of the batch, in either form", "[graph][batch]") {
  Batch reads;
  reads.add(GetPageIdentity{});
  Batch mixed = reads;
  mixed.add(SenderAction{anna, SenderActionKind::mark_seen, {}});
  CHECK(kind_of(Batch()) == CallKind::read);
  CHECK(kind_of(reads) == CallKind::read);
  CHECK(kind_of(mixed) == CallKind::idempotent);
  mixed.add(CreateLabel{"x"});
  mixed.add(GetPageIdentity{});
  CHECK(kind_of(mixed) == CallKind::once);

  for (const char* body : {R"({"error_code":190,"error_description":"CANARY"})", R"({"error":{"code":190}})"}) {
    for (const int status : {200, 400}) {
      const auto answers = from_http(mixed, {status, {}, body});
      REQUIRE(!answers);
      CHECK(answers.error().graph->error_class == GraphErrorClass::token);
      CHECK(answers.error().fate == SendFate::refused);
    }
  }
  for (const char* body : {"", "<html>", "{}", R"({"data":[]})", "null"}) {
    CHECK(from_http(mixed, ok(body)).error().code == ErrorCode::bad_response);
    CHECK(from_http(mixed, ok(body)).error().fate == SendFate::unknown);
    CHECK(from_http(reads, ok(body)).error().fate == SendFate::refused);
  }
  CHECK(from_http(mixed, calls::refusal(2)).error().fate == SendFate::unknown);
  CHECK(from_http(mixed, calls::refusal(4)).error().fate == SendFate::not_sent);
}
