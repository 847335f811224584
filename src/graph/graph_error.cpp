#include "pagebridge/graph/graph_error.hpp"

#include <cstdint>
#include <limits>
#include <string>

#include "graph/request.hpp"
#include "graph/values.hpp"
#include "json/tree.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using Class = GraphErrorClass;

/// What stands where a code is missing: no code of the platform, so that only a subcode can give a class.
constexpr int no_code = -1;

/// "(#190) …": a few old answers have the code in the text only.
int code_in(std::string_view message) noexcept {
  if (message.substr(0, 2) != "(#") return no_code;
  int code = 0;
  bool any = false;
  for (const char c : message.substr(2, 9)) {
    if (c < '0' || c > '9') return c == ')' && any ? code : no_code;
    code = code * 10 + (c - '0');
    any = true;
  }
  return no_code;
}

/// Also `no_code` for a number that no code can be: cut down to an int, it would be another code.
int code_number(const json::Value& value) noexcept {
  const std::int64_t number = value.integer().value_or(no_code);
  return number < 0 || number > std::numeric_limits<int>::max() ? no_code : static_cast<int>(number);
}

/// An error as it stands in the body, whatever the envelope.
struct Envelope {
  json::Value code;
  json::Value message;
  json::Value type;
  json::Value details; ///< what has the members that only the usual envelope knows
};

std::optional<Envelope> envelope_in(const json::Value& root) noexcept {
  if (const json::Value error = root["error"]; error.is_object())
    return Envelope{error["code"], error["message"], error["type"], error};
  // Whole batches: {"error_code":190,"error_description":"…"}; "error_msg" is older.
  for (const char* text : {"error_description", "error_msg"})
    if (root["error_code"].integer() && root[text].is_string()) return Envelope{root["error_code"], root[text], {}, {}};
  // OAuth: {"error_type":"OAuthException","code":400,"error_message":"…"}.
  if (root["error_type"].is_string() && root["error_message"].is_string())
    return Envelope{root["code"], root["error_message"], root["error_type"], {}};
  return std::nullopt;
}

/// The platform's number 0 where there is none: GraphError knows no "none".
int number_or_0(int code) noexcept { return code == no_code ? 0 : code; }

struct Found {
  GraphError error;
  bool has_code = false; ///< other than 0
};

Found read_error(const Envelope& envelope) {
  int code = code_number(envelope.code);
  if (code == no_code && !envelope.code.integer()) code = code_in(envelope.message.text());
  Found found;
  GraphError& error = found.error;
  error.code = number_or_0(code);
  error.subcode = number_or_0(code_number(envelope.details["error_subcode"]));
  error.type = std::string(envelope.type.text());
  error.fbtrace_id = std::string(envelope.details["fbtrace_id"].text());
  error.user_title = std::string(envelope.details["error_user_title"].text());
  error.user_message = std::string(envelope.details["error_user_msg"].text());
  error.is_transient = flag(envelope.details["is_transient"]);
  error.error_class = classify(code, error.subcode);
  found.has_code = error.code != 0;
  return found;
}

/// What to do next. The platform's own text is not used: it may quote what the customer wrote.
std::string_view advice(Class error_class, SendFate fate) noexcept {
  switch (error_class) {
    case Class::transient:
      return fate == SendFate::unknown
                 ? "the platform had a problem of its own and may have done it all the same; look before doing it again"
                 : "the platform had a problem of its own; try again in a while";
    case Class::rate_limited: return "too many calls, so nothing was done; slow down and try again later";
    case Class::token: return "the Page Access Token is dead; connect the Page again";
    case Class::permission: return "a permission, feature, role or app review is missing; see the App Dashboard";
    case Class::window:
      return "the messaging window is closed; wait until the customer writes again, or send a utility template";
    case Class::blocked: return "this person cannot get messages from the Page now; do not try again soon";
    case Class::parameter: return "the platform says that the request is wrong; correct it before trying again";
    case Class::media: return "the platform cannot use the attachment; check its type, size and address";
    case Class::routing: return "another app has the conversation; ask for it, or wait until it is released";
    case Class::policy: return "the platform restricts the Page; see the Page's Support Inbox before sending more";
    case Class::informational: return "nothing needs to be done; do not repeat it";
    case Class::unknown: break;
  }
  return "the platform answered with an error that is not known here; look its code up in Meta's list of error codes";
}

SendFate fate_of(const Found& found, int http_status, CallKind kind) noexcept {
  const Class error_class = found.error.error_class;
  if (http_status == 429 || error_class == Class::rate_limited) return SendFate::not_sent;
  if (kind != CallKind::once) return SendFate::refused;
  // Code 0 counts as a dead token on little evidence: not enough to call a send refused.
  if (http_status >= 500 || (!found.has_code && error_class == Class::token)) return SendFate::unknown;
  switch (error_class) {
    case Class::transient:
    case Class::unknown: return SendFate::unknown;
    case Class::informational: return found.error.code == 1 ? SendFate::unknown : SendFate::refused;
    default: return SendFate::refused;
  }
}

/// A trace id is short and plain; what is not might be anything, so it stays out of a message.
bool is_plain_trace(std::string_view trace) noexcept {
  if (trace.empty() || trace.size() > 64) return false;
  for (const char c : trace) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && c != '/' && c != '+' && c != '=' && c != '-' && c != '_') return false;
  }
  return true;
}

Error platform_error(Found found, int http_status, CallKind kind) {
  Error error;
  error.code = ErrorCode::graph;
  error.http_status = http_status;
  error.fate = fate_of(found, http_status, kind);
  const GraphError& graph = found.error;
  error.message = std::string(advice(graph.error_class, error.fate)) + " (code " + std::to_string(graph.code);
  if (graph.subcode != 0) error.message += "/" + std::to_string(graph.subcode);
  if (is_plain_trace(graph.fbtrace_id)) error.message += ", trace " + graph.fbtrace_id;
  error.message += ")";
  error.graph = std::move(found.error);
  return error;
}

/// Neither an error of the platform nor an answer: a gateway's page, half a body, nothing at all.
Error no_answer(int http_status, CallKind kind) {
  Error error;
  error.code = ErrorCode::bad_response;
  error.http_status = http_status;
  error.fate = kind == CallKind::once ? SendFate::unknown : SendFate::refused;
  if (http_status == 429) error.fate = SendFate::not_sent;
  error.message = "the platform answered with status " + std::to_string(http_status) +
                  " and no body that can be understood; something between may have answered for it";
  error.message += error.fate == SendFate::unknown ? ", and it may have been done: look before doing it again"
                                                   : ": try again in a while";
  return error;
}

} // namespace

std::optional<Error> error_in(const HttpResponse& response, CallKind kind) {
  return error_in(json::Tree::parse(response.body), response, kind);
}

std::optional<Error> error_in(const std::optional<json::Tree>& tree, const HttpResponse& response, CallKind kind) {
  const auto envelope = tree ? envelope_in(tree->root()) : std::nullopt;
  if (!envelope && response.status >= 200 && response.status < 300 && tree) return std::nullopt;
  Error error =
      envelope ? platform_error(read_error(*envelope), response.status, kind) : no_answer(response.status, kind);
  error.retry_after = retry_after(response, std::nullopt);
  return error;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
