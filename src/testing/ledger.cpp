#include "testing/ledger.hpp"

#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

void Ledger::note_turn(const PageId& page, const Psid& psid, const SandboxMessage& message) {
  Entry entry;
  entry.at = message.at;
  entry.page = page;
  entry.psid = psid;
  entry.from_page = message.from_page;
  entry.mid = message.mid;
  entry.text = message.text;
  entry.attachment_type = message.attachment_type;
  entry.metadata = message.metadata;
  add(std::move(entry));
}

void Ledger::note_webhook(const SandboxWebhook& webhook, Timestamp at) {
  Entry entry;
  entry.kind = Entry::Kind::webhook;
  entry.at = at;
  entry.page = webhook.page;
  entry.psid = webhook.psid;
  entry.app = webhook.app;
  entry.field = webhook.field;
  entry.webhook = webhook.number;
  entry.attempts = webhook.attempts;
  entry.repeated = webhook.repeated;
  entry.body = webhook.body;
  add(std::move(entry));
}

void Ledger::add(Entry entry) {
  entry.number = ++last_number_;
  entries_.push_back(std::move(entry));
  while (entries_.size() > most_) entries_.pop_front();
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
