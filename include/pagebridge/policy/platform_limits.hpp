#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/time.hpp"

/// Facts about the platform that change with time, in one place. Each names its source and the date it was read.
PAGEBRIDGE_BEGIN_NAMESPACE
namespace platform {

/// The Graph version that calls use unless told otherwise; usable until 2028-07-29.
/// https://developers.facebook.com/docs/graph-api/changelog/versions/ (2026-11)
constexpr std::string_view default_api_version = "v25.0";

/// https://developers.facebook.com/docs/graph-api
constexpr std::string_view graph_origin = "https://graph.facebook.com";

/// The longest message text, in Unicode code points. The page says "less than 2000", the platform's own refusal says "less
/// than or equal to 2000". https://developers.facebook.com/docs/messenger-platform/reference/send-api (2026-06)
constexpr std::size_t text_code_points = 2000;

/// The sender of what people type in the Page's own inbox (echoes' `app_id`, Graph v12 and later).
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/changelog (2021-09-14)
constexpr std::string_view page_inbox_app_id = "263902037430900";

/// After an act of the customer's, anything may be sent this long.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages (2026-05-05)
constexpr milliseconds response_window = std::chrono::hours(24);

/// The same after the message that a click-to-Messenger ad began with; the page says "may last up to".
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/policy (2026-09-28)
constexpr milliseconds ad_response_window = std::chrono::hours(7 * 24);

/// The tags HUMAN_AGENT and CUSTOMER_FEEDBACK, from the customer's last act on.
/// https://developers.facebook.com/docs/messenger-platform/reference/send-api (2026-05-05)
constexpr milliseconds human_agent_window = std::chrono::hours(7 * 24);
constexpr milliseconds survey_window = std::chrono::hours(7 * 24);

/// So many calls in so much time.
struct CallLimit {
  int calls;
  milliseconds per;
};
/// Of one Page, the last one of one person. (The limit of all calls together, 200 in 24 hours for each person whom the Page
/// can write to, shows in the usage headers.)
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/overview/rate-limiting (2026-03-23)
constexpr CallLimit text_limit{300, std::chrono::seconds(1)};
constexpr CallLimit media_limit{10, std::chrono::seconds(1)}; ///< audio and video
constexpr CallLimit conversations_limit{2, std::chrono::seconds(1)};
constexpr CallLimit private_reply_limit{750, std::chrono::hours(1)};
constexpr CallLimit messenger_profile_limit{10, std::chrono::minutes(10)};
constexpr CallLimit user_menu_limit{10, std::chrono::minutes(10)};
/// Above this the Page's inbox stops to show new messages, and the Page cannot send until there are fewer. The same page.
constexpr CallLimit inbox_safe_limit{40, std::chrono::seconds(1)};

/// Ours: how much earlier each window closes here than there.
constexpr milliseconds window_closes_early = std::chrono::seconds(60);

} // namespace platform
PAGEBRIDGE_END_NAMESPACE
