#include "pagebridge/webhook/parse.hpp"

#include <algorithm>

#include "json/tree.hpp"
#include "open_words.hpp"
#include "webhook/parse_element.hpp"
#include "webhook/readers.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

constexpr Word<WebhookObject> objects[] = {{"page", WebhookObject::page}, {"instagram", WebhookObject::instagram}};

/// More events than Meta can mean: it documents up to 1000 updates in a body, and one that has a sender and a recipient
/// takes more than 64 bytes. An Event takes ten times that, so without a bound "1,1,1,…" would cost hundreds of bytes each.
std::size_t most_events(std::string_view body) noexcept { return 1024 + body.size() / 64; }

/// Receives the body's entries one by one while it is parsed, so that what an event costs does not depend on how many
/// others travel with it.
class EnvelopeReader final : public json::ElementSink {
 public:
  EnvelopeReader(std::string_view body, std::vector<Event>& events)
      : body_(body), events_(events), most_(most_events(body)) {}

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
    has_too_many_ = false;
  }

  /// False if the body was neither, or has more events than Meta can mean.
  [[nodiscard]] bool found_envelope() const noexcept { return found_envelope_ && !has_too_many_; }

 private:
  /// Members come in any order, so only now it is certain which object the entries belong to.
  void end_envelope(const json::Value& value) {
    if (value["entry"].is_array()) {
      found_envelope_ = true;
      read_beside_entry(value);
      const Open<WebhookObject> object = open_enum(objects, value["object"].text());
      for (; in_envelope_ < events_.size(); ++in_envelope_) events_[in_envelope_].envelope.object = object;
    } else {
      add(value, Entry(), Channel::entry);
      in_envelope_ = events_.size();
    }
  }

  /// Tomorrow's list may stand beside `entry`, too.
  void read_beside_entry(const json::Value& envelope) {
    for (auto member = envelope.begin(); member != envelope.end(); ++member) {
      const json::Value part = *member;
      if (member.name() != "entry" && (part.is_object() || part.is_array())) add_stranger(member.name(), part, Entry());
    }
  }

  /// What an entry says of all its events.
  struct Entry {
    std::string_view page;
    std::optional<Timestamp> sent_at;
  };

  /// An entry may hold several arrays at once; which ones decides what it is, never `object`.
  void read_entry(const json::Value& value) {
    const Entry entry{value["id"].id(), webhook::timestamp(value["time"])};
    const std::size_t before = events_.size();
    bool has_more = false; // than the arrays that we know
    for (auto member = value.begin(); member != value.end(); ++member) {
      const json::Value part = *member;
      const auto channel = part.is_array() ? channel_of(member.name()) : std::nullopt;
      if (channel) {
        for (const json::Value& element : part) add_all(element, entry, *channel);
      } else {
        has_more = has_more || part.is_array() || part.is_object() || member.name() == "field";
      }
    }
    const bool has_events = events_.size() > before;
    const bool is_event = has_more && webhook::carries_event(value);
    if (has_events && has_more && !is_event) read_rest(value, entry);
    if (!has_events || is_event) add(value, entry, Channel::entry);
  }

  /// What stands beside the arrays that we know: tomorrow's array must not get lost.
  void read_rest(const json::Value& value, const Entry& entry) {
    for (auto member = value.begin(); member != value.end(); ++member) {
      const json::Value part = *member;
      if (part.is_object()) add_stranger(member.name(), part, entry);
      if (!part.is_array() || channel_of(member.name())) continue;
      for (const json::Value& element : part) add_stranger(member.name(), element, entry);
    }
  }

  /// A change may wrap several; each is an event.
  void add_all(const json::Value& element, const Entry& entry, Channel channel) {
    const json::Value nested = channel == Channel::changes ? webhook::nested_changes(element) : json::Value();
    if (!nested.exists() || !(++nested.begin() != nested.end())) return add(element, entry, channel);
    for (const json::Value& inner : nested) add(inner, entry, channel);
  }

  void add_stranger(std::string_view name, const json::Value& value, const Entry& entry) {
    add(value, entry, Channel::entry);
    if (auto* unknown = std::get_if<UnknownEvent>(&events_.back().body)) unknown->name = webhook::short_name(name);
  }

  void add(const json::Value& value, const Entry& entry, Channel channel) {
    if (events_.size() == most_) {
      has_too_many_ = true;
      return;
    }
    if (events_.size() == events_.capacity()) make_room(value);
    Event& event = events_.emplace_back();
    event.envelope.page = PageId(std::string(entry.page));
    event.envelope.sent_at = entry.sent_at;
    event.envelope.channel = channel;
    webhook::parse_element(value, event);
  }

  /// Moving events is dear, so room is made for as many as the body will have if it goes on as up to `value`.
  void make_room(const json::Value& value) {
    const std::string_view raw = value.raw();
    const auto read = static_cast<std::size_t>(raw.data() + raw.size() - body_.data());
    const std::size_t expected = (events_.size() + 1) * body_.size() / read;
    const std::size_t at_least = events_.size() + events_.size() / 2 + 1;
    events_.reserve(std::min(std::max(expected + expected / 8, at_least), most_));
  }

  static std::optional<Channel> channel_of(std::string_view name) {
    if (name == "messaging") return Channel::messaging;
    if (name == "standby") return Channel::standby;
    if (name == "changes" || name == "changed_fields") return Channel::changes;
    if (name == "calls") return Channel::calls;
    return std::nullopt;
  }

  std::string_view body_;
  std::vector<Event>& events_;
  std::size_t in_envelope_ = 0; ///< from here on the events' envelope has not ended yet
  bool found_envelope_ = false;
  const std::size_t most_;
  bool has_too_many_ = false;
};

Webhook whole(std::string_view body) {
  Webhook webhook;
  webhook.is_envelope = false;
  Event& event = webhook.events.emplace_back();
  event.envelope.channel = Channel::entry;
  event.raw_json = std::string(body);
  return webhook;
}

} // namespace

Webhook parse(const VerifiedBody& body) {
  Webhook webhook;
  EnvelopeReader reader(body.bytes(), webhook.events);
  if (json::Tree::read(body.bytes(), reader) && reader.found_envelope()) return webhook;
  return whole(body.bytes());
}

PAGEBRIDGE_END_NAMESPACE
