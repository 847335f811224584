// Buttons: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/buttons
#include <algorithm>

#include "message/inspection.hpp"
#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

namespace {

/// "+" and digits, which a telephone dials as they stand.
bool is_number(std::string_view text) {
  return text.size() > 1 && text.front() == '+' &&
         text.substr(1).find_first_not_of("0123456789") == std::string_view::npos;
}

void inspect_url(Inspection& in, const UrlButton& button) {
  // The platform shows its extensions on https pages only.
  if (button.messenger_extensions) {
    in.secure_address("url", button.url);
  } else {
    in.address("url", button.url);
    in.refuse_unless(button.fallback_url.empty(), "fallback_url", "goes with messenger_extensions only");
  }
  in.address_unless_empty("fallback_url", button.fallback_url);
}

void inspect_payload(Inspection& in, std::string_view payload) {
  in.required("payload", payload, platform::button_payload);
}

struct ButtonRules {
  Inspection& in;

  void title(std::string_view text) const { in.required("title", text, platform::button_title); }
  void operator()(const UrlButton& button) const {
    title(button.title);
    inspect_url(in, button);
  }
  void operator()(const PostbackButton& button) const {
    title(button.title);
    inspect_payload(in, button.payload);
  }
  void operator()(const PhoneButton& button) const {
    title(button.title);
    in.refuse_unless(is_number(button.number), "number",
                     "must be + and digits: country code, area code, number, without spaces");
  }
  void operator()(const LogInButton& button) const { in.secure_address("url", button.url); }
  void operator()(const LogOutButton& /*button*/) const {}
  void operator()(const GameButton& button) const {
    title(button.title);
    in.text("payload", button.payload, platform::button_payload);
    in.text("player_id", button.player_id, 0);
    in.text("context_id", button.context_id, 0);
    in.refuse_unless(button.player_id.empty() || button.context_id.empty(), "context_id",
                     "at most one of player_id and context_id may be set");
  }
  void operator()(const AudioCallButton& button) const {
    title(button.title);
    in.number("expires_in_days", button.expires_in_days, 1, platform::audio_call_days);
  }
};

constexpr const char* no_title = "what a tap on a picture does has no title; leave it empty";

} // namespace

void inspect(Inspection& in, const Button& button) { std::visit(ButtonRules{in}, button); }

void inspect_buttons(Inspection& in, const std::vector<Button>& buttons, std::size_t least) {
  in.count("buttons", buttons.size(), least, platform::buttons);
  in.each("buttons", buttons, [&](const Button& button) { inspect(in, button); });
}

void inspect_action(Inspection& in, const UrlButton& action) {
  in.refuse_unless(action.title.empty(), "title", no_title);
  inspect_url(in, action);
}

void inspect_action(Inspection& in, const PostbackButton& action) {
  in.refuse_unless(action.title.empty(), "title", no_title);
  inspect_payload(in, action.payload);
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
