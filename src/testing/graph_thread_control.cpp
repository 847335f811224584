// Conversation Routing:
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversation-routing
#include <algorithm>

#include "testing/graph_list.hpp"
#include "testing/graph_settings.hpp"
#include "testing/routing.hpp"
#include "testing/send_reading.hpp"
#include "testing/send_refusals.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// A call about one thread, under the lock.
struct ThreadCall {
  const GraphCall& graph;
  World& world;
  PageRecord& page;
  Person& person;
  Timestamp now;
  std::string metadata;

  [[nodiscard]] const AppId& app() const { return graph.caller.app; }
  [[nodiscard]] bool is_ours() const {
    const AppId sender = sole_sender(page, person, now);
    return sender.empty() || sender == app();
  }
};

/// Finds the thread, and lets `act(thread)` answer: a refusal, or nothing if it is done.
template <class Act>
HttpResponse with_thread(const GraphCall& call, Act&& act) {
  constexpr std::size_t most_metadata = 1000;
  if (call.request.method != "POST")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  const std::string psid(call.parameters["recipient"]["id"].id());
  if (psid.empty()) return graph_error(call.context, parameter_error("The parameter recipient is required"));
  const std::string metadata(call.parameters["metadata"].id());
  if (auto refused = check_length(metadata, "metadata", most_metadata)) return graph_error(call.context, *refused);
  return call.core.locked([&](World& world) {
    Person* const person = person_known(call, world, psid);
    if (person == nullptr) return graph_error(call.context, no_matching_user());
    ThreadCall thread{call, world, *page_concerned(call, world), *person, call.core.now(), metadata};
    const Refused refused = act(thread);
    return refused ? graph_error(call.context, *refused) : graph_done(call.context);
  });
}

Refused take(ThreadCall& thread) {
  const AppId before = thread_owner(thread.person, thread.now);
  // Documented; that it is this error is a guess, and so is that the default App may take from everybody.
  if (thread.page.default_app.empty()) return not_the_owner("Control cannot be taken: the Page has no default app");
  if (!before.empty() && before != thread.app() && thread.page.default_app != thread.app())
    return another_app_controls();
  take_thread(thread.graph.core, thread.world, thread.page, thread.person, thread.app(), thread.metadata);
  return std::nullopt;
}

Refused request(ThreadCall& thread) {
  AppId owner = thread_owner(thread.person, thread.now);
  if (owner.empty()) owner = thread.page.default_app;
  json::Writer members;
  members.begin_object().member("requested_owner_app_id", thread.app().text());
  if (!thread.metadata.empty()) members.member("metadata", thread.metadata);
  members.end_object();
  publish_handover(thread.graph.core, thread.world, thread.page, thread.person, owner, "request_thread_control",
                   members.text());
  return std::nullopt;
}

Refused extend(ThreadCall& thread) {
  constexpr std::int64_t longest_s = 604800; // 7 days
  const auto duration = thread.graph.parameters["duration"].integer();
  if (!duration || *duration < 1 || *duration > longest_s)
    return parameter_error("Param duration must be 1 to 604800 seconds");
  if (thread_owner(thread.person, thread.now) != thread.app()) return not_the_owner("The app does not own this thread");
  thread.person.owner_until = std::max(thread.person.owner_until, thread.now + std::chrono::seconds(*duration));
  return std::nullopt;
}

/// Apps that may have a thread, too: the Page's own inbox and what else is connected.
std::vector<std::pair<std::string, std::string>> other_apps(const GraphCall& call, World& world) {
  std::vector<std::pair<std::string, std::string>> apps = {{page_inbox().text(), "Page Inbox"}};
  for (const auto& [id, subscription] : page_concerned(call, world)->subscriptions)
    if (const AppRecord* const app = world.app(id); app != nullptr && id != call.caller.app)
      apps.emplace_back(id.text(), app->name);
  return apps;
}

} // namespace

HttpResponse answer_pass_thread_control(const GraphCall& call) {
  return with_thread(call, [](ThreadCall& thread) -> Refused {
    const AppId target(std::string(thread.graph.parameters["target_app_id"].id()));
    if (target.empty()) return parameter_error("The parameter target_app_id is required");
    if (auto refused = check_target(thread.world, thread.page, target)) return refused;
    if (!thread.is_ours()) return not_the_owner("The app does not own this thread");
    pass_thread(thread.graph.core, thread.world, thread.page, thread.person, target, thread.metadata);
    return std::nullopt;
  });
}

HttpResponse answer_take_thread_control(const GraphCall& call) { return with_thread(call, take); }
HttpResponse answer_request_thread_control(const GraphCall& call) { return with_thread(call, request); }
HttpResponse answer_extend_thread_control(const GraphCall& call) { return with_thread(call, extend); }

HttpResponse answer_release_thread_control(const GraphCall& call) {
  return with_thread(call, [](ThreadCall& thread) -> Refused {
    if (!thread.is_ours()) return not_the_owner("The app does not own this thread");
    release_thread(thread.person);
    return std::nullopt;
  });
}

/// `app_id` only for the owner and the default App; a number, as in the documentation's example.
HttpResponse answer_thread_owner(const GraphCall& call) {
  const json::Value recipient = call.parameters["recipient"];
  const std::string psid(recipient.is_object() ? recipient["id"].id() : recipient.id());
  if (call.request.method != "GET")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  if (psid.empty()) return graph_error(call.context, parameter_error("The parameter recipient is required"));
  const Timestamp now = call.core.now();
  return call.core.locked([&](World& world) {
    const Person* const person = person_known(call, world, psid);
    if (person == nullptr) return graph_error(call.context, no_matching_user());
    const AppId owner = thread_owner(*person, now);
    if (owner.empty()) return graph_success(call.context, R"({"data":[]})");
    const bool may_know = call.caller.app == owner || call.caller.app == page_concerned(call, world)->default_app;
    json::Writer writer;
    writer.begin_object().key("data").begin_array().begin_object().key("thread_owner").begin_object();
    if (may_know) writer.key("app_id").raw(owner.text());
    writer.member("expiration", to_unix_ms(person->owner_until) / 1000);
    writer.end_object().end_object().end_array().end_object();
    return graph_success(call.context, writer.text());
  });
}

/// A relic of the Handover Protocol that the platform's specification still has.
HttpResponse answer_secondary_receivers(const GraphCall& call) {
  if (call.request.method != "GET")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  std::vector<std::string> fields = {"name"};
  if (auto refused = read_field_names(call, "Application", {"id", "name"}, fields)) return std::move(*refused);
  return call.core.locked([&](World& world) {
    const auto apps = other_apps(call, world);
    std::vector<std::string> ids;
    ids.reserve(apps.size());
    for (const auto& [id, name] : apps) ids.push_back(id);
    return answer_edge(call, ids, {"platform"}, [&](json::Writer& writer, std::size_t index) {
      writer.begin_object();
      if (std::find(fields.begin(), fields.end(), "name") != fields.end()) writer.member("name", apps[index].second);
      writer.member("id", ids[index]).end_object();
    });
  });
}

Refused read_hand_off(const GraphCall& call, ThreadHandOff& hand_off) {
  const json::Value control = call.parameters["thread_control"];
  if (!control.exists()) return std::nullopt;
  if (!control.is_object()) return parameter_error("Param thread_control must be an object");
  const std::string_view type = control["control_type"].text();
  if (type != "pass" && type != "release" && !type.empty())
    return parameter_error("Param thread_control[control_type] must be one of {pass, release}");
  hand_off.kind = type == "pass" ? ThreadHandOff::Kind::pass : ThreadHandOff::Kind::release;
  if (type != "pass") return std::nullopt;
  hand_off.app = AppId(std::string(control["app_id"].id()));
  return call.core.locked([&](World& world) -> Refused {
    const PageRecord& page = *page_concerned(call, world);
    if (hand_off.app.empty()) hand_off.app = page.default_app;
    return check_target(world, page, hand_off.app);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
