#include "pagebridge/webhook/dedupe_key.hpp"

#include <optional>

#include "crypto.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

/// Joins parts so that no two different lists give the same text.
std::string join(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (const std::string_view part : parts) joined.append(std::to_string(part.size())).append(":").append(part);
  return joined;
}

std::string digest(std::string_view text) { return crypto::hex(crypto::sha256(text)); }

std::string mids_digest(const std::vector<Mid>& mids) {
  std::string joined;
  for (const Mid& mid : mids) joined += join({mid.text()});
  return digest(joined);
}

/// The part of the key that the event itself gives; nothing if what it would be made of is missing.
struct OwnKey {
  const Event& event;
  using Key = std::optional<std::string>;

  static Key of_mid(const Mid& mid) { return mid.empty() ? Key() : mid.text(); }
  [[nodiscard]] std::string person() const { return event.customer ? event.customer->text() : std::string(); }
  static std::string ms(Timestamp t) { return std::to_string(to_unix_ms(t)); }

  Key operator()(const MessageReceived& e) const { return of_mid(e.content.mid); }
  Key operator()(const PostbackReceived& e) const { return of_mid(e.mid); }
  Key operator()(const MessageEchoed& e) const { return of_mid(e.content.mid); }
  Key operator()(const MessageUnsent& e) const { return of_mid(e.mid); }
  Key operator()(const MessageEdited& e) const {
    return e.mid.empty() ? Key() : join({e.mid.text(), e.edit_count, digest(e.text)});
  }
  Key operator()(const ReactionChanged& e) const {
    return e.mid.empty() ? Key() : join({e.mid.text(), person(), e.action.text, e.emoji, ms(event.at)});
  }
  Key operator()(const MessageDelivered& e) const {
    return e.watermark ? join({person(), ms(*e.watermark), mids_digest(e.mids)}) : Key();
  }
  Key operator()(const MessageRead& e) const {
    if (e.watermark) return join({person(), ms(*e.watermark)});
    return e.mid.empty() ? Key() : join({person(), e.mid.text()});
  }
  template <class Other>
  Key operator()(const Other& /*event*/) const {
    return std::nullopt;
  }
};

/// Where nothing names the event, its bytes do. Some have no time in them (a field's bare name, a label put on a second
/// time), so that the same bytes come again with another meaning: then the time of the sending tells them apart, which a
/// repeated delivery repeats.
std::string key_of_bytes(const Event& event) {
  const std::optional<Timestamp>& sent_at = event.envelope.sent_at;
  const bool has_own_time = !sent_at || event.at != *sent_at;
  return join({digest(event.raw_json), has_own_time ? "" : std::to_string(to_unix_ms(*sent_at))});
}

} // namespace

std::string dedupe_key(const ServiceId& service, const Event& event) {
  const std::optional<std::string> own = std::visit(OwnKey{event}, event.body);
  return digest(join({service.text(), to_string(event.envelope.channel), kind_of(event.body), own ? "key" : "bytes",
                      own ? *own : key_of_bytes(event)}));
}

PAGEBRIDGE_END_NAMESPACE
