// The shapes of templates: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/templates
// and its pages. Checked are kinds, counts and what must be there; the refusals' texts are ours.
#include <string>
#include <vector>

#include "testing/template_parts.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::size_t most_elements = 10;

Refused check_generic(const GraphCall& call, const json::Value& payload) {
  constexpr std::size_t most_title = 80;
  if (auto refused = check_count(payload["elements"], "elements", 1, most_elements)) return refused;
  for (const json::Value element : payload["elements"]) {
    if (auto refused = require_text(element, "title", most_title)) return refused;
    if (auto refused = check_length(element["subtitle"].text(), "subtitle", most_title)) return refused;
    if (auto refused = check_default_action(call, element["default_action"])) return refused;
    if (auto refused = check_buttons(call, element["buttons"], 0, ButtonSet::all)) return refused;
    const bool has_more = element["subtitle"].exists() || element["image_url"].exists() ||
                          element["default_action"].exists() || count(element["buttons"]) > 0;
    if (!has_more) return parameter_error("An element needs more than a title");
  }
  return std::nullopt;
}

Refused check_button_template(const GraphCall& call, const json::Value& payload) {
  constexpr std::size_t most_text = 640;
  if (auto refused = require_text(payload, "text", most_text)) return refused;
  return check_buttons(call, payload["buttons"], 1, ButtonSet::all);
}

bool is_facebooks(std::string_view host) {
  constexpr std::string_view domain = "facebook.com";
  constexpr std::string_view below = ".facebook.com";
  return host == domain || (host.size() > below.size() && host.substr(host.size() - below.size()) == below);
}

/// The subcodes are documented; that their order in the documentation is that of the texts is a guess.
Refused check_media_template(const GraphCall& call, const json::Value& payload, std::vector<ShownAttachment>& shown) {
  if (auto refused = check_count(payload["elements"], "elements", 1, 1)) return refused;
  const json::Value element = *payload["elements"].begin();
  const std::string_view type = element["media_type"].text();
  const std::string id(element["attachment_id"].id());
  const std::string_view url = element["url"].text();
  if (type != "image" && type != "video")
    return SandboxRefusal{100, 2018182, "(#100) The media_type must be image or video", 0};
  if (id.empty() == url.empty())
    return SandboxRefusal{100, 2018187, "(#100) An element has either url or attachment_id", 0};
  if (!url.empty() && !is_facebooks(host_of(url)))
    return SandboxRefusal{100, 2018185, "(#100) The url must be one of Facebook", 0};
  if (!id.empty()) shown.push_back({id, std::string(type)});
  return check_buttons(call, element["buttons"], 0, ButtonSet::all);
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

Refused check_image_grid(const GraphCall& call, const json::Value& payload) {
  constexpr std::size_t most_title = 45;
  constexpr std::size_t most_subtitle = 80;
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
  if (auto refused = check_length(element["title"].text(), "title", most_title)) return refused;
  if (auto refused = check_length(element["subtitle"].text(), "subtitle", most_subtitle)) return refused;
  return check_buttons(call, element["buttons"], 0, ButtonSet::url_and_postback);
}

/// Templates that are legacy or known in part only: taken as they come.
bool is_unchecked(std::string_view type) {
  for (const std::string_view known : {"one_time_notif_req", "customer_information", "airline_boardingpass",
                                       "airline_checkin", "airline_itinerary", "airline_update"})
    if (known == type) return true;
  return false;
}

} // namespace

Refused check_template(const GraphCall& call, const json::Value& payload, std::vector<ShownAttachment>& shown) {
  if (!payload.is_object()) return parameter_error("Param message[attachment][payload] must be an object");
  const std::string_view type = payload["template_type"].text();
  if (type == "generic") return check_generic(call, payload);
  if (type == "button") return check_button_template(call, payload);
  if (type == "media") return check_media_template(call, payload, shown);
  if (type == "receipt") return check_receipt(payload);
  if (type == "product") return check_product(payload);
  if (type == "coupon") return check_coupon(payload);
  if (type == "customer_feedback") return check_feedback(payload);
  if (type == "image_grid") return check_image_grid(call, payload);
  if (is_unchecked(type)) return std::nullopt;
  return parameter_error("Param template_type is not one of the known or is no longer supported");
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
