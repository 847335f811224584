#include "pagebridge/error.hpp"

#include <utility>

#include "pagebridge/bad_result_access.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

std::string_view to_string(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::internal: return "internal";
    case ErrorCode::invalid_argument: return "invalid_argument";
    case ErrorCode::signature_missing: return "signature_missing";
    case ErrorCode::signature_wrong: return "signature_wrong";
    case ErrorCode::verify_refused: return "verify_refused";
    case ErrorCode::body_too_large: return "body_too_large";
    case ErrorCode::not_an_envelope: return "not_an_envelope";
    case ErrorCode::not_found: return "not_found";
    case ErrorCode::conflict: return "conflict";
    case ErrorCode::session_closed: return "session_closed";
    case ErrorCode::session_taken: return "session_taken";
    case ErrorCode::graph: return "graph";
    case ErrorCode::bad_response: return "bad_response";
    case ErrorCode::connection: return "connection";
    case ErrorCode::timeout: return "timeout";
    case ErrorCode::cancelled: return "cancelled";
    case ErrorCode::store_unavailable: return "store_unavailable";
    case ErrorCode::fenced: return "fenced";
    case ErrorCode::host_failed: return "host_failed";
    case ErrorCode::refused: return "refused";
  }
  return "internal";
}

std::string_view to_string(SendFate fate) noexcept {
  switch (fate) {
    case SendFate::not_sent: return "not_sent";
    case SendFate::refused: return "refused";
    case SendFate::unknown: return "unknown";
  }
  return "unknown";
}

std::string_view to_string(GraphErrorClass error_class) noexcept {
  switch (error_class) {
    case GraphErrorClass::unknown: return "unknown";
    case GraphErrorClass::transient: return "transient";
    case GraphErrorClass::rate_limited: return "rate_limited";
    case GraphErrorClass::token: return "token";
    case GraphErrorClass::permission: return "permission";
    case GraphErrorClass::window: return "window";
    case GraphErrorClass::blocked: return "blocked";
    case GraphErrorClass::parameter: return "parameter";
    case GraphErrorClass::media: return "media";
    case GraphErrorClass::routing: return "routing";
    case GraphErrorClass::policy: return "policy";
    case GraphErrorClass::informational: return "informational";
  }
  return "unknown";
}

Error invalid_argument(std::string field, std::string message) {
  return Error{ErrorCode::invalid_argument, std::move(message), SendFate::not_sent, std::move(field)};
}

Error not_sent(ErrorCode code, std::string message) { return Error{code, std::move(message), SendFate::not_sent, {}}; }

BadResultAccess::BadResultAccess(const Error* error) : error_(error != nullptr ? *error : Error{}) {
  if (error_.message.empty()) error_.message = "a Result was read on the wrong side; ask has_value() first";
}
const char* BadResultAccess::what() const noexcept { return error_.message.c_str(); }

namespace detail {
void bad_result_access(const Error* error) {
#if defined(__cpp_exceptions)
  throw BadResultAccess(error);
#else
  static_cast<void>(error);
  std::terminate();
#endif
}
} // namespace detail

PAGEBRIDGE_END_NAMESPACE
