// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/buttons
#include "message/message_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

namespace {

std::string_view word(WebviewHeight height) noexcept {
  switch (height) {
    case WebviewHeight::full: return "full";
    case WebviewHeight::tall: return "tall";
    case WebviewHeight::compact: return "compact";
  }
  return "full";
}

/// Titles are left out where there are none: what a tap on a picture does is a button without one.
struct ButtonWriter {
  json::Writer& json;

  void type(std::string_view word, std::string_view title) const {
    json.member("type", word);
    optional_text(json, "title", title);
  }
  void operator()(const UrlButton& button) const {
    type("web_url", button.title);
    json.member("url", button.url);
    if (button.height != WebviewHeight::full) json.member("webview_height_ratio", word(button.height));
    optional_flag(json, "messenger_extensions", button.messenger_extensions);
    optional_text(json, "fallback_url", button.fallback_url);
    if (button.hide_share) json.member("webview_share_button", "hide");
  }
  void operator()(const PostbackButton& button) const {
    type("postback", button.title);
    json.member("payload", button.payload);
  }
  void operator()(const PhoneButton& button) const {
    type("phone_number", button.title);
    json.member("payload", button.number);
  }
  void operator()(const LogInButton& button) const { json.member("type", "account_link").member("url", button.url); }
  void operator()(const LogOutButton& /*button*/) const { json.member("type", "account_unlink"); }
  void operator()(const GameButton& button) const {
    type("game_play", button.title);
    optional_text(json, "payload", button.payload);
    if (button.player_id.empty() && button.context_id.empty()) return;
    json.key("game_metadata").begin_object();
    optional_text(json, "player_id", button.player_id);
    optional_text(json, "context_id", button.context_id);
    json.end_object();
  }
  void operator()(const AudioCallButton& button) const {
    type("audio_call", button.title);
    json.member("expires_in_days", button.expires_in_days);
  }
};

} // namespace

void write_button(json::Writer& json, const Button& button) {
  json.begin_object();
  std::visit(ButtonWriter{json}, button);
  json.end_object();
}

void write_buttons(json::Writer& json, const std::vector<Button>& buttons) {
  if (buttons.empty()) return;
  json.key("buttons").begin_array();
  for (const Button& button : buttons) write_button(json, button);
  json.end_array();
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
