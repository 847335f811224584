#include <string>

#include "pagebridge/graph/graph_error.hpp"
#include "support/catch.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace {

HttpResponse answer(int status, std::string body, HttpHeaders headers = {}) {
  return {status, std::move(headers), std::move(body)};
}

std::string error_body(int code, int subcode = 0) {
  std::string body = R"({"error":{"message":"CANARY","type":"OAuthException","code":)" + std::to_string(code);
  if (subcode != 0) body += ",\"error_subcode\":" + std::to_string(subcode);
  return body + R"(,"error_user_title":"CANARY","error_user_msg":"CANARY","error_data":"CANARY"}})";
}

Error error_of(const HttpResponse& response, CallKind kind = CallKind::once) {
  const auto error = error_in(response, kind);
  REQUIRE(error);
  CHECK(error->http_status == response.status);
  CHECK(error->message.find("CANARY") == std::string::npos);
  CHECK(!error->message.empty());
  return *error;
}

std::string fate(int status, int code, int subcode = 0) {
  return std::string(to_string(error_of(answer(status, error_body(code, subcode))).fate));
}

} // namespace

TEST_CASE("a Graph error keeps its own terms", "[graph][error]") {
  const Error error = error_of(
      answer(400, R"({"error":{"message":"(#10) CANARY","type":"OAuthException","code":10,"error_subcode":2018278,)"
                  R"("is_transient":false,"error_user_title":"Quoted CANARY","error_user_msg":"Quoted CANARY, too",)"
                  R"("error_data":{"x":1},"fbtrace_id":"H\/vnkB0t7Fk"}})"));
  CHECK(error.code == ErrorCode::graph);
  REQUIRE(error.graph);
  CHECK(error.graph->code == 10);
  CHECK(error.graph->subcode == 2018278);
  CHECK(error.graph->type == "OAuthException");
  CHECK(error.graph->fbtrace_id == "H/vnkB0t7Fk");
  CHECK(error.graph->user_title == "Quoted CANARY");
  CHECK(error.graph->user_message == "Quoted CANARY, too");
  CHECK(error.graph->is_transient == false);
  CHECK(error.graph->error_class == GraphErrorClass::window);
  CHECK(error.fate == SendFate::refused);
  CHECK(error.message ==
        "the messaging window is closed; wait until the customer writes again, or send a utility template "
        "(code 10/2018278, trace H/vnkB0t7Fk)");
}

TEST_CASE("what a Graph error leaves out stays empty", "[graph][error]") {
  const Error error = error_of(answer(400, R"({"error":{"code":551}})"));
  REQUIRE(error.graph);
  CHECK(error.graph->subcode == 0);
  CHECK(error.graph->type.empty());
  CHECK(error.graph->fbtrace_id.empty());
  CHECK(error.graph->user_title.empty());
  CHECK(error.graph->user_message.empty());
  CHECK(!error.graph->is_transient);
  CHECK(error.message == "this person cannot get messages from the Page now; do not try again soon (code 551)");
  CHECK(!error_of(answer(400, R"({"error":{"code":1,"is_transient":null}})")).graph->is_transient);
  CHECK(error_of(answer(400, R"({"error":{"code":2,"is_transient":true}})")).graph->is_transient == true);
  CHECK(error_of(answer(400, R"({"error":{"code":2,"is_transient":"false"}})")).graph->is_transient == false);
}

TEST_CASE("every class has words of ours for people, which say what to do next", "[graph][error]") {
  struct Row {
    int code;
    int subcode;
    const char* next_step;
  };
  for (const Row& row :
       {Row{1, 0, "look before doing it again"}, Row{4, 0, "slow down and try again later"},
        Row{190, 0, "connect the Page again"}, Row{3, 0, "see the App Dashboard"},
        Row{10, 2018278, "wait until the customer writes again"}, Row{551, 0, "do not try again soon"},
        Row{100, 0, "correct it before trying again"}, Row{36000, 0, "check its type, size and address"},
        Row{10, 2018300, "ask for it, or wait until it is released"}, Row{368, 0, "see the Page's Support Inbox"},
        Row{10, 2018336, "do not repeat it"}, Row{4711, 0, "look its code up"}}) {
    CAPTURE(row.code, row.subcode);
    CHECK(error_of(answer(400, error_body(row.code, row.subcode))).message.find(row.next_step) != std::string::npos);
  }
  const Error read = error_of(answer(500, error_body(1)), CallKind::read);
  CHECK(read.message == "the platform had a problem of its own; try again in a while (code 1)");
}

TEST_CASE("a trace that might be anything stays out of the message", "[graph][error]") {
  for (const std::string& trace : {std::string("CANARY with spaces"), std::string("<CANARY>"), std::string(65, 'A'),
                                   std::string("CANARY\\u0000"), std::string("")}) {
    const Error error = error_of(answer(400, R"({"error":{"code":551,"fbtrace_id":")" + trace + "\"}}"));
    CHECK(error.message.find("trace") == std::string::npos);
  }
}

TEST_CASE("codes are read from numbers, from text, and from the message if there is no code", "[graph][error]") {
  const auto code = [](const std::string& members) {
    return error_of(answer(400, "{\"error\":{" + members + "}}")).graph->code;
  };
  CHECK(code(R"("code":190)") == 190);
  CHECK(code(R"("code":"190")") == 190);
  CHECK(code(R"("message":"(#2200) CANARY callback verification failed")") == 2200);
  CHECK(code(R"("message":"(#2200) CANARY","code":100)") == 100);
  CHECK(code(R"("message":"(#9000001) CANARY")") == 9000001);
  CHECK(code(R"("message":"(#) CANARY")") == 0);
  CHECK(code(R"("message":"(#12a) CANARY")") == 0);
  CHECK(code(R"("message":"(#123")") == 0);
  CHECK(code(R"("message":"(#12345678901234567890) CANARY")") == 0);
  CHECK(code(R"x("message":"CANARY (#10)")x") == 0);
  CHECK(code("") == 0);
  CHECK(code(R"("code":null)") == 0);
  CHECK(code(R"("code":"CANARY")") == 0);
}

TEST_CASE("a code that is too big is no code, rather than another one", "[graph][error]") {
  // 2^32 + 190, and -(2^32) + 190.
  for (const char* number : {"4294967486", "-4294967106", "99999999999999999999", "1.9e2"}) {
    const Error error =
        error_of(answer(400, "{\"error\":{\"code\":" + std::string(number) + ",\"error_subcode\":" + number + "}}"));
    CHECK(error.graph->code == 0);
    CHECK(error.graph->subcode == 0);
    CHECK(error.graph->error_class == GraphErrorClass::unknown);
  }
}

TEST_CASE("a send that the platform plainly refused is refused", "[graph][error]") {
  CHECK(fate(400, 190) == "refused");
  CHECK(fate(400, 10, 2018278) == "refused");
  CHECK(fate(403, 10) == "refused");
  CHECK(fate(400, 100) == "refused");
  CHECK(fate(400, 100, 2018008) == "refused");
  CHECK(fate(400, 200, 1545041) == "refused");
  CHECK(fate(400, 551) == "refused");
  CHECK(fate(400, 368) == "refused");
  CHECK(fate(400, 10, 2018300) == "refused");
  CHECK(fate(200, 551) == "refused");
}

TEST_CASE("a send that was throttled was not sent", "[graph][error]") {
  CHECK(fate(400, 4) == "not_sent");
  CHECK(fate(403, 32) == "not_sent");
  CHECK(fate(400, 613) == "not_sent");
  CHECK(fate(400, 80006) == "not_sent");
  CHECK(fate(500, 4) == "not_sent");
  CHECK(fate(429, 4) == "not_sent");
  CHECK(fate(429, 4711) == "not_sent");
  CHECK(fate(429, 1) == "not_sent");
  CHECK(to_string(error_of(answer(429, "Too Many Requests")).fate) == "not_sent");
  CHECK(to_string(error_of(answer(429, "{}")).fate) == "not_sent");
  CHECK(to_string(error_of(answer(429, "")).fate) == "not_sent");
}

TEST_CASE("a send that may have happened is unknown", "[graph][error]") {
  CHECK(fate(400, 1) == "unknown");
  CHECK(fate(400, 2) == "unknown");
  CHECK(fate(500, 2) == "unknown");
  CHECK(fate(400, 1200) == "unknown");
  CHECK(fate(400, 1, 1357046) == "unknown");
  CHECK(fate(200, 1, 1357046) == "unknown");
  CHECK(fate(400, 0) == "unknown");
  CHECK(fate(400, 4711) == "unknown");
  CHECK(fate(500, 100) == "unknown");
  CHECK(fate(503, 190) == "unknown");
}

TEST_CASE("a body that cannot be understood is a bad response, and a send of unknown fate", "[graph][error]") {
  const int status = GENERATE(200, 302, 304, 400, 403, 404, 500, 502, 503);
  const std::string body = GENERATE(as<std::string>{}, "", "Service Unavailable", "<html>CANARY</html>",
                                    "{\"error\":{\"code\":190", "\xff\xfe", std::string(100, '['));
  const Error error = error_of(answer(status, body));
  CHECK(error.code == ErrorCode::bad_response);
  CHECK(error.fate == SendFate::unknown);
  CHECK(!error.graph);
  CHECK(error.message.find(std::to_string(status)) != std::string::npos);
}

TEST_CASE("a failing status without an error object is a bad response", "[graph][error]") {
  const std::string body =
      GENERATE(as<std::string>{}, "{}", "[]", R"({"message_id":"m_1"})", R"({"error":"CANARY"})", R"({"error":[]})",
               R"({"error_type":"OAuthException","code":190})", R"({"error_code":190})",
               R"({"error_code":"x","error_description":"CANARY"})", R"({"error":"x","error_description":"CANARY"})");
  const Error error = error_of(answer(400, body));
  CHECK(error.code == ErrorCode::bad_response);
  CHECK(error.fate == SendFate::unknown);
  CHECK(error.message.find("look before doing it again") != std::string::npos);
  CHECK(error_of(answer(400, body), CallKind::idempotent).fate == SendFate::refused);
}

TEST_CASE("the flat envelopes of OAuth and of batches are errors under any status", "[graph][error]") {
  const int status = GENERATE(200, 400);
  const Error oauth =
      error_of(answer(status, R"({"error_type":"OAuthException","code":190,"error_message":"CANARY"})"));
  CHECK(oauth.code == ErrorCode::graph);
  CHECK(oauth.graph->code == 190);
  CHECK(oauth.graph->type == "OAuthException");
  CHECK(oauth.graph->error_class == GraphErrorClass::token);
  CHECK(oauth.fate == SendFate::refused);
  const Error untold = error_of(answer(status, R"x({"error_type":"Exception","error_message":"(#2200) CANARY"})x"));
  CHECK(untold.graph->code == 2200);
  for (const char* text : {"error_description", "error_msg"}) {
    const Error batch = error_of(answer(status, "{\"error_code\":\"190\",\"" + std::string(text) + "\":\"CANARY\"}"));
    CHECK(batch.code == ErrorCode::graph);
    CHECK(batch.graph->code == 190);
    CHECK(batch.graph->error_class == GraphErrorClass::token);
    CHECK(batch.graph->type.empty());
  }
}

TEST_CASE("an answer without an error holds none", "[graph][error]") {
  for (const CallKind kind : {CallKind::once, CallKind::read}) {
    CHECK(!error_in(answer(200, "{}"), kind));
    CHECK(!error_in(answer(200, R"({"data":{"error":{"code":190}}})"), kind));
    CHECK(!error_in(answer(201, "[]"), kind));
    CHECK(!error_in(answer(200, R"({"data":{"is_valid":false,"error":{"code":190,"message":"x","subcode":463}}})"),
                    kind));
    CHECK(!error_in(answer(200, R"([{"error":{"code":190}}])"), kind));
    CHECK(!error_in(answer(200, R"({"error_code":190})"), kind));
  }
}

TEST_CASE("a read changes nothing, so whatever it ends in may be repeated", "[graph][error]") {
  for (const int status : {200, 400, 500, 503})
    for (const int code : {0, 1, 2, 100, 190, 1200})
      CHECK(error_of(answer(status, error_body(code)), CallKind::read).fate == SendFate::refused);
  for (const char* body : {"", "<html>CANARY</html>"}) {
    CHECK(error_of(answer(502, body), CallKind::read).fate == SendFate::refused);
    CHECK(error_of(answer(429, body), CallKind::read).fate == SendFate::not_sent);
    CHECK(error_of(answer(502, body), CallKind::idempotent).fate == SendFate::refused);
  }
}

TEST_CASE("Retry-After is taken in seconds, with and without a body", "[graph][error]") {
  const std::string body = GENERATE(as<std::string>{}, R"({"error":{"code":4}})", "Too Many Requests");
  const auto retry_after = [&](HttpHeaders headers) {
    return error_of(answer(429, body, std::move(headers))).retry_after;
  };
  CHECK(retry_after({{"Retry-After", "120"}}) == std::chrono::seconds(120));
  CHECK(retry_after({{"retry-after", "0"}}) == std::chrono::seconds(0));
  CHECK(retry_after({{"Retry-After", "99999"}}) == std::chrono::seconds(99999));
  CHECK(!retry_after({}));
}

TEST_CASE("Retry-After may be a date, which counts from the answer's own Date", "[graph][error]") {
  const char* const date = "Wed, 21 Oct 2026 07:28:00 GMT";
  const auto wait = [&](const std::string& until, HttpHeaders headers = {}) {
    headers.emplace_back("Retry-After", until);
    headers.emplace_back("Date", date);
    return error_of(answer(429, "{}", std::move(headers))).retry_after;
  };
  CHECK(wait("Wed, 21 Oct 2026 07:28:30 GMT") == std::chrono::seconds(30));
  CHECK(wait("Wednesday, 21-Oct-26 07:29:00 GMT") == std::chrono::seconds(60));
  CHECK(wait("Wed Oct 21 08:28:00 2026") == std::chrono::hours(1));
  CHECK(wait("Sun Nov  6 08:49:37 1994") == std::chrono::seconds(0));
  CHECK(wait("Sunday, 06-Nov-94 08:49:37 GMT") == std::chrono::seconds(0));
  CHECK(wait("Wed, 21 Oct 2026 07:28:00 GMT") == std::chrono::seconds(0));
  CHECK(wait("Thu, 22 Oct 2026 11:14:39 GMT") == std::chrono::seconds(99999));
  CHECK(!wait("Thu, 22 Oct 2026 11:14:40 GMT"));
  CHECK(!wait("Fri, 31 Dec 9999 23:59:59 GMT"));
  CHECK(wait("120") == std::chrono::seconds(120));
  CHECK(!wait("Wed, 21 Oct 2026 07:28:30 GMT", {{"Date", date}}));
}

TEST_CASE("without a Date of its own a Retry-After date counts from now, if a now is given", "[graph][error]") {
  const HttpResponse response = answer(503, "", {{"Retry-After", "Wed, 21 Oct 2026 07:28:30 GMT"}});
  const Timestamp now = from_unix_ms(1792567680250); // 07:28:00.250 that day
  CHECK(!error_of(response).retry_after);
  CHECK(!retry_after(response, std::nullopt));
  CHECK(retry_after(response, now) == milliseconds(29750));
  CHECK(retry_after(answer(503, "", {{"Retry-After", "7"}}), now) == std::chrono::seconds(7));
  CHECK(!retry_after(answer(503, ""), now));
  HttpResponse dated = response;
  dated.headers.emplace_back("date", "Wed, 21 Oct 2026 07:28:20 GMT");
  CHECK(retry_after(dated, now) == std::chrono::seconds(10));
  dated.headers.back().second = "garbage";
  CHECK(retry_after(dated, now) == milliseconds(29750));
}

TEST_CASE("a Retry-After that is neither a short number of seconds nor a date is ignored", "[graph][error]") {
  const std::string value =
      GENERATE(as<std::string>{}, "", "-1", "1.5", "soon", " 5", "5 ", "0x10", "100000", "99999999999999999999",
               "Wed, 21 Oct 2026 07:28:00", "Wed, 21 Oct 2026 07:28:00 UTC", "Wed, 21 Oct 2026 07:28:00 GMT ",
               "Wed, 32 Oct 2026 07:28:00 GMT", "Wed, 21 Okt 2026 07:28:00 GMT", "Wed, 1 Oct 2026 07:28:00 GMT",
               "Wed, 21 Oct 2026 24:28:00 GMT", "Xyz, 21 Oct 2026 07:28:00 GMT", "Someday, 21-Oct-26 07:28:00 GMT",
               "Wed, 29 Feb 2027 07:28:00 GMT", "Wed Oct 21 07:28:00 26", "Wed Oct 1 07:28:00 2026",
               "2026-10-21T07:28:00Z", ",");
  const HttpResponse response = answer(429, "{}", {{"Retry-After", value}, {"Date", "Wed, 21 Oct 2026 07:28:00 GMT"}});
  CHECK(!error_of(response).retry_after);
  CHECK(!retry_after(response, from_unix_ms(1792567680250)));
  CHECK(!error_of(answer(429, "{}", {{"Retry-After", "5"}, {"retry-after", "6"}})).retry_after);
}

TEST_CASE("an error whose JSON is odd is an error all the same", "[graph][error]") {
  const std::string body = GENERATE(
      as<std::string>{}, R"({"error":{}})", R"({"error":{"code":[],"error_subcode":{},"type":7,"fbtrace_id":null}})",
      R"({"error":{"code":true,"message":null}})", R"({"error":{"code":190,"code":4,"message":"CANARY\ud83d"}})");
  const Error error = error_of(answer(400, body));
  CHECK(error.code == ErrorCode::graph);
  REQUIRE(error.graph);
  CHECK(error.graph->code == (body.find("190") == std::string::npos ? 0 : 190));
}
