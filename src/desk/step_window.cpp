#include <algorithm>

#include "desk/lane_step.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

namespace {

/// Another app's control of a thread lapses when nobody wrote for so long.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversation-routing (2025-09-24)
constexpr milliseconds control_time = std::chrono::hours(24);

/// An end that moves by less is not worth telling the desk.
constexpr milliseconds worth_telling = std::chrono::minutes(1);

bool is_near(const std::optional<Timestamp>& a, const std::optional<Timestamp>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return std::max(*a, *b) - std::min(*a, *b) < worth_telling;
}

bool is_near(const MessagingWindow& a, const MessagingWindow& b) {
  return a.owner == b.owner && is_near(a.anybody_until, b.anybody_until) && is_near(a.people_until, b.people_until) &&
         is_near(a.survey_until, b.survey_until);
}

} // namespace

Approvals LaneStep::approvals() const { return view_.service ? view_.service->approvals : Approvals{}; }

ThreadFacts LaneStep::thread_facts() const {
  ThreadFacts facts = state_.thread;
  const Timestamp last = std::max(facts.acted_at.value_or(Timestamp{}), state_.owned_since);
  if (facts.owner == ThreadOwner::other_app && now_ - last >= control_time) facts.owner = ThreadOwner::nobody;
  return facts;
}

/// Events come in any order; the newest counts.
void LaneStep::note_act(Timestamp at, CustomerAct act) {
  if (at == Timestamp{}) at = now_; // an event without a time
  ThreadFacts& thread = state_.thread;
  if (act == CustomerAct::ad_message) thread.ad_message_at = std::max(thread.ad_message_at.value_or(at), at);
  if (thread.acted_at && at <= *thread.acted_at) return;
  thread.acted_at = at;
  thread.act = act;
}

void LaneStep::note_owner(ThreadOwner owner) {
  state_.thread.owner = owner;
  state_.owned_since = now_;
}

/// In standby another app has the thread; in messaging we have it, or nobody.
void LaneStep::note_channel(Channel channel) {
  if (channel == Channel::standby) return note_owner(ThreadOwner::other_app);
  if (channel == Channel::messaging && state_.thread.owner != ThreadOwner::unknown) note_owner(ThreadOwner::us);
}

void LaneStep::note_new_owner(const AppId& owner) {
  if (owner.empty()) return; // nobody says who
  const bool ours = view_.service && owner == view_.service->app;
  note_owner(ours ? ThreadOwner::us : ThreadOwner::other_app);
}

void LaneStep::tell_window() {
  if (!state_.contact_open) return;
  const MessagingWindow window = messaging_window(thread_facts(), approvals());
  if (is_near(state_.shown_window.value_or(MessagingWindow{}), window)) return;
  state_.shown_window = window;
  emit(WindowChanged{contact_id(view_.lane), window});
}

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
