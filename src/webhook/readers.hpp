#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/webhook/event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// One reader for each member or field that carries an event. None of them fails: what is missing or of another kind than
/// expected stays empty.
namespace webhook {

/// `value` is the event's own member, `element` what it stands in (for siblings such as `lead`; absent if it has none).
using Reader = void (*)(const json::Value& value, const json::Value& element, EventBody& body);

// read_message.cpp
void read_message(const json::Value& value, const json::Value& element, EventBody& body);
void read_postback(const json::Value& value, const json::Value& element, EventBody& body);
void read_delivery(const json::Value& value, const json::Value& element, EventBody& body);
void read_read(const json::Value& value, const json::Value& element, EventBody& body);
void read_reaction(const json::Value& value, const json::Value& element, EventBody& body);
void read_edit(const json::Value& value, const json::Value& element, EventBody& body);
Rare<Referral> referral_in(const json::Value& value);

// read_attachment.cpp
std::vector<Attachment> attachments_in(const json::Value& message);

// read_person.cpp
void read_referral(const json::Value& value, const json::Value& element, EventBody& body);
void read_opt_in(const json::Value& value, const json::Value& element, EventBody& body);
void read_opt_out(const json::Value& value, const json::Value& element, EventBody& body);
void read_account_link(const json::Value& value, const json::Value& element, EventBody& body);
void read_feedback(const json::Value& value, const json::Value& element, EventBody& body);
void read_response_rating(const json::Value& value, const json::Value& element, EventBody& body);
void read_game_play(const json::Value& value, const json::Value& element, EventBody& body);
void read_customer_information(const json::Value& value, const json::Value& element, EventBody& body);
void read_lead_form(const json::Value& value, const json::Value& element, EventBody& body);
void read_cart(const json::Value& value, const json::Value& element, EventBody& body);
void read_message_context(const json::Value& value, const json::Value& element, EventBody& body);
Open<ReferralSource> referral_source(std::string_view word);

// read_thread.cpp
void read_thread_passed(const json::Value& value, const json::Value& element, EventBody& body);
void read_thread_taken(const json::Value& value, const json::Value& element, EventBody& body);
void read_thread_requested(const json::Value& value, const json::Value& element, EventBody& body);
void read_app_roles(const json::Value& value, const json::Value& element, EventBody& body);
void read_policy(const json::Value& value, const json::Value& element, EventBody& body);
void read_call(const json::Value& value, const json::Value& element, EventBody& body);
void read_call_permission(const json::Value& value, const json::Value& element, EventBody& body);

// read_page.cpp
void read_feed(const json::Value& value, const json::Value& element, EventBody& body);
void read_mention(const json::Value& value, const json::Value& element, EventBody& body);
void read_rating(const json::Value& value, const json::Value& element, EventBody& body);
void read_group_comment(const json::Value& value, const json::Value& element, EventBody& body);
void read_lead(const json::Value& value, const json::Value& element, EventBody& body);
void read_inbox_label(const json::Value& value, const json::Value& element, EventBody& body);
void read_template_status(const json::Value& value, const json::Value& element, EventBody& body);
void read_marketing_message(const json::Value& value, const json::Value& element, EventBody& body);
void read_integrity(const json::Value& value, const json::Value& element, EventBody& body);

/// Meta writes times in milliseconds or in seconds, as numbers or as text, and differs from field to field; a magnitude of
/// 10^12 (2001 in milliseconds, the year 33658 in seconds) tells them apart, whatever the field.
std::optional<Timestamp> timestamp(const json::Value& value);

inline std::string copy(std::string_view text) { return std::string(text); }
/// The first that says anything: Meta moved some members and renamed others, and may leave a null where one was.
inline json::Value first_of(std::initializer_list<json::Value> candidates) {
  for (const json::Value& candidate : candidates)
    if (candidate.exists() && candidate.kind() != json::Kind::null) return candidate;
  return {};
}
/// The elements of an array or the members of an object, up to more than anything real has: a list in an event is for
/// people, and the event's raw JSON has all of it. Nothing of any other kind of value.
class Listed {
 public:
  static constexpr std::size_t most = 250;
  class Iterator {
   public:
    Iterator(json::Value::Iterator at, std::size_t left) noexcept : at_(at), left_(left) {}
    json::Value operator*() const noexcept { return *at_; }
    [[nodiscard]] std::string_view name() const noexcept { return at_.name(); }
    Iterator& operator++() noexcept {
      ++at_;
      --left_;
      return *this;
    }
    bool operator!=(const Iterator& end) const noexcept { return left_ > 0 && at_ != end.at_; }

   private:
    json::Value::Iterator at_;
    std::size_t left_;
  };
  explicit Listed(const json::Value& value) noexcept : value_(value) {}
  [[nodiscard]] Iterator begin() const noexcept { return {value_.begin(), most}; }
  [[nodiscard]] Iterator end() const noexcept { return {value_.end(), 0}; }

 private:
  json::Value value_;
};
inline Listed elements_in(const json::Value& value) noexcept {
  return Listed(value.is_array() ? value : json::Value());
}
inline Listed members_in(const json::Value& value) noexcept {
  return Listed(value.is_object() ? value : json::Value());
}

/// An id as text, whether it was written as text or as a number.
template <class SomeId>
SomeId id_in(const json::Value& value) {
  return SomeId(copy(value.id()));
}

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
