#pragma once

#include <optional>

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/http/http_message.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// What a pair of code and subcode says is wrong. Wording and HTTP status are never looked at: they change.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes
PAGEBRIDGE_EXPORT PlatformErrorClass classify(int code, int subcode) noexcept;

/// What kind of call failed, for the verdict about its fate.
enum class Operation {
  read, ///< nothing changes on the platform, so it can always be repeated
  send  ///< a message: what may have been done must not be done again
};

/// The error in an answer, or nothing if the answer holds none. Errors may come under HTTP 200, and non-JSON bodies happen
/// (gateways). The fate of a send: `not_sent` if it was throttled, `refused` if the platform said a plain no, `unknown` for
/// code 1, 2, 1200, 1357046, 5xx and whatever cannot be understood.
PAGEBRIDGE_EXPORT std::optional<Error> error_in(const HttpResponse& response, Operation operation);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
