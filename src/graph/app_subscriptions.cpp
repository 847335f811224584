#include "pagebridge/graph/app_subscriptions.hpp"

#include "graph/reading.hpp"
#include "graph/request.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

std::string edge(const AppId& app) { return node(app) + "/subscriptions"; }

std::string name_list(const std::vector<std::string>& fields) {
  return comma_list(fields, [](const std::string& field) { return field; });
}

/// Up to v2.8 a field was its name only.
AppSubscription read_subscription(const json::Value& value) {
  AppSubscription subscription;
  subscription.object = copy(value["object"].text());
  subscription.callback_url = copy(value["callback_url"].text());
  subscription.is_active = flag(value["active"]).value_or(false);
  for (const json::Value& field : value["fields"]) {
    const std::string_view name = field.is_object() ? field["name"].text() : field.text();
    if (!name.empty()) subscription.fields.push_back({copy(name), copy(field["version"].text())});
  }
  return subscription;
}

} // namespace

HttpRequest to_http(const SubscribeApp& call, const Access& access) {
  json::Writer json;
  json.begin_object().member("object", call.object).member("callback_url", call.callback_url);
  json.member("verify_token", call.verify_token.reveal()).member("fields", name_list(call.fields));
  json.member("include_values", call.include_values).end_object();
  return post_json(access, edge(call.app), json.text());
}

Result<void> from_http(const SubscribeApp& /*call*/, const HttpResponse& response) {
  return done(response, SubscribeApp::kind);
}

HttpRequest to_http(const ListAppSubscriptions& call, const Access& access) { return get(access, edge(call.app)); }

Result<std::vector<AppSubscription>> from_http(const ListAppSubscriptions& /*call*/, const HttpResponse& response) {
  constexpr CallKind kind = ListAppSubscriptions::kind;
  return answer(response, kind, [&](const json::Value& root) -> Result<std::vector<AppSubscription>> {
    if (!root["data"].is_array()) return missing(response, "list of subscriptions", kind);
    std::vector<AppSubscription> subscriptions;
    for (const json::Value& element : root["data"])
      if (element.is_object()) subscriptions.push_back(read_subscription(element));
    return subscriptions;
  });
}

HttpRequest to_http(const UnsubscribeApp& call, const Access& access) {
  return delete_json(access, edge(call.app), "",
                     Query().add("object", call.object).add_unless_empty("fields", name_list(call.fields)));
}

Result<void> from_http(const UnsubscribeApp& /*call*/, const HttpResponse& response) {
  return done(response, UnsubscribeApp::kind);
}

HttpRequest to_http(const UnsubscribeAppFromAll& call, const Access& access) {
  return delete_json(access, edge(call.app), "");
}

Result<void> from_http(const UnsubscribeAppFromAll& /*call*/, const HttpResponse& response) {
  return done(response, UnsubscribeAppFromAll::kind);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
