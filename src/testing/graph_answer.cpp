#include "testing/graph_answer.hpp"

#include <algorithm>
#include <cstddef>

#include "json/writer.hpp"
#include "testing/ascii.hpp"
#include "testing/graph_versions.hpp"
#include "testing/wire_form.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

HttpResponse answer(const GraphContext& context, int status, std::string_view json, std::string_view cache_control) {
  HttpResponse response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json; charset=UTF-8"},
                      {"facebook-api-version", context.version.empty() ? std::string(newest_version) : context.version},
                      {"x-fb-trace-id", context.trace_id},
                      {"Cache-Control", std::string(cache_control)},
                      {"Pragma", "no-cache"},
                      {"Expires", "Sat, 01 Jan 2000 00:00:00 GMT"},
                      {"Access-Control-Allow-Origin", "*"}};
  response.body = wire_form(json);
  return response;
}

/// `text` as part of a header: parts of it may come from the request.
std::string header_text(std::string_view text) {
  std::string safe(text);
  for (char& c : safe)
    if (c < ' ' || c > '~' || c == '"') c = '?';
  return safe;
}

} // namespace

HttpResponse graph_success(const GraphContext& context, std::string_view json) {
  return answer(context, 200, json, "private, no-cache, no-store, must-revalidate");
}

HttpResponse graph_done(const GraphContext& context) { return graph_success(context, R"({"success":true})"); }

HttpResponse graph_error(const GraphContext& context, const SandboxRefusal& refusal) {
  return graph_error(context, refusal, ErrorDetails{});
}

HttpResponse graph_error(const GraphContext& context, const SandboxRefusal& refusal, std::string_view type) {
  return graph_error(context, refusal, ErrorDetails{type});
}

HttpResponse graph_error(const GraphContext& context, const SandboxRefusal& refusal, const ErrorDetails& details) {
  const std::string message =
      refusal.message.empty() ? "(#" + std::to_string(refusal.code) + ") The request was refused" : refusal.message;
  json::Writer writer;
  writer.begin_object().key("error").begin_object();
  writer.member("message", message).member("type", details.type);
  const bool is_ours = refusal.code == 1 || refusal.code == 2;
  if (details.is_transient || is_ours) writer.member("is_transient", details.is_transient.value_or(refusal.code == 2));
  writer.member("code", refusal.code);
  if (refusal.subcode != 0) writer.member("error_subcode", refusal.subcode);
  if (!details.user_title.empty()) writer.member("error_user_title", details.user_title);
  if (!details.user_message.empty()) writer.member("error_user_msg", details.user_message);
  writer.member("fbtrace_id", context.trace_id).end_object().end_object();

  const int status = refusal.http_status != 0 ? refusal.http_status : is_ours ? 500 : 400;
  HttpResponse response = answer(context, status, writer.text(), "no-store");
  const std::string_view kind = refusal.code == 190 ? "invalid_token" : "invalid_request";
  response.headers.emplace_back(
      "WWW-Authenticate", "OAuth \"Facebook Platform\" \"" + std::string(kind) + "\" \"" + header_text(message) + "\"");
  return response;
}

HttpResponse gateway_page(int status) {
  return {status, {{"Content-Type", "text/html"}}, "<html><body>Service Unavailable</body></html>"};
}

HttpResponse broken_off(const HttpResponse& answer, int percent) {
  HttpResponse broken;
  broken.body = "HTTP/1.1 " + std::to_string(answer.status) + " \r\n";
  for (const auto& [name, value] : answer.headers) broken.body.append(name).append(": ").append(value).append("\r\n");
  broken.body += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n";
  return broken.body.append(answer.body, 0, answer.body.size() * static_cast<std::size_t>(percent) / 100), broken;
}

std::string shortened(std::string_view text) {
  constexpr std::size_t most = 200;
  std::size_t end = 0;
  for (std::size_t characters = 0; end < text.size() && characters < most; ++characters)
    end += std::max<std::size_t>(utf8::sequence_length(text.substr(end)), 1);
  return std::string(text.substr(0, end)) + (end < text.size() ? "..." : "");
}

HttpResponse unsupported_request(const GraphContext& context, std::string_view method, std::string_view node) {
  const std::string message = "Unsupported " + shortened(ascii::lower(method)) + " request. Object with ID '" +
                              shortened(node) +
                              "' does not exist, cannot be loaded due to missing permissions, or does not support this "
                              "operation. Please read the Graph API documentation at "
                              "https://developers.facebook.com/docs/graph-api";
  return graph_error(context, {100, 33, message, 0}, "GraphMethodException");
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
