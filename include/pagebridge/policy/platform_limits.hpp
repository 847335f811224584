#pragma once

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

} // namespace platform
PAGEBRIDGE_END_NAMESPACE
