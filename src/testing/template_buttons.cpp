// Buttons: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/buttons and its
// pages.
#include <string>

#include "testing/graph_settings.hpp"
#include "testing/template_parts.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct ButtonKind {
  std::string_view type;
  bool has_title;
  const char* needs; ///< a member that must be there, or null
};
constexpr ButtonKind button_kinds[] = {{"web_url", true, "url"},           {"postback", true, "payload"},
                                       {"phone_number", true, "payload"},  {"account_link", false, "url"},
                                       {"account_unlink", false, nullptr}, {"game_play", true, nullptr},
                                       {"audio_call", false, nullptr}};

/// "+<country><area><number>"; no number of the world is longer than 15 digits.
bool is_phone_number(std::string_view text) {
  constexpr std::size_t most_digits = 15;
  const std::string_view digits = text.substr(text.empty() ? 0 : 1);
  return !text.empty() && text.front() == '+' && !digits.empty() && digits.size() <= most_digits &&
         digits.find_first_not_of("0123456789") == std::string_view::npos;
}

/// That subdomains have to be named, too, is a guess.
bool is_whitelisted(const GraphCall& call, std::string_view url) {
  const std::string host = host_of(url);
  return call.core.locked([&](World& world) {
    const auto& profile = page_concerned(call, world)->settings.profile;
    const auto domains = profile.find("whitelisted_domains");
    const auto tree = json::Tree::parse(domains == profile.end() ? "[]" : domains->second);
    if (!tree) return false;
    for (const json::Value domain : tree->root())
      if (host_of(domain.text()) == host) return true;
    return false;
  });
}

/// What a button of type web_url may say.
Refused check_opening(const GraphCall& call, const json::Value& button) {
  const std::string_view url = button["url"].text();
  const std::string_view fallback = button["fallback_url"].text();
  const std::string_view height = button["webview_height_ratio"].text();
  const std::string_view share = button["webview_share_button"].text();
  const bool has_extensions = button["messenger_extensions"].truth();
  if (host_of(url).empty()) return parameter_error("Param url must be a URL that begins with http:// or https://");
  if (!height.empty() && height != "compact" && height != "tall" && height != "full")
    return parameter_error("Param webview_height_ratio must be one of {compact, tall, full}");
  if (!share.empty() && share != "hide") return parameter_error("Param webview_share_button can only be hide");
  if (!fallback.empty() && !has_extensions) return parameter_error("Param fallback_url needs messenger_extensions");
  if (!fallback.empty() && host_of(fallback).empty())
    return parameter_error("Param fallback_url must be a URL that begins with http:// or https://");
  if (has_extensions && (!is_https(url) || !is_whitelisted(call, url)))
    return parameter_error("Param messenger_extensions needs an https URL whose domain is in whitelisted_domains");
  return std::nullopt;
}

Refused check_target(const GraphCall& call, const ButtonKind& kind, const json::Value& button) {
  if (kind.type == "web_url") return check_opening(call, button);
  if (kind.type == "phone_number" && !is_phone_number(button["payload"].text()))
    return parameter_error("Param payload must be a phone number: + and digits only");
  if (kind.type == "account_link" && !is_https(button["url"].text()))
    return parameter_error("Param url must be an https URL");
  return std::nullopt;
}

Refused check_button(const GraphCall& call, const json::Value& button) {
  constexpr std::size_t most_title = 20;
  constexpr std::size_t most_payload = 1000;
  for (const ButtonKind& kind : button_kinds) {
    if (kind.type != button["type"].text()) continue;
    if (kind.needs != nullptr && button[kind.needs].text().empty())
      return parameter_error("A button of type " + std::string(kind.type) + " needs " + kind.needs);
    if (kind.has_title)
      if (auto refused = require_text(button, "title", most_title)) return refused;
    if (auto refused = check_target(call, kind, button)) return refused;
    return check_length(button["payload"].text(), "buttons[payload]", most_payload);
  }
  return parameter_error("There is no such button type");
}

} // namespace

Refused check_buttons(const GraphCall& call, const json::Value& buttons, std::size_t fewest, ButtonSet set) {
  constexpr std::size_t most_buttons = 3;
  if (auto refused = check_count(buttons, "buttons", fewest, most_buttons)) return refused;
  for (const json::Value button : buttons) {
    const std::string_view type = button["type"].text();
    if (set == ButtonSet::url_and_postback && type != "web_url" && type != "postback")
      return parameter_error("Param buttons[type] must be one of {web_url, postback}");
    if (auto refused = check_button(call, button)) return refused;
  }
  return std::nullopt;
}

Refused check_default_action(const GraphCall& call, const json::Value& action) {
  if (!action.exists()) return std::nullopt;
  if (action["type"].text() != "web_url") return parameter_error("Param default_action[type] must be web_url");
  if (action["title"].exists()) return parameter_error("Param default_action has no title");
  return check_opening(call, action);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
