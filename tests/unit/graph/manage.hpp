#pragma once

#include <string>
#include <utility>

#include "pagebridge/error.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "support/catch.hpp"

/// What the tests of set-up and management calls share.
namespace manage {

using pagebridge::Error;
using pagebridge::ErrorCode;
using pagebridge::HttpHeaders;
using pagebridge::HttpRequest;
using pagebridge::HttpResponse;
using pagebridge::Secret;
using pagebridge::SendFate;
using pagebridge::graph::Access;
using pagebridge::graph::CallKind;

inline HttpResponse ok(std::string body) { return {200, {{"Content-Type", "application/json"}}, std::move(body)}; }

inline const std::string origin = "https://graph.facebook.com/v25.0";
inline const std::string form_type = "application/x-www-form-urlencoded";
inline Access plain() { return {Secret("EAAtesttoken"), Secret(), "v25.0", "https://graph.facebook.com"}; }
inline Access proven() {
  return {Secret("EAAtesttoken"), Secret("emulator-app-secret"), "v25.0", "https://graph.facebook.com"};
}

/// The whole request, byte by byte, without and with a proof. `target` is path and query.
template <class Call>
void check_request(const Call& call, const std::string& method, const std::string& target, const std::string& body = {},
                   const std::string& type = "application/json") {
  const std::string proof = std::string(target.find('?') == std::string::npos ? "?" : "&") +
                            "appsecret_proof=297deac7cb3ad4744c9a495220dc6a19eda7afa31d52d7c462ccc187c518abec";
  HttpHeaders headers = {{"Authorization", "Bearer EAAtesttoken"}, {"Accept", "application/json"}};
  if (!body.empty()) headers.emplace_back("Content-Type", type);
  for (const bool with_proof : {false, true}) {
    const HttpRequest request = to_http(call, with_proof ? proven() : plain());
    CHECK(request.method == method);
    CHECK(request.url == origin + target + (with_proof ? proof : ""));
    CHECK(request.headers == headers);
    CHECK(request.body == body);
    CHECK(!request.body_stream);
  }
}

/// The error in an answer, whose code, class and fate are as they should be.
template <class Call>
Error failure(const Call& call, const HttpResponse& response) {
  const auto result = from_http(call, response);
  REQUIRE(!result);
  return result.error();
}

/// What every call makes of answers that are none: errors under any status, pages of a gateway, nothing at all.
template <class Call>
void check_failures(const Call& call) {
  const SendFate lost = Call::kind == CallKind::once ? SendFate::unknown : SendFate::refused;
  for (const int status : {200, 400}) {
    const Error dead = failure(call, {status, {}, R"({"error":{"message":"x","code":190,"error_subcode":460}})"});
    CHECK(dead.code == ErrorCode::graph);
    CHECK(dead.fate == SendFate::refused);
    REQUIRE(dead.graph);
    CHECK(dead.graph->subcode == 460);
    CHECK(dead.graph->error_class == pagebridge::GraphErrorClass::token);
  }
  for (const char* body : {"", "<html>bad gateway</html>", "{", "null,"}) {
    const Error none = failure(call, {502, {}, body});
    CHECK(none.code == ErrorCode::bad_response);
    CHECK(none.fate == lost);
    CHECK(failure(call, ok(body)).code == ErrorCode::bad_response);
  }
}

/// Of calls whose answer only says that it was done.
template <class Call>
void check_done(const Call& call) {
  for (const char* body : {R"({"success":true})", R"({"success":"true"})", R"({"result":"success"})", "{}", "true"})
    CHECK(from_http(call, ok(body)));
  for (const char* body : {R"({"success":false})", R"({"success":"false"})", R"({"success":null})", "false"})
    CHECK(failure(call, ok(body)).code == ErrorCode::bad_response);
  check_failures(call);
}

} // namespace manage
