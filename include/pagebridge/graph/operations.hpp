#pragma once

#include <optional>
#include <string>
#include <variant>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/graph_error.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/message/outgoing_message.hpp"
#include "pagebridge/result.hpp"

/// Graph calls as pure pairs: `to_http` makes the request, `from_http` reads the answer. No threads, no sockets, no state.
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Sends one message as RESPONSE, which the platform takes within its messaging window.
/// Source: https://developers.facebook.com/docs/messenger-platform/reference/send-api
struct SendMessage {
  Psid recipient;
  OutgoingMessage message;
  std::string metadata; ///< comes back in the message's echo; under 1,000 characters
};
/// Accepted by the platform, which is not yet delivered.
struct SendReceipt {
  Mid mid;
};
/// The request's JSON body. Kept apart so that the very bytes can be made durable before they leave.
PAGEBRIDGE_EXPORT std::string to_json(const SendMessage& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const SendMessage& call, const Access& access);
/// The same request from a body that was made before.
PAGEBRIDGE_EXPORT HttpRequest send_request(std::string body, const Access& access);
/// An answer without `message_id` is an error of fate `unknown`: the message may be out.
PAGEBRIDGE_EXPORT Result<SendReceipt> from_http(const SendMessage& call, const HttpResponse& response);
PAGEBRIDGE_EXPORT Result<SendReceipt> read_send_answer(const HttpResponse& response);

/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/sender-actions
enum class SenderActionKind { typing_on, typing_off, mark_seen };
PAGEBRIDGE_EXPORT std::string_view to_string(SenderActionKind kind) noexcept;
struct SenderAction {
  Psid recipient;
  SenderActionKind action = SenderActionKind::typing_on;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const SenderAction& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const SenderAction& call, const HttpResponse& response);

/// What the profile says about a person. Any subset may be missing: permissions, or no profile at all.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/identity/user-profile
struct UserProfile {
  std::string name;
  std::string first_name;
  std::string last_name;
  std::string picture_url;
  std::string locale;    ///< "en_GB"
  std::string time_zone; ///< hours from UTC as text, "-7" or "5.5"
};
struct GetUserProfile {
  Psid person;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetUserProfile& call, const Access& access);
PAGEBRIDGE_EXPORT Result<UserProfile> from_http(const GetUserProfile& call, const HttpResponse& response);

/// Which Page a Page Access Token belongs to.
struct PageIdentity {
  PageId page;
  std::string name;
};
struct GetPageIdentity {};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetPageIdentity& call, const Access& access);
PAGEBRIDGE_EXPORT Result<PageIdentity> from_http(const GetPageIdentity& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
