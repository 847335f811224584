#include "pagebridge/graph/page_subscriptions.hpp"

#include "graph/listing.hpp"
#include "graph/reading.hpp"
#include "graph/request.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr const char* edge = "/me/subscribed_apps";

SubscribedApp read_app(const json::Value& value) {
  return {AppId(copy(value["id"].id())), copy(value["name"].text()), copy(value["category"].text()),
          copy(value["link"].text()), text_list(value["subscribed_fields"])};
}

} // namespace

HttpRequest to_http(const SubscribePage& call, const Access& access) {
  json::Writer json;
  json.begin_object().key("subscribed_fields").begin_array();
  for (const std::string& field : call.fields) json.string(field);
  return post_json(access, edge, json.end_array().end_object().text());
}

Result<void> from_http(const SubscribePage& /*call*/, const HttpResponse& response) {
  return done(response, SubscribePage::kind);
}

HttpRequest to_http(const ListSubscribedApps& call, const Access& access) {
  Query query;
  query.add("fields", "id,name,category,link,subscribed_fields");
  return get(access, edge, add(query, call.part));
}

Result<Listing<SubscribedApp>> from_http(const ListSubscribedApps& /*call*/, const HttpResponse& response) {
  return list_answer<SubscribedApp>(response, "list of apps", read_app);
}

HttpRequest to_http(const UnsubscribePage& /*call*/, const Access& access) { return delete_json(access, edge, ""); }

Result<void> from_http(const UnsubscribePage& /*call*/, const HttpResponse& response) {
  return done(response, UnsubscribePage::kind);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
