// What concerns the sandbox as a whole, and the webhook of its own App.
#include <utility>

#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"
#include "testing/fault_script.hpp"
#include "testing/graph_request.hpp"
#include "testing/limits_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

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

namespace {

/// The App that a path names, or the sandbox's own.
AppId app_of(const ControlCall& call) {
  return call.path.front() == "apps" ? AppId(call.path[1]) : call.core.options().app;
}

bool has_app(const ControlCall& call, const AppId& app) {
  return call.core.locked([&](World& world) { return world.app(app) != nullptr; });
}

} // namespace

HttpResponse get_webhook(const ControlCall& call) {
  if (!has_app(call, app_of(call))) return refusal(404, "there is no such App", {});
  json::Writer writer;
  write_json(writer, call.core.webhook_status(app_of(call)));
  return answer(200, writer);
}

/// The handshake takes its time, and this call cannot wait for it: GET the same path for the outcome. With a Page, the App
/// is also subscribed to it.
HttpResponse post_webhook(const ControlCall& call) {
  Members members(call.body);
  const AppId app = app_of(call);
  WantedWebhook wanted;
  wanted.app = app;
  wanted.url = members.text("callback_url");
  wanted.verify_token = Secret(members.text("verify_token"));
  wanted.page = PageId(members.id("page"));
  wanted.includes_values = members.flag("include_values", true);
  wanted.fields = name_list(call.body["fields"]);
  if (members.is_wrong()) return refusal(members.error());
  if (!has_app(call, app)) return refusal(404, "there is no such App", {});
  if (wanted.page.empty() && call.path.front() != "apps") wanted.page = call.core.options().page;
  const bool has_page =
      wanted.page.empty() || call.core.locked([&](World& world) { return world.page(wanted.page) != nullptr; });
  if (!has_page) return refusal(404, "there is no such Page", "page");
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

HttpResponse get_clock(const ControlCall& call) {
  json::Writer writer;
  writer.begin_object().member("time", to_unix_ms(call.core.now()));
  writer.member("can_advance", call.core.options().advance_clock != nullptr).end_object();
  return answer(200, writer);
}

/// Lets time pass: what is due by then has begun before the answer.
HttpResponse post_clock(const ControlCall& call) {
  constexpr std::int64_t most = std::int64_t{400} * 24 * 3600 * 1000;
  Members members(call.body);
  const auto by = members.number("advance_ms");
  if (!by) members.refuse("advance_ms", "is needed: milliseconds");
  if (by && *by > most) members.refuse("advance_ms", "at most 400 days at once");
  if (members.is_wrong()) return refusal(members.error());
  if (!call.core.options().advance_clock)
    return refusal(409, "this sandbox has the machine's own clock; the program has another with --clock stepped",
                   "advance_ms");
  call.core.options().advance_clock(milliseconds(*by));
  call.core.note_time_passed();
  return get_clock(call);
}

/// A script of faults; `{}` ends it.
HttpResponse post_script(const ControlCall& call) {
  auto script = read_fault_script(call.body);
  if (!script) return refusal(script.error());
  const auto set = call.core.set_script(std::move(*script));
  return set ? done(200) : refusal(set.error());
}

/// What is not named has the platform's own limit.
HttpResponse post_limits(const ControlCall& call) {
  auto limits = read_limits(call.body);
  if (!limits) return refusal(limits.error());
  call.core.set_limits(*limits);
  return done(200);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
