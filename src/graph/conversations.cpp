#include "pagebridge/graph/conversations.hpp"

#include <algorithm>

#include "graph/conversation_reader.hpp"
#include "graph/listing.hpp"
#include "graph/request.hpp"
#include "graph/values.hpp"
#include "graph/wire_time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using json::Value;

constexpr std::string_view conversation_fields =
    "id,link,snippet,updated_time,message_count,unread_count,participants,senders,can_reply,is_subscribed";
constexpr std::string_view message_fields =
    "id,created_time,from,to,message,attachments,shares,reactions,reply_to,tags,sticker,is_unsupported";

std::string_view unless_empty(std::string_view fields, std::string_view otherwise) {
  return fields.empty() ? otherwise : fields;
}

Conversation read_conversation(const Value& value) {
  Conversation conversation;
  conversation.id = ConversationId(copy(value["id"].id()));
  conversation.link = copy(value["link"].text());
  conversation.snippet = copy(value["snippet"].text());
  conversation.updated_at = time_in(value["updated_time"]);
  conversation.message_count = whole(value["message_count"]);
  conversation.unread_count = whole(value["unread_count"]);
  conversation.participants = read_participants(value["participants"]);
  conversation.senders = read_participants(value["senders"]);
  conversation.tags = read_tags(value["tags"]);
  conversation.can_reply = flag(value["can_reply"]);
  conversation.is_subscribed = flag(value["is_subscribed"]);
  conversation.is_owner = flag(value["is_owner"]);
  conversation.messages = read_listing<ConversationMessage>(value["messages"], read_conversation_message);
  return conversation;
}

ThreadMessage read_thread_message(const Value& value) {
  return {Mid(copy(value["id"].id())), time_in(value["created_time"]).value_or(Timestamp()),
          copy(value["from"]["id"].id()), copy(value["message"].text())};
}

} // namespace

HttpRequest to_http(const ListConversations& call, const Access& access) {
  Query query;
  query.add("platform", "messenger");
  query.add_unless_empty("user_id", call.person.text()).add_unless_empty("folder", call.folder);
  query.add("fields", unless_empty(call.fields, conversation_fields));
  return get(access, "/me/conversations", add(query, call.cursor));
}

Result<Listing<Conversation>> from_http(const ListConversations& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<Listing<Conversation>> {
    if (!root["data"].is_array()) return missing(response, "list of conversations", CallKind::read);
    return read_listing<Conversation>(root, read_conversation);
  });
}

HttpRequest to_http(const GetConversation& call, const Access& access) {
  return get(access, node(call.conversation), Query().add("fields", unless_empty(call.fields, conversation_fields)));
}

Result<Conversation> from_http(const GetConversation& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<Conversation> {
    Conversation conversation = read_conversation(root);
    if (conversation.id.empty()) return missing(response, "conversation id", CallKind::read);
    return conversation;
  });
}

HttpRequest to_http(const ListConversationMessages& call, const Access& access) {
  Query query;
  query.add("fields", unless_empty(call.fields, message_fields));
  return get(access, node(call.conversation) + "/messages", add(query, call.cursor));
}

Result<Listing<ConversationMessage>> from_http(const ListConversationMessages& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<Listing<ConversationMessage>> {
    if (!root["data"].is_array()) return missing(response, "list of messages", CallKind::read);
    return read_listing<ConversationMessage>(root, read_conversation_message);
  });
}

HttpRequest to_http(const GetConversationMessage& call, const Access& access) {
  return get(access, node(call.message), Query().add("fields", unless_empty(call.fields, message_fields)));
}

Result<ConversationMessage> from_http(const GetConversationMessage& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<ConversationMessage> {
    ConversationMessage message = read_conversation_message(root);
    if (message.mid.empty()) return missing(response, "message id", CallKind::read);
    return message;
  });
}

HttpRequest to_http(const FindThreadMessages& call, const Access& access) {
  const int limit = std::clamp(call.limit, 1, 20);
  const std::string fields = "messages.limit(" + std::to_string(limit) + "){id,created_time,from,message}";
  return get(access, "/me/conversations",
             Query().add("platform", "messenger").add("user_id", call.person.text()).add("fields", fields));
}

Result<std::vector<ThreadMessage>> from_http(const FindThreadMessages& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<std::vector<ThreadMessage>> {
    if (!root["data"].is_array()) return missing(response, "list of conversations", CallKind::read);
    // One person has one conversation with the Page. More would mean that the filter was not heeded, and other people's
    // messages must not pass for this one's.
    std::vector<ThreadMessage> found;
    int conversations = 0;
    for (const Value& conversation : root["data"]) {
      if (++conversations > 1) return missing(response, "conversation of this person alone", CallKind::read);
      for (const Value& message : conversation["messages"]["data"])
        if (!message["id"].id().empty()) found.push_back(read_thread_message(message));
    }
    // Times are to the second: of the same second the platform's order, which is newest first, stays.
    std::stable_sort(found.begin(), found.end(),
                     [](const ThreadMessage& a, const ThreadMessage& b) { return a.created_at > b.created_at; });
    return found;
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
