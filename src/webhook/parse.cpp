#include "pagebridge/webhook/parse.hpp"

#include <utility>

#include "json/tree.hpp"
#include "webhook/parse_element.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

class EnvelopeReader {
 public:
  explicit EnvelopeReader(std::vector<Event>& events) : events_(events) {}

  /// The envelope itself, or an array of envelopes (as group events are documented). False if it is neither.
  bool read(const json::Value& root) {
    if (!root.is_array()) return read_envelope(root);
    bool any = false;
    for (const json::Value& envelope : root) any = read_envelope(envelope) || any;
    return any;
  }

 private:
  bool read_envelope(const json::Value& value) {
    if (!value["entry"].is_array()) {
      EventEnvelope nowhere;
      nowhere.channel = Channel::entry;
      events_.push_back(webhook::parse_unknown(value, std::move(nowhere)));
      return false;
    }
    const std::string object(value["object"].text());
    for (const json::Value& entry : value["entry"]) read_entry(entry, object);
    return true;
  }

  /// An entry may hold several arrays at once; which ones decides what it is, never `object`.
  void read_entry(const json::Value& entry, const std::string& object) {
    EventEnvelope envelope{object, PageId(std::string(entry["id"].id())), webhook::timestamp(entry["time"]),
                           Channel::messaging};
    const std::size_t before = events_.size();
    read_elements(entry["messaging"], envelope, Channel::messaging);
    read_elements(entry["standby"], envelope, Channel::standby);
    read_unknowns(entry["changes"], envelope, Channel::changes);
    read_unknowns(entry["changed_fields"], envelope, Channel::changes);
    read_unknowns(entry["calls"], envelope, Channel::calls);
    envelope.channel = Channel::entry;
    if (events_.size() > before) return read_rest(entry, envelope);
    events_.push_back(webhook::parse_element(entry, std::move(envelope)));
  }

  /// What stands beside the arrays that we know: tomorrow's array must not get lost.
  void read_rest(const json::Value& entry, const EventEnvelope& envelope) {
    for (auto member = entry.begin(); member != entry.end(); ++member) {
      const json::Value value = *member;
      if (value.is_object()) read_stranger(member.name(), value, envelope);
      if (!value.is_array() || is_known_array(member.name())) continue;
      for (const json::Value& element : value) read_stranger(member.name(), element, envelope);
    }
  }

  void read_stranger(std::string_view name, const json::Value& value, const EventEnvelope& envelope) {
    events_.push_back(webhook::parse_element(value, envelope));
    if (auto* unknown = std::get_if<UnknownEvent>(&events_.back().body)) unknown->name = std::string(name);
  }

  static bool is_known_array(std::string_view name) {
    return name == "messaging" || name == "standby" || name == "changes" || name == "changed_fields" || name == "calls";
  }

  void read_elements(const json::Value& array, EventEnvelope envelope, Channel channel) {
    envelope.channel = channel;
    if (array.is_array())
      for (const json::Value& element : array) events_.push_back(webhook::parse_element(element, envelope));
  }

  void read_unknowns(const json::Value& array, EventEnvelope envelope, Channel channel) {
    envelope.channel = channel;
    if (array.is_array())
      for (const json::Value& element : array) events_.push_back(webhook::parse_unknown(element, envelope));
  }

  std::vector<Event>& events_;
};

} // namespace

Webhook parse(const VerifiedBody& body) {
  Webhook webhook;
  const std::optional<json::Tree> tree = json::Tree::parse(body.bytes());
  if (tree) webhook.is_envelope = EnvelopeReader(webhook.events).read(tree->root());
  if (tree && webhook.is_envelope) return webhook;
  webhook.is_envelope = false;
  webhook.events.clear();
  Event whole;
  whole.envelope.channel = Channel::entry;
  whole.raw_json = std::string(body.bytes());
  webhook.events.push_back(std::move(whole));
  return webhook;
}

PAGEBRIDGE_END_NAMESPACE
