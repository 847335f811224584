#include "pagebridge/graph/thread_control.hpp"

#include "graph/request.hpp"
#include "graph/wire_time.hpp"
#include "json/writer.hpp"
#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using json::Value;

json::Writer& about(json::Writer& json, const Psid& person) {
  return json.begin_object().key("recipient").begin_object().member("id", person.text()).end_object();
}

/// {"recipient":{"id":…},"metadata":…}, or with a target before the metadata.
HttpRequest control(const Access& access, std::string_view edge, const Psid& person, const AppId& target,
                    std::string_view metadata) {
  json::Writer json;
  about(json, person);
  if (!target.empty()) json.member("target_app_id", target.text());
  if (!metadata.empty()) json.member("metadata", metadata);
  return post_json(access, "/me/" + copy(edge), json.end_object().text());
}

} // namespace

HttpRequest to_http(const PassThreadControl& call, const Access& access) {
  return control(access, "pass_thread_control", call.person, call.target, call.metadata);
}

Result<void> from_http(const PassThreadControl& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

HttpRequest to_http(const TakeThreadControl& call, const Access& access) {
  return control(access, "take_thread_control", call.person, {}, call.metadata);
}

Result<void> from_http(const TakeThreadControl& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

HttpRequest to_http(const RequestThreadControl& call, const Access& access) {
  return control(access, "request_thread_control", call.person, {}, call.metadata);
}

Result<void> from_http(const RequestThreadControl& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

HttpRequest to_http(const ReleaseThreadControl& call, const Access& access) {
  return control(access, "release_thread_control", call.person, {}, call.metadata);
}

Result<void> from_http(const ReleaseThreadControl& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

Result<void> validate(const ExtendThreadControl& call) {
  if (call.duration.count() > 0 && call.duration <= platform::thread_control_longest) return {};
  return invalid_argument("duration", "control of a thread can be kept for 1 second to 7 days");
}

HttpRequest to_http(const ExtendThreadControl& call, const Access& access) {
  json::Writer json;
  about(json, call.person).member("duration", static_cast<std::int64_t>(call.duration.count())).end_object();
  return post_json(access, "/me/extend_thread_control", json.text());
}

Result<void> from_http(const ExtendThreadControl& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

HttpRequest to_http(const GetThreadOwner& call, const Access& access) {
  return get(access, "/me/thread_owner", Query().add("recipient", call.person.text()));
}

Result<ThreadControl> from_http(const GetThreadOwner& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<ThreadControl> {
    if (!root["data"].is_array()) return missing(response, "thread owner", CallKind::read);
    ThreadControl control;
    for (const Value& row : root["data"]) {
      const Value owner = row["thread_owner"];
      if (!owner.is_object()) continue;
      control.is_idle = false;
      control.owner = AppId(copy(owner["app_id"].id()));
      control.until = time_in(owner["expiration"]);
      break;
    }
    return control;
  });
}

HttpRequest to_http(const GetMessagingFeatureStatus& /*call*/, const Access& access) {
  return get(access, "/me", Query().add("fields", "messaging_feature_status"));
}

Result<MessagingFeatureStatus> from_http(const GetMessagingFeatureStatus& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<MessagingFeatureStatus> {
    if (!root.is_object()) return missing(response, "feature status", CallKind::read);
    const Value status = root["messaging_feature_status"];
    return MessagingFeatureStatus{status["hop_v2"].truth(), status["msgr_multi_app"].truth(),
                                  status["ig_multi_app"].truth()};
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
