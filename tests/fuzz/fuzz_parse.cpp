// The parser, and the journal's way back: an event that is parsed again from its own bytes. The input is the body.
#include <string>

#include "fuzz/check.hpp"
#include "fuzz/walk.hpp"
#include "json/tree.hpp"
#include "pagebridge/webhook/dedupe_key.hpp"
#include "pagebridge/webhook/parse.hpp"
#include "utf8.hpp"
#include "webhook/parse_element.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using fuzz::check;

namespace {

/// Looks for parts of a text, each first behind the last one that it found: events and attachments come in order, and to
/// begin at the front for each would take minutes for a body of many small ones.
class Parts {
 public:
  explicit Parts(std::string_view whole) : whole_(whole) {}

  bool has(std::string_view part) {
    std::size_t found = whole_.find(part, behind_);
    if (found == std::string_view::npos) found = whole_.find(part);
    if (found == std::string_view::npos) return false;
    behind_ = found + part.size();
    return true;
  }

 private:
  std::string_view whole_;
  std::size_t behind_ = 0;
};

/// How many events an envelope has at least: one for each entry, so that nothing is dropped.
std::size_t entries(const json::Value& root) {
  std::size_t count = 0;
  const auto add = [&count](const json::Value& envelope) {
    if (!envelope["entry"].is_array()) {
      ++count; // a stranger among envelopes
      return;
    }
    for ([[maybe_unused]] const json::Value& entry : envelope["entry"]) ++count;
  };
  if (!root.is_array()) {
    add(root);
  } else {
    for (const json::Value& envelope : root) add(envelope);
  }
  return count;
}

void check_texts(const fuzz::Texts& found, std::string_view raw) {
  Parts parts(raw);
  for (const std::string_view text : found.texts)
    check(utf8::code_points(text) != std::string_view::npos, "every string of an event is UTF-8");
  for (const std::string_view json : found.raws) check(parts.has(json), "JSON that is passed on is the event's own");
}

/// A name that stood beside the bytes is not in them.
bool has_own_name(const Event& event) {
  return event.envelope.channel != Channel::entry || !std::holds_alternative<UnknownEvent>(event.body);
}

void check_again(const Event& event, const fuzz::Texts& texts) {
  const Event again = webhook::parse_again(event.raw_json, event.envelope);
  check(kind_of(again.body) == kind_of(event.body), "an event from the journal is of the same kind");
  check(again.customer == event.customer, "an event from the journal is the same customer's");
  check(again.envelope.page == event.envelope.page, "an event from the journal is the same Page's");
  check(again.at == event.at, "an event from the journal is of the same time");
  check(again.raw_json == event.raw_json, "an event from the journal keeps its bytes");
  check(dedupe_key(ServiceId("s"), again) == dedupe_key(ServiceId("s"), event), "the dedupe key stays the same");
  if (has_own_name(event)) check(fuzz::texts_of(again.body) == texts, "an event from the journal says the same");
}

void check_event(const Event& event) {
  const fuzz::Texts texts = fuzz::texts_of(event.body);
  check_texts(texts, event.raw_json);
  check_texts(fuzz::texts_of(event.envelope), event.raw_json);
  check_texts(fuzz::texts_of(event.customer), event.raw_json);
  check(!event.customer || !event.customer->empty(), "a customer has an id");
  check(to_unix_ms(event.at) >= 0, "nothing happens before 1970");
  check(!kind_of(event.body).empty(), "every event has a kind");
  check_again(event, texts);
}

void check_envelope(const Webhook& webhook, std::string_view body) {
  const auto tree = json::Tree::parse(body);
  check(tree.has_value(), "an envelope is JSON");
  check(webhook.events.size() >= entries(tree->root()), "every entry gives an event");
  Parts parts(body);
  for (const Event& event : webhook.events) {
    check(!event.raw_json.empty() && parts.has(event.raw_json), "an event's bytes are the body's");
    const auto own = json::Tree::parse(event.raw_json);
    check(own && own->root().raw() == event.raw_json, "an event's bytes are one JSON value");
  }
}

void check_no_envelope(const Webhook& webhook, std::string_view body) {
  check(webhook.events.size() == 1, "what is no envelope is one event");
  check(kind_of(webhook.events.front().body) == "unknown", "what is no envelope is an unknown event");
  check(webhook.events.front().raw_json == body, "what is no envelope is kept whole");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body = fuzz::text_of(data, size);
  const Webhook webhook = parse(VerifiedBody::trust(std::string(body)));
  if (webhook.is_envelope) {
    check_envelope(webhook, body);
    for (const Event& event : webhook.events) check_event(event);
  } else {
    check_no_envelope(webhook, body);
  }
  return 0;
}
