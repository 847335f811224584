// One message as the Conversations API shows it.
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversations
#include "testing/graph_message.hpp"

#include <algorithm>
#include <array>
#include <iterator>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

std::string two_digits(std::int64_t number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

struct Date {
  std::int64_t year;
  std::int64_t month;
  std::int64_t day;
};

/// The Gregorian date of a day counted from 1970-01-01, in years that start with March, so that the leap day is the last.
Date date_of(std::int64_t day) {
  constexpr std::int64_t days_per_era = 146097; // 400 years
  day += 719468;                                // since 0000-03-01
  const std::int64_t era = (day >= 0 ? day : day - days_per_era + 1) / days_per_era;
  const std::int64_t of_era = day - era * days_per_era;
  const std::int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::int64_t month = (5 * of_year + 2) / 153;
  const std::int64_t calendar_month = month < 10 ? month + 3 : month - 9;
  return {era * 400 + year + (calendar_month <= 2 ? 1 : 0), calendar_month, of_year - (153 * month + 2) / 5 + 1};
}

std::string mime_type(const SandboxAttachment& file) {
  if (!file.content_type.empty()) return file.content_type;
  if (file.type == "image") return "image/jpeg"; // nothing was fetched, so these are stand-ins
  if (file.type == "video") return "video/mp4";
  if (file.type == "audio") return "audio/mpeg";
  return "application/octet-stream";
}

void write_file(json::Writer& writer, const SandboxAttachment& file) {
  writer.begin_object().member("id", file.id.text()).member("mime_type", mime_type(file));
  writer.member("name", file.file_name.empty() ? file.type + "-" + file.id.text() : file.file_name);
  writer.member("size", static_cast<std::int64_t>(file.size));
  if (file.type == "image" || file.type == "video") {
    writer.key(file.type + "_data").begin_object().member("url", file.url).member("preview_url", file.url).end_object();
  } else {
    writer.member("file_url", file.url);
  }
  writer.end_object();
}

/// The first element of a template, as far as it is known how the platform shows it.
void write_template(json::Writer& writer, const SandboxMessage& message, const SandboxAttachment& file) {
  const auto tree = json::Tree::parse(file.payload_json);
  const json::Value payload = tree ? tree->root() : json::Value();
  const json::Value elements = payload["elements"];
  const json::Value element = elements.is_array() && elements.begin() != elements.end() ? *elements.begin() : payload;
  const std::string_view title = element["title"].exists() ? element["title"].text() : payload["text"].text();
  writer.begin_object().member("id", message.mid.text()).key("generic_template").begin_object().member("title", title);
  if (element["subtitle"].exists()) writer.member("subtitle", element["subtitle"].text());
  if (element["image_url"].exists()) writer.member("media_url", element["image_url"].text());
  if (const json::Value buttons = element["buttons"]; buttons.is_array() && buttons.begin() != buttons.end())
    writer.key("cta").raw((*buttons.begin()).raw());
  writer.end_object().end_object();
}

/// What a field of a message is written from.
struct MessageView {
  const GraphCall& call;
  const Conversation& conversation;
  const SandboxMessage& message;
};

void write_created(json::Writer& writer, const MessageView& view) {
  writer.member("created_time", graph_time(view.message.at));
}
void write_from(json::Writer& writer, const MessageView& view) {
  writer.key("from");
  write_participant(writer, view.conversation, view.message.from_page);
}
void write_to(json::Writer& writer, const MessageView& view) {
  writer.key("to").begin_object().key("data").begin_array();
  write_participant(writer, view.conversation, !view.message.from_page);
  writer.end_array().end_object();
}
/// A utility message that is a card has its text in it.
void write_text(json::Writer& writer, const MessageView& view) {
  const bool is_card = view.message.attachment_type == "template";
  writer.member("message", is_card ? std::string_view() : std::string_view(view.message.text));
}

void write_attachments(json::Writer& writer, const MessageView& view) {
  const auto& files = view.message.attachments;
  if (files.empty() || files.front().type == "sticker") return;
  writer.key("attachments").begin_object().key("data").begin_array();
  for (const SandboxAttachment& file : files) {
    if (file.type == "template") {
      write_template(writer, view.message, file);
    } else {
      write_file(writer, file);
    }
  }
  writer.end_array().end_object();
}
void write_sticker(json::Writer& writer, const MessageView& view) {
  if (view.message.attachment_type == "sticker") writer.member("sticker", view.message.attachment_url);
}

/// That the reaction is the emoji and users are objects with an id is a guess.
void write_reactions(json::Writer& writer, const MessageView& view) {
  if (view.message.reactions.empty()) return;
  writer.key("reactions").begin_object().key("data").begin_array();
  for (const SandboxReaction& reaction : view.message.reactions) {
    const std::string& user = reaction.from_page ? view.call.caller.page.text() : view.conversation.person.psid.text();
    writer.begin_object().member("reaction", reaction.emoji).key("users").begin_array();
    writer.begin_object().member("id", user).end_object().end_array().end_object();
  }
  writer.end_array().end_object();
}
void write_reply_to(json::Writer& writer, const MessageView& view) {
  const Mid& mid = view.message.reply_to;
  if (mid.empty()) return;
  const auto& all = view.conversation.messages;
  const auto answered = std::find_if(all.begin(), all.end(), [&](const SandboxMessage& one) { return one.mid == mid; });
  writer.key("reply_to").begin_object().member("mid", mid.text());
  if (answered != all.end()) // else it is unsent or forgotten
    writer.member("is_self_reply", answered->from_page == view.message.from_page);
  writer.end_object();
}
void write_tags(json::Writer& writer, const MessageView& view) {
  writer.key("tags").begin_object().key("data").begin_array();
  writer.begin_object().member("name", "inbox").end_object();
  writer.begin_object().member("name", view.message.from_page ? "sent" : "source:mobile").end_object();
  writer.end_array().end_object();
}
void write_nothing(json::Writer& /*writer*/, const MessageView& /*view*/) {}

struct MessageField {
  std::string_view name;
  void (*write)(json::Writer&, const MessageView&);
};
constexpr MessageField message_fields[] = {{"id", write_nothing}, // always comes, last
                                           {"created_time", write_created},
                                           {"from", write_from},
                                           {"to", write_to},
                                           {"message", write_text},
                                           {"attachments", write_attachments},
                                           {"sticker", write_sticker},
                                           {"reactions", write_reactions},
                                           {"reply_to", write_reply_to},
                                           {"tags", write_tags},
                                           {"shares", write_nothing}, // known to the platform; nothing here has them
                                           {"story", write_nothing},
                                           {"appointment_booking", write_nothing},
                                           {"is_unsupported", write_nothing}};

} // namespace

std::string graph_time(Timestamp at) {
  constexpr std::int64_t day_s = 86400;
  const std::int64_t seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  const std::int64_t of_day = ((seconds % day_s) + day_s) % day_s;
  const Date date = date_of((seconds - of_day) / day_s);
  return std::to_string(date.year) + "-" + two_digits(date.month) + "-" + two_digits(date.day) + "T" +
         two_digits(of_day / 3600) + ":" + two_digits(of_day / 60 % 60) + ":" + two_digits(of_day % 60) + "+0000";
}

void write_participant(json::Writer& writer, const Conversation& conversation, bool is_page) {
  const SandboxPerson& person = conversation.person;
  const std::string& id = is_page ? conversation.page.text() : person.psid.text();
  const std::string name = is_page ? conversation.page_name : full_name(person);
  writer.begin_object().member("name", name).member("email", id + "@facebook.com").member("id", id).end_object();
}

std::optional<std::string> write_message(json::Writer& writer, const GraphCall& call, const Conversation& conversation,
                                         std::size_t index, const std::vector<Field>& fields) {
  const MessageView view{call, conversation, conversation.messages[index]};
  const bool is_detailed = index < most_detailed_messages;
  writer.begin_object();
  if (fields.empty()) write_created(writer, view);
  for (const Field& field : fields) {
    const auto* const known = std::find_if(std::begin(message_fields), std::end(message_fields),
                                           [&](const MessageField& one) { return one.name == field.name; });
    if (known == std::end(message_fields)) return field.name;
    // That lists of older messages keep id and time is a guess; their own nodes are errors.
    if (is_detailed || field.name == "created_time") known->write(writer, view);
  }
  writer.member("id", view.message.mid.text()).end_object();
  return std::nullopt;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
