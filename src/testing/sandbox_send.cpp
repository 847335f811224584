// What becomes of the Page's messages: rules, faults, acceptance.
#include "testing/sandbox_core.hpp"

#include <utility>

#include "testing/addressing.hpp"
#include "testing/routing.hpp"
#include "testing/send_refusals.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool is_closed(const Person& person, const SendWindow& window, Timestamp now) {
  return !window.any_time && !person.is_within(window.length, now);
}

} // namespace

SendOutcome SandboxCore::send(SendAttempt attempt) {
  using Kind = SendOutcome::Kind;
  const Timestamp at = now();
  SendOutcome outcome;
  std::optional<Taking> leaves_now;
  outcome = locked([&](World& world) -> SendOutcome {
    if (auto refusal = find_recipient(world, attempt, at)) return {Kind::refused, std::move(*refusal), {}};
    if (auto refusal = refusal_locked(attempt, at)) return {Kind::refused, std::move(*refusal), {}};
    SendOutcome accepted;
    SandboxFaults faults = send_faults_locked(accepted);
    if (faults.lose_answer_before_acceptance) return {Kind::answer_lost, {}, {}};
    if (faults.refuse_with_503) return {Kind::gateway_error, {}, {}, accepted.gateway_status};
    if (faults.refuse) return {Kind::refused, std::move(*faults.refuse), {}};
    PageRecord& page = *world.page(attempt.page);
    if (attempt.to.tells_psid()) accepted.recipient = attempt.recipient;
    accepted.attachment_id = shelve_locked(page, attempt, at);
    mark_addressed(page, attempt.to);
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

/// What is wrong about the saved attachments that the message names. That a media template has a code of its own for another
/// type is documented; that it is this one of its codes is a guess.
std::optional<SandboxRefusal> why_not_attached(const PageRecord& page, const SendAttempt& attempt, Timestamp now) {
  constexpr int wrong_type = 2018047;
  constexpr int wrong_type_in_template = 2018182;
  const auto check = [&](const std::string& id, const std::string& type, int subcode) -> std::optional<SandboxRefusal> {
    const SandboxAttachment* const saved = page.shelf.find(id, attempt.recipient, now);
    if (saved == nullptr)
      return SandboxRefusal{100, 2018074, "(#100) The attachment id is invalid or belongs to another Page", 0};
    if (saved->type == type) return std::nullopt;
    return SandboxRefusal{100, subcode, "(#100) The attachment with this id is of another type", 0};
  };
  for (const ShownAttachment& shown : attempt.message.shown_attachments)
    if (auto refused = check(shown.id, shown.type, wrong_type_in_template)) return refused;
  for (const PageAttachment& attachment : attempt.message.attachments)
    if (attachment.is_saved)
      if (auto refused = check(attachment.file.id.text(), attachment.file.type, wrong_type)) return refused;
  return std::nullopt;
}

/// What stands in the way of an answer to that one message. It needs word from the person within 24 hours, whatever else
/// lets the Page write: a tag, a template, an ad.
std::optional<SandboxRefusal> why_not_answered(const Person& person, const Mid& mid, Timestamp now) {
  const SandboxMessage* const message = message_of(person, mid);
  if (message == nullptr || message->unsent)
    return SandboxRefusal{100, 0, "(#100) The message in reply_to is not in this thread", 0};
  if (!person.last_act || now - *person.last_act > SendWindow{}.length) return outside_window();
  return std::nullopt;
}

} // namespace

std::optional<SandboxRefusal> SandboxCore::refusal_locked(const SendAttempt& attempt, Timestamp now) const {
  PageRecord* const page = world_.page(attempt.page);
  const Person* const person = page == nullptr ? nullptr : page->threads.find(attempt.recipient);
  // Who is known by something else than a PSID need not have written.
  if (person == nullptr || (!person->last_act && attempt.to.kind == Recipient::Kind::psid)) return no_matching_user();
  if (auto refused = barrier(world_, *page, attempt.app, *person, now)) return refused;
  if (auto refused = why_not_attached(*page, attempt, now)) return refused;
  if (!attempt.message.reply_to.empty())
    if (auto refused = why_not_answered(*person, attempt.message.reply_to, now)) return refused;
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
  for (const ShownAttachment& shown : attempt.message.shown_attachments) shelf.mark_sent(shown.id, attempt.recipient);
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
  shelf.forget_old(options_.most_webhooks, now);
  return answered;
}

std::optional<Taking> SandboxCore::accept_locked(PageRecord& page, SendAttempt& attempt, const SandboxFaults& faults,
                                                 Timestamp now) {
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
  if (!faults.echo_before_answer) return std::nullopt;
  return outbox_.take(echo);
}

std::optional<SandboxRefusal> SandboxCore::why_not_seen(const AppId& app, const PageId& id, const Psid& recipient) {
  const Timestamp at = now();
  return locked([&](World& world) -> std::optional<SandboxRefusal> {
    PageRecord* const page = world.page(id);
    const Person* const person = page == nullptr ? nullptr : page->threads.find(recipient);
    if (person == nullptr || !person->last_act) return no_matching_user();
    return barrier(world, *page, app, *person, at);
  });
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
