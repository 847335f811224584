#include "open_words.hpp"
#include "webhook/readers.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

namespace {

constexpr Word<AppRole> app_roles[] = {{"primary_receiver", AppRole::primary_receiver},
                                       {"secondary_receiver", AppRole::secondary_receiver},
                                       {"automation", AppRole::automation}};
constexpr Word<PolicyAction> policy_actions[] = {
    {"warning", PolicyAction::warning}, {"block", PolicyAction::block}, {"unblock", PolicyAction::unblock}};
constexpr Word<CallPhase> call_phases[] = {{"connect", CallPhase::connect},
                                           {"call_status", CallPhase::call_status},
                                           {"media_update", CallPhase::media_update},
                                           {"terminate", CallPhase::terminate}};
constexpr Word<CallDirection> call_directions[] = {{"user_initiated", CallDirection::user_initiated},
                                                   {"business_initiated", CallDirection::business_initiated}};
constexpr Word<CallStatus> call_states[] = {{"ringing", CallStatus::ringing},
                                            {"accepted", CallStatus::accepted},
                                            {"Completed", CallStatus::completed},
                                            {"Failed", CallStatus::failed}};
constexpr Word<CallPermission> call_permissions[] = {{"approve", CallPermission::approve},
                                                     {"reject", CallPermission::reject}};

} // namespace

void read_thread_passed(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  body.emplace<ThreadPassed>(ThreadPassed{id_in<AppId>(value["previous_owner_app_id"]),
                                          id_in<AppId>(value["new_owner_app_id"]), copy(value["metadata"].text())});
}

void read_thread_taken(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  body.emplace<ThreadTaken>(ThreadTaken{id_in<AppId>(value["previous_owner_app_id"]),
                                        id_in<AppId>(value["new_owner_app_id"]), copy(value["metadata"].text())});
}

void read_thread_requested(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  body.emplace<ThreadRequested>(
      ThreadRequested{id_in<AppId>(value["requested_owner_app_id"]), copy(value["metadata"].text())});
}

void read_app_roles(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& changed = body.emplace<AppRolesChanged>();
  const Listed members = members_in(value);
  for (auto app = members.begin(); app != members.end(); ++app) {
    AppRoles roles{AppId(copy(app.name())), {}};
    for (const json::Value& role : elements_in(*app)) roles.roles.push_back(open_enum(app_roles, role.text()));
    changed.apps.push_back(std::move(roles));
  }
}

void read_policy(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& policy = body.emplace<PolicyEnforced>();
  policy.action = open_enum(policy_actions, value["action"].text());
  policy.reason = copy(value["reason"].text());
}

void read_call(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& call = body.emplace<CallChanged>();
  call.call_id = copy(value["id"].id());
  call.phase = open_enum(call_phases, value["event"].text());
  call.direction = open_enum(call_directions, value["call_direction"].text());
  call.status = open_enum(call_states, first_of({value["call_status"], value["status"]}).text());
  call.started_at = timestamp(value["start_time"]);
  call.ended_at = timestamp(value["end_time"]);
  constexpr std::int64_t longest = std::int64_t{30} * 86400; // what no call lasts is no duration
  if (const auto seconds = value["duration"].integer(); seconds && *seconds >= 0 && *seconds <= longest)
    call.duration = std::chrono::seconds(*seconds);
  const json::Value session = value["session"];
  call.media_version = copy(session["version"].id());
  call.sdp_type = copy(session["sdp_renegotiation"]["sdp_type"].text());
  call.sdp = copy(session["sdp_renegotiation"]["sdp"].text());
}

void read_call_permission(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& answered = body.emplace<CallPermissionAnswered>();
  answered.response = open_enum(call_permissions, value["response"].text());
  answered.expires_at = timestamp(value["expiration_timestamp"]);
}

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
