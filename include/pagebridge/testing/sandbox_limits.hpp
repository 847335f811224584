#pragma once

#include <chrono>
#include <cstdint>

#include "pagebridge/config.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// How many calls the Sandbox allows; one more is answered as the platform throttles. The defaults are the platform's own.
/// A limit of 0 calls is off. In any stretch of time as long as `per` no more than `calls` pass, to the millisecond: unlike a
/// rate, this leaves no room at the edges.
///
/// Source, unless another is named:
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/overview/rate-limiting (2026-03-23)
struct SandboxLimits {
  using CallLimit = platform::CallLimit;

  // Of each app and Page.
  CallLimit text = platform::text_limit;   ///< the Send API, all but audio and video; reactions, too
  CallLimit media = platform::media_limit; ///< the Send API, audio and video
  CallLimit conversations = platform::conversations_limit;
  CallLimit private_replies = platform::private_reply_limit;
  CallLimit messenger_profile = platform::messenger_profile_limit;

  // Of each app, Page and person.
  CallLimit user_menu = platform::user_menu_limit;
  /// Messages to one person. The page says that there is such a limit and not which, so it is off.
  CallLimit thread{0, std::chrono::seconds(1)};

  /// Messages of one Page, whoever sends them. Above it the Page's inbox shows no new ones, and lists of conversations fail;
  /// one conversation can still be read. The page adds "the Page cannot send new messages", but also allows 300 texts a
  /// second: whether that holds for the Send API is not known, so it is off.
  CallLimit high_volume = platform::inbox_safe_limit;
  bool high_volume_stops_sends = false;

  // Of all calls together, for each person whom the Page can write to. They count in steps of a 1440th of `per`, and each up
  // to one step longer than `per`, so that a day takes little memory.
  CallLimit messenger_per_person{200, std::chrono::hours(24)}; ///< with a Page's token
  /// With a Page's token, and not of Messenger. Copies of the page differ: an hour, or a day.
  /// https://developers.facebook.com/docs/graph-api/overview/rate-limiting (2026-11)
  CallLimit page_per_person{4800, std::chrono::hours(24)};
  /// With a user's or the app's token; of the app alone. From memory, no page confirms it.
  CallLimit app_per_person{200, std::chrono::hours(1)};
  /// As if the Page could write to at least so many people. Ours: a Page with one person could make 200 calls a day.
  std::uint64_t least_people = 1000;
  /// A call that is refused for having made too many of all calls counts, too, and so prolongs the wait.
  /// https://developers.facebook.com/docs/graph-api/overview/rate-limiting (2026-11)
  bool refused_calls_count = true;

  int throttle_status = 400;       ///< the HTTP status of a refusal: 400, 403 and 429 were all seen
  bool sends_x_page_usage = false; ///< the header X-Page-Usage, too, which old answers had
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
