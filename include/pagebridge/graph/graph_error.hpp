#pragma once

#include <optional>

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// What a pair of code and subcode says is wrong. Wording and HTTP status are never looked at: they change. Subcodes that are
/// documented without a code count with any code, and as the code itself. A subcode that is not known leaves the code's class.
///
/// Where the platform's list leaves two ways open: 2500 (no token, or a path that does not exist) is `parameter`, since a
/// call always brings its token; 450 and 452 are `token`; 100/33 (no such object, or no permission) is `parameter`; 613/2018338
/// (a warning about abused tags) is `policy`, since repeating would be the abuse. Code 0 is `token`, on weak evidence, and only
/// if it is written: an error without a code is of class `unknown`.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes
PAGEBRIDGE_EXPORT GraphErrorClass classify(int code, int subcode) noexcept;

/// The error in an answer, or nothing if the answer holds none. Looks at the body first: errors may come under HTTP 200, in
/// the usual envelope, in the flat ones of OAuth and of batches, without a code ("(#100) …" in the text then serves) and, from
/// gateways, as no JSON at all (`bad_response`). An `error` deeper down, as debug_token has one, is part of an answer.
///
/// The fate. Throttled, by code or by status 429: `not_sent`. Else, of reads and idempotent calls: `refused`, since doing them
/// again does no harm. Of calls of kind `once`: `unknown` for the codes 1 (with 1357046, too), 2 and 1200, for codes that are
/// not known here, for 5xx and for what cannot be understood, as each may have been done; `refused` for every plain no. Among
/// those are 1/99 (a permission) and 2/2018344 (terms that the Page has to accept), which are not the hiccup that their codes
/// are otherwise.
PAGEBRIDGE_EXPORT std::optional<Error> error_in(const HttpResponse& response, CallKind kind);

/// How long the answer's Retry-After asks to wait: in seconds, or until a date (RFC 9110), which counts from the answer's own
/// Date, as both are of the same clock, and without one from `now`. A date in the past: zero. Nothing if there is no such header,
/// if it is neither, or if it asks for more than a day (99,999 s). What error_in() finds has it already, but for a date without a
/// Date: error_in() knows no time.
PAGEBRIDGE_EXPORT std::optional<milliseconds> retry_after(const HttpResponse& response, std::optional<Timestamp> now);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
