#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/testing/sandbox.hpp"
#include "testing/attachment_shelf.hpp"
#include "testing/outbox.hpp"
#include "testing/world.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// What became of the webhook's handshake, in words without secrets.
struct WebhookStatus {
  enum class State { none, pending, verified, failed };
  State state = State::none;
  std::string reason;              ///< why it failed
  std::vector<std::string> fields; ///< what is subscribed now, which an older handshake may have verified
};

/// What the Send API decides about a message.
struct SendOutcome {
  enum class Kind { accepted, accepted_answer_lost, answer_lost, gateway_error, refused };
  Kind kind = Kind::accepted;
  SandboxRefusal refusal{};
  std::string attachment_id; ///< of an attachment that can be used again
};

/// When a message may go.
struct SendWindow {
  milliseconds length = std::chrono::hours(24); ///< after the person's last act
  bool any_time = false;
};

/// A message on its way in, with what had to be asked for before the lock is taken.
struct SendAttempt {
  Psid recipient;
  PageMessage message;
  SendWindow window;
  Mid mid;
};

/// The Page's reaction to a message of a thread; an empty emoji takes it back.
struct PageReaction {
  Psid recipient;
  Mid mid;
  std::string emoji;
};

/// A person's thread as the Conversations API shows it: newest first, without what is unsent or hidden.
struct Conversation {
  SandboxPerson person;
  std::vector<SandboxMessage> messages;
  Timestamp updated{};
  bool can_reply = false; ///< the messaging window is open
};

/// Where the Conversations API finds a message. `hidden` ones are as good as unknown.
struct MessagePlace {
  enum class Kind { unknown, unsent, there };
  Kind kind = Kind::unknown;
  Conversation conversation{};
  std::size_t index = 0; ///< in `conversation.messages`, if it is there
};

/// The Sandbox's one lock and what it guards, and the shell around it: clock, random numbers, executor, transport. The
/// endpoints are functions over it.
/// Threads: thread-safe; calls out only without the lock. Lifetime: tasks and calls under way know it weakly.
class SandboxCore : public std::enable_shared_from_this<SandboxCore> {
 public:
  explicit SandboxCore(SandboxOptions options);

  const SandboxOptions& options() const noexcept { return options_; }
  Timestamp now() const { return options_.clock->wall(); }
  /// A new message id: "m_" and 86 characters.
  Result<Mid> new_mid();
  /// `digits` random decimal digits, the first of them 2.
  Result<std::string> new_decimal_id(std::size_t digits);
  /// For `fbtrace_id`; "A" if there is no randomness left.
  std::string new_trace_id();

  Result<Psid> add_person(SandboxPerson person);
  std::vector<SandboxPerson> people() const;
  /// The person's profile and whether they have opened their thread; nothing for a stranger.
  struct Profile {
    SandboxPerson person;
    bool has_written = false;
  };
  std::optional<Profile> profile(const Psid& psid) const;
  std::vector<SandboxMessage> thread(const Psid& psid) const;
  /// With a payload it is the tap on a quick reply.
  Result<Mid> write(const Psid& psid, std::string text, std::string payload);
  Result<Mid> tap(const Psid& psid, std::string title, std::string payload);
  Result<void> read(const Psid& psid);
  Result<void> edit(const Psid& psid, const Mid& mid, std::string text);
  Result<void> unsend(const Psid& psid, const Mid& mid);
  Result<void> react(const Psid& psid, const Mid& mid, std::string emoji);
  Result<void> unreact(const Psid& psid, const Mid& mid);

  SendOutcome send(SendAttempt attempt);
  /// Why the Page may not react; nothing if it did.
  std::optional<SandboxRefusal> react_as_page(const PageReaction& reaction);
  void save_attachment(SandboxAttachment attachment);
  std::vector<SandboxAttachment> attachments() const;

  /// The conversations of all who have written, the newest first.
  std::vector<Conversation> conversations() const;
  MessagePlace find_message(const Mid& mid) const;

  void set_faults(SandboxFaults faults);
  SandboxFaults faults() const;

  Result<void> check_webhook(const std::string& callback_url, const Secret& verify_token,
                             const std::vector<std::string>& fields) const;
  void connect_webhook(std::string callback_url, const Secret& verify_token, std::vector<std::string> fields,
                       Completion<void> done);
  WebhookStatus webhook_status() const;

  Result<void> repeat_last_webhook();
  std::vector<SandboxWebhook> webhooks() const;
  SandboxTally tally() const;

 private:
  struct Subscription {
    std::string url;
    std::vector<std::string> fields;
  };
  struct Handshake {
    std::uint64_t number = 0;
    Subscription wanted;
    std::string challenge;
  };

  // Those that end in _locked need the lock.
  // sandbox_people.cpp
  std::uint64_t publish_locked(WebhookEvent event);
  /// Lets a person do something: `deed(person, now)` is Result<WebhookEvent>.
  template <class Act>
  Result<void> act(const Psid& psid, Act&& deed);
  Conversation conversation_locked(const Person& person, Timestamp now) const;

  // sandbox_send.cpp
  SandboxFaults use_faults_locked();
  std::optional<SandboxRefusal> refusal_locked(const Person* person, const SendAttempt& attempt, Timestamp now) const;
  /// Looks up saved attachments, and keeps new ones. Returns the id that the answer names, if one is.
  std::string shelve_locked(SendAttempt& attempt, Timestamp now);
  /// Accepts the message. Returns the webhook that must leave at once, if a fault says so.
  std::optional<std::uint64_t> accept_locked(Person& person, SendAttempt& attempt, const SandboxFaults& faults,
                                             Timestamp now);

  // webhook_sender.cpp
  void pump_soon(const Psid& psid);
  void pump(const Psid& psid);
  void attempt_soon(std::uint64_t number, milliseconds delay);
  void attempt(std::uint64_t number);
  void end_attempt(std::uint64_t number, std::optional<int> status, std::string error);

  // webhook_handshake.cpp
  void begin_handshake(Handshake handshake, const Secret& verify_token, Completion<void> done);
  void end_handshake(const Handshake& handshake, const Result<HttpResponse>& answer, const Completion<void>& done);

  const SandboxOptions options_;
  mutable std::mutex mutex_;
  World world_;
  AttachmentShelf shelf_;
  Outbox outbox_;
  Subscription subscription_;
  WebhookStatus status_;
  std::uint64_t last_handshake_ = 0;
  SandboxFaults faults_;
  unsigned faulty_sends_ = 0; ///< how many Sends the faults have met
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
