// The error in an answer. An input's first line is "<status> <Retry-After>" (the second may be missing), the rest is the body.
#include <chrono>
#include <string>

#include "fuzz/check.hpp"
#include "pagebridge/graph/graph_error.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace {

/// No digit, no letter of a trace: it can be in a message only if text of the body got there.
const std::string canary = "<CANARY>";

HttpResponse response_of(std::string_view input) {
  const std::size_t line = input.find('\n');
  std::string_view head = input.substr(0, line);
  HttpResponse response;
  for (; !head.empty() && head.front() >= '0' && head.front() <= '9' && response.status < 100; head.remove_prefix(1))
    response.status = response.status * 10 + (head.front() - '0');
  if (!head.empty() && head.front() == ' ') response.headers.emplace_back("Retry-After", std::string(head.substr(1)));
  if (line != std::string_view::npos) response.body = std::string(input.substr(line + 1));
  return response;
}

void check_wait(const std::optional<milliseconds>& wait) {
  if (wait) fuzz::check(*wait >= milliseconds(0) && *wait <= std::chrono::seconds(99999), "a wait is within a day");
}

/// The class that the numbers give. Code 0 may be no code at all, which only a subcode can give a class.
bool class_fits(const GraphError& error) {
  const GraphErrorClass wanted = classify(error.code, error.subcode);
  return error.error_class == wanted || (error.code == 0 && error.error_class == classify(-1, error.subcode));
}

void check_fate(const Error& error, CallKind kind, int status) {
  using fuzz::check;
  if (status == 429) check(error.fate == SendFate::not_sent, "429 is throttling");
  if (kind != CallKind::once) check(error.fate != SendFate::unknown, "only calls of kind once are of unknown fate");
  if (kind == CallKind::once && error.fate == SendFate::refused)
    check(status < 500 && error.graph.has_value(), "a send is refused by the platform's own word only");
  if (error.fate == SendFate::not_sent)
    check(status == 429 || (error.graph && error.graph->error_class == GraphErrorClass::rate_limited),
          "nothing but throttling says that a call was not sent");
}

void check_error(const Error& error, const HttpResponse& response, CallKind kind) {
  using fuzz::check;
  check(error.http_status == response.status, "an error knows its status");
  check(!error.message.empty() && error.message.size() < 400, "an error has short words");
  for (const char c : error.message) check(c >= ' ' && c <= '~', "the words are ours");
  check((error.code == ErrorCode::graph) == error.graph.has_value(), "a Graph error has its terms");
  check(error.graph || error.code == ErrorCode::bad_response, "what is no Graph error is a bad response");
  if (error.graph) check(class_fits(*error.graph), "the class is that of code and subcode");
  if (error.graph) check(error.graph->code >= 0 && error.graph->subcode >= 0, "codes are not negative");
  check_wait(error.retry_after);
  check_fate(error, kind, response.status);
}

/// `text` as a JSON string's content.
std::string escaped(std::string_view text) {
  std::string json;
  for (const char c : text)
    if (c >= ' ' && c <= '~' && c != '"' && c != '\\') json += c;
  return json;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using fuzz::check;
  const std::string_view input = fuzz::text_of(data, size);
  const HttpResponse response = response_of(input);
  for (const CallKind kind : {CallKind::read, CallKind::idempotent, CallKind::once}) {
    const auto error = error_in(response, kind);
    if (error) check_error(*error, response, kind);
    check(error || (response.status >= 200 && response.status < 300), "a failing status is an error");
  }
  check_wait(retry_after(response, std::nullopt));
  check_wait(retry_after(response, Timestamp()));

  // The same text where the platform's words stand: they are for whoever made the call, and never in a message.
  const std::string words = "\"" + escaped(response.body) + canary + "\"";
  HttpResponse quoting = response;
  quoting.body = "{\"error\":{\"code\":100,\"message\":" + words + ",\"error_user_msg\":" + words +
                 ",\"type\":" + words + ",\"error_data\":" + words + ",\"fbtrace_id\":" + words + "}}";
  const auto error = error_in(quoting, CallKind::once);
  check(error && error->graph && error->graph->code == 100, "the usual envelope is an error under any status");
  check_error(*error, quoting, CallKind::once);
  check(error->message.find(canary) == std::string::npos, "the platform's words are in no message");
  check(error->graph->user_message.find(canary) != std::string::npos, "they are kept for whoever made the call");
  return 0;
}
