#pragma once

#include "pagebridge/config.hpp"

/// What all Graph calls have in common. A call is a plain struct that names its `Answer`, its `kind` and the limit that it
/// counts against (`pacing`), with two free functions beside it: `to_http` makes the request, `from_http` reads the answer.
/// No threads, no sockets, no state. GraphClient makes them over a transport, paced and repeated where that is safe.
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// What doing a call twice would do. It decides, together with the class of an error, whether the call may be repeated.
enum class CallKind {
  read,       ///< nothing changes on the platform: it can always be repeated
  idempotent, ///< twice is as good as once (set, delete, pass control)
  once        ///< twice is one too many (send, upload, create): repeated only if it surely was not done
};

/// Which of the platform's limits a call counts against; the numbers are in policy/platform_limits.hpp.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/overview/rate-limiting
enum class PacingClass {
  other,             ///< no limit of its own
  text,              ///< Send API: text, templates, links, reactions, stickers, images, files; for each Page
  media,             ///< Send API: audio and video; for each Page
  conversations,     ///< for each Page
  private_reply,     ///< for each Page
  messenger_profile, ///< for each Page
  user_menu          ///< for each person
};

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
