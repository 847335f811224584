// Templates of pictures, texts and buttons:
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/templates
#include <algorithm>

#include "message/inspection.hpp"
#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

namespace {

void inspect_element(Inspection& in, const GenericTemplate::Element& element) {
  in.required("title", element.title, platform::generic_title);
  in.text("subtitle", element.subtitle, platform::generic_subtitle);
  in.address_unless_empty("image_url", element.image_url);
  if (element.default_action) in.within("default_action", [&] { inspect_action(in, *element.default_action); });
  inspect_buttons(in, element.buttons, 0);
  const bool title_only =
      element.subtitle.empty() && element.image_url.empty() && !element.default_action && element.buttons.empty();
  in.refuse_unless(!title_only, "", "besides its title a card needs a subtitle, a picture, an action or a button");
}

/// The host of an https address is facebook.com or below it.
bool is_facebook(std::string_view url) {
  constexpr std::string_view scheme = "https://";
  constexpr std::string_view domain = "facebook.com";
  if (url.substr(0, scheme.size()) != scheme) return false;
  const std::string_view rest = url.substr(scheme.size());
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#:@"));
  if (host.size() < rest.size() && (rest[host.size()] == '@' || rest[host.size()] == ':')) return false;
  if (host == domain) return true;
  return host.size() > domain.size() && host[host.size() - domain.size() - 1] == '.' &&
         host.substr(host.size() - domain.size()) == domain;
}

/// Only a web page or a postback; `inspect` is what else there is to say of either.
template <class Inspect>
void url_or_postback(Inspection& in, const Button& button, const Inspect& inspect) {
  if (const auto* url = std::get_if<UrlButton>(&button)) return inspect(*url);
  if (const auto* postback = std::get_if<PostbackButton>(&button)) return inspect(*postback);
  in.refuse("", "an image grid takes URL and postback buttons only");
}

} // namespace

void inspect(Inspection& in, const GenericTemplate& content) {
  in.count("elements", content.elements.size(), 1, platform::generic_elements);
  in.each("elements", content.elements, [&](const GenericTemplate::Element& element) { inspect_element(in, element); });
}

void inspect(Inspection& in, const ButtonTemplate& content) {
  in.required("text", content.text, platform::button_template_text);
  inspect_buttons(in, content.buttons, 1);
}

void inspect(Inspection& in, const MediaTemplate& content) {
  in.refuse_unless(content.kind == MediaKind::image || content.kind == MediaKind::video, "kind",
                   "must be image or video");
  in.one_of("attachment", !content.attachment.empty(), "url", !content.url.empty());
  in.text("attachment", content.attachment.text(), 0);
  if (!content.url.empty()) {
    in.refuse_unless(is_facebook(content.url), "url",
                     "must be an https address on facebook.com; upload any other and give its attachment");
    in.secure_address("url", content.url);
  }
  inspect_buttons(in, content.buttons, 0);
}

void inspect(Inspection& in, const ProductTemplate& content) {
  in.count("product_ids", content.product_ids.size(), 1, platform::products);
  in.each("product_ids", content.product_ids, [&](const std::string& id) { in.required("", id, 0); });
}

void inspect(Inspection& in, const CouponTemplate& content) {
  in.required("title", content.title, 0);
  in.text("subtitle", content.subtitle, 0);
  in.refuse_unless(!content.coupon_code.empty() || !content.coupon_url.empty(), "coupon_code",
                   "at least one of coupon_code and coupon_url must be set");
  in.text("coupon_code", content.coupon_code, 0);
  if (!content.coupon_url.empty()) in.secure_address("coupon_url", content.coupon_url);
  in.text("url_button_title", content.url_button_title, platform::button_title);
  in.text("pre_message", content.pre_message, 0);
  in.address_unless_empty("image_url", content.image_url);
  in.text("payload", content.payload, platform::button_payload);
}

void inspect(Inspection& in, const ImageGridTemplate& content) {
  in.count("images", content.images.size(), platform::grid_images_least, platform::grid_images_most);
  bool has_hero = false;
  in.each("images", content.images, [&](const ImageGridTemplate::Image& image) {
    in.address("url", image.url);
    in.refuse_unless(!image.is_hero || !has_hero, "is_hero", "only one image may be the big one");
    has_hero = has_hero || image.is_hero;
    if (image.action)
      in.within("action",
                [&] { url_or_postback(in, *image.action, [&](const auto& action) { inspect_action(in, action); }); });
  });
  in.text("title", content.title, platform::grid_title);
  in.text("subtitle", content.subtitle, platform::grid_subtitle);
  inspect_buttons(in, content.buttons, 0);
  in.each("buttons", content.buttons,
          [&](const Button& button) { url_or_postback(in, button, [](const auto& /*good*/) {}); });
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
