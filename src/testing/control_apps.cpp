// What one does with an App on its dashboard.
#include <utility>

#include "testing/app_secret.hpp"
#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Lets `change(world, app)` answer, if the App of the path is there.
template <class Change>
HttpResponse on_app(const ControlCall& call, Change&& change) {
  return call.core.locked([&](World& world) {
    AppRecord* const app = world.app(AppId(call.path[1]));
    return app == nullptr ? refusal(404, "there is no such App", {}) : change(world, *app);
  });
}

bool is_known_business(const World& world, const std::string& id) {
  return id.empty() || world.businesses.count(id) > 0;
}

bool is_web_address(const std::string& url) { return url.rfind("https://", 0) == 0 || url.rfind("http://", 0) == 0; }

HttpResponse secret_of(int status, const AppRecord& app) {
  json::Writer writer;
  writer.begin_object().member("id", app.id.text()).member("secret", app.secret.reveal()).end_object();
  return answer(status, writer);
}

} // namespace

HttpResponse post_apps(const ControlCall& call) {
  constexpr std::size_t app_digits = 15;
  Members members(call.body);
  AppRecord app;
  const UserId wanted(members.id("user"));
  app.name = members.needed_text("name");
  app.contact_email = members.needed_text("contact_email");
  app.category = members.needed_text("category");
  app.business = members.id("business");
  if (app.contact_email.find('@') == std::string::npos) members.refuse("contact_email", "must be an e-mail address");
  if (members.is_wrong()) return refusal(members.error());
  auto id = call.core.new_decimal_id(app_digits);
  auto secret = new_app_secret(*call.core.options().random);
  if (!id) return refusal(id.error());
  if (!secret) return refusal(secret.error());
  app.id = AppId(std::move(*id));
  app.secret = std::move(*secret);
  return call.core.locked([&](World& world) {
    const UserId creator = wanted.empty() ? world.administrator : wanted;
    if (world.user(creator) == nullptr) return refusal(404, "there is no such user", "user");
    if (!is_known_business(world, app.business)) return refusal(404, "there is no such business", "business");
    app.roles[creator] = "administrators";
    return secret_of(201, world.apps[app.id] = app);
  });
}

/// Adds Messenger: its permissions come with standard access, all but the public profile, which needs no review.
HttpResponse post_product(const ControlCall& call) {
  Members members(call.body);
  if (members.needed_text("product") != "messenger") members.refuse("product", "the only product here is messenger");
  if (members.is_wrong()) return refusal(members.error());
  return on_app(call, [](World&, AppRecord& app) {
    app.has_messenger = true;
    for (const char* permission : messenger_permissions) app.permissions.emplace(permission, Grant{});
    app.permissions["public_profile"].has_advanced_access = true;
    return done(200);
  });
}

/// Gives a role, or takes it: an empty one.
HttpResponse post_role(const ControlCall& call) {
  Members members(call.body);
  const UserId user(members.needed_id("user"));
  const std::string role = members.text("role");
  if (!members.has("role")) members.refuse("role", "is needed; an empty one takes the role");
  if (!role.empty() && !is_app_role(role))
    members.refuse("role", "a role is one of administrators, developers, testers");
  if (members.is_wrong()) return refusal(members.error());
  return on_app(call, [&](World& world, AppRecord& app) {
    if (world.user(user) == nullptr) return refusal(404, "there is no such user", "user");
    if (role.empty()) {
      app.roles.erase(user);
    } else {
      app.roles[user] = role;
    }
    return done(200);
  });
}

HttpResponse post_app_settings(const ControlCall& call) {
  Members members(call.body);
  const std::pair<const char*, std::string AppRecord::*> texts[] = {
      {"name", &AppRecord::name},
      {"contact_email", &AppRecord::contact_email},
      {"category", &AppRecord::category},
      {"icon_url", &AppRecord::icon_url},
      {"privacy_policy_url", &AppRecord::privacy_policy_url}};
  for (const auto& [name, member] : texts) {
    const std::string text = members.text(name);
    const bool is_url = member == &AppRecord::icon_url || member == &AppRecord::privacy_policy_url;
    if (is_url && !text.empty() && !is_web_address(text)) members.refuse(name, "must be a URL, https or http");
  }
  const bool requires_proof = members.flag("require_proof");
  const std::string business = members.id("business");
  if (members.is_wrong()) return refusal(members.error());
  return on_app(call, [&](const World& world, AppRecord& app) {
    if (!is_known_business(world, business)) return refusal(404, "there is no such business", "business");
    if (members.has("business")) app.business = business;
    for (const auto& [name, member] : texts)
      if (members.has(name)) app.*member = members.text(name);
    if (members.has("require_proof")) app.requires_proof = requires_proof;
    return done(200);
  });
}

HttpResponse post_mode(const ControlCall& call) {
  Members members(call.body);
  const std::string mode = members.needed_text("mode");
  if (mode != "live" && mode != "development") members.refuse("mode", "must be live or development");
  if (members.is_wrong()) return refusal(members.error());
  return on_app(call, [&](World&, AppRecord& app) {
    if (mode == "live" && app.privacy_policy_url.empty())
      return refusal(409, "an App needs the URL of its privacy policy before it goes live", "privacy_policy_url");
    app.is_live = mode == "live";
    return done(200);
  });
}

/// A new App Secret: what was made with the old one, such as the App's own token, holds no longer.
HttpResponse post_secret(const ControlCall& call) {
  auto secret = new_app_secret(*call.core.options().random);
  if (!secret) return refusal(secret.error());
  return on_app(call, [&](World&, AppRecord& app) {
    app.secret = std::move(*secret);
    return secret_of(200, app);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
