#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/message/outgoing_message.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// The rules for messages. Private.
namespace message {

/// One walk through a message. It remembers where it stands and the first thing that is wrong; after that, nothing more is
/// looked at. Errors name the field and the limit, never what the field holds: that is a customer's or an agent's.
class Inspection {
 public:
  explicit Inspection(Checks checks) : checks_(checks) {}

  [[nodiscard]] bool failed() const noexcept { return error_.has_value(); }
  [[nodiscard]] bool is_strict() const noexcept { return checks_ == Checks::strict; }
  [[nodiscard]] Result<void> result() const;

  /// Says that the field `name` of what is being looked at is wrong. Without a name: what is being looked at.
  void refuse(std::string_view name, std::string message);
  void refuse_unless(bool good, std::string_view name, const char* message);

  /// UTF-8; up to `most` code points if the checks are strict (0: any length).
  void text(std::string_view name, std::string_view value, std::size_t most);
  /// Likewise, and not empty.
  void required(std::string_view name, std::string_view value, std::size_t most);
  /// UTF-8, up to `most` code points whatever the checks are.
  void limited(std::string_view name, std::string_view value, std::size_t most);
  void count(std::string_view name, std::size_t value, std::size_t least, std::size_t most);
  void number(std::string_view name, int value, int least, int most);
  /// An http:// or https:// address in one piece.
  void address(std::string_view name, std::string_view value);
  void address_unless_empty(std::string_view name, std::string_view value);
  /// An https:// address in one piece.
  void secure_address(std::string_view name, std::string_view value);
  /// Exactly one of two.
  void one_of(std::string_view name, bool has, std::string_view other_name, bool has_other);

  /// `look(element)` for each element of the list `name`, until something is wrong.
  template <class List, class Look>
  void each(std::string_view name, const List& list, Look&& look) {
    for (std::size_t i = 0; i < list.size() && !failed(); ++i)
      within(std::string(name) + "[" + std::to_string(i) + "]", [&] { look(list[i]); });
  }
  /// `look()`, with the names in it standing below `name`.
  template <class Look>
  void within(std::string_view name, Look&& look) {
    if (failed()) return;
    const std::size_t before = place_.size();
    place_ = field(name);
    look();
    place_.resize(before);
  }

 private:
  [[nodiscard]] std::string field(std::string_view name) const;
  [[nodiscard]] std::optional<std::size_t> utf8_length(std::string_view name, std::string_view value);
  void one_piece(std::string_view name, std::string_view value, std::size_t scheme_length);

  Checks checks_;
  std::string place_;
  std::optional<Error> error_;
};

void inspect(Inspection& in, const Text& content);
void inspect(Inspection& in, const MediaByUrl& content);
void inspect(Inspection& in, const SavedMedia& content);
void inspect(Inspection& in, const Images& content);
void inspect(Inspection& in, const Sticker& content);
void inspect(Inspection& in, const GenericTemplate& content);
void inspect(Inspection& in, const ButtonTemplate& content);
void inspect(Inspection& in, const MediaTemplate& content);
void inspect(Inspection& in, const ReceiptTemplate& content);
void inspect(Inspection& in, const ProductTemplate& content);
void inspect(Inspection& in, const CouponTemplate& content);
void inspect(Inspection& in, const FeedbackTemplate& content);
void inspect(Inspection& in, const ImageGridTemplate& content);
void inspect(Inspection& in, const UtilityTemplate& content);
void inspect(Inspection& in, const QuickReply& reply);
/// All of a message.
void inspect(Inspection& in, const OutgoingMessage& message);

/// A button below a template.
void inspect(Inspection& in, const Button& button);
/// The buttons `name` of a template: from `least` to three.
void inspect_buttons(Inspection& in, const std::vector<Button>& buttons, std::size_t least);
/// What a tap on a picture does: the button has no title.
void inspect_action(Inspection& in, const UrlButton& action);
void inspect_action(Inspection& in, const PostbackButton& action);

} // namespace message
PAGEBRIDGE_END_NAMESPACE
