#include "pagebridge/desk/desktop_event.hpp"

#include "json/repair.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

/// As text that can stand in JSON of ours: what Meta wrote may hold bytes that are no UTF-8.
std::string readable(const JsonText& written) {
  std::string text = written.text;
  json::repair_strings(text.data(), text.size());
  return text;
}

/// Writes the members of each event; docs/desktop-events.md describes them. Empty members are left out.
struct MemberWriter {
  json::Writer& json;

  void text(std::string_view name, const std::string& value) const {
    if (!value.empty()) json.member(name, value);
  }
  void time(std::string_view name, const std::optional<Timestamp>& value) const {
    if (value) json.member(name, to_unix_ms(*value));
  }
  void texts(std::string_view name, const std::vector<std::string>& values) const {
    json.key(name).begin_array();
    for (const std::string& value : values) json.string(value);
    json.end_array();
  }

  void operator()(const ContactOpened& event) const { contact(event.contact); }
  void operator()(const ContactUpdated& event) const { contact(event.contact); }
  void operator()(const SessionOpened& event) const { session(event.session); }
  void operator()(const SessionAccepted& event) const { session(event.session); }
  void operator()(const SessionClosed& event) const { session(event.session); }
  void operator()(const MessageAdded& event) const { message(event.message); }
  void operator()(const MessageUpdated& event) const { message(event.message); }
  void operator()(const WindowChanged& event) const {
    json.member("contact", event.contact.text());
    json.key("window").begin_object();
    time("anybody_until_ms", event.window.anybody_until);
    time("people_until_ms", event.window.people_until);
    time("survey_until_ms", event.window.survey_until);
    json.member("thread_owner", to_string(event.window.owner));
    json.end_object();
  }
  void operator()(const MessageStatusChanged& event) const {
    json.member("message_id", event.message.text());
    json.member("contact", event.contact.text());
    json.member("status", to_string(event.status));
    failure(event.status, event.failure);
  }
  void operator()(const PlatformEventReceived& event) const {
    json.member("service", event.customer.service.text());
    text("psid", event.customer.psid.text());
    json.member("kind", event.kind);
    text("name", event.name);
    if (!event.raw_json.empty()) json.member("json", readable(event.raw_json));
  }

  void contact(const Contact& contact) const {
    json.key("contact").begin_object();
    json.member("id", contact.id.text());
    json.member("channel", "facebook_messenger");
    json.member("service", contact.customer.service.text());
    json.member("psid", contact.customer.psid.text());
    text("page", contact.page.text());
    text("service_name", contact.service_name);
    text("colour", contact.colour);
    texts("tags", contact.tags);
    texts("optional_tags", contact.optional_tags);
    json.key("customer_info").begin_object();
    text("name", contact.profile.name);
    text("first_name", contact.profile.first_name);
    text("last_name", contact.profile.last_name);
    text("picture_url", contact.profile.picture_url);
    text("locale", contact.profile.locale);
    text("time_zone", contact.profile.time_zone);
    json.end_object().end_object();
  }
  void session(const Session& session) const {
    json.key("session").begin_object();
    json.member("id", session.id.text());
    json.member("contact", session.contact.text());
    json.member("state", to_string(session.state));
    text("agent", session.agent.text());
    json.member("opened_at_ms", to_unix_ms(session.opened_at));
    text("close_reason", session.close_reason);
    json.end_object();
  }
  void message(const Message& message) const {
    json.key("message").begin_object();
    json.member("id", message.id.text());
    json.member("contact", message.contact.text());
    text("session", message.session.text());
    json.member("direction", to_string(message.direction));
    json.key("author").begin_object().member("kind", to_string(message.author.kind));
    text("agent", message.author.agent.text());
    text("app", message.author.app.text());
    json.end_object();
    json.member("at_ms", to_unix_ms(message.at));
    json.member("channel", to_string(message.channel));
    text("text", message.body.text);
    text("title", message.body.title);
    text("payload", message.body.payload);
    if (message.body.unsupported) json.member("unsupported", true);
    if (!message.body.attachments.empty()) attachments(message.body.attachments);
    json.member("status", to_string(message.status));
    failure(message.status, message.failure);
    if (message.parts != 0) {
      json.member("first_part", message.first_part.text());
      json.member("part", static_cast<std::int64_t>(message.part));
      json.member("parts", static_cast<std::int64_t>(message.parts));
    }
    text("reaction", message.reaction);
    time("unsent_at_ms", message.unsent_at);
    if (!message.history.empty()) history(message.history);
    json.end_object();
  }
  void history(const std::vector<MessageChange>& changes) const {
    json.key("history").begin_array();
    for (const MessageChange& change : changes) {
      json.begin_object().member("change", to_string(change.kind)).member("at_ms", to_unix_ms(change.at));
      text("text", change.text);
      json.end_object();
    }
    json.end_array();
  }
  void attachments(const std::vector<Attachment>& attachments) const {
    json.key("attachments").begin_array();
    for (const Attachment& attachment : attachments) {
      json.begin_object().member("type", attachment.type.text);
      text("url", attachment.url);
      text("title", attachment.title);
      text("sticker_id", attachment.sticker_id);
      text("latitude", attachment.latitude);
      text("longitude", attachment.longitude);
      text("id", attachment.id);
      text("template_type", attachment.template_type);
      if (attachment.appointment) appointment(*attachment.appointment);
      if (!attachment.products.empty()) products(attachment.products);
      json.end_object();
    }
    json.end_array();
  }
  void appointment(const Appointment& appointment) const {
    json.key("appointment").begin_object();
    text("booking_id", appointment.booking_id);
    text("status", appointment.status.text);
    if (appointment.start_at) json.member("start_at_ms", to_unix_ms(*appointment.start_at));
    if (appointment.end_at) json.member("end_at_ms", to_unix_ms(*appointment.end_at));
    text("time_zone", appointment.time_zone);
    json.end_object();
  }
  void products(const std::vector<SharedProduct>& products) const {
    json.key("products").begin_array();
    for (const SharedProduct& product : products) {
      json.begin_object();
      text("id", product.id);
      text("retailer_id", product.retailer_id);
      text("image_url", product.image_url);
      text("title", product.title);
      text("subtitle", product.subtitle);
      json.end_object();
    }
    json.end_array();
  }
  void failure(MessageStatus status, const Failure& failure) const {
    if (status != MessageStatus::failed && status != MessageStatus::unknown) return;
    json.key("failure").begin_object();
    json.member("code", to_string(failure.code));
    json.member("class", to_string(failure.error_class));
    if (failure.platform_code != 0) json.member("platform_code", failure.platform_code);
    if (failure.platform_subcode != 0) json.member("platform_subcode", failure.platform_subcode);
    text("fbtrace_id", failure.fbtrace_id);
    text("text", failure.text);
    if (failure.refusal) refusal(*failure.refusal);
    json.end_object();
  }
  void refusal(const Refusal& refusal) const {
    json.key("refusal").begin_object().member("code", refusal.words.code);
    json.key("parameters").begin_object();
    for (const auto& [name, value] : refusal.words.parameters) json.member(name, value);
    json.end_object();
    time("until_ms", refusal.until);
    json.end_object();
  }
};

} // namespace

std::string to_json(const DesktopEvent& event) {
  json::Writer json;
  json.begin_object();
  json.member("event", name_of(event.body));
  json.member("store_id", event.store_id);
  json.member("stream", event.stream);
  json.member("seq", static_cast<std::int64_t>(event.seq));
  json.member("epoch", static_cast<std::int64_t>(event.epoch));
  std::visit(MemberWriter{json}, event.body);
  return json.end_object().text();
}

PAGEBRIDGE_END_NAMESPACE
