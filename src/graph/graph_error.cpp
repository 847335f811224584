#include "pagebridge/graph/graph_error.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>

#include "json/tree.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using Class = GraphErrorClass;

struct Row {
  int code;    ///< 0: any
  int subcode; ///< 0: any
  Class error_class;
};

/// The first row that fits decides, so exact pairs stand before whole codes. Some subcodes are documented without a code;
/// such a one may also come as the code itself.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes (2026-06-25)
constexpr Row rows[] = {
    {1, 1357046, Class::informational},
    {1, 99, Class::permission},
    {2, 2018344, Class::permission},
    {10, 2018278, Class::window},
    {10, 2018065, Class::window},
    {10, 2534022, Class::window},
    {10, 2018108, Class::blocked},
    {10, 1893015, Class::blocked},
    {10, 1893063, Class::policy},
    {10, 1404170, Class::policy},
    {10, 2018336, Class::informational},
    {100, 2534029, Class::policy},
    {100, 2018008, Class::media},
    {100, 2018047, Class::media},
    {100, 2018074, Class::media},
    {100, 2018109, Class::media},
    {100, 2018175, Class::media},
    {100, 2018182, Class::media},
    {100, 2018183, Class::media},
    {100, 2018184, Class::media},
    {100, 2018185, Class::media},
    {100, 2018186, Class::media},
    {100, 2018187, Class::media},
    {100, 2018188, Class::media},
    {100, 2018294, Class::media},
    {613, 1893016, Class::parameter},
    {0, 1545041, Class::blocked},
    {0, 2018173, Class::media},
    {0, 2018247, Class::permission},
    {0, 2018300, Class::routing},
    {0, 2018321, Class::routing},
    {0, 2534037, Class::routing},
    {1, 0, Class::transient},
    {2, 0, Class::transient},
    {1200, 0, Class::transient},
    {4, 0, Class::rate_limited},
    {9, 0, Class::rate_limited},
    {17, 0, Class::rate_limited},
    {32, 0, Class::rate_limited},
    {341, 0, Class::rate_limited},
    {613, 0, Class::rate_limited},
    {102, 0, Class::token},
    {190, 0, Class::token},
    {450, 0, Class::token},
    {452, 0, Class::token},
    {3, 0, Class::permission},
    {10, 0, Class::permission},
    {368, 0, Class::policy},
    {2022, 0, Class::policy},
    {551, 0, Class::blocked},
    {36000, 0, Class::media},
    {36103, 0, Class::permission},
    {100, 0, Class::parameter},
    {210, 0, Class::parameter},
    {506, 0, Class::parameter},
    {2200, 0, Class::parameter},
    {2500, 0, Class::parameter},
    {10303, 0, Class::parameter},
    {24001, 0, Class::parameter},
    {24002, 0, Class::parameter},
    {24005, 0, Class::parameter},
    {1609005, 0, Class::parameter},
    {9000001, 0, Class::parameter},
};

/// "(#190) …": a few old answers have the code in the text only.
int code_in(std::string_view message) {
  if (message.substr(0, 2) != "(#") return 0;
  int code = 0;
  for (const char c : message.substr(2, 9)) {
    if (c < '0' || c > '9') return c == ')' ? code : 0;
    code = code * 10 + (c - '0');
  }
  return 0;
}

/// 0 also for a number that no code can be: cut down to an int, it would be another code.
int code_number(const json::Value& value, int otherwise) {
  const std::int64_t number = value.integer().value_or(otherwise);
  return number < 0 || number > std::numeric_limits<int>::max() ? 0 : static_cast<int>(number);
}

GraphError read_error(const json::Value& error) {
  GraphError platform;
  platform.code = code_number(error["code"], code_in(error["message"].text()));
  platform.subcode = code_number(error["error_subcode"], 0);
  platform.type = std::string(error["type"].text());
  platform.fbtrace_id = std::string(error["fbtrace_id"].text());
  if (error["is_transient"].kind() == json::Kind::boolean) platform.is_transient = error["is_transient"].truth();
  platform.error_class = classify(platform.code, platform.subcode);
  return platform;
}

/// What to do next. The platform's own text is not used: it may quote what the customer wrote.
std::string_view advice(Class error_class) noexcept {
  switch (error_class) {
    case Class::transient: return "the platform had a problem of its own";
    case Class::rate_limited: return "too many calls; slow down and try again later";
    case Class::token: return "the Page Access Token is dead; connect the Page again";
    case Class::permission: return "a permission, feature or app review is missing; see the App Dashboard";
    case Class::window: return "the messaging window is closed; wait until the customer writes again";
    case Class::blocked: return "this person cannot get messages from the Page now";
    case Class::parameter: return "the platform says that the request is wrong";
    case Class::media: return "the platform cannot use the attachment";
    case Class::routing: return "another app has the conversation";
    case Class::policy: return "the Page is restricted; see its Support Inbox";
    case Class::informational: return "nothing needs to be done";
    case Class::unknown: break;
  }
  return "the platform answered with an error that is not known here";
}

SendFate fate_of(const GraphError& platform, int http_status) noexcept {
  if (http_status == 429 || platform.error_class == Class::rate_limited) return SendFate::not_sent;
  switch (platform.error_class) {
    case Class::transient:
    case Class::informational:
    case Class::unknown: return SendFate::unknown;
    default: return http_status >= 500 ? SendFate::unknown : SendFate::refused;
  }
}

Error platform_error(GraphError platform, int http_status, CallKind kind) {
  Error error;
  error.code = ErrorCode::graph;
  error.http_status = http_status;
  error.fate = kind == CallKind::read ? SendFate::refused : fate_of(platform, http_status);
  error.message = std::string(advice(platform.error_class)) + " (code " + std::to_string(platform.code);
  if (platform.subcode != 0) error.message += "/" + std::to_string(platform.subcode);
  if (!platform.fbtrace_id.empty()) error.message += ", trace " + platform.fbtrace_id;
  error.message += ")";
  error.graph = std::move(platform);
  return error;
}

std::optional<std::chrono::milliseconds> retry_after(const HttpResponse& response) {
  const auto header = single_header(response.headers, "Retry-After");
  if (!header || header->empty() || header->size() > 5) return std::nullopt;
  int seconds = 0;
  for (const char c : *header) {
    if (c < '0' || c > '9') return std::nullopt; // a date, or garbage
    seconds = seconds * 10 + (c - '0');
  }
  return std::chrono::seconds(seconds);
}

} // namespace

GraphErrorClass classify(int code, int subcode) noexcept {
  for (const Row& row : rows)
    if (row.code == 0 ? row.subcode == subcode || row.subcode == code
                      : row.code == code && (row.subcode == 0 || row.subcode == subcode))
      return row.error_class;
  if (code >= 200 && code <= 299) return Class::permission;
  if (code >= 80000 && code <= 80014) return Class::rate_limited;
  return Class::unknown;
}

std::optional<Error> error_in(const HttpResponse& response, CallKind kind) {
  const std::optional<json::Tree> tree = json::Tree::parse(response.body);
  if (tree && tree->root()["error"].is_object()) {
    Error error = platform_error(read_error(tree->root()["error"]), response.status, kind);
    error.retry_after = retry_after(response);
    return error;
  }
  if (response.status >= 200 && response.status < 300 && tree) return std::nullopt;
  Error error;
  error.code = ErrorCode::bad_response;
  error.http_status = response.status;
  error.retry_after = retry_after(response);
  error.fate = kind == CallKind::read ? SendFate::refused : SendFate::unknown;
  if (response.status == 429) error.fate = SendFate::not_sent;
  error.message = "the platform answered with status " + std::to_string(response.status) +
                  " and no body that can be understood; something between may have answered for it";
  return error;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
