#pragma once

#include <optional>

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// What a pair of code and subcode says is wrong. Wording and HTTP status are never looked at: they change.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes
PAGEBRIDGE_EXPORT GraphErrorClass classify(int code, int subcode) noexcept;

/// The error in an answer, or nothing if the answer holds none. Errors may come under HTTP 200, and non-JSON bodies happen
/// (gateways). The fate of a send: `not_sent` if it was throttled, `refused` if the platform said a plain no, `unknown` for
/// code 1, 2, 1200, 1357046, 5xx and whatever cannot be understood.
PAGEBRIDGE_EXPORT std::optional<Error> error_in(const HttpResponse& response, CallKind kind);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
