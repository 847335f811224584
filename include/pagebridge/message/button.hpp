#pragma once

#include <string>
#include <variant>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"

/// What a person can tap below a template. Titles have up to 20 characters, payloads up to 1,000.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/buttons
PAGEBRIDGE_BEGIN_NAMESPACE

enum class WebviewHeight { full, tall, compact };

/// Opens a web page.
struct UrlButton {
  std::string title;
  std::string url;
  WebviewHeight height = WebviewHeight::full;
  bool messenger_extensions = false; ///< needs the domain in the messenger profile's whitelisted_domains
  std::string fallback_url{};        ///< only with extensions: for clients that do not have them
  bool hide_share = false;           ///< no share button in the web view
};

/// Comes back as PostbackReceived with `payload`.
struct PostbackButton {
  std::string title;
  std::string payload;
};

/// Dials a number.
struct PhoneButton {
  std::string title;
  std::string number; ///< "+<country><area><number>", digits after the plus
};

/// Begins account linking at an https address.
struct LogInButton {
  std::string url;
};

/// Ends account linking.
struct LogOutButton {};

/// Opens an Instant Game. At most one of the two ids.
struct GameButton {
  std::string title;
  std::string payload;
  std::string player_id{};
  std::string context_id{};
};

/// Calls the Page over Messenger; in generic and button templates.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/calling/callaudiocta
struct AudioCallButton {
  std::string title;
  int expires_in_days = 7; ///< 1 to 7
};

/// New arms go last; end every visit in `[](const auto&) {}`.
using Button =
    std::variant<UrlButton, PostbackButton, PhoneButton, LogInButton, LogOutButton, GameButton, AudioCallButton>;

PAGEBRIDGE_END_NAMESPACE
