// Which Apps get events of a Page: https://developers.facebook.com/docs/graph-api/reference/page/subscribed_apps
#include <utility>

#include "testing/graph_app.hpp"
#include "testing/graph_list.hpp"
#include "testing/page_tasks.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Fields that are about messages need the permission to message, too.
bool is_about_messages(const std::string& field) {
  const auto begins = [&](std::string_view start) { return field.compare(0, start.size(), start) == 0; };
  return begins("messag") || field == "standby" || field == "response_feedback" || field == "send_cart" ||
         field == "inbox_labels";
}

/// Whether the token's person may connect Apps to this Page.
std::optional<HttpResponse> may_not_connect(const GraphCall& call) {
  for (const std::string permission : {"pages_manage_metadata", "pages_show_list"})
    if (call.caller.scopes.count(permission) == 0) // code and text are a guess after that of the fields
      return graph_error(call.context,
                         {200, 0, "(#200) Requires " + permission + " permission to manage the object", 0});
  const bool may = call.core.locked([&](World& world) {
    return has_task(*world.page(call.page), call.caller.user, {"MANAGE", "CREATE_CONTENT", "MODERATE"});
  });
  if (may) return std::nullopt;
  return graph_error(call.context, // code and text are a guess
                     {200, 0, "(#200) The user must have the task MANAGE, CREATE_CONTENT or MODERATE on this Page", 0});
}

std::optional<HttpResponse> wrong_fields(const GraphCall& call, const std::vector<std::string>& fields) {
  if (fields.empty()) return graph_error(call.context, parameter_error("The parameter subscribed_fields is required."));
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!is_page_field(fields[i])) // the platform goes on with all of the names
      return graph_error(call.context, parameter_error("Param subscribed_fields[" + std::to_string(i) +
                                                       "] must be one of {messages, …} - got \"" + fields[i] + "\"."));
    if (is_about_messages(fields[i]) && call.caller.scopes.count("pages_messaging") == 0)
      return graph_error(call.context, {200, 0,
                                        "(#200) To subscribe to the " + fields[i] +
                                            " field, one of these permissions is needed: pages_messaging.",
                                        0});
  }
  return std::nullopt;
}

HttpResponse subscribe(const GraphCall& call) {
  std::vector<std::string> fields = name_list(call.parameters["subscribed_fields"]);
  if (auto wrong = wrong_fields(call, fields)) return std::move(*wrong);
  call.core.locked([&](World& world) {
    world.page(call.page)->subscriptions[call.caller.app] = {std::move(fields), {}};
  });
  return graph_done(call.context);
}

/// One row; the name of a field that it does not have, else nothing.
std::optional<std::string> write_row(json::Writer& writer, const AppRecord& app, const PageSubscription& subscription,
                                     const std::vector<std::string>& fields) {
  writer.begin_object();
  for (const std::string& field : fields) {
    if (field == "category") {
      if (!app.category.empty()) writer.member(field, app.category);
    } else if (field == "link") {
      writer.member(field, "https://www.facebook.com/games/?app_id=" + app.id.text());
    } else if (field == "name") {
      writer.member(field, app.name);
    } else if (field == "subscribed_fields") {
      writer.key(field).begin_array();
      for (const std::string& name : subscription.fields) writer.string(name);
      writer.end_array();
    } else if (field != "id") {
      return field;
    }
  }
  writer.member("id", app.id.text()).end_object();
  return std::nullopt;
}

HttpResponse list(const GraphCall& call) {
  std::vector<std::string> fields = name_list(call.parameters["fields"]);
  if (fields.empty()) fields = {"category", "link", "name", "subscribed_fields"};
  return call.core.locked([&](World& world) {
    const PageRecord& page = *world.page(call.page);
    std::vector<std::string> ids;
    for (const auto& [id, subscription] : page.subscriptions)
      if (world.app(id) != nullptr) ids.push_back(id.text());
    return answer_list(call, page.id.text() + "/subscribed_apps", ids,
                       [&](json::Writer& writer, std::size_t i) -> std::optional<HttpResponse> {
                         const AppId id(ids[i]);
                         const auto wrong = write_row(writer, *world.app(id), page.subscriptions.at(id), fields);
                         if (!wrong) return std::nullopt;
                         return no_such_field(call, *wrong, "Application");
                       });
  });
}

/// A Page's token ends the subscription of its App, and an App's own token that of the App: the latter is recalled from the
/// edge's page, and not in today's notes on it. Then nobody's permissions and tasks are asked for.
HttpResponse unsubscribe(const GraphCall& call) {
  call.core.locked([&](World& world) { world.page(call.page)->subscriptions.erase(call.caller.app); });
  return graph_done(call.context);
}

} // namespace

HttpResponse answer_subscribed_apps(const GraphCall& call) {
  if (call.caller.kind == TokenRecord::Kind::app) return unsubscribe(call); // only a DELETE comes so far
  if (auto refused = may_not_connect(call)) return std::move(*refused);
  if (call.request.method == "POST") return subscribe(call);
  if (call.request.method == "GET") return list(call);
  if (call.request.method != "DELETE")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  return unsubscribe(call);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
