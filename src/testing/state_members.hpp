#pragma once

#include "pagebridge/config.hpp"
#include "testing/ledger.hpp"
#include "testing/outbox.hpp"
#include "testing/world.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// The members of all that is kept over a restart: see state_archive.hpp. A member that is missing here is forgotten.

template <class Io>
void members(Io& io, SandboxPerson& person) {
  io("psid", person.psid);
  io("first_name", person.first_name);
  io("last_name", person.last_name);
  io("profile_pic", person.profile_pic);
  io("locale", person.locale);
  io("timezone", person.timezone);
  io("has_profile", person.has_profile);
  io("gender", person.gender);
}

template <class Io>
void members(Io& io, SandboxAttachment& attachment) {
  io("id", attachment.id);
  io("type", attachment.type);
  io("url", attachment.url);
  io("reusable", attachment.reusable);
  io("file_name", attachment.file_name);
  io("content_type", attachment.content_type);
  io("size", attachment.size);
  io("sha256", attachment.sha256);
  io("payload_json", attachment.payload_json);
}

template <class Io>
void members(Io& io, SandboxReaction& reaction) {
  io("from_page", reaction.from_page);
  io("emoji", reaction.emoji);
  io("word", reaction.word);
}

template <class Io>
void members(Io& io, SandboxMessage& message) {
  io("from_page", message.from_page);
  io("mid", message.mid);
  io("at", message.at);
  io("text", message.text);
  io("attachment_type", message.attachment_type);
  io("attachment_url", message.attachment_url);
  io("payload", message.payload);
  io("is_tap", message.is_tap);
  io("attachments", message.attachments);
  io("reply_to", message.reply_to);
  io("persona_id", message.persona_id);
  io("edits", message.edits);
  io("unsent", message.unsent);
  io("reactions", message.reactions);
  io("metadata", message.metadata);
  io("messaging_type", message.messaging_type);
  io("tag", message.tag);
  io("raw_json", message.raw_json);
  io("hidden_from_conversations", message.hidden_from_conversations);
}

template <class Io>
void members(Io& io, OpenCall& call) {
  io("id", call.id);
  io("began", call.began);
}

template <class Io>
void members(Io& io, Person& person) {
  io("profile", person.profile);
  io("user", person.user);
  io("thread", person.thread);
  io("last_act", person.last_act);
  io("owner", person.owner);
  io("owner_until", person.owner_until);
  io("is_passed", person.is_passed);
  io("blocks_page", person.blocks_page);
  io("came_by_ad", person.came_by_ad);
  io("ad_message", person.ad_message);
  io("call", person.call);
  io("prior_user_ref", person.prior_user_ref);
}

template <class Io>
void members(Io& io, Threads& threads) {
  threads.persist(io);
}

template <class Io>
void members(Io& io, AttachmentShelf::Saved& saved) {
  io("attachment", saved.attachment);
  io("at", saved.at);
  io("recipient", saved.recipient);
}

template <class Io>
void members(Io& io, AttachmentShelf& shelf) {
  shelf.persist(io);
}

template <class Io>
void members(Io& io, PersonaRecord& persona) {
  io("id", persona.id);
  io("name", persona.name);
  io("picture_url", persona.picture_url);
}

template <class Io>
void members(Io& io, LabelRecord& label) {
  io("id", label.id);
  io("name", label.name);
  io("people", label.people);
}

template <class Io>
void members(Io& io, TemplateRecord& record) {
  io("id", record.id);
  io("name", record.name);
  io("language", record.language);
  io("category", record.category);
  io("parameter_format", record.parameter_format);
  io("components_json", record.components_json);
  io("status", record.status);
  io("text", record.text);
  io("approved_at", record.approved_at);
}

template <class Io>
void members(Io& io, PageSettings& settings) {
  io("profile", settings.profile);
  io("user_menus", settings.user_menus);
  io("personas", settings.personas);
  io("labels", settings.labels);
  io("templates", settings.templates);
  io("blocked", settings.blocked);
  io("unbanned", settings.unbanned);
  io("banned", settings.banned);
  io("spam", settings.spam);
  io("has_accepted_contact_terms", settings.has_accepted_contact_terms);
}

template <class Io>
void members(Io& io, PostRecord& post) {
  io("id", post.id);
  io("comment_id", post.comment_id);
  io("author", post.author);
  io("text", post.text);
  io("at", post.at);
  io("is_answered", post.is_answered);
}

template <class Io>
void members(Io& io, UserRef& user_ref) {
  io("person", user_ref.person);
  io("at", user_ref.at);
  io("is_used", user_ref.is_used);
}

template <class Io>
void members(Io& io, PageSubscription& subscription) {
  io("fields", subscription.fields);
  io("failing_since", subscription.failing_since);
}

template <class Io>
void members(Io& io, PageRecord& page) {
  io("id", page.id);
  io("name", page.name);
  io("username", page.username);
  io("category", page.category);
  io("business", page.business);
  io("is_published", page.is_published);
  io("tasks", page.tasks);
  io("subscriptions", page.subscriptions);
  io("default_app", page.default_app);
  io("threads", page.threads);
  io("shelf", page.shelf);
  io("settings", page.settings);
  io("posts", page.posts);
  io("user_refs", page.user_refs);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
