#pragma once

#include <string>
#include <vector>

#include "pagebridge/message/outgoing_message.hpp"
#include "support/catch.hpp"

/// The field that `message` is refused for; empty if it is not.
inline std::string refused_field(const pagebridge::OutgoingMessage& message,
                                 pagebridge::Checks checks = pagebridge::Checks::structure) {
  const pagebridge::Result<void> valid = validate(message, checks);
  if (valid) return {};
  CHECK(valid.error().code == pagebridge::ErrorCode::invalid_argument);
  CHECK(valid.error().fate == pagebridge::SendFate::not_sent);
  CHECK_FALSE(valid.error().message.empty());
  return valid.error().field;
}

inline std::string strictly_refused_field(const pagebridge::OutgoingMessage& message) {
  return refused_field(message, pagebridge::Checks::strict);
}

inline std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

/// What no text may hold.
inline const std::string no_utf8 = "a\xff";

/// So many code points, in more bytes.
inline std::string long_text(std::size_t length) { return repeated("\xc3\xa8", length); }

/// A message that is good, in which a test spoils one thing at a time.
template <class Content>
class Spoiled {
 public:
  explicit Spoiled(Content good) : good_(std::move(good)) { CHECK(strictly_refused_field(good_).empty()); }

  /// `spoil(content)` makes the message refused for `field`, whatever the checks are.
  template <class Spoil>
  void refused_for(const std::string& field, Spoil&& spoil) const {
    INFO("field " << field);
    CHECK(refused_field(with(spoil)) == field);
    CHECK(strictly_refused_field(with(spoil)) == field);
  }
  /// … only if the checks are strict.
  template <class Spoil>
  void strictly_refused_for(const std::string& field, Spoil&& spoil) const {
    INFO("field " << field);
    CHECK(refused_field(with(spoil)).empty());
    CHECK(strictly_refused_field(with(spoil)) == field);
  }
  /// A text field: UTF-8, up to `most` code points (0: any length).
  template <class Field>
  void text(const std::string& field, std::size_t most, Field&& member) const {
    refused_for(field, [&](Content& content) { member(content) = no_utf8; });
    if (most == 0) return taken([&](Content& content) { member(content) = long_text(5000); });
    taken([&](Content& content) { member(content) = long_text(most); });
    strictly_refused_for(field, [&](Content& content) { member(content) = long_text(most + 1); });
  }
  /// Likewise, and not empty.
  template <class Field>
  void required(const std::string& field, std::size_t most, Field&& member) const {
    refused_for(field, [&](Content& content) { member(content).clear(); });
    text(field, most, member);
  }
  /// The changed message is good, even strictly.
  template <class Change>
  void taken(Change&& change) const {
    CHECK(strictly_refused_field(with(change)).empty());
  }

 private:
  template <class Change>
  Content with(Change&& change) const {
    Content changed = good_;
    change(changed);
    return changed;
  }
  Content good_;
};
