#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/words.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// What went wrong, for code. New values may come in a minor release: end every switch with a default.
enum class ErrorCode {
  internal,          ///< a defect in this library; please report it
  invalid_argument,  ///< an input is wrong; `Error::field` names it
  signature_missing, ///< no usable X-Hub-Signature-256 header or `signed_request`
  signature_wrong,   ///< the signature is well-formed, but not made over these bytes with a secret that we hold
  verify_refused,    ///< the handshake's mode or verify token is not ours
  body_too_large,    ///< longer than the limit that `Error::field` names
  not_an_envelope,   ///< genuine, but not what it should be: no webhook envelope, no payload of a `signed_request`
  not_found,         ///< no such service, contact, session or message
  conflict,          ///< it contradicts what is already there
  session_closed,    ///< the session has ended; wait for the customer's next act
  session_taken,     ///< another agent has the session
  graph,             ///< the platform answered with an error; see `Error::graph`
  bad_response,      ///< the platform's answer cannot be understood
  connection,        ///< no connection, or it broke; `Error::fate` says whether the request may have arrived
  timeout,           ///< the deadline passed; `Error::fate` says whether the request may have arrived
  cancelled,         ///< we are stopping, or the caller cancelled
  store_unavailable, ///< the store cannot make it durable now
  fenced,            ///< another owner has taken the lane over
  host_failed,       ///< a callback of the host threw, or dropped its Completion unanswered
  refused,           ///< the platform's rules forbid it now; see `Error::refusal`
};

/// The code's name as it is written in C++, for logs and metrics.
PAGEBRIDGE_EXPORT std::string_view to_string(ErrorCode code) noexcept;

/// What became of a request that failed. Only `not_sent` and `refused` may be repeated; `unknown` may have reached the
/// customer.
enum class SendFate { not_sent, refused, unknown };

/// "not_sent", "refused" or "unknown".
PAGEBRIDGE_EXPORT std::string_view to_string(SendFate fate) noexcept;

/// What a Graph error says is wrong. It does not say whether to repeat: that depends on the operation, too.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes
enum class GraphErrorClass {
  unknown,      ///< a code that we do not know
  transient,    ///< the platform had a hiccup; a send may or may not have happened
  rate_limited, ///< too many calls; nothing was done
  token,        ///< the access token is dead: connect the Page again
  permission,   ///< a permission, feature, role or review is missing
  window,       ///< outside the messaging window
  blocked,      ///< this person cannot get messages from the Page now
  parameter,    ///< the request is wrong
  media,        ///< an attachment cannot be used
  routing,      ///< another app owns the thread
  policy,       ///< the Page is restricted
  informational ///< nothing to do; for example the answer got lost but the send succeeded
};

/// "transient", "rate_limited" and so on.
PAGEBRIDGE_EXPORT std::string_view to_string(GraphErrorClass error_class) noexcept;

/// A Graph error in its own terms. Never compare `type` or texts: they change.
struct GraphError {
  int code = 0;
  int subcode = 0;          ///< 0 if the answer had none
  std::string type;         ///< for example "OAuthException"
  std::string fbtrace_id;   ///< quote it to Meta's support; it expires quickly
  std::string user_title;   ///< Meta's words for people, in the language of the request. They may quote what was
  std::string user_message; ///< sent, so show them to whoever made the call, and log neither
  std::optional<bool> is_transient; ///< what the platform itself says, if it does
  GraphErrorClass error_class = GraphErrorClass::unknown;
};

/// Why a call failed and what it means. `message` is for people and says what to do next; branch on `code`. It never
/// holds a secret, a token or a customer's words.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  SendFate fate = SendFate::unknown; ///< only a transport that knows says `not_sent`
  std::string field;                 ///< which input is wrong, if one is
  std::optional<GraphError> graph{};
  std::optional<int> http_status{};
  std::optional<std::chrono::milliseconds> retry_after{};
  std::optional<Refusal> refusal{}; ///< of `refused`: why, in words that can be translated
  int attempts = 0;                 ///< how often graph::GraphClient made the call; 0: never, or it was not asked to
};

/// An error about one input: code `invalid_argument`, fate `not_sent`.
PAGEBRIDGE_EXPORT Error invalid_argument(std::string field, std::string message);
/// An error that happened before anything left this process: fate `not_sent`.
PAGEBRIDGE_EXPORT Error not_sent(ErrorCode code, std::string message);

PAGEBRIDGE_END_NAMESPACE
