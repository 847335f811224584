// What becomes of the Page's messages: rules, faults, acceptance.
#include "testing/sandbox_core.hpp"

#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

SandboxRefusal outside_window() {
  return {10, 2018278,
          "(#10) This message is sent outside of allowed window. Learn more about the new policy here: "
          "https://developers.facebook.com/docs/messenger-platform/policy-overview",
          0};
}

SandboxRefusal no_such_recipient() { return {100, 2018001, "(#100) No matching user found", 0}; }

bool is_closed(const Person& person, const SendWindow& window, Timestamp now) {
  return !window.any_time && now - *person.last_act > window.length;
}

} // namespace

SendOutcome SandboxCore::send(SendAttempt attempt) {
  using Kind = SendOutcome::Kind;
  const Psid recipient = attempt.recipient;
  const Timestamp at = now();
  SendOutcome outcome;
  std::optional<std::uint64_t> leaves_now;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    Person* const person = world_.find(recipient);
    if (auto refusal = refusal_locked(person, attempt, at)) return {Kind::refused, std::move(*refusal), {}};
    SandboxFaults faults = use_faults_locked();
    if (faults.lose_answer_before_acceptance) return {Kind::answer_lost, {}, {}};
    if (faults.refuse_with_503) return {Kind::gateway_error, {}, {}};
    if (faults.refuse) return {Kind::refused, std::move(*faults.refuse), {}};
    outcome.attachment_id = shelve_locked(attempt, at);
    leaves_now = accept_locked(*person, attempt, faults, at);
    if (faults.lose_answer_after_acceptance) outcome.kind = Kind::accepted_answer_lost;
  }
  if (leaves_now) this->attempt(*leaves_now);
  pump_soon(recipient);
  return outcome;
}

std::optional<SandboxRefusal> SandboxCore::refusal_locked(const Person* person, const SendAttempt& attempt,
                                                          Timestamp now) const {
  if (person == nullptr || !person->last_act) return no_such_recipient();
  std::vector<std::string> needed = attempt.message.needed_attachments;
  for (const PageAttachment& attachment : attempt.message.attachments)
    if (attachment.is_saved) needed.push_back(attachment.file.id.text());
  for (const std::string& id : needed) {
    if (shelf_.find(id, attempt.recipient, now) == nullptr)
      return SandboxRefusal{100, 2018074, "(#100) The attachment id is invalid or belongs to another Page", 0};
  }
  const Mid& answered = attempt.message.reply_to;
  if (!answered.empty() && message_of(*person, answered) == nullptr)
    return SandboxRefusal{100, 0, "(#100) The message in reply_to is not in this thread", 0};
  if (is_closed(*person, attempt.window, now)) return outside_window();
  return std::nullopt;
}

SandboxFaults SandboxCore::use_faults_locked() {
  SandboxFaults faults = faults_;
  if (faults.sends > 0 && ++faulty_sends_ >= faults.sends) faults_ = {};
  return faults;
}

std::string SandboxCore::shelve_locked(SendAttempt& attempt, Timestamp now) {
  std::string answered;
  for (const std::string& id : attempt.message.needed_attachments) shelf_.mark_sent(id, attempt.recipient);
  for (PageAttachment& attachment : attempt.message.attachments) {
    SandboxAttachment& file = attachment.file;
    if (attachment.is_saved) {
      shelf_.mark_sent(file.id.text(), attempt.recipient);
      file = *shelf_.find(file.id.text(), attempt.recipient, now);
    } else if (file.reusable) {
      shelf_.save(file, now);
      answered = file.id.text();
    } else if (!file.sha256.empty()) {
      shelf_.record(file);
    }
  }
  return answered;
}

std::optional<std::uint64_t> SandboxCore::accept_locked(Person& person, SendAttempt& attempt,
                                                        const SandboxFaults& faults, Timestamp now) {
  World::Receipts receipts =
      world_.accept(person, attempt.mid, std::move(attempt.message), faults.hide_from_conversations, now);
  const std::uint64_t echo = faults.no_echo ? 0 : publish_locked(std::move(receipts.echo));
  publish_locked(std::move(receipts.delivery));
  if (!faults.echo_before_answer || !outbox_.take(echo)) return std::nullopt;
  return echo;
}

std::optional<SandboxRefusal> SandboxCore::react_as_page(const PageReaction& reaction) {
  const Timestamp at = now();
  const std::lock_guard<std::mutex> lock(mutex_);
  Person* const person = world_.find(reaction.recipient);
  if (person == nullptr || !person->last_act) return no_such_recipient();
  SandboxMessage* const message = message_of(*person, reaction.mid);
  if (message == nullptr || message->unsent)
    return SandboxRefusal{100, 0, "(#100) The message in payload is not in this thread", 0};
  if (is_closed(*person, SendWindow{}, at)) return outside_window();
  set_reaction(*message, true, reaction.emoji);
  return std::nullopt;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
