// The App's node: https://developers.facebook.com/docs/graph-api/reference/application
#include "testing/graph_app.hpp"

#include <algorithm>
#include <iterator>

#include "testing/app_scoped_id.hpp"
#include "testing/graph_list.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

// What an App may change about itself; the values are kept as they come.
constexpr std::string_view changeable[] = {"app_domains",         "auth_dialog_headline", "contact_email",
                                           "deauth_callback_url", "privacy_policy_url",   "restrictions",
                                           "server_ip_whitelist", "terms_of_service_url", "website_url"};

// What else the node has, without a value here.
constexpr std::string_view valueless[] = {"company",     "created_time",  "daily_active_users",
                                          "description", "icon_url_dark", "logo_url_dark",
                                          "namespace",   "subcategory",   "supported_platforms"};

template <std::size_t size>
bool is_among(const std::string_view (&names)[size], const std::string& name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// A field of its own in the record; null: it has none.
const std::string* text_field(const AppRecord& app, std::string_view name) {
  if (name == "name") return &app.name;
  if (name == "category") return &app.category;
  if (name == "contact_email") return &app.contact_email;
  if (name == "icon_url" || name == "logo_url") return &app.icon_url;
  if (name == "privacy_policy_url") return &app.privacy_policy_url;
  return nullptr;
}

std::string link_of(const AppRecord& app) { return "https://www.facebook.com/games/?app_id=" + app.id.text(); }

/// False if an App has no such field.
bool write_field(json::Writer& writer, const AppRecord& app, const std::string& name) {
  const auto setting = app.settings.find(name);
  if (setting != app.settings.end()) {
    writer.key(name).raw(setting->second);
  } else if (const std::string* const text = text_field(app, name)) {
    if (!text->empty()) writer.member(name, *text);
  } else if (name == "link") {
    writer.member(name, link_of(app));
  } else if (name == "has_messenger_product") {
    writer.member(name, app.has_messenger);
  } else {
    return name == "id" || is_among(changeable, name) || is_among(valueless, name);
  }
  return true;
}

HttpResponse show(const GraphCall& call, const AppRecord& app) {
  std::vector<std::string> fields = name_list(call.parameters["fields"]);
  if (fields.empty()) fields = {"category", "link", "name"};
  json::Writer writer;
  writer.begin_object();
  for (const std::string& field : fields)
    if (!write_field(writer, app, field)) return no_such_field(call, field, "Application");
  return graph_success(call.context, writer.member("id", app.id.text()).end_object().text());
}

HttpResponse change(const GraphCall& call, AppRecord& app) {
  if (call.caller.kind != TokenRecord::Kind::app) return app_token_required(call);
  for (const std::string_view name : changeable) // the control request for settings asks the same of its URLs
    if (const std::string_view url = call.parameters[name].text();
        ends_with(name, "_url") && !url.empty() && !is_web_url(url))
      return graph_error(call.context, parameter_error("Param " + std::string(name) + " must be a URL"));
  for (const std::string_view name : changeable) {
    const json::Value value = call.parameters[name];
    if (!value.exists()) continue;
    if (name == "contact_email") {
      app.contact_email = value.text();
    } else if (name == "privacy_policy_url") {
      app.privacy_policy_url = value.text();
    } else {
      app.settings[std::string(name)] = value.raw();
    }
  }
  return graph_done(call.context);
}

} // namespace

HttpResponse app_token_required(const GraphCall& call) {
  return graph_error(call.context, {15, 0, "(#15) This method must be called with an app access_token.", 0});
}

bool names_its_app(const GraphCall& call, const std::string& node) {
  const bool is_me = node == "me" && call.caller.kind == TokenRecord::Kind::app;
  return is_me || node == "app" || node == call.caller.app.text();
}

std::optional<HttpResponse> not_its_app(const GraphCall& call) {
  const std::string& node = call.request.path.front();
  if (!names_its_app(call, node)) return unsupported_request(call.context, call.request.method, node);
  if (call.caller.kind == TokenRecord::Kind::app) return std::nullopt;
  return app_token_required(call);
}

std::optional<HttpResponse> answer_app(const GraphCall& call, const std::string& node) {
  if (!names_its_app(call, node)) return std::nullopt;
  return call.core.locked([&](World& world) -> std::optional<HttpResponse> {
    AppRecord* const app = world.app(call.caller.app);
    if (app == nullptr) return std::nullopt;
    if (call.request.method == "GET") return show(call, *app);
    if (call.request.method == "POST") return change(call, *app);
    return std::nullopt;
  });
}

void write_app(json::Writer& writer, const AppRecord& app) {
  writer.begin_object();
  if (!app.category.empty()) writer.member("category", app.category);
  writer.member("link", link_of(app)).member("name", app.name).member("id", app.id.text()).end_object();
}

/// https://developers.facebook.com/docs/graph-api/reference/app/roles; the rows' shape is from memory.
HttpResponse answer_roles(const GraphCall& call) {
  if (auto refused = not_its_app(call)) return std::move(*refused);
  if (call.request.method != "GET")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  return call.core.locked([&](World& world) {
    const AppRecord& app = *world.app(call.caller.app);
    std::vector<std::string> ids;
    std::vector<std::string> roles;
    for (const auto& [id, role] : app.roles) {
      const UserRecord* const user = world.user(id);
      if (user == nullptr || role == test_user_role) continue;
      ids.push_back(app_scoped_id(*user, app.id));
      roles.push_back(role);
    }
    return answer_list(call, app.id.text() + "/roles", ids,
                       [&](json::Writer& writer, std::size_t i) -> std::optional<HttpResponse> {
                         writer.begin_object().member("app_id", app.id.text()).member("user", ids[i]);
                         writer.member("role", roles[i]).end_object();
                         return std::nullopt;
                       });
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
