#pragma once

#include <string>
#include <utility>

#include "pagebridge/graph/access.hpp"
#include "pagebridge/http/http_message.hpp"
#include "support/catch.hpp"

/// What the tests of Graph calls have in common.
namespace calls {

inline const pagebridge::graph::Access plain{pagebridge::Secret("EAAtesttoken"), pagebridge::Secret(), "v25.0",
                                             "https://graph.facebook.com"};
inline const pagebridge::graph::Access proven{
    pagebridge::Secret("EAAtesttoken"), pagebridge::Secret("emulator-app-secret"), "v24.0", "http://127.0.0.1:8080"};
inline const std::string proof = "297deac7cb3ad4744c9a495220dc6a19eda7afa31d52d7c462ccc187c518abec";

inline pagebridge::HttpResponse ok(std::string body) {
  return {200, {{"Content-Type", "application/json"}}, std::move(body)};
}
inline pagebridge::HttpResponse refusal(int code, int subcode = 0) {
  return {400,
          {},
          R"({"error":{"message":"CANARY","type":"OAuthException","code":)" + std::to_string(code) +
              ",\"error_subcode\":" + std::to_string(subcode) + "}}"};
}

/// The request in one text: method, what follows origin and version, body. Checks everything else on the way: headers, and
/// with an App Secret the proof; token and secret nowhere but in the one header.
template <class Call>
std::string wire(const Call& call) {
  using pagebridge::HttpHeaders;
  const pagebridge::HttpRequest request = to_http(call, plain);
  const std::string base = "https://graph.facebook.com/v25.0";
  REQUIRE(request.url.substr(0, base.size()) == base);
  HttpHeaders headers = {{"Authorization", "Bearer EAAtesttoken"}, {"Accept", "application/json"}};
  if (!request.body.empty()) headers.emplace_back("Content-Type", "application/json");
  CHECK(request.headers == headers);
  CHECK(!request.body_stream);
  CHECK((request.url + request.body).find("EAAtesttoken") == std::string::npos);

  const pagebridge::HttpRequest with_proof = to_http(call, proven);
  const std::string rest = request.url.substr(base.size());
  CHECK(with_proof.url == "http://127.0.0.1:8080/v24.0" + rest + (rest.find('?') == std::string::npos ? "?" : "&") +
                              "appsecret_proof=" + proof);
  CHECK(with_proof.headers == headers);
  CHECK(with_proof.body == request.body);
  CHECK((with_proof.url + with_proof.body).find("emulator-app-secret") == std::string::npos);
  return request.method + " " + rest + (request.body.empty() ? "" : " " + request.body);
}

/// Checks that an error in any of its envelopes and a body that is no JSON are errors of this call with the fate that its
/// kind asks for.
template <class Call>
void check_errors(const Call& call) {
  using pagebridge::ErrorCode;
  using pagebridge::SendFate;
  using pagebridge::graph::CallKind;
  const bool once = Call::kind == CallKind::once;
  const auto fate = [&](const pagebridge::HttpResponse& response) {
    const auto answer = from_http(call, response);
    REQUIRE(!answer);
    CHECK(answer.error().message.find("CANARY") == std::string::npos);
    CHECK(!answer.error().message.empty());
    return answer.error().fate;
  };
  CHECK(fate(refusal(190)) == SendFate::refused);
  CHECK(fate(ok(refusal(100, 33).body)) == SendFate::refused);
  CHECK(fate(refusal(613)) == SendFate::not_sent);
  CHECK(fate(refusal(2)) == (once ? SendFate::unknown : SendFate::refused));
  CHECK(fate({502, {}, "<html>CANARY</html>"}) == (once ? SendFate::unknown : SendFate::refused));
  CHECK(fate(ok("CANARY")) == (once ? SendFate::unknown : SendFate::refused));
  CHECK(fate(ok("")) == (once ? SendFate::unknown : SendFate::refused));
}

} // namespace calls
