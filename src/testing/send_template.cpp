// The shapes of templates: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/templates
// and its pages. Checked are kinds, counts and what must be there; the refusals' texts are ours.
#include <string>
#include <vector>

#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::size_t most_elements = 10;

Refused check_count(const json::Value& array, const std::string& name, std::size_t fewest, std::size_t most) {
  const std::size_t found = count(array);
  if (array.exists() && !array.is_array()) return parameter_error("Param " + name + " must be an array");
  if (found >= fewest && found <= most) return std::nullopt;
  return parameter_error("Param " + name + " must have " + std::to_string(fewest) + " to " + std::to_string(most) +
                         " elements");
}

Refused require_text(const json::Value& object, const std::string& name, std::size_t most) {
  if (object[name].text().empty()) return parameter_error("Param " + name + " must be a non-empty text");
  return check_length(object[name].text(), name, most);
}

struct ButtonKind {
  std::string_view type;
  bool has_title;
  const char* needs; ///< a member that must be there, or null
};
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/buttons
constexpr ButtonKind button_kinds[] = {{"web_url", true, "url"},           {"postback", true, "payload"},
                                       {"phone_number", true, "payload"},  {"account_link", false, "url"},
                                       {"account_unlink", false, nullptr}, {"game_play", true, nullptr},
                                       {"audio_call", false, nullptr}};

Refused check_button(const json::Value& button) {
  constexpr std::size_t most_title = 20;
  constexpr std::size_t most_payload = 1000;
  for (const ButtonKind& kind : button_kinds) {
    if (kind.type != button["type"].text()) continue;
    if (kind.needs != nullptr && button[kind.needs].text().empty())
      return parameter_error("A button of type " + std::string(kind.type) + " needs " + kind.needs);
    if (kind.has_title)
      if (auto refused = require_text(button, "title", most_title)) return refused;
    return check_length(button["payload"].text(), "buttons[payload]", most_payload);
  }
  return parameter_error("There is no such button type");
}

Refused check_buttons(const json::Value& buttons, std::size_t fewest) {
  constexpr std::size_t most_buttons = 3;
  if (auto refused = check_count(buttons, "buttons", fewest, most_buttons)) return refused;
  for (const json::Value button : buttons)
    if (auto refused = check_button(button)) return refused;
  return std::nullopt;
}

Refused check_generic(const json::Value& payload) {
  constexpr std::size_t most_title = 80;
  if (auto refused = check_count(payload["elements"], "elements", 1, most_elements)) return refused;
  for (const json::Value element : payload["elements"]) {
    if (auto refused = require_text(element, "title", most_title)) return refused;
    if (auto refused = check_length(element["subtitle"].text(), "subtitle", most_title)) return refused;
    if (auto refused = check_buttons(element["buttons"], 0)) return refused;
    const bool has_more = element["subtitle"].exists() || element["image_url"].exists() ||
                          element["default_action"].exists() || count(element["buttons"]) > 0;
    if (!has_more) return parameter_error("An element needs more than a title");
  }
  return std::nullopt;
}

Refused check_button_template(const json::Value& payload) {
  constexpr std::size_t most_text = 640;
  if (auto refused = require_text(payload, "text", most_text)) return refused;
  return check_buttons(payload["buttons"], 1);
}

/// The subcodes are documented; that their order in the documentation is that of the texts is a guess.
Refused check_media_template(const json::Value& payload, std::vector<std::string>& needed) {
  if (auto refused = check_count(payload["elements"], "elements", 1, 1)) return refused;
  const json::Value element = *payload["elements"].begin();
  const std::string_view type = element["media_type"].text();
  const std::string id(element["attachment_id"].id());
  const std::string_view url = element["url"].text();
  if (type != "image" && type != "video")
    return SandboxRefusal{100, 2018182, "(#100) The media_type must be image or video", 0};
  if (id.empty() == url.empty())
    return SandboxRefusal{100, 2018187, "(#100) An element has either url or attachment_id", 0};
  if (!url.empty() && url.find("facebook.com/") == std::string_view::npos)
    return SandboxRefusal{100, 2018185, "(#100) The url must be one of Facebook", 0};
  if (!id.empty()) needed.push_back(id);
  return check_buttons(element["buttons"], 0);
}

Refused check_receipt(const json::Value& payload) {
  constexpr std::size_t most_items = 100;
  constexpr std::size_t most_text = 1000;
  for (const char* name : {"recipient_name", "order_number", "currency", "payment_method"})
    if (auto refused = require_text(payload, name, most_text)) return refused;
  if (payload["summary"]["total_cost"].id().empty()) return parameter_error("Param summary needs a total_cost");
  for (const json::Value element : payload["elements"])
    if (element["title"].text().empty() || element["price"].id().empty())
      return parameter_error("An element of a receipt needs a title and a price");
  return check_count(payload["elements"], "elements", 0, most_items);
}

Refused check_product(const json::Value& payload) {
  for (const json::Value element : payload["elements"])
    if (element["id"].id().empty()) return SandboxRefusal{100, 2018320, "(#100) Invalid product id", 0};
  return check_count(payload["elements"], "elements", 1, most_elements);
}

Refused check_coupon(const json::Value& payload) {
  constexpr std::size_t most_title = 80; // a guess
  return require_text(payload, "title", most_title);
}

Refused check_feedback(const json::Value& payload) {
  constexpr std::size_t most_title = 65;
  constexpr std::size_t most_subtitle = 80;
  constexpr std::size_t most_button = 20;
  if (auto refused = require_text(payload, "title", most_title)) return refused;
  if (auto refused = check_length(payload["subtitle"].text(), "subtitle", most_subtitle)) return refused;
  if (auto refused = check_length(payload["button_title"].text(), "button_title", most_button)) return refused;
  if (payload["business_privacy"]["url"].text().empty()) return parameter_error("Param business_privacy needs a url");
  if (const json::Value days = payload["expires_in_days"]; days.exists()) {
    const auto number = days.integer();
    if (!number || *number < 1 || *number > 7) return parameter_error("Param expires_in_days must be 1 to 7");
  }
  if (auto refused = check_count(payload["feedback_screens"], "feedback_screens", 1, 1)) return refused;
  const json::Value questions = (*payload["feedback_screens"].begin())["questions"];
  if (auto refused = check_count(questions, "questions", 1, 1)) return refused;
  const json::Value question = *questions.begin();
  const std::string_view type = question["type"].text();
  if (question["id"].text().empty()) return parameter_error("A question needs an id");
  if (type != "csat" && type != "nps" && type != "ces" && type != "free_form")
    return parameter_error("A question's type must be one of {csat, nps, ces, free_form}");
  return std::nullopt;
}

Refused check_image_grid(const json::Value& payload) {
  constexpr std::size_t fewest_images = 2;
  constexpr std::size_t most_images = 6;
  if (auto refused = check_count(payload["elements"], "elements", 1, 1)) return refused;
  const json::Value element = *payload["elements"].begin();
  if (auto refused = check_count(element["images"], "images", fewest_images, most_images)) return refused;
  std::size_t heroes = 0;
  for (const json::Value image : element["images"]) {
    if (image["url"].text().empty()) return parameter_error("An image needs a url");
    if (image["is_hero_image"].truth()) ++heroes;
  }
  if (heroes > 1) return parameter_error("At most one image is the hero image");
  return check_buttons(element["buttons"], 0);
}

/// Templates that are legacy or known in part only: taken as they come.
bool is_unchecked(std::string_view type) {
  for (const std::string_view known : {"one_time_notif_req", "customer_information", "airline_boardingpass",
                                       "airline_checkin", "airline_itinerary", "airline_update"})
    if (known == type) return true;
  return false;
}

} // namespace

Refused check_template(const json::Value& payload, std::vector<std::string>& needed) {
  if (!payload.is_object()) return parameter_error("Param message[attachment][payload] must be an object");
  const std::string_view type = payload["template_type"].text();
  if (type == "generic") return check_generic(payload);
  if (type == "button") return check_button_template(payload);
  if (type == "media") return check_media_template(payload, needed);
  if (type == "receipt") return check_receipt(payload);
  if (type == "product") return check_product(payload);
  if (type == "coupon") return check_coupon(payload);
  if (type == "customer_feedback") return check_feedback(payload);
  if (type == "image_grid") return check_image_grid(payload);
  if (is_unchecked(type)) return std::nullopt;
  return parameter_error("Param template_type is not one of the known or is no longer supported");
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
