#include "testing/sandbox_core.hpp"

#include <algorithm>
#include <utility>

#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

Error no_such_person() { return not_sent(ErrorCode::not_found, "there is no person with this PSID; add one first"); }

} // namespace

SandboxCore::SandboxCore(SandboxOptions options)
    : options_(std::move(options)), world_(options_.app, options_.page), outbox_(options_.page) {}

Result<Mid> SandboxCore::new_mid() {
  constexpr std::size_t mid_bytes = 64;
  return random_token(*options_.random, mid_bytes).transform([](const std::string& token) {
    return Mid("m_" + token);
  });
}

Result<std::string> SandboxCore::new_decimal_id(std::size_t digits) {
  return options_.random->bytes(digits).transform([](std::string bytes) {
    for (char& byte : bytes) byte = static_cast<char>('0' + static_cast<unsigned char>(byte) % 10);
    if (!bytes.empty()) bytes.front() = '2';
    return bytes;
  });
}

std::string SandboxCore::new_trace_id() {
  constexpr std::size_t trace_bytes = 16;
  return "A" + random_token(*options_.random, trace_bytes).value_or("");
}

Result<Psid> SandboxCore::add_person(SandboxPerson person) {
  // Long enough that a PSID which passes through a double comes out as another one.
  constexpr std::size_t psid_digits = 17;
  if (person.psid.empty()) {
    auto digits = new_decimal_id(psid_digits);
    if (!digits) return std::move(digits).error();
    person.psid = Psid(std::move(*digits));
  }
  Psid psid = person.psid;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (auto added = world_.add(std::move(person)); !added) return added.error();
  return psid;
}

std::vector<SandboxPerson> SandboxCore::people() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<SandboxPerson> people;
  for (const auto& [psid, person] : world_.people()) people.push_back(person.profile);
  return people;
}

std::optional<SandboxCore::Profile> SandboxCore::profile(const Psid& psid) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto person = world_.people().find(psid);
  if (person == world_.people().end()) return std::nullopt;
  return Profile{person->second.profile, person->second.last_act.has_value()};
}

std::vector<SandboxMessage> SandboxCore::thread(const Psid& psid) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto person = world_.people().find(psid);
  return person == world_.people().end() ? std::vector<SandboxMessage>() : person->second.thread;
}

Result<Mid> SandboxCore::write(const Psid& psid, std::string text) {
  if (text.empty()) return invalid_argument("text", "an empty message cannot be sent");
  if (utf8::code_points(text) == std::string_view::npos) return invalid_argument("text", "the text is not valid UTF-8");
  auto mid = new_mid();
  if (!mid) return mid;
  {
    const Timestamp at = now();
    const std::lock_guard<std::mutex> lock(mutex_);
    Person* const person = world_.find(psid);
    if (person == nullptr) return no_such_person();
    publish_locked(world_.write(*person, *mid, std::move(text), at));
  }
  pump_soon(psid);
  return mid;
}

Result<Mid> SandboxCore::tap(const Psid& psid, std::string title, std::string payload) {
  if (utf8::code_points(title) == std::string_view::npos)
    return invalid_argument("title", "the title is not valid UTF-8");
  if (utf8::code_points(payload) == std::string_view::npos)
    return invalid_argument("payload", "the payload is not valid UTF-8");
  auto mid = new_mid();
  if (!mid) return mid;
  {
    const Timestamp at = now();
    const std::lock_guard<std::mutex> lock(mutex_);
    Person* const person = world_.find(psid);
    if (person == nullptr) return no_such_person();
    publish_locked(world_.tap(*person, *mid, std::move(title), std::move(payload), at));
  }
  pump_soon(psid);
  return mid;
}

Result<void> SandboxCore::read(const Psid& psid) {
  {
    const Timestamp at = now();
    const std::lock_guard<std::mutex> lock(mutex_);
    const Person* const person = world_.find(psid);
    if (person == nullptr) return no_such_person();
    publish_locked(world_.read(*person, at));
  }
  pump_soon(psid);
  return {};
}

std::uint64_t SandboxCore::publish_locked(WebhookEvent event) {
  const auto& fields = subscription_.fields;
  if (std::find(fields.begin(), fields.end(), event.field) == fields.end()) return 0;
  return outbox_.add(std::move(event));
}

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
    leaves_now = accept_locked(*person, attempt, faults, at);
    if (faults.lose_answer_after_acceptance) outcome.kind = Kind::accepted_answer_lost;
    if (attempt.message.is_reusable) outcome.attachment_id = attempt.new_attachment_id;
  }
  if (leaves_now) this->attempt(*leaves_now);
  pump_soon(recipient);
  return outcome;
}

std::optional<SandboxRefusal> SandboxCore::refusal_locked(const Person* person, const SendAttempt& attempt,
                                                          Timestamp now) const {
  if (person == nullptr || !person->last_act) return SandboxRefusal{100, 2018001, "(#100) No matching user found", 0};
  const std::string& saved = attempt.message.attachment_id;
  if (!saved.empty() && world_.saved_attachment(saved) == nullptr) {
    return SandboxRefusal{100, 2018074, "(#100) The attachment id is invalid or belongs to another Page", 0};
  }
  if (now - *person->last_act > attempt.window) {
    return SandboxRefusal{10, 2018278,
                          "(#10) This message is sent outside of allowed window. Learn more about the new policy here: "
                          "https://developers.facebook.com/docs/messenger-platform/policy-overview",
                          0};
  }
  return std::nullopt;
}

SandboxFaults SandboxCore::use_faults_locked() {
  SandboxFaults faults = faults_;
  if (faults.sends > 0 && ++faulty_sends_ >= faults.sends) faults_ = {};
  return faults;
}

std::optional<std::uint64_t> SandboxCore::accept_locked(Person& person, SendAttempt& attempt,
                                                        const SandboxFaults& faults, Timestamp now) {
  PageMessage& message = attempt.message;
  if (!message.attachment_id.empty()) {
    const SavedAttachment& saved = *world_.saved_attachment(message.attachment_id);
    message.attachment_type = saved.type;
    message.attachment_url = saved.url;
  }
  if (message.is_reusable) {
    world_.save_attachment(attempt.new_attachment_id, {message.attachment_type, message.attachment_url});
  }
  World::Receipts receipts = world_.accept(person, attempt.mid, message, now);
  const std::uint64_t echo = faults.no_echo ? 0 : publish_locked(std::move(receipts.echo));
  publish_locked(std::move(receipts.delivery));
  if (!faults.echo_before_answer || !outbox_.take(echo)) return std::nullopt;
  return echo;
}

void SandboxCore::set_faults(SandboxFaults faults) {
  const std::lock_guard<std::mutex> lock(mutex_);
  faults_ = std::move(faults);
  faulty_sends_ = 0;
}

SandboxFaults SandboxCore::faults() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return faults_;
}

std::vector<SandboxWebhook> SandboxCore::webhooks() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return outbox_.ledger();
}

SandboxTally SandboxCore::tally() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return outbox_.tally();
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
