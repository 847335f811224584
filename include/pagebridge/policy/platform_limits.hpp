#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "pagebridge/config.hpp"

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
