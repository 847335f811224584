// The platform's limits, and the script's faults, as answers.
#include "testing/graph_limits.hpp"

#include <string_view>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool is_audio_or_video(const json::Value& attachment) {
  const std::string_view type = attachment["type"].text();
  if (type == "audio" || type == "video") return true;
  const json::Value payload = attachment["payload"];
  if (type != "template" || payload["template_type"].text() != "media") return false;
  for (const json::Value element : payload["elements"])
    if (element["media_type"].text() == "video") return true;
  return false;
}

CallClass class_of_message(const json::Value& parameters) {
  const json::Value recipient = parameters["recipient"];
  if (recipient["comment_id"].exists() || recipient["post_id"].exists()) return CallClass::private_reply;
  const std::string_view action = parameters["sender_action"].text();
  if (action == "react" || action == "unreact") return CallClass::reaction;
  if (!parameters["message"].exists()) return CallClass::messenger; // another sender action
  return is_audio_or_video(parameters["message"]["attachment"]) ? CallClass::media : CallClass::text;
}

CallClass class_of(const GraphCall& call) {
  const auto& path = call.request.path;
  const std::string_view node = path.empty() ? std::string_view() : std::string_view(path.front());
  const std::string_view edge = path.size() < 2 ? std::string_view() : std::string_view(path[1]);
  if (node.substr(0, 2) == "t_" || node.substr(0, 2) == "m_") return CallClass::conversation;
  if (is_message(call)) return class_of_message(call.parameters);
  if (edge == "conversations" || edge == "threads") return CallClass::conversation_list;
  if (edge == "messenger_profile") return CallClass::messenger_profile;
  if (edge == "custom_user_settings") return CallClass::user_menu;
  const bool is_of_page = edge.empty() ? !call.page.empty() : edge == "subscribed_apps" || edge == "insights";
  return is_of_page ? CallClass::page : CallClass::messenger;
}

CallToken token_of(const TokenRecord& caller) noexcept {
  if (caller.text.empty()) return CallToken::app; // it shows who it is by its secret
  switch (caller.kind) {
    case TokenRecord::Kind::app: return CallToken::app;
    case TokenRecord::Kind::user: return CallToken::user;
    case TokenRecord::Kind::page:
    case TokenRecord::Kind::system: break;
  }
  return CallToken::page;
}

void add_unless_empty(HttpResponse& answer, const char* name, std::string value) {
  if (!value.empty()) answer.headers.emplace_back(name, std::move(value));
}

} // namespace

bool is_message(const GraphCall& call) {
  const auto& path = call.request.path;
  return call.request.method == "POST" && path.size() == 2 && path[1] == "messages" && path[0].substr(0, 2) != "t_";
}

LimitedCall limited(const GraphCall& call) {
  LimitedCall limits;
  limits.what = class_of(call);
  limits.app = call.caller.text.empty() ? AppId(std::string(call.parameters["client_id"].id())) : call.caller.app;
  limits.page = call.page.empty() ? call.caller.page : call.page;
  limits.token = token_of(call.caller);
  const std::string_view psid = call.parameters["psid"].id();
  limits.person = Psid(std::string(psid.empty() ? call.parameters["recipient"]["id"].id() : psid));
  limits.people = call.core.locked([&](World& world) -> std::uint64_t {
    if (world.app(limits.app) == nullptr) limits.app = AppId(); // ids that are made up share one window
    const PageRecord* const page = world.page(limits.page);
    return page == nullptr ? 0 : page->threads.people().size();
  });
  return limits;
}

std::optional<HttpResponse> throttled(const GraphCall& call, const LimitedCall& limits) {
  const auto refused = call.core.throttle(limits);
  if (!refused) return std::nullopt;
  return graph_error(call.context, {refused->code, 0, refused->message, refused->http_status});
}

HttpResponse UsageOf::on(HttpResponse answer) const {
  const auto core = core_.lock();
  if (!core || answer.status == 0) return answer;
  UsageHeaders usage = core->usage(limits_);
  add_unless_empty(answer, "X-App-Usage", std::move(usage.app));
  add_unless_empty(answer, "X-Page-Usage", std::move(usage.page));
  add_unless_empty(answer, "X-Business-Use-Case-Usage", std::move(usage.business));
  return answer;
}

std::optional<HttpResponse> struck(const GraphCall& call, const Fault& fault) {
  switch (fault.kind) {
    case FaultKind::lose_answer_before_acceptance: return HttpResponse{};
    case FaultKind::gateway_error: return gateway_page(fault.http_status);
    case FaultKind::throttle: return graph_error(call.context, call.core.throttling());
    default: return std::nullopt;
  }
}

HttpResponse strike_answer(const Fault& fault, HttpResponse answer) {
  if (fault.kind == FaultKind::lose_answer_after_acceptance) return {};
  if (fault.kind == FaultKind::half_answer && answer.status != 0) return broken_off(answer, fault.percent);
  return answer;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
