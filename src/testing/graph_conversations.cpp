// The Conversations API:
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversations
#include <algorithm>
#include <iterator>
#include <utility>

#include "testing/ascii.hpp"
#include "testing/graph_list.hpp"
#include "testing/graph_message.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Made of the PSID, but not equal to it: digits that mean something in another place would hide a mix-up.
std::string conversation_id(const Psid& psid) { return "t_1" + std::string(psid.text().rbegin(), psid.text().rend()); }
/// Whose conversation that is.
Psid psid_of(std::string_view conversation) {
  if (conversation.substr(0, 3) != "t_1") return Psid();
  conversation.remove_prefix(3);
  return Psid(std::string(conversation.rbegin(), conversation.rend()));
}

const char* folder_of(const Conversation& conversation) { return conversation.is_spam ? "spam" : "inbox"; }

std::string text_of(const std::vector<Field>& fields) { // NOLINT(misc-no-recursion): as deep as what was parsed
  std::string text;
  for (const Field& field : fields) {
    text.append(text.empty() ? "" : ",").append(field.name);
    for (const auto& [name, value] : field.arguments)
      text.append(".").append(name).append("(").append(value).append(")");
    if (!field.fields.empty()) text.append("{").append(text_of(field.fields)).append("}");
  }
  return text;
}

/// Writes {"data":[…],"paging":{…}}. The wrong field or argument, if there is one.
std::optional<HttpResponse> write_messages(json::Writer& writer, const GraphCall& call,
                                           const Conversation& conversation, const Arguments& arguments,
                                           const std::vector<Field>& fields) {
  const auto page = read_page(arguments);
  if (!page) return graph_error(call.context, parameter_error("Param limit must be a positive number"));
  const auto id_of = [&](std::size_t index) { return conversation.messages[index].mid.text(); };
  const std::size_t size = conversation.messages.size();
  const Slice slice = slice_of(*page, size, id_of);
  writer.begin_object().key("data").begin_array();
  for (std::size_t i = slice.begin; i < slice.end; ++i)
    if (const auto wrong = write_message(writer, call, conversation, i, fields))
      return no_such_field(call, *wrong, "Message");
  writer.end_array();
  const std::string more = fields.empty() ? std::string() : "&fields=" + percent_encode(text_of(fields));
  write_paging(writer, call, conversation_id(conversation.person.psid) + "/messages", *page, more, slice, size, id_of);
  writer.end_object();
  return std::nullopt;
}

// Fields that no conversation has a value for here; nobody leaves one, and none has a name.
constexpr std::string_view valueless[] = {"name", "scoped_thread_key", "wallpaper", "linked_group"};

/// False if a conversation has no such field. That every App is subscribed, and the folders' names, are a guess.
bool write_state_field(json::Writer& writer, const GraphCall& call, const Conversation& conversation,
                       const std::string& name) {
  if (name == "is_subscribed") {
    writer.member(name, true);
  } else if (name == "is_owner") { // only with Conversation Routing
    if (conversation.is_routed) writer.member(name, conversation.owner == call.caller.app);
  } else if (name == "folder") {
    writer.member(name, folder_of(conversation));
  } else if (name == "former_participants") {
    writer.key(name).begin_object().key("data").begin_array().end_array().end_object();
  } else {
    return std::find(std::begin(valueless), std::end(valueless), name) != std::end(valueless);
  }
  return true;
}

/// False if a conversation has no such field.
bool write_plain_field(json::Writer& writer, const Conversation& conversation, const std::string& name) {
  if (name == "updated_time") {
    writer.member(name, graph_time(conversation.updated));
  } else if (name == "message_count") {
    writer.member(name, static_cast<std::int64_t>(conversation.messages.size()));
  } else if (name == "link") {
    writer.member(name, "/" + conversation.page.text() + "/inbox/" +
                            conversation_id(conversation.person.psid).substr(2) + "/"); // the form is a guess
  } else if (name == "unread_count") {
    writer.member(name, conversation.unread);
  } else if (name == "can_reply") {
    writer.member(name, conversation.can_reply);
  } else if (name == "snippet") {
    writer.member(name, conversation.messages.empty() ? std::string() : conversation.messages.front().text);
  } else if (name == "participants" || name == "senders") {
    writer.key(name).begin_object().key("data").begin_array();
    write_participant(writer, conversation, false);
    write_participant(writer, conversation, true);
    writer.end_array().end_object();
  } else {
    return name == "id"; // always comes, last
  }
  return true;
}

std::optional<HttpResponse> write_conversation(json::Writer& writer, const GraphCall& call,
                                               const Conversation& conversation, const std::vector<Field>& fields) {
  writer.begin_object();
  if (fields.empty()) write_plain_field(writer, conversation, "updated_time");
  for (const Field& field : fields) {
    if (field.name == "messages") {
      writer.key("messages");
      if (auto wrong = write_messages(writer, call, conversation, field.arguments, field.fields)) return wrong;
    } else if (!write_plain_field(writer, conversation, field.name) &&
               !write_state_field(writer, call, conversation, field.name)) {
      return no_such_field(call, field.name, "UnifiedThread");
    }
  }
  writer.member("id", conversation_id(conversation.person.psid)).end_object();
  return std::nullopt;
}

/// What the API asks of a token, whichever way one reads.
std::optional<HttpResponse> may_not_read(const GraphCall& call) {
  if (auto refused = lacks(call, "pages_manage_metadata,pages_read_engagement,pages_messaging")) return refused;
  return lacks_task(call, "MESSAGING,MODERATE");
}

HttpResponse malformed_fields(const GraphCall& call) {
  return graph_error(call.context, {2500, 0, "Syntax error in the parameter fields", 0}); // code and text are a guess
}

const PageId& page_asked(const GraphCall& call) { return call.page.empty() ? call.caller.page : call.page; }

/// The conversations that the parameters ask for.
std::vector<Conversation> chosen_conversations(const GraphCall& call) {
  const std::string_view platform = call.parameters["platform"].text();
  const std::string folder = ascii::lower(call.parameters["folder"].text());
  const json::Value user = call.parameters["user_id"];
  std::vector<Conversation> all;
  if (platform == "instagram" || platform == "INSTAGRAM") return all;
  if (user.exists()) {
    if (auto one = call.core.conversation(call.caller.app, page_asked(call), Psid(std::string(user.id()))))
      all.push_back(std::move(*one));
  } else {
    all = call.core.conversations(call.caller.app, page_asked(call));
  }
  if (!folder.empty())
    all.erase(std::remove_if(all.begin(), all.end(), [&](const Conversation& one) { return folder_of(one) != folder; }),
              all.end());
  return all;
}

} // namespace

HttpResponse answer_conversations(const GraphCall& call) {
  if (call.request.method != "GET")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  if (auto refused = may_not_read(call)) return std::move(*refused);
  const auto fields = parse_fields(call.parameters["fields"]);
  if (!fields) return malformed_fields(call);
  const auto page = read_page(edge_arguments(call));
  if (!page) return graph_error(call.context, parameter_error("Param limit must be a positive number"));
  const std::vector<Conversation> all = chosen_conversations(call);
  std::vector<std::string> ids;
  ids.reserve(all.size());
  for (const Conversation& one : all) ids.push_back(conversation_id(one.person.psid));
  const auto id_of = [&](std::size_t index) { return ids[index]; };
  const Slice slice = slice_of(*page, all.size(), id_of);
  json::Writer writer;
  writer.begin_object().key("data").begin_array();
  for (std::size_t i = slice.begin; i < slice.end; ++i)
    if (auto wrong = write_conversation(writer, call, all[i], *fields)) return std::move(*wrong);
  writer.end_array();
  std::string more = fields->empty() ? std::string() : "&fields=" + percent_encode(text_of(*fields));
  for (const char* name : {"folder", "platform", "user_id"}) {
    const std::string_view value = call.parameters[name].id();
    if (!value.empty()) more.append("&").append(name).append("=").append(percent_encode(value));
  }
  write_paging(writer, call, call.page.text() + "/conversations", *page, more, slice, all.size(), id_of);
  writer.end_object();
  return graph_success(call.context, writer.text());
}

HttpResponse answer_conversation(const GraphCall& call, const std::string& conversation, bool is_edge) {
  if (auto refused = may_not_read(call)) return std::move(*refused);
  const auto fields = parse_fields(call.parameters["fields"]);
  if (!fields) return malformed_fields(call);
  const auto one = call.core.conversation(call.caller.app, page_asked(call), psid_of(conversation));
  if (call.request.method != "GET" || !one) return unsupported_request(call.context, call.request.method, conversation);
  json::Writer writer;
  auto wrong = is_edge ? write_messages(writer, call, *one, edge_arguments(call), *fields)
                       : write_conversation(writer, call, *one, *fields);
  return wrong ? std::move(*wrong) : graph_success(call.context, writer.text());
}

HttpResponse answer_message(const GraphCall& call, const Mid& mid) {
  using Kind = MessagePlace::Kind;
  if (auto refused = may_not_read(call)) return std::move(*refused);
  const auto fields = parse_fields(call.parameters["fields"]);
  if (!fields) return malformed_fields(call);
  const MessagePlace place = call.core.find_message(call.caller.app, call.caller.page, mid);
  if (call.request.method != "GET" || place.kind == Kind::unknown)
    return unsupported_request(call.context, call.request.method, mid.text());
  // The text is what is known of older messages' errors; that the code is the one of deleted messages is a guess.
  if (place.kind == Kind::unsent || place.index >= most_detailed_messages) {
    return graph_error(call.context,
                       {9000001, 0, "(#9000001) This message has been deleted by the user or the business", 0});
  }
  json::Writer writer;
  if (const auto wrong = write_message(writer, call, place.conversation, place.index, *fields))
    return no_such_field(call, *wrong, "Message");
  return graph_success(call.context, writer.text());
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
