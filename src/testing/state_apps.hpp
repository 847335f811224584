#pragma once

#include "testing/state_members.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// The same for Apps, accounts, tokens and what leaves the sandbox.

template <class Io>
void members(Io& io, Grant& grant) {
  io("has_advanced_access", grant.has_advanced_access);
  io("review", grant.review);
  io("notes", grant.notes);
  io("reason", grant.reason);
}

template <class Io>
void members(Io& io, AppRecord::Webhook& webhook) {
  io("url", webhook.url);
  io("fields", webhook.fields);
  io("includes_values", webhook.includes_values);
}

template <class Io>
void members(Io& io, WebhookStatus& status) {
  io("state", status.state);
  io("reason", status.reason);
  io("fields", status.fields);
}

template <class Io>
void members(Io& io, AppRecord& app) {
  io("id", app.id);
  io("secret", app.secret);
  io("name", app.name);
  io("contact_email", app.contact_email);
  io("category", app.category);
  io("icon_url", app.icon_url);
  io("privacy_policy_url", app.privacy_policy_url);
  io("business", app.business);
  io("has_messenger", app.has_messenger);
  io("is_live", app.is_live);
  io("requires_proof", app.requires_proof);
  io("roles", app.roles);
  io("permissions", app.permissions);
  io("features", app.features);
  io("settings", app.settings);
  io("webhook", app.webhook);
  io("status", app.status);
  io("last_handshake", app.last_handshake);
}

template <class Io>
void members(Io& io, UserRecord& user) {
  io("id", user.id);
  io("profile", user.profile);
  io("psids", user.psids);
  io("asids", user.asids);
  io("businesses", user.businesses);
  io("phone_number", user.phone_number);
}

template <class Io>
void members(Io& io, BusinessRecord& business) {
  io("id", business.id);
  io("name", business.name);
  io("is_verified", business.is_verified);
}

template <class Io>
void members(Io& io, TokenRecord& token) {
  io("kind", token.kind);
  io("text", token.text);
  io("app", token.app);
  io("user", token.user);
  io("page", token.page);
  io("pages", token.pages);
  io("login", token.login);
  io("scopes", token.scopes);
  io("issued", token.issued);
  io("expires", token.expires);
  io("is_long_lived", token.is_long_lived);
  io("dead_subcode", token.dead_subcode);
  io("is_dead", token.is_dead);
}

template <class Io>
void members(Io& io, LoginCode& code) {
  io("redirect_uri", code.redirect_uri);
  io("expires", code.expires);
  io("is_used", code.is_used);
  io("token", code.token);
}

template <class Io>
void members(Io& io, TokenBook& book) {
  book.persist(io);
}

template <class Io>
void members(Io& io, World& world) {
  io("apps", world.apps);
  io("pages", world.pages);
  io("users", world.users);
  io("businesses", world.businesses);
  io("tokens", world.tokens);
  io("codes", world.codes);
  io("strangers", world.strangers);
  io("administrator", world.administrator);
  io("user_access_token", world.user_access_token);
}

template <class Io>
void members(Io& io, WebhookEvent& event) {
  io("field", event.field);
  io("psid", event.psid);
  io("element", event.element);
  io("channel", event.channel);
  io("at", event.at);
}

template <class Io>
void members(Io& io, SandboxWebhook& webhook) {
  io("number", webhook.number);
  io("field", webhook.field);
  io("psid", webhook.psid);
  io("app", webhook.app);
  io("page", webhook.page);
  io("is_standby", webhook.is_standby);
  io("state", webhook.state);
  io("attempts", webhook.attempts);
  io("last_status", webhook.last_status);
  io("last_error", webhook.last_error);
  io("body", webhook.body);
  io("repeated", webhook.repeated);
}

template <class Io>
void members(Io& io, Outbox::Entry& entry) {
  io("record", entry.record);
  io("event", entry.event);
  io("followers", entry.followers);
  io("follows", entry.follows);
  io("failing_since", entry.failing_since);
}

template <class Io>
void members(Io& io, Outbox& outbox) {
  outbox.persist(io);
}

template <class Io>
void members(Io& io, Ledger::Entry& entry) {
  io("number", entry.number);
  io("kind", entry.kind);
  io("at", entry.at);
  io("page", entry.page);
  io("psid", entry.psid);
  io("from_page", entry.from_page);
  io("mid", entry.mid);
  io("text", entry.text);
  io("attachment_type", entry.attachment_type);
  io("metadata", entry.metadata);
  io("app", entry.app);
  io("field", entry.field);
  io("webhook", entry.webhook);
  io("attempts", entry.attempts);
  io("repeated", entry.repeated);
  io("body", entry.body);
}

template <class Io>
void members(Io& io, Ledger& ledger) {
  ledger.persist(io);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
