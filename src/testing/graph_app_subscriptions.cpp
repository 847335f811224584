// The App's webhook: https://developers.facebook.com/docs/graph-api/webhooks/subscriptions-edge
#include <algorithm>

#include "testing/graph_app.hpp"
#include "testing/graph_versions.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Only Pages are modelled: other objects ("user", "instagram" …) are refused as unknown ones are.
bool is_page_object(const GraphCall& call) { return call.parameters["object"].text() == "page"; }

std::optional<HttpResponse> missing_parameter(const GraphCall& call) {
  for (const char* name : {"object", "callback_url", "verify_token"})
    if (call.parameters[name].id().empty())
      return graph_error(call.context, parameter_error("The parameter " + std::string(name) + " is required"));
  return std::nullopt;
}

HttpResponse wrong_field(const GraphCall& call, const std::vector<std::string>& fields) {
  std::size_t at = 0;
  while (at < fields.size() && is_page_field(fields[at])) ++at;
  // The platform goes on with all of the names.
  return graph_error(call.context,
                     parameter_error("Param fields[" + std::to_string(at) + "] must be one of {messages, …}"));
}

/// The platform's answer to why the handshake cannot be tried, or failed.
HttpResponse answer_failure(const GraphContext& context, const Error& error) {
  if (error.graph) return graph_error(context, {error.graph->code, error.graph->subcode, error.message, 0});
  if (error.field == "callback_url")
    return graph_error(context, parameter_error("callback_url URL is not properly formatted"));
  if (error.code == ErrorCode::invalid_argument) return graph_error(context, parameter_error("Invalid parameter"));
  return graph_error(context, {2, 0, "An unexpected error has occurred.", 0});
}

void subscribe(const GraphCall& call, const Respond& respond) {
  if (auto missing = missing_parameter(call)) return respond(std::move(*missing));
  if (!is_page_object(call)) return respond(graph_error(call.context, parameter_error("Invalid parameter")));
  WantedWebhook wanted;
  wanted.app = call.caller.app;
  wanted.url = call.parameters["callback_url"].text();
  wanted.verify_token = Secret(std::string(call.parameters["verify_token"].id()));
  wanted.fields = name_list(call.parameters["fields"]);
  wanted.includes_values = call.parameters["include_values"].truth();
  if (!std::all_of(wanted.fields.begin(), wanted.fields.end(),
                   [](const std::string& name) { return is_page_field(name); }))
    return respond(wrong_field(call, wanted.fields));
  call.core.connect_webhook(std::move(wanted), [context = call.context, respond](const Result<void>& done) {
    respond(done ? graph_done(context) : answer_failure(context, done.error()));
  });
}

HttpResponse list(const GraphCall& call) {
  return call.core.locked([&](World& world) {
    const AppRecord::Webhook& webhook = world.app(call.caller.app)->webhook;
    json::Writer writer;
    writer.begin_object().key("data").begin_array();
    if (!webhook.url.empty()) {
      writer.begin_object().member("object", "page").member("callback_url", webhook.url).member("active", true);
      writer.key("fields").begin_array();
      for (const std::string& field : webhook.fields)
        writer.begin_object().member("name", field).member("version", newest_version).end_object();
      writer.end_array().end_object();
    }
    return graph_success(call.context, writer.end_array().end_object().text());
  });
}

/// Without `fields` all of the object, without `object` all there is.
HttpResponse unsubscribe(const GraphCall& call) {
  const std::vector<std::string> fields = name_list(call.parameters["fields"]);
  if (call.parameters["object"].exists() && !is_page_object(call)) return graph_done(call.context);
  call.core.locked([&](World& world) {
    AppRecord& app = *world.app(call.caller.app);
    std::vector<std::string>& left = app.webhook.fields;
    for (const std::string& field : fields) left.erase(std::remove(left.begin(), left.end(), field), left.end());
    if (fields.empty()) left.clear();
    ++app.last_handshake; // one under way comes too late
    app.status.fields = left;
    if (!left.empty()) return;
    app.webhook = {};
    app.status = {};
    call.core.give_up_webhooks_of(app.id);
  });
  return graph_done(call.context);
}

} // namespace

void answer_app_subscriptions(const GraphCall& call, const Respond& respond) {
  if (auto refused = not_its_app(call)) return respond(std::move(*refused));
  if (call.request.method == "POST") return subscribe(call, respond);
  if (call.request.method == "GET") return respond(list(call));
  if (call.request.method == "DELETE") return respond(unsubscribe(call));
  respond(unsupported_request(call.context, call.request.method, call.request.path.front()));
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
