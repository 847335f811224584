// What there is: Apps, Pages, accounts, businesses, tokens, with all secrets, so that a client can be configured with it.
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

std::string_view name_of(Grant::Review review) {
  switch (review) {
    case Grant::Review::none: return "none";
    case Grant::Review::submitted: return "submitted";
    case Grant::Review::approved: return "approved";
    case Grant::Review::rejected: return "rejected";
  }
  return "none";
}

template <class List>
void write_texts(json::Writer& writer, std::string_view name, const List& texts) {
  writer.key(name).begin_array();
  for (const auto& text : texts) writer.string(text);
  writer.end_array();
}

void write_grants(json::Writer& writer, std::string_view name, const std::map<std::string, Grant>& grants) {
  writer.key(name).begin_array();
  for (const auto& [grant_name, grant] : grants) {
    writer.begin_object().member("name", grant_name);
    writer.member("access", grant.has_advanced_access ? "advanced" : "standard");
    writer.member("review", name_of(grant.review)).member("notes", grant.notes).member("reason", grant.reason);
    writer.end_object();
  }
  writer.end_array();
}

void write_app(json::Writer& writer, const AppRecord& app) {
  writer.begin_object().member("id", app.id.text()).member("secret", app.secret.reveal());
  writer.member("access_token", app.id.text() + "|" + std::string(app.secret.reveal()));
  writer.member("name", app.name).member("contact_email", app.contact_email).member("category", app.category);
  writer.member("business", app.business);
  writer.member("icon_url", app.icon_url).member("privacy_policy_url", app.privacy_policy_url);
  write_texts(writer, "products",
              app.has_messenger ? std::vector<std::string>{"messenger"} : std::vector<std::string>());
  writer.member("mode", app.is_live ? "live" : "development").member("require_proof", app.requires_proof);
  writer.key("roles").begin_array();
  for (const auto& [user, role] : app.roles)
    writer.begin_object().member("user", user.text()).member("role", role).end_object();
  writer.end_array();
  write_grants(writer, "permissions", app.permissions);
  write_grants(writer, "features", app.features);
  writer.key("webhook").begin_object().member("callback_url", app.webhook.url);
  write_texts(writer, "fields", app.webhook.fields);
  writer.member("include_values", app.webhook.includes_values).key("status");
  write_json(writer, app.status);
  writer.end_object().end_object();
}

void write_page(json::Writer& writer, const PageRecord& page) {
  writer.begin_object().member("id", page.id.text()).member("name", page.name).member("username", page.username);
  writer.member("category", page.category).member("business", page.business);
  writer.member("is_published", page.is_published).member("default_app", page.default_app.text());
  writer.member("contact_terms", page.settings.has_accepted_contact_terms);
  writer.key("tasks").begin_array();
  for (const auto& [user, tasks] : page.tasks) {
    writer.begin_object().member("user", user.text());
    write_texts(writer, "tasks", tasks);
    writer.end_object();
  }
  writer.end_array().key("subscriptions").begin_array();
  for (const auto& [app, subscription] : page.subscriptions) {
    writer.begin_object().member("app", app.text());
    write_texts(writer, "fields", subscription.fields);
    writer.end_object();
  }
  writer.end_array().end_object();
}

void write_user(json::Writer& writer, const UserRecord& user) {
  writer.begin_object().member("id", user.id.text()).member("first_name", user.profile.first_name);
  writer.member("last_name", user.profile.last_name).member("has_profile", user.profile.has_profile);
  if (!user.phone_number.empty()) writer.member("phone_number", user.phone_number);
  write_texts(writer, "businesses", user.businesses);
  writer.key("psids").begin_array();
  for (const auto& [page, psid] : user.psids)
    writer.begin_object().member("page", page.text()).member("psid", psid.text()).end_object();
  writer.end_array().key("asids").begin_array();
  for (const auto& [app, asid] : user.asids)
    writer.begin_object().member("app", app.text()).member("asid", asid).end_object();
  writer.end_array().end_object();
}

void write_business(json::Writer& writer, const BusinessRecord& business) {
  writer.begin_object().member("id", business.id).member("name", business.name);
  writer.member("is_verified", business.is_verified).end_object();
}

void write_token(json::Writer& writer, const TokenRecord& token, Timestamp now) {
  writer.begin_object().member("access_token", token.text).member("type", to_string(token.kind));
  writer.member("app", token.app.text()).member("user", token.user.text()).member("page", token.page.text());
  write_texts(writer, "scopes", token.scopes);
  writer.member("issued_at", to_unix_ms(token.issued)).member("long_lived", token.is_long_lived);
  if (token.expires) writer.member("expires_at", to_unix_ms(*token.expires));
  const auto dead = why_dead(token, now);
  writer.member("is_valid", !dead);
  if (dead) writer.member("error_subcode", dead->subcode);
  writer.end_object();
}

/// The sandbox's own first.
template <class Map, class Id, class Write>
void write_records(json::Writer& writer, const Map& map, const Id& first, const Write& write) {
  if (const auto found = map.find(first); found != map.end()) write(found->second);
  for (const auto& [id, record] : map)
    if (id != first) write(record);
  writer.end_array();
}

} // namespace

HttpResponse get_world(const ControlCall& call) {
  const SandboxOptions& options = call.core.options();
  const Timestamp at = call.core.now();
  return call.core.locked([&](World& world) {
    json::Writer writer;
    writer.begin_object().member("time", to_unix_ms(at)).member("app_id", options.app.text());
    writer.member("page_id", options.page.text()).member("user_id", world.administrator.text());
    writer.member("page_access_token", options.page_access_token.reveal());
    writer.member("user_access_token", world.user_access_token);
    const AppRecord* const own = world.app(options.app);
    if (own != nullptr) writer.member("app_access_token", own->id.text() + "|" + std::string(own->secret.reveal()));
    writer.key("apps").begin_array();
    write_records(writer, world.apps, options.app, [&](const AppRecord& app) { write_app(writer, app); });
    writer.key("pages").begin_array();
    write_records(writer, world.pages, options.page, [&](const auto& page) { write_page(writer, *page); });
    writer.key("users").begin_array();
    write_records(writer, world.users, world.administrator, [&](const UserRecord& user) { write_user(writer, user); });
    writer.key("businesses").begin_array();
    write_records(writer, world.businesses, std::string(),
                  [&](const BusinessRecord& business) { write_business(writer, business); });
    writer.key("tokens").begin_array();
    write_records(writer, world.tokens.all(), std::string(),
                  [&](const TokenRecord& token) { write_token(writer, token, at); });
    writer.end_object();
    return answer(200, writer);
  });
}

HttpResponse get_app(const ControlCall& call) {
  return call.core.locked([&](World& world) {
    const AppRecord* const app = world.app(AppId(call.path[1]));
    if (app == nullptr) return refusal(404, "there is no such App", {});
    json::Writer writer;
    write_app(writer, *app);
    return answer(200, writer);
  });
}

HttpResponse get_page(const ControlCall& call) {
  return call.core.locked([&](World& world) {
    const PageRecord* const page = world.page(PageId(call.path[1]));
    if (page == nullptr) return refusal(404, "there is no such Page", {});
    json::Writer writer;
    write_page(writer, *page);
    return answer(200, writer);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
