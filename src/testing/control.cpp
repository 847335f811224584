#include "testing/control.hpp"

#include <utility>

#include "testing/control_call.hpp"
#include "testing/graph_request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

HttpResponse get_state(const ControlCall& call) {
  const SandboxOptions& options = call.core.options();
  json::Writer writer;
  writer.begin_object().member("app_id", options.app.text()).member("time", to_unix_ms(call.core.now()));
  writer.key("page").begin_object().member("id", options.page.text()).member("name", options.page_name).end_object();
  writer.member("people", static_cast<std::int64_t>(call.core.people().size()));
  writer.key("webhook");
  write_json(writer, call.core.webhook_status(options.app));
  writer.key("webhooks").begin_object();
  write_members(writer, call.core.tally());
  writer.end_object().key("faults");
  write_json(writer, call.core.faults());
  writer.end_object();
  return answer(200, writer);
}

HttpResponse get_webhook(const ControlCall& call) {
  json::Writer writer;
  write_json(writer, call.core.webhook_status(call.core.options().app));
  return answer(200, writer);
}

/// The handshake takes its time, and this call cannot wait for it: GET the same path for the outcome.
HttpResponse post_webhook(const ControlCall& call) {
  auto url = read_text(call.body, "callback_url");
  auto token = read_text(call.body, "verify_token");
  if (!url) return refusal(url.error());
  if (!token) return refusal(token.error());
  const SandboxOptions& options = call.core.options();
  SandboxCore::WantedWebhook wanted{
      options.app, std::move(*url), Secret(std::move(*token)), name_list(call.body["fields"]), true, options.page};
  if (auto checked = call.core.check_webhook(wanted); !checked) return refusal(checked.error());
  call.core.connect_webhook(std::move(wanted), {});
  return done(202);
}

HttpResponse get_attachments(const ControlCall& call) { return answer_list("attachments", call.core.attachments()); }

HttpResponse get_webhooks(const ControlCall& call) {
  json::Writer writer;
  writer.begin_object();
  write_members(writer, call.core.tally());
  writer.key("webhooks").begin_array();
  for (const SandboxWebhook& webhook : call.core.webhooks()) write_json(writer, webhook);
  writer.end_array().end_object();
  return answer(200, writer);
}

HttpResponse post_repeat(const ControlCall& call) {
  const auto repeated = call.core.repeat_last_webhook();
  return repeated ? done(202) : refusal(repeated.error());
}

HttpResponse post_faults(const ControlCall& call) {
  auto faults = read_faults(call.body);
  if (!faults) return refusal(faults.error());
  call.core.set_faults(std::move(*faults));
  json::Writer writer;
  write_json(writer, call.core.faults());
  return answer(200, writer);
}

struct Route {
  std::string_view method;
  std::string_view path; ///< parts divided by "/"; "*" stands for any one
  HttpResponse (*answer)(const ControlCall&);
};
constexpr Route routes[] = {{"GET", "state", get_state},
                            {"GET", "webhook", get_webhook},
                            {"POST", "webhook", post_webhook},
                            {"GET", "people", get_people},
                            {"POST", "people", post_people},
                            {"POST", "people/*/messages", post_message},
                            {"POST", "people/*/messages/*/edit", post_edit},
                            {"POST", "people/*/messages/*/unsend", post_unsend},
                            {"POST", "people/*/messages/*/react", post_react},
                            {"POST", "people/*/messages/*/unreact", post_unreact},
                            {"POST", "people/*/taps", post_tap},
                            {"POST", "people/*/read", post_read},
                            {"GET", "people/*/thread", get_thread},
                            {"GET", "attachments", get_attachments},
                            {"GET", "webhooks", get_webhooks},
                            {"POST", "webhooks/repeat", post_repeat},
                            {"POST", "faults", post_faults}};

bool matches(const std::vector<std::string>& path, std::string_view pattern) {
  const std::vector<std::string> parts = path_parts("/" + std::string(pattern));
  if (parts.size() != path.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] != "*" && parts[i] != path[i]) return false;
  return true;
}

HttpResponse route(const ControlCall& call) {
  bool is_known = false;
  for (const Route& candidate : routes) {
    if (!matches(call.path, candidate.path)) continue;
    is_known = true;
    if (candidate.method == call.method) return candidate.answer(call);
  }
  return is_known ? refusal(405, "this path does not take that method", {})
                  : refusal(404, "the sandbox has no such path", {});
}

} // namespace

bool is_control_request(const HttpRequest& request) {
  const auto parts = path_parts(request.url);
  return !parts.empty() && parts.front() == "sandbox";
}

HttpResponse answer_control(SandboxCore& core, const HttpRequest& request) {
  const std::string_view body = request.body.empty() ? std::string_view("{}") : std::string_view(request.body);
  const auto tree = json::Tree::parse(body);
  if (!tree || !tree->root().is_object()) return refusal(400, "the body is no JSON object", {});
  auto path = path_parts(request.url);
  path.erase(path.begin());
  return route({core, request.method, std::move(path), tree->root()});
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
