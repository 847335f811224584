#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/graph/conversation_message.hpp"
#include "pagebridge/graph/listing.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/time.hpp"

/// The Conversations API: what the platform keeps of a Page's threads. It reads only; two calls a second for each Page.
/// Above the platform's limit for high volume lists fail, while single conversations can still be read.
/// Needs pages_manage_metadata, pages_read_engagement and pages_messaging.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversations
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// A thread of the Page. What was not asked for, or may not be seen, is empty.
struct Conversation {
  ConversationId id;
  std::string link;    ///< to the Page's inbox, often without its origin
  std::string snippet; ///< the newest message in short
  std::optional<Timestamp> updated_at{};
  std::optional<int> message_count{};
  std::optional<int> unread_count{};
  std::vector<Participant> participants; ///< the person and the Page
  std::vector<Participant> senders;
  std::vector<std::string> tags;         ///< "inbox", "read", "source:mobile", …
  std::optional<bool> can_reply{};       ///< false: the person cannot get messages now
  std::optional<bool> is_subscribed{};   ///< whether the Page still takes part
  std::optional<bool> is_owner{};        ///< of Pages with Conversation Routing: whether this app has the thread
  Listing<ConversationMessage> messages; ///< if `fields` asks for them
};

/// The Page's conversations, those that changed last first.
struct ListConversations {
  using Answer = Listing<Conversation>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::conversations;

  Psid person{};        ///< only the one with this person; empty: all
  std::string folder{}; ///< only those of this folder of the inbox; empty: all
  Cursor cursor{};
  /// What to get of each, as the Graph API writes it: "id,updated_time,messages.limit(5){id,message}". Empty: all of
  /// Conversation but `tags`, `is_owner` (which needs Conversation Routing) and `messages`.
  std::string fields{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListConversations& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<Conversation>> from_http(const ListConversations& call, const HttpResponse& response);

/// One conversation.
struct GetConversation {
  using Answer = Conversation;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::conversations;

  ConversationId conversation;
  std::string fields{}; ///< as in ListConversations
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetConversation& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Conversation> from_http(const GetConversation& call, const HttpResponse& response);

/// The messages of one conversation, newest first. The platform gives details of a thread's 20 newest only.
struct ListConversationMessages {
  using Answer = Listing<ConversationMessage>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::conversations;

  ConversationId conversation;
  Cursor cursor{};
  std::string fields{}; ///< empty: all of ConversationMessage but `story` and `appointment`
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListConversationMessages& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<ConversationMessage>> from_http(const ListConversationMessages& call,
                                                                 const HttpResponse& response);

/// One message. Of one that is not among its thread's 20 newest the platform says, as an error, that it was deleted.
struct GetConversationMessage {
  using Answer = ConversationMessage;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::conversations;

  Mid message;
  std::string fields{}; ///< as in ListConversationMessages
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetConversationMessage& call, const Access& access);
PAGEBRIDGE_EXPORT Result<ConversationMessage> from_http(const GetConversationMessage& call,
                                                        const HttpResponse& response);

/// As much of a message as it takes to find it again.
struct ThreadMessage {
  Mid mid;
  Timestamp created_at{}; ///< to the second; 1970 if the platform did not say
  std::string from_id;    ///< a PSID, or the Page's id
  std::string text;       ///< empty if it has attachments only
};

/// The newest messages of the Page's thread with one person, newest first, in one request. No conversation: no messages.
/// It may prove that a message was sent; that one is missing proves nothing.
struct FindThreadMessages {
  using Answer = std::vector<ThreadMessage>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::conversations;

  Psid person;
  int limit = 20; ///< 1 to 20: of older ones the platform says nothing
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const FindThreadMessages& call, const Access& access);
PAGEBRIDGE_EXPORT Result<std::vector<ThreadMessage>> from_http(const FindThreadMessages& call,
                                                               const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
