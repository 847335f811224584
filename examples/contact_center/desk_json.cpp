#include "contact_center/desk_json.hpp"

#include "json/writer.hpp"

namespace demo {

using pagebridge::json::Writer;

namespace {

void write(Writer& out, std::string_view name, const std::vector<std::string>& texts) {
  out.key(name).begin_array();
  for (const std::string& text : texts) out.string(text);
  out.end_array();
}

void write(Writer& out, const pagebridge::CustomerProfile& profile) {
  out.begin_object();
  out.member("name", profile.name).member("first_name", profile.first_name).member("last_name", profile.last_name);
  out.member("picture_url", profile.picture_url)
      .member("locale", profile.locale)
      .member("time_zone", profile.time_zone);
  out.end_object();
}

void write(Writer& out, const pagebridge::Session& session) {
  out.begin_object();
  out.member("id", session.id.text()).member("state", to_string(session.state)).member("agent", session.agent.text());
  out.member("opened_at_ms", pagebridge::to_unix_ms(session.opened_at)).member("close_reason", session.close_reason);
  out.end_object();
}

void write(Writer& out, const pagebridge::Failure& failure) {
  out.begin_object();
  out.member("code", to_string(failure.code)).member("platform_code", failure.platform_code);
  out.member("platform_subcode", failure.platform_subcode).member("text", failure.text);
  out.end_object();
}

void write(Writer& out, const pagebridge::Message& message) {
  out.begin_object();
  out.member("id", message.id.text()).member("session", message.session.text());
  out.member("direction", to_string(message.direction));
  out.member("author", to_string(message.author.kind)).member("agent", message.author.agent.text());
  out.member("at_ms", pagebridge::to_unix_ms(message.at)).member("channel", to_string(message.channel));
  out.member("text", message.body.text).member("title", message.body.title).member("payload", message.body.payload);
  out.member("unsupported", message.body.unsupported);
  out.key("attachments").begin_array();
  for (const pagebridge::Attachment& attachment : message.body.attachments)
    out.begin_object().member("type", attachment.type.text).member("url", attachment.url).end_object();
  out.end_array();
  out.member("status", to_string(message.status));
  if (!message.failure.text.empty()) write(out.key("failure"), message.failure);
  out.member("part", static_cast<std::int64_t>(message.part)).member("parts", static_cast<std::int64_t>(message.parts));
  out.member("reaction", message.reaction).member("unsent", message.unsent_at.has_value());
  out.key("history").begin_array();
  for (const pagebridge::MessageChange& change : message.history) {
    out.begin_object().member("change", to_string(change.kind)).member("at_ms", pagebridge::to_unix_ms(change.at));
    out.member("text", change.text).end_object();
  }
  out.end_array().end_object();
}

void write(Writer& out, const pagebridge::MessagingWindow& window) {
  const auto time = [&out](std::string_view name, const std::optional<pagebridge::Timestamp>& until) {
    if (until) out.member(name, pagebridge::to_unix_ms(*until));
  };
  out.begin_object();
  time("anybody_until_ms", window.anybody_until);
  time("people_until_ms", window.people_until);
  out.member("thread_owner", to_string(window.owner)).end_object();
}

void write(Writer& out, const Card& card) {
  const pagebridge::Contact& contact = card.contact;
  out.begin_object();
  out.member("id", contact.id.text()).member("service", contact.customer.service.text());
  out.member("customer", contact.customer.psid.text()).member("page", contact.page.text());
  out.member("service_name", contact.service_name).member("colour", contact.colour);
  write(out, "tags", contact.tags);
  write(out, "optional_tags", contact.optional_tags);
  write(out.key("profile"), contact.profile);
  write(out.key("window"), card.window);
  out.key("sessions").begin_array();
  for (const pagebridge::Session& session : card.sessions) write(out, session);
  out.end_array();
  out.key("messages").begin_array();
  for (const pagebridge::Message& message : card.messages) write(out, message);
  out.end_array();
  out.end_object();
}

} // namespace

std::string contacts_json(const Desk& desk) {
  Writer out;
  out.begin_object().key("contacts").begin_array();
  desk.for_each_card([&](const Card& card) { write(out, card); });
  out.end_array().end_object();
  return out.text();
}

std::string events_json(const Desk& desk, std::uint64_t after) {
  const auto [events, next] = desk.events_after(after);
  Writer out;
  out.begin_object().key("events").begin_array();
  for (const std::string& event : events) out.raw(event);
  out.end_array().member("next", static_cast<std::int64_t>(next)).end_object();
  return out.text();
}

} // namespace demo
