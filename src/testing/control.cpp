#include "testing/control.hpp"

#include <utility>

#include "testing/control_json.hpp"
#include "testing/graph_request.hpp"
#include "testing/wire_form.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct ControlCall {
  SandboxCore& core;
  const std::string& method;
  std::vector<std::string> path; ///< below /sandbox
  json::Value body;
};

HttpResponse answer(int status, const json::Writer& writer) {
  return {status, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, wire_form(writer.text())};
}

HttpResponse refusal(int status, std::string_view message, std::string_view field) {
  json::Writer writer;
  writer.begin_object().key("error").begin_object();
  writer.member("message", message).member("field", field).end_object().end_object();
  return answer(status, writer);
}

HttpResponse refusal(const Error& error) {
  switch (error.code) {
    case ErrorCode::invalid_argument: return refusal(400, error.message, error.field);
    case ErrorCode::not_found: return refusal(404, error.message, error.field);
    case ErrorCode::conflict: return refusal(409, error.message, error.field);
    default: return refusal(500, error.message, error.field);
  }
}

HttpResponse done(int status) {
  json::Writer writer;
  writer.begin_object().member("success", true).end_object();
  return answer(status, writer);
}

HttpResponse made(std::string_view name, const std::string& id) {
  json::Writer writer;
  writer.begin_object().member(name, id).end_object();
  return answer(201, writer);
}

template <class T>
HttpResponse answer_list(std::string_view name, const std::vector<T>& items) {
  json::Writer writer;
  writer.begin_object().key(name).begin_array();
  for (const T& item : items) write_json(writer, item);
  writer.end_array().end_object();
  return answer(200, writer);
}

HttpResponse get_state(const ControlCall& call) {
  const SandboxOptions& options = call.core.options();
  json::Writer writer;
  writer.begin_object().member("app_id", options.app.text()).member("time", to_unix_ms(call.core.now()));
  writer.key("page").begin_object().member("id", options.page.text()).member("name", options.page_name).end_object();
  writer.member("people", static_cast<std::int64_t>(call.core.people().size()));
  writer.key("webhook");
  write_json(writer, call.core.webhook_status());
  writer.key("webhooks").begin_object();
  write_members(writer, call.core.tally());
  writer.end_object().key("faults");
  write_json(writer, call.core.faults());
  writer.end_object();
  return answer(200, writer);
}

HttpResponse get_webhook(const ControlCall& call) {
  json::Writer writer;
  write_json(writer, call.core.webhook_status());
  return answer(200, writer);
}

/// The handshake takes its time, and this call cannot wait for it: GET the same path for the outcome.
HttpResponse post_webhook(const ControlCall& call) {
  auto url = read_text(call.body, "callback_url");
  auto token = read_text(call.body, "verify_token");
  if (!url) return refusal(url.error());
  if (!token) return refusal(token.error());
  std::vector<std::string> fields = name_list(call.body["fields"]);
  const Secret verify_token(std::move(*token));
  if (auto checked = call.core.check_webhook(*url, verify_token, fields); !checked) return refusal(checked.error());
  call.core.connect_webhook(std::move(*url), verify_token, std::move(fields), {});
  return done(202);
}

HttpResponse get_people(const ControlCall& call) { return answer_list("people", call.core.people()); }

HttpResponse post_people(const ControlCall& call) {
  auto person = read_person(call.body);
  if (!person) return refusal(person.error());
  const auto psid = call.core.add_person(std::move(*person));
  return psid ? made("psid", psid->text()) : refusal(psid.error());
}

HttpResponse post_message(const ControlCall& call) {
  auto text = read_text(call.body, "text");
  if (!text) return refusal(text.error());
  const auto mid = call.core.write(Psid(call.path[1]), std::move(*text));
  return mid ? made("mid", mid->text()) : refusal(mid.error());
}

HttpResponse post_tap(const ControlCall& call) {
  auto title = read_text(call.body, "title");
  auto payload = read_text(call.body, "payload");
  if (!title) return refusal(title.error());
  if (!payload) return refusal(payload.error());
  const auto mid = call.core.tap(Psid(call.path[1]), std::move(*title), std::move(*payload));
  return mid ? made("mid", mid->text()) : refusal(mid.error());
}

HttpResponse post_read(const ControlCall& call) {
  const auto read = call.core.read(Psid(call.path[1]));
  return read ? done(200) : refusal(read.error());
}

HttpResponse get_thread(const ControlCall& call) {
  const Psid psid(call.path[1]);
  if (!call.core.profile(psid)) return refusal(404, "there is no person with this PSID", {});
  return answer_list("messages", call.core.thread(psid));
}

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
                            {"POST", "people/*/taps", post_tap},
                            {"POST", "people/*/read", post_read},
                            {"GET", "people/*/thread", get_thread},
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
