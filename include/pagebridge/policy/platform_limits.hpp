#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
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

// What one message may hold. Lengths are in Unicode code points: Meta says "characters". Each source is below
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/ unless it is written out.

/// The longest message text, in Unicode code points. The page says "less than 2000", the platform's own refusal says "less
/// than or equal to 2000". https://developers.facebook.com/docs/messenger-platform/reference/send-api (2026-06)
constexpr std::size_t text_code_points = 2000;
/// Of a message's metadata; the page says "less than 1000 characters". As above (2026-06)
constexpr std::size_t metadata_code_points = 1000;
/// Images in one message. As above (2025-03-19)
constexpr std::size_t images = 30;

/// https://developers.facebook.com/docs/messenger-platform/reference/buttons/quick-replies (2026-06)
constexpr std::size_t quick_replies = 13;
constexpr std::size_t quick_reply_title = 20;
constexpr std::size_t quick_reply_payload = 1000;

/// send-messages/buttons and the pages below it (2026-04-22)
constexpr std::size_t buttons = 3;
constexpr std::size_t button_title = 20;
constexpr std::size_t button_payload = 1000;
/// calling/callaudiocta (2026-03-16)
constexpr int audio_call_days = 7;

/// send-messages/template/generic (2026-04-22)
constexpr std::size_t generic_elements = 10;
constexpr std::size_t generic_title = 80;
constexpr std::size_t generic_subtitle = 80;
/// send-messages/template/button (2026-04-22)
constexpr std::size_t button_template_text = 640;
/// send-messages/template/product (2022-01-08)
constexpr std::size_t products = 10;
/// send-messages/template/receipt (2026-04-22)
constexpr std::size_t receipt_elements = 100;
/// send-messages/template/image-grid (2026-06-30)
constexpr std::size_t grid_images_least = 2;
constexpr std::size_t grid_images_most = 6;
constexpr std::size_t grid_title = 45;
constexpr std::size_t grid_subtitle = 80;
/// send-messages/templates/customer-feedback-template (2026-03-23)
constexpr std::size_t feedback_title = 65;
constexpr std::size_t feedback_subtitle = 80;
constexpr std::size_t feedback_button_title = 20;
constexpr std::size_t feedback_question_id = 80;
constexpr std::size_t feedback_question_least = 5;
constexpr std::size_t feedback_question_most = 85;
constexpr int feedback_days = 7;

/// The largest upload. The page says "25MB" and not which MB, so this is the larger reading: what is above it is surely
/// refused. send-messages/saving-assets (2026-04-22)
constexpr std::uint64_t upload_bytes = 25ULL * 1024 * 1024;

/// Our own: how many messages a longer text may go out as.
constexpr std::size_t text_parts = 20;

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

/// Ours: by how much the ways of two calls to the platform may differ, so that it counts them closer together than they left.
constexpr milliseconds arrival_spread{250};

/// Ours: how much earlier each window closes here than there.
constexpr milliseconds window_closes_early = std::chrono::seconds(60);
/// Where people log in: not on the Graph host.
/// https://developers.facebook.com/documentation/facebook-login/guides/advanced/manual-flow (2026-11)
constexpr std::string_view login_origin = "https://www.facebook.com";

// The Messenger profile and menus. Characters are counted as Unicode code points.
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/reference/messenger-profile-api
// and the pages below it (2026-03-18); menus: …/messenger-platform/send-messages/persistent-menu (2026-06-17)

/// Of Get Started, of menu items, and of ice breakers, whose page names no limit.
constexpr std::size_t profile_payload_code_points = 1000;
constexpr std::size_t greeting_code_points = 160;
constexpr std::size_t menu_items = 20;
constexpr std::size_t menu_title_code_points = 30;
/// For each locale.
constexpr std::size_t ice_breaker_questions = 4;
/// The page names no limit; this one is hearsay.
constexpr std::size_t ice_breaker_code_points = 80;
constexpr std::size_t whitelisted_domains = 50;
/// For each locale.
constexpr std::size_t commands = 100;
constexpr std::size_t command_name_code_points = 32;
constexpr std::size_t command_description_code_points = 64;
/// The longest that an app can keep control of a thread with one call.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversation-routing (2025-09-24)
constexpr std::chrono::seconds thread_control_longest = std::chrono::hours(7 * 24);

/// Calls in one batch. https://developers.facebook.com/docs/graph-api/batch-requests (2026-11)
constexpr std::size_t batch_calls = 50;

/// People and actions in one call of Moderate Conversations.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/moderate-conversations-api (2026-07)
constexpr std::size_t moderated_people = 10;
constexpr std::size_t moderation_actions = 2;

/// The longest span of one query of insights.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/analytics/messaging-insights (2026-03-27)
constexpr std::chrono::hours insights_longest_span{90 * 24};

} // namespace platform
PAGEBRIDGE_END_NAMESPACE
