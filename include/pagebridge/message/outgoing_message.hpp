#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/message/feedback_template.hpp"
#include "pagebridge/message/media.hpp"
#include "pagebridge/message/quick_reply.hpp"
#include "pagebridge/message/receipt_template.hpp"
#include "pagebridge/message/template.hpp"
#include "pagebridge/message/utility_template.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Plain text, UTF-8. One message holds up to 2,000 code points; the bridge sends longer ones in parts (split_text).
struct Text {
  std::string text;
};

/// What a message shows. New arms go last; end every visit in `[](const auto&) {}`.
using OutgoingContent = std::variant<Text, MediaByUrl, SavedMedia, Images, Sticker, GenericTemplate, ButtonTemplate,
                                     MediaTemplate, ReceiptTemplate, ProductTemplate, CouponTemplate, FeedbackTemplate,
                                     ImageGridTemplate, UtilityTemplate>;

/// How the person's device announces a message.
enum class Notification { regular, silent, none };

/// Something to send: its content, and what goes with it. Made of any content; the rest reads as a sentence:
///
///     OutgoingMessage(Text{"Shall we ring you?"}).with(QuickReply::with("Yes", "CALL_ME")).in_reply_to(mid)
struct OutgoingMessage {
  OutgoingContent content;
  std::vector<QuickReply> quick_replies; ///< up to 13
  Mid reply_to;                          ///< shown as an answer to this message; empty: none
  PersonaId persona;                     ///< in whose name and with whose picture; empty: the Page's
  Notification notification = Notification::regular;

  OutgoingMessage() = default;
  template <class Content, class = std::enable_if_t<std::is_constructible_v<OutgoingContent, Content&&> &&
                                                    !std::is_same_v<std::decay_t<Content>, OutgoingMessage>>>
  OutgoingMessage(Content&& the_content) // NOLINT(google-explicit-constructor)
      : content(std::forward<Content>(the_content)) {}

  OutgoingMessage with(QuickReply reply) && {
    quick_replies.push_back(std::move(reply));
    return std::move(*this);
  }
  OutgoingMessage in_reply_to(Mid mid) && {
    reply_to = std::move(mid);
    return std::move(*this);
  }
  OutgoingMessage as(PersonaId the_persona) && {
    persona = std::move(the_persona);
    return std::move(*this);
  }
  OutgoingMessage notify(Notification how) && {
    notification = how;
    return std::move(*this);
  }
};

/// How much of what Meta's pages say is held against a message.
enum class Checks {
  /// What the platform surely refuses: something required is missing, one of two is not one, too many of something, an
  /// address that cannot be one, text that is not UTF-8, a text above 2,000 code points.
  structure,
  /// Also the documented lengths of titles, payloads and the like. Meta raises such limits without notice, and Messenger
  /// often shortens what is too long rather than refuse it; so this is for the authors of templates, not for the way out.
  strict
};

/// Whether the platform can take it as one message. The error (`invalid_argument`) names the first field that is wrong as a
/// path, `text`, `quick_replies[3].title` or `elements[2].buttons[0].url`, and says what the limit is; it quotes nothing of
/// the message. Without `checks`: Checks::structure.
PAGEBRIDGE_EXPORT Result<void> validate(const OutgoingMessage& message);
PAGEBRIDGE_EXPORT Result<void> validate(const OutgoingMessage& message, Checks checks);

PAGEBRIDGE_END_NAMESPACE
