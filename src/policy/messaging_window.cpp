#include "pagebridge/policy/messaging_window.hpp"

#include <algorithm>

#include "pagebridge/policy/platform_limits.hpp"
#include "policy/refusal_words.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

/// When a window that a customer's act opened closes. Times come from the wire, so that they may be nonsense: at the end
/// of what can be counted the window stays where it is.
Timestamp closes(Timestamp act, milliseconds lasts) noexcept {
  const milliseconds open = lasts - platform::window_closes_early;
  return act > Timestamp::max() - open ? Timestamp::max() : act + open;
}

/// An empty optional is less than any time.
std::optional<Timestamp> last_act(const ThreadFacts& facts) { return std::max(facts.acted_at, facts.ad_message_at); }

std::optional<Timestamp> ad_message_at(const ThreadFacts& facts) {
  if (facts.acted_at && facts.act == CustomerAct::ad_message) return std::max(facts.acted_at, facts.ad_message_at);
  return facts.ad_message_at;
}

bool is_open(const std::optional<Timestamp>& until, Timestamp now) noexcept { return until && now < *until; }

/// The refusals need an act to count from: nobody may be told "closed at" of a window that never was open.
struct Case {
  const ThreadFacts& facts;
  const Approvals& approvals;
  AuthorKind author;
  Timestamp now;
  MessagingWindow window;

  [[nodiscard]] Refusal never_written() const { return policy::refuse("never_written", {}); }

  [[nodiscard]] SendDecision utility() const {
    if (!approvals.utility_messages) return policy::refuse("utility_missing", {});
    return Permit{SendAs::utility, std::nullopt};
  }

  [[nodiscard]] SendDecision survey() const {
    if (!window.survey_until) return never_written();
    if (is_open(window.survey_until, now)) return Permit{SendAs::customer_feedback, window.survey_until};
    return policy::refuse("survey_window_closed",
                          {{"closed_at", *window.survey_until}, {"last_act_at", last_act_at()}});
  }

  [[nodiscard]] SendDecision anything() const {
    if (!window.anybody_until) return never_written();
    const bool as_person = author == AuthorKind::agent && window.people_until;
    // Certain is the usual window only: the longer one of an ad is the platform's to grant.
    const Timestamp certain_until = closes(last_act_at(), platform::response_window);
    if (as_person && now < certain_until) return Permit{SendAs::response, certain_until};
    if (as_person && is_open(window.people_until, now)) return Permit{SendAs::human_agent, window.people_until};
    if (is_open(window.anybody_until, now)) return Permit{SendAs::response, window.anybody_until};
    return closed();
  }

  [[nodiscard]] Refusal closed() const {
    const Timestamp people_could_until = closes(last_act_at(), platform::human_agent_window);
    if (is_open(people_could_until, now)) {
      const policy::Moments moments = {{"closed_at", *window.anybody_until}, {"people_until", people_could_until}};
      if (author == AuthorKind::agent) return policy::refuse("human_agent_missing", moments);
      if (approvals.human_agent) return policy::refuse("window_closed_for_automation", moments);
    }
    // For a person that is the end of the longer of the two windows.
    const Timestamp closed_at = author == AuthorKind::agent && window.people_until
                                    ? std::max(*window.people_until, *window.anybody_until)
                                    : *window.anybody_until;
    return policy::refuse("window_closed", {{"closed_at", closed_at}, {"last_act_at", last_act_at()}});
  }

  [[nodiscard]] Timestamp last_act_at() const { return last_act(facts).value_or(Timestamp()); }
};

SendDecision decide_by_window(const Case& one, const OutgoingContent& content) {
  if (std::holds_alternative<UtilityTemplate>(content)) return one.utility();
  if (std::holds_alternative<FeedbackTemplate>(content)) return one.survey();
  return one.anything();
}

} // namespace

std::string_view to_string(CustomerAct act) noexcept {
  switch (act) {
    case CustomerAct::message: return "message";
    case CustomerAct::postback: return "postback";
    case CustomerAct::reaction: return "reaction";
    case CustomerAct::referral: return "referral";
    case CustomerAct::ad_message: return "ad_message";
  }
  return "message";
}

std::string_view to_string(ThreadOwner owner) noexcept {
  switch (owner) {
    case ThreadOwner::unknown: return "unknown";
    case ThreadOwner::us: return "us";
    case ThreadOwner::other_app: return "other_app";
    case ThreadOwner::nobody: return "nobody";
  }
  return "unknown";
}

std::string_view to_string(SendAs as) noexcept {
  switch (as) {
    case SendAs::response: return "response";
    case SendAs::update: return "update";
    case SendAs::human_agent: return "human_agent";
    case SendAs::customer_feedback: return "customer_feedback";
    case SendAs::utility: return "utility";
  }
  return "response";
}

MessagingWindow messaging_window(const ThreadFacts& facts, const Approvals& approvals) {
  MessagingWindow window;
  window.owner = facts.owner;
  const std::optional<Timestamp> act = last_act(facts);
  if (!act) return window;
  window.anybody_until = closes(*act, platform::response_window);
  if (const auto ad = ad_message_at(facts))
    window.anybody_until = std::max(*window.anybody_until, closes(*ad, platform::ad_response_window));
  if (approvals.human_agent) window.people_until = closes(*act, platform::human_agent_window);
  window.survey_until = closes(*act, platform::survey_window);
  return window;
}

SendDecision decide_send(const ThreadFacts& facts, const Approvals& approvals, AuthorKind author,
                         const OutgoingContent& content, Timestamp now) {
  const Case one{facts, approvals, author, now, messaging_window(facts, approvals)};
  SendDecision decision = decide_by_window(one, content);
  if (std::holds_alternative<Permit>(decision) && facts.owner == ThreadOwner::other_app)
    return policy::refuse("thread_elsewhere", {});
  return decision;
}

PAGEBRIDGE_END_NAMESPACE
