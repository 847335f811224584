#include "testing/control_json.hpp"

#include <utility>

#include "message/message_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

std::string_view name_of(SandboxWebhookState state) {
  switch (state) {
    case SandboxWebhookState::waiting: return "waiting";
    case SandboxWebhookState::under_way: return "under_way";
    case SandboxWebhookState::accepted: return "accepted";
    case SandboxWebhookState::given_up: return "given_up";
  }
  return "waiting";
}

std::string_view name_of(WebhookStatus::State state) {
  switch (state) {
    case WebhookStatus::State::none: return "none";
    case WebhookStatus::State::pending: return "pending";
    case WebhookStatus::State::verified: return "verified";
    case WebhookStatus::State::failed: return "failed";
  }
  return "none";
}

void write_reactions(json::Writer& writer, const std::vector<SandboxReaction>& reactions) {
  if (reactions.empty()) return;
  writer.key("reactions").begin_array();
  for (const SandboxReaction& reaction : reactions) {
    writer.begin_object().member("from", reaction.from_page ? "page" : "person");
    writer.member("emoji", reaction.emoji).member("reaction", reaction.word).end_object();
  }
  writer.end_array();
}

} // namespace

void write_json(json::Writer& writer, const SandboxPerson& person) {
  writer.begin_object().member("psid", person.psid.text());
  message::optional_text(writer, "first_name", person.first_name);
  message::optional_text(writer, "last_name", person.last_name);
  message::optional_text(writer, "profile_pic", person.profile_pic);
  message::optional_text(writer, "locale", person.locale);
  message::optional_text(writer, "timezone", person.timezone);
  message::optional_text(writer, "gender", person.gender);
  writer.member("has_profile", person.has_profile).end_object();
}

void write_json(json::Writer& writer, const SandboxMessage& message) {
  writer.begin_object().member("from", message.from_page ? "page" : "person");
  writer.member("mid", message.mid.text()).member("at", to_unix_ms(message.at));
  message::optional_text(writer, "text", message.text);
  message::optional_text(writer, "attachment_type", message.attachment_type);
  message::optional_text(writer, "attachment_url", message.attachment_url);
  message::optional_text(writer, "payload", message.payload);
  message::optional_text(writer, "metadata", message.metadata);
  if (!message.raw_json.empty()) writer.key("message").raw(message.raw_json);
  if (!message.attachments.empty()) {
    writer.key("attachments").begin_array();
    for (const SandboxAttachment& attachment : message.attachments) write_json(writer, attachment);
    writer.end_array();
  }
  message::optional_text(writer, "reply_to", message.reply_to.text());
  message::optional_text(writer, "persona_id", message.persona_id);
  message::optional_text(writer, "messaging_type", message.messaging_type);
  message::optional_text(writer, "tag", message.tag);
  if (message.is_tap) writer.member("tap", true);
  if (message.edits > 0) writer.member("edits", message.edits);
  if (message.unsent) writer.member("unsent", true);
  write_reactions(writer, message.reactions);
  writer.end_object();
}

void write_json(json::Writer& writer, const SandboxAttachment& attachment) {
  writer.begin_object().member("id", attachment.id.text()).member("type", attachment.type);
  message::optional_text(writer, "url", attachment.url);
  writer.member("reusable", attachment.reusable);
  if (!attachment.payload_json.empty()) writer.key("payload").raw(attachment.payload_json);
  if (!attachment.sha256.empty()) {
    writer.member("file_name", attachment.file_name).member("content_type", attachment.content_type);
    writer.member("size", static_cast<std::int64_t>(attachment.size)).member("sha256", attachment.sha256);
  }
  writer.end_object();
}

void write_json(json::Writer& writer, const SandboxWebhook& webhook) {
  writer.begin_object().member("number", static_cast<std::int64_t>(webhook.number)).member("field", webhook.field);
  writer.member("psid", webhook.psid.text()).member("app", webhook.app.text()).member("page", webhook.page.text());
  writer.member("is_standby", webhook.is_standby).member("state", name_of(webhook.state));
  writer.member("attempts", webhook.attempts).key("last_status");
  if (webhook.last_status) {
    writer.integer(*webhook.last_status);
  } else {
    writer.null();
  }
  message::optional_text(writer, "last_error", webhook.last_error);
  writer.member("bytes", static_cast<std::int64_t>(webhook.body.size()))
      .member("repeated", webhook.repeated)
      .end_object();
}

void write_json(json::Writer& writer, const WebhookStatus& status) {
  writer.begin_object()
      .member("state", name_of(status.state))
      .member("reason", status.reason)
      .key("fields")
      .begin_array();
  for (const std::string& field : status.fields) writer.string(field);
  writer.end_array().end_object();
}

void write_members(json::Writer& writer, const SandboxTally& tally) {
  writer.member("under_way", static_cast<std::int64_t>(tally.under_way));
  writer.member("accepted", static_cast<std::int64_t>(tally.accepted));
  writer.member("given_up", static_cast<std::int64_t>(tally.given_up));
}

Result<std::string> read_text(const json::Value& object, const std::string& name) {
  const json::Value value = object[name];
  if (value.exists() && !value.is_string()) return invalid_argument(name, "must be a text");
  return std::string(value.text());
}

Result<SandboxPerson> read_person(const json::Value& object) {
  SandboxPerson person;
  person.psid = Psid(std::string(object["psid"].id()));
  person.timezone = object["timezone"].id();
  const std::pair<const char*, std::string SandboxPerson::*> texts[] = {{"first_name", &SandboxPerson::first_name},
                                                                        {"last_name", &SandboxPerson::last_name},
                                                                        {"profile_pic", &SandboxPerson::profile_pic},
                                                                        {"locale", &SandboxPerson::locale},
                                                                        {"gender", &SandboxPerson::gender}};
  for (const auto& [name, member] : texts) {
    auto text = read_text(object, name);
    if (!text) return text.error();
    person.*member = std::move(*text);
  }
  if (const json::Value value = object["has_profile"]; value.exists()) {
    if (value.kind() != json::Kind::boolean) return invalid_argument("has_profile", "must be true or false");
    person.has_profile = value.truth();
  }
  return person;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
