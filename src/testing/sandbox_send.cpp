// What becomes of the Page's messages: rules, faults, acceptance.
#include "testing/sandbox_core.hpp"

#include <utility>

#include "testing/routing.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

SandboxRefusal outside_window() {
  return {10, 2018278,
          "(#10) This message is sent outside of allowed window. Learn more about the new policy here: "
          "https://developers.facebook.com/docs/messenger-platform/policy-overview",
          0};
}

bool is_closed(const Person& person, const SendWindow& window, Timestamp now) {
  return !window.any_time && !person.is_within(window.length, now);
}

} // namespace

SandboxRefusal no_matching_user() { return {100, 2018001, "(#100) No matching user found", 0}; }

SendOutcome SandboxCore::send(SendAttempt attempt) {
  using Kind = SendOutcome::Kind;
  const Timestamp at = now();
  SendOutcome outcome;
  std::optional<std::uint64_t> leaves_now;
  outcome = locked([&](World& world) -> SendOutcome {
    if (attempt.is_private_reply())
      if (auto refusal = address_reply_locked(attempt, at)) return {Kind::refused, std::move(*refusal), {}};
    if (auto refusal = refusal_locked(attempt, at)) return {Kind::refused, std::move(*refusal), {}};
    SendOutcome accepted;
    SandboxFaults faults = send_faults_locked(accepted);
    if (faults.lose_answer_before_acceptance) return {Kind::answer_lost, {}, {}};
    if (faults.refuse_with_503) return {Kind::gateway_error, {}, {}, accepted.gateway_status};
    if (faults.refuse) return {Kind::refused, std::move(*faults.refuse), {}};
    PageRecord& page = *world.page(attempt.page);
    accepted.recipient = attempt.recipient;
    accepted.attachment_id = shelve_locked(page, attempt, at);
    mark_answered_locked(page, attempt);
    leaves_now = accept_locked(page, attempt, faults, at);
    if (faults.error_after_acceptance) accepted.kind = Kind::accepted_with_error;
    if (faults.lose_answer_after_acceptance) accepted.kind = Kind::accepted_answer_lost;
    return accepted;
  });
  if (leaves_now) this->attempt(*leaves_now);
  return outcome;
}

namespace {

/// What stands between this App and the person, whatever the message.
std::optional<SandboxRefusal> barrier(const World& world, const PageRecord& page, const AppId& app,
                                      const Person& person, Timestamp now) {
  const AppRecord* const its = world.app(app);
  if (its == nullptr || !world.may_talk(*its, page, person)) {
    return SandboxRefusal{200, 2018028,
                          "(#200) Cannot message users who are not admins, developers or testers of the app until "
                          "pages_messaging permission is reviewed and the app is live.",
                          0};
  }
  if (person.blocks_page || page.settings.blocked.count(person.profile.psid) > 0 ||
      page.settings.banned.count(person.profile.psid) > 0)
    return SandboxRefusal{551, 1545041, "(#551) This person isn't available right now.", 0};
  const AppId sender = sole_sender(page, person, now);
  if (!sender.empty() && sender != app) return another_app_controls();
  return std::nullopt;
}

} // namespace

std::optional<SandboxRefusal> SandboxCore::refusal_locked(const SendAttempt& attempt, Timestamp now) const {
  PageRecord* const page = world_.page(attempt.page);
  const Person* const person = page == nullptr ? nullptr : page->threads.find(attempt.recipient);
  // Before a private reply the person need not have written.
  if (person == nullptr || (!person->last_act && !attempt.is_private_reply())) return no_matching_user();
  if (auto refused = barrier(world_, *page, attempt.app, *person, now)) return refused;
  std::vector<std::string> needed = attempt.message.needed_attachments;
  for (const PageAttachment& attachment : attempt.message.attachments)
    if (attachment.is_saved) needed.push_back(attachment.file.id.text());
  for (const std::string& id : needed) {
    if (page->shelf.find(id, attempt.recipient, now) == nullptr)
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

std::string SandboxCore::shelve_locked(PageRecord& page, SendAttempt& attempt, Timestamp now) {
  AttachmentShelf& shelf = page.shelf;
  std::string answered;
  for (const std::string& id : attempt.message.needed_attachments) shelf.mark_sent(id, attempt.recipient);
  for (PageAttachment& attachment : attempt.message.attachments) {
    SandboxAttachment& file = attachment.file;
    if (attachment.is_saved) {
      shelf.mark_sent(file.id.text(), attempt.recipient);
      file = *shelf.find(file.id.text(), attempt.recipient, now);
    } else if (file.reusable) {
      shelf.save(file, now);
      answered = file.id.text();
    } else if (!file.sha256.empty()) {
      shelf.record(file);
    }
  }
  return answered;
}

std::optional<std::uint64_t> SandboxCore::accept_locked(PageRecord& page, SendAttempt& attempt,
                                                        const SandboxFaults& faults, Timestamp now) {
  Person& person = *page.threads.find(attempt.recipient);
  note_answer(person, attempt.app, now);
  const Threads::Receipts receipts = page.threads.accept(person, attempt.app, attempt.mid, std::move(attempt.message),
                                                         faults.hide_from_conversations, now);
  note_turn(page, person);
  const std::uint64_t echo = faults.no_echo ? 0 : publish(page, receipts.echo, attempt.app);
  publish(page, receipts.delivery);
  page.threads.forget_old(person, options_.most_messages);
  using Kind = ThreadHandOff::Kind;
  if (attempt.hand_off.kind == Kind::release) release_thread(person);
  if (attempt.hand_off.kind == Kind::pass) pass_thread(*this, world_, page, person, attempt.hand_off.app, {});
  if (!faults.echo_before_answer || !outbox_.take(echo)) return std::nullopt;
  return echo;
}

std::optional<SandboxRefusal> SandboxCore::react_as_page(const PageReaction& reaction) {
  const Timestamp at = now();
  return locked([&](World& world) -> std::optional<SandboxRefusal> {
    PageRecord* const page = world.page(reaction.page);
    Person* const person = page == nullptr ? nullptr : page->threads.find(reaction.recipient);
    if (person == nullptr || !person->last_act) return no_matching_user();
    if (auto refused = barrier(world, *page, reaction.app, *person, at)) return refused;
    SandboxMessage* const message = message_of(*person, reaction.mid);
    if (message == nullptr || message->unsent)
      return SandboxRefusal{100, 0, "(#100) The message in payload is not in this thread", 0};
    if (is_closed(*person, SendWindow{}, at)) return outside_window();
    set_reaction(*message, true, reaction.emoji);
    return std::nullopt;
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
