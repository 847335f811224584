#include <algorithm>
#include <charconv>

#include "desk/lane_step.hpp"
#include "webhook/parse_element.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

namespace {

constexpr std::size_t max_history = 32;

void add_history(Message& message, MessageChange change) {
  if (message.history.size() == max_history) message.history.erase(message.history.begin());
  message.history.push_back(std::move(change));
}

/// One past the last if Meta does not count.
std::uint64_t count_of(const MessageEdited& edit, std::uint64_t last) {
  std::uint64_t count = 0;
  const std::string& digits = edit.edit_count;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return error == std::errc() && end == digits.data() + digits.size() ? count : last + 1;
}

/// Puts one change into a message. False if it changes nothing: a newer one is there already, or it is of no known kind.
struct ChangeOf {
  MessageRecord& record;
  Timestamp at;

  bool operator()(const MessageEdited& edit) const {
    const std::uint64_t count = count_of(edit, record.edits);
    if (record.message.unsent_at || count <= record.edits) return false;
    record.edits = count;
    add_history(record.message, {MessageChangeKind::edited, at, record.message.body.text});
    record.message.body.text = edit.text;
    return true;
  }
  /// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks: what was taken back must
  /// not be kept, so the texts before it go, too.
  bool operator()(const MessageUnsent& /*unsent*/) const {
    Message& message = record.message;
    if (message.unsent_at) return false;
    message.unsent_at = at;
    message.body = {};
    for (MessageChange& change : message.history)
      if (change.kind == MessageChangeKind::edited) change.text.clear();
    add_history(message, {MessageChangeKind::unsent, at, {}});
    return true;
  }
  bool operator()(const ReactionChanged& changed) const {
    if (record.reacted_at && at < *record.reacted_at) return false;
    const bool reacts = changed.action.value == ReactionAction::react;
    std::string emoji = reacts ? changed.emoji : std::string();
    if (reacts && emoji.empty()) emoji = changed.reaction.text;
    record.reacted_at = at;
    if (emoji == record.message.reaction) return false;
    record.message.reaction = emoji;
    add_history(record.message, {reacts ? MessageChangeKind::reacted : MessageChangeKind::reaction_removed, at, emoji});
    return true;
  }
  template <class Other>
  bool operator()(const Other& /*event*/) const {
    return false;
  }
};

} // namespace

Mid LaneStep::changed_mid(const EventBody& body) {
  if (const auto* edit = std::get_if<MessageEdited>(&body)) return edit->mid;
  if (const auto* unsent = std::get_if<MessageUnsent>(&body)) return unsent->mid;
  if (const auto* reaction = std::get_if<ReactionChanged>(&body)) return reaction->mid;
  return {};
}

/// An edit, an unsend or a reaction. It may come before the message it speaks of.
void LaneStep::on_change(const Event& event) {
  const auto* reaction = std::get_if<ReactionChanged>(&event.body);
  if (reaction != nullptr && reaction->action.value == ReactionAction::unknown) return pass_on(event);
  if (reaction != nullptr && reaction->action.value == ReactionAction::react) note_act(event.at, CustomerAct::reaction);
  const Mid mid = changed_mid(event.body);
  MessageRecord* changed = record_of(mid);
  if (changed == nullptr) return remember_early({mid, false, event.envelope, event.raw_json, event.at, true});
  const bool is_new = std::visit(ChangeOf{*changed, event.at}, event.body);
  records_[changed->message.id].changed = true; // also then: it may know of a newer time
  if (is_new) emit(MessageUpdated{changed->message});
}

/// Changes that came before their message. True if they changed it.
bool LaneStep::apply_early(MessageRecord& record, const std::vector<EarlyFact>& early) {
  bool changed = false;
  for (const EarlyFact& one : early) {
    if (!one.is_change) continue;
    const Event event = webhook::parse_again(one.raw_json, one.envelope);
    changed = std::visit(ChangeOf{record, event.at}, event.body) || changed;
  }
  return changed;
}

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
