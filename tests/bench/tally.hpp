#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bench {

enum class Kind : std::uint8_t { other, text, attachment, echo, postback, delivery, read };
constexpr std::array<std::string_view, 7> kind_names = {"other",    "text",     "attachment", "echo",
                                                        "postback", "delivery", "read"};

/// One event as views of what somebody else owns: what floor and SDK hand to the same handlers. Where a message has
/// several links, or a delivery several messages, it is the last one.
struct EventView {
  Kind kind = Kind::other;
  std::size_t attachments = 0;
  std::string_view page, customer, mid, reply_to, text, payload, url;
  std::int64_t sent_at = 0, at = 0, watermark = 0; ///< ms since 1970
};

constexpr std::array<std::string_view, 11> field_names = {"attachments", "page", "customer", "mid", "reply_to", "text",
                                                          "payload",     "url",  "sent_at",  "at",  "watermark"};

/// What a host's handlers stand for: they read every field, so that none can be left out, and it shows what was read.
struct Tally {
  std::array<std::uint64_t, kind_names.size()> events{};
  std::array<std::uint64_t, field_names.size()> fields{}; ///< sums of lengths; of counts and times themselves

  friend bool operator==(const Tally& a, const Tally& b) { return a.events == b.events && a.fields == b.fields; }
  friend bool operator!=(const Tally& a, const Tally& b) { return !(a == b); }
};

/// Calls the handler of the event's kind.
void dispatch(Tally& tally, const EventView& event);

} // namespace bench
