#include "pagebridge/webhook/parse.hpp"

#include <utility>

#include "json/tree.hpp"
#include "webhook/parse_element.hpp"
#include "webhook/readers.hpp"
#include "webhook/words.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

constexpr webhook::Word<WebhookObject> objects[] = {{"page", WebhookObject::page},
                                                    {"instagram", WebhookObject::instagram}};

/// Receives the body's entries one by one while it is parsed, so that what an event costs does not depend on how many
/// others travel with it.
class EnvelopeReader final : public json::ElementSink {
 public:
  explicit EnvelopeReader(std::vector<Event>& events) : events_(events) {}

  /// The envelope itself, or an array of envelopes (as group events are documented).
  bool element(const json::Value& value, const Place& place) override {
    const unsigned envelope_depth = place.in_array ? 1 : 0;
    if (place.depth == envelope_depth + 2 && place.array == "entry") {
      read_entry(value);
      return true;
    }
    // An array around envelopes is none itself, and its elements were here before it.
    const bool is_around = place.depth == 0 && value.is_array();
    if (place.depth == envelope_depth && !is_around) end_envelope(value);
    return false;
  }

  void restart() override {
    events_.clear();
    in_envelope_ = 0;
    found_envelope_ = false;
  }

  /// False if the body was neither.
  [[nodiscard]] bool found_envelope() const noexcept { return found_envelope_; }

 private:
  /// Members come in any order, so only now it is certain which object the entries belong to.
  void end_envelope(const json::Value& value) {
    if (value["entry"].is_array()) {
      found_envelope_ = true;
      const Open<WebhookObject> object = webhook::open_enum(objects, value["object"].text());
      for (; in_envelope_ < events_.size(); ++in_envelope_) events_[in_envelope_].envelope.object = object;
    } else {
      add(value, EventEnvelope{{}, {}, {}, Channel::entry});
      in_envelope_ = events_.size();
    }
  }

  /// An entry may hold several arrays at once; which ones decides what it is, never `object`.
  void read_entry(const json::Value& entry) {
    EventEnvelope envelope;
    envelope.page = webhook::id_in<PageId>(entry["id"]);
    envelope.sent_at = webhook::timestamp(entry["time"]);
    const std::size_t before = events_.size();
    if (entry.is_object())
      for (auto member = entry.begin(); member != entry.end(); ++member)
        if (const auto channel = channel_of(member.name()); channel && (*member).is_array()) {
          envelope.channel = *channel;
          for (const json::Value& element : *member) add(element, envelope);
        }
    envelope.channel = Channel::entry;
    const bool whole = webhook::carries_event(entry);
    if (events_.size() > before && !whole) read_rest(entry, envelope);
    if (events_.size() == before || whole) add(entry, envelope);
  }

  /// What stands beside the arrays that we know: tomorrow's array must not get lost.
  void read_rest(const json::Value& entry, const EventEnvelope& envelope) {
    for (auto member = entry.begin(); member != entry.end(); ++member) {
      const json::Value value = *member;
      if (value.is_object()) add_stranger(member.name(), value, envelope);
      if (!value.is_array() || channel_of(member.name())) continue;
      for (const json::Value& element : value) add_stranger(member.name(), element, envelope);
    }
  }

  void add_stranger(std::string_view name, const json::Value& value, const EventEnvelope& envelope) {
    add(value, envelope);
    if (auto* unknown = std::get_if<UnknownEvent>(&events_.back().body)) unknown->name = std::string(name);
  }

  void add(const json::Value& value, const EventEnvelope& envelope) {
    Event& event = events_.emplace_back();
    event.envelope = envelope;
    webhook::parse_element(value, event);
  }

  static std::optional<Channel> channel_of(std::string_view name) {
    if (name == "messaging") return Channel::messaging;
    if (name == "standby") return Channel::standby;
    if (name == "changes" || name == "changed_fields") return Channel::changes;
    if (name == "calls") return Channel::calls;
    return std::nullopt;
  }

  std::vector<Event>& events_;
  std::size_t in_envelope_ = 0; ///< from here on the events' envelope has not ended yet
  bool found_envelope_ = false;
};

} // namespace

Webhook parse(const VerifiedBody& body) {
  Webhook webhook;
  EnvelopeReader reader(webhook.events);
  const std::optional<json::Tree> tree = json::Tree::parse(body.bytes(), &reader);
  if (tree && reader.found_envelope()) return webhook;
  webhook.is_envelope = false;
  webhook.events.clear();
  Event whole;
  whole.envelope.channel = Channel::entry;
  whole.raw_json = std::string(body.bytes());
  webhook.events.push_back(std::move(whole));
  return webhook;
}

PAGEBRIDGE_END_NAMESPACE
