#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/testing/sandbox.hpp"
#include "testing/call_limits.hpp"
#include "testing/conversation.hpp"
#include "testing/ledger.hpp"
#include "testing/newcomer.hpp"
#include "testing/outbox.hpp"
#include "testing/send_attempt.hpp"
#include "testing/wanted_webhook.hpp"
#include "testing/world.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// All of a Sandbox: the world under one lock, the webhooks that leave it, the faults.
///
/// Threads: thread-safe; never calls out under its lock. Private.
class SandboxCore : public std::enable_shared_from_this<SandboxCore> {
 public:
  explicit SandboxCore(SandboxOptions options);
  /// Makes the App, the Page and the administrator that the options name.
  Result<void> found();

  // sandbox_state.cpp
  /// Ids, secrets and names as `options.state` has them.
  static Result<void> complete_from_state(SandboxOptions& options);
  /// Everything that is kept over a restart, as JSON.
  std::string save() const;
  /// Takes up what save() gave, instead of found().
  Result<void> restore(const std::string& saved);
  /// Grows with whatever may have changed something.
  std::uint64_t changes() const noexcept { return changes_.load(); }

  const SandboxOptions& options() const noexcept { return options_; }
  Timestamp now() const { return options_.clock->wall(); }
  /// A new message id: "m_" and 86 characters.
  Result<Mid> new_mid();
  /// `digits` random decimal digits, the first of them 2.
  Result<std::string> new_decimal_id(std::size_t digits);
  /// The text of a new access token.
  Result<std::string> new_token();
  /// For `fbtrace_id`; "A" if there is no randomness left.
  std::string new_trace_id();

  /// Runs `act(world)` under the lock, and afterwards sends what it published. Calls nothing that locks.
  template <class Act>
  auto locked(Act&& act) -> decltype(act(std::declval<World&>())) {
    const Pumping pumping{*this}; // after the lock is gone
    const std::lock_guard<std::mutex> lock(mutex_);
    ++changes_;
    return act(world_);
  }
  /// Only within locked(): hands an event to all Apps that are to get it. Returns the webhook of `first`, or 0.
  std::uint64_t publish(PageRecord& page, const WebhookEvent& event, const AppId& first = {});
  /// Only within locked(): the newest turn of the person's thread is there for them to see.
  void note_turn(const PageRecord& page, const Person& person);
  template <class Read>
  void read_ledger(Read&& read) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    read(ledger_);
  }
  /// Only within locked(): the App's webhook is gone, and so is all that was to go there.
  void give_up_webhooks_of(const AppId& app);
  /// Only within locked(): queues a webhook for one App, whatever it subscribed to.
  void publish_to(const AppRecord& app, const PageId& page, WebhookEvent event);

  // sandbox_people.cpp
  Result<Introduced> introduce(Newcomer newcomer);
  Result<Psid> add_person(SandboxPerson person);
  std::vector<SandboxPerson> people() const;
  /// Nothing for a stranger.
  std::optional<Profile> profile(const Psid& psid) const;
  std::vector<SandboxMessage> thread(const Psid& psid) const;
  /// With a payload it is the tap on a quick reply.
  Result<Mid> write(const Psid& psid, std::string text, std::string payload);
  Result<Mid> write(const Psid& psid, Threads::Words words);
  Result<Mid> tap(const Psid& psid, std::string title, std::string payload);
  Result<void> read(const Psid& psid);
  Result<void> edit(const Psid& psid, const Mid& mid, std::string text);
  Result<void> unsend(const Psid& psid, const Mid& mid);
  Result<void> react(const Psid& psid, const Mid& mid, std::string emoji);
  Result<void> unreact(const Psid& psid, const Mid& mid);
  /// Lets a person do something: `deed(page, person, now)` is Result<WebhookEvent>, without a field if nobody is told.
  Result<void> act(const Psid& psid, const std::function<Result<WebhookEvent>(PageRecord&, Person&, Timestamp)>& deed);
  /// The conversations of all who have written to the Page and with whom the App may talk, the newest first.
  std::vector<Conversation> conversations(const AppId& app, const PageId& page) const;
  /// One of these; nothing if it is none.
  std::optional<Conversation> conversation(const AppId& app, const PageId& page, const Psid& psid) const;
  /// A message in one of these.
  MessagePlace find_message(const AppId& app, const PageId& page, const Mid& mid) const;

  // sandbox_acts.cpp
  /// The person comes over a link or an ad; without a referral that is only something in a new thread.
  Result<void> come(const Psid& psid, const std::string& referral_json, bool by_ad);
  /// Anything else that a person does: an element of `field` with that member.
  Result<void> happen(const Psid& psid, const std::string& field, const std::string& member, const std::string& json);
  /// The person ticks the checkbox plug-in of a website, which calls them `user_ref`.
  Result<void> tick_checkbox(const Psid& psid, const std::string& ref, const std::string& user_ref);
  Result<void> set_blocking(const Psid& psid, bool blocks_page);

  // sandbox_send.cpp
  SendOutcome send(SendAttempt attempt);
  // page_templates.cpp
  /// Only within locked(): the template is handed in, and approved unless `SandboxOptions::template_review` says when.
  void submit_template(PageRecord& page, TemplateRecord& record, Timestamp now);
  /// Approves the template when its time has come, if it is pending.
  void review_template_soon(const PageId& page, const std::string& id);
  /// What the platform's people, or a test, think of a template: `reason` is "ABUSIVE_CONTENT" and the like. Apps hear of it.
  Result<void> set_template_status(const PageId& page, const std::string& id, const std::string& status,
                                   const std::string& reason);

  // sandbox_send.cpp
  /// Why the Page may not react; nothing if it did.
  std::optional<SandboxRefusal> react_as_page(const PageReaction& reaction);
  /// Why the Page may not show the person that it types, or has seen what they wrote.
  std::optional<SandboxRefusal> why_not_seen(const AppId& app, const PageId& page, const Psid& recipient);
  void save_attachment(const PageId& page, SandboxAttachment attachment);
  std::vector<SandboxAttachment> attachments() const;

  void set_faults(SandboxFaults faults);
  SandboxFaults faults() const;
  /// How many events may share a POST from now on.
  void set_webhook_batch(std::size_t batch);
  [[nodiscard]] std::size_t webhook_batch() const;
  /// As it is now; empty if there is no such App.
  Secret app_secret(const AppId& app) const;
  /// The clock was moved: what is kept over a restart has its time in it.
  void note_time_passed() noexcept { ++changes_; }

  // sandbox_faults.cpp
  Result<void> set_script(FaultScript script);
  /// What goes wrong now, by the script.
  Fault next_fault(FaultOccasion occasion);
  /// Lets the script have its way with what should have gone wrong since the last time.
  void tick();

  // call_limits.hpp
  std::optional<Throttle> throttle(const LimitedCall& call);
  UsageHeaders usage(const LimitedCall& call);
  /// What the platform answers when a fault throttles a call.
  SandboxRefusal throttling() const;
  void set_limits(const SandboxLimits& limits);
  // sandbox_posts.cpp
  /// Somebody writes on the Page's timeline (webhook field `feed`). Opens no messaging window.
  Result<PostRecord> visitor_post(const Psid& author, std::string text);
  /// Somebody comments a post (field `feed`); an empty `post_id` is a post of the Page that is made up.
  Result<PostRecord> comment(const Psid& author, std::string text, const std::string& post_id);

  // sandbox_login.cpp
  /// What the login dialog gives to an App in the browser: a short-lived user token. `not_found` without such an App,
  /// account or Page, `conflict` if the App is in development mode and they have no role on it.
  Result<std::string> issue_user_token(const SandboxLogin& login);
  /// The same for a server: a code, with which `redirect_uri` is called, and which gives the token once.
  Result<std::string> issue_code(const SandboxLogin& login, const std::string& redirect_uri);

  // webhook_handshake.cpp
  /// Whether the platform would try it; an error names the field.
  Result<void> check_webhook(const WantedWebhook& wanted) const;
  void connect_webhook(WantedWebhook wanted, Completion<void> done);
  WebhookStatus webhook_status(const AppId& app) const;

  // webhook_sender.cpp
  Result<void> repeat_last_webhook();
  std::vector<SandboxWebhook> webhooks() const;
  SandboxTally tally() const;

 private:
  struct Pumping {
    SandboxCore& core;
    explicit Pumping(SandboxCore& the_core) : core(the_core) {}
    Pumping(const Pumping&) = delete;
    Pumping& operator=(const Pumping&) = delete;
    ~Pumping() { core.pump_published(); }
  };

  // Those that end in _locked need the lock.
  // sandbox_people.cpp
  Conversation conversation_locked(const PageRecord& page, const Person& person, Timestamp now) const;

  [[nodiscard]] SteadyTime limits_time() const;

  // sandbox_faults.cpp
  Fault next_fault_locked(FaultOccasion occasion);
  void strike(FaultKind kind);
  /// Of SandboxFaults and the script, for a message that would be accepted.
  SandboxFaults send_faults_locked(SendOutcome& outcome);
  // sandbox_posts.cpp
  Result<PostRecord> publish_post(const Psid& author, std::string text, const std::string& post_id, bool is_comment);

  // sandbox_send.cpp
  SandboxFaults use_faults_locked();
  std::optional<SandboxRefusal> refusal_locked(const SendAttempt& attempt, Timestamp now) const;
  /// Looks up saved attachments, and keeps new ones. Returns the id that the answer names, if one is.
  std::string shelve_locked(PageRecord& page, SendAttempt& attempt, Timestamp now);
  /// Accepts the message. Returns the webhook that must leave at once, if a fault says so.
  std::optional<Taking> accept_locked(PageRecord& page, SendAttempt& attempt, const SandboxFaults& faults,
                                      Timestamp now);

  // webhook_sender.cpp
  void pump_published();
  void pump_soon(const LaneKey& lane);
  void pump(const LaneKey& lane);
  void attempt_soon(const Taking& taking, milliseconds delay);
  void attempt(const Taking& taking);
  void end_attempt(const Taking& taking, std::optional<int> status, std::string error);
  /// True if a fault has taken the webhook's first attempt over.
  bool meets_fault(const Taking& taking, const LaneKey& lane);
  void let_go_of_held(const LaneKey& lane, const std::optional<Taking>& expected);
  std::optional<milliseconds> judge_locked(std::uint64_t number, bool accepted, Timestamp now);
  void disable_locked(const AppId& app, const PageId& page);
  void pump_others_of(const AppId& app);

  // webhook_handshake.cpp
  void begin_handshake(Handshake handshake, Completion<void> done);
  void end_handshake(const Handshake& handshake, const Result<HttpResponse>& answer, const Completion<void>& done);

  const SandboxOptions options_;
  std::atomic<std::uint64_t> changes_{0};
  mutable std::mutex mutex_;
  World world_;
  Outbox outbox_;
  Ledger ledger_;
  std::vector<LaneKey> published_; ///< lanes that got something and have not been pumped
  SandboxFaults faults_;
  unsigned faulty_sends_ = 0; ///< how many Sends the faults have met
  std::optional<FaultScript> script_;
  std::array<std::uint64_t, 4> occasions_{}; ///< how many there were, by FaultOccasion
  Timestamp next_tick_{};
  std::map<LaneKey, Taking> held_;  ///< webhooks that let the next one of their lane pass
  mutable std::mutex limits_mutex_; ///< guards the limits alone
  CallLimits limits_;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
