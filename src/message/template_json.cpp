// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/templates
#include "message/amount.hpp"
#include "message/message_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

namespace {

/// The `attachment` object of a template, around what `write` puts into its payload.
template <class Write>
void attachment(json::Writer& json, const char* template_type, const Write& write) {
  json.begin_object().member("type", "template").key("payload").begin_object().member("template_type", template_type);
  write();
  json.end_object().end_object();
}

template <class List, class Write>
void array(json::Writer& json, std::string_view name, const List& list, const Write& write) {
  json.key(name).begin_array();
  for (const auto& element : list) {
    json.begin_object();
    write(element);
    json.end_object();
  }
  json.end_array();
}

/// Templates of exactly one element.
template <class Write>
void one_element(json::Writer& json, const Write& write) {
  json.key("elements").begin_array().begin_object();
  write();
  json.end_object().end_array();
}

/// A number as it stands. What is none (validate() was not asked) is a text, so that the JSON stays whole.
void amount(json::Writer& json, std::string_view name, std::string_view value) {
  json.key(name);
  is_amount(value) ? json.raw(value) : json.string(value);
}

void optional_amount(json::Writer& json, std::string_view name, std::string_view value) {
  if (!value.empty()) amount(json, name, value);
}

void receipt_element(json::Writer& json, const ReceiptTemplate::Element& element) {
  json.member("title", element.title);
  optional_text(json, "subtitle", element.subtitle);
  if (element.quantity) json.member("quantity", *element.quantity);
  amount(json, "price", element.price);
  optional_text(json, "currency", element.currency);
  optional_text(json, "image_url", element.image_url);
}

void receipt_address(json::Writer& json, const ReceiptTemplate::Address& address) {
  json.key("address").begin_object().member("street_1", address.street_1);
  optional_text(json, "street_2", address.street_2);
  json.member("city", address.city).member("postal_code", address.postal_code).member("state", address.state);
  json.member("country", address.country).end_object();
}

void receipt_summary(json::Writer& json, const ReceiptTemplate::Summary& summary) {
  json.key("summary").begin_object();
  optional_amount(json, "subtotal", summary.subtotal);
  optional_amount(json, "shipping_cost", summary.shipping_cost);
  optional_amount(json, "total_tax", summary.total_tax);
  amount(json, "total_cost", summary.total_cost);
  json.end_object();
}

std::string unix_seconds(Timestamp at) {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
}

} // namespace

void write_attachment(json::Writer& json, const GenericTemplate& content) {
  attachment(json, "generic", [&] {
    array(json, "elements", content.elements, [&](const GenericTemplate::Element& element) {
      json.member("title", element.title);
      optional_text(json, "subtitle", element.subtitle);
      optional_text(json, "image_url", element.image_url);
      if (element.default_action) {
        json.key("default_action");
        write_button(json, *element.default_action);
      }
      write_buttons(json, element.buttons);
    });
    if (content.square_images) json.member("image_aspect_ratio", "square");
    optional_flag(json, "sharable", content.sharable);
  });
}

void write_attachment(json::Writer& json, const ButtonTemplate& content) {
  attachment(json, "button", [&] {
    json.member("text", content.text);
    write_buttons(json, content.buttons);
    optional_flag(json, "sharable", content.sharable);
  });
}

void write_attachment(json::Writer& json, const MediaTemplate& content) {
  attachment(json, "media", [&] {
    one_element(json, [&] {
      json.member("media_type", to_string(content.kind));
      content.attachment.empty() ? json.member("url", content.url)
                                 : json.member("attachment_id", content.attachment.text());
      write_buttons(json, content.buttons);
    });
    optional_flag(json, "sharable", content.sharable);
  });
}

void write_attachment(json::Writer& json, const ReceiptTemplate& content) {
  attachment(json, "receipt", [&] {
    json.member("recipient_name", content.recipient_name).member("order_number", content.order_number);
    json.member("currency", content.currency).member("payment_method", content.payment_method);
    optional_text(json, "merchant_name", content.merchant_name);
    optional_text(json, "order_url", content.order_url);
    if (content.ordered_at) json.member("timestamp", unix_seconds(*content.ordered_at));
    if (!content.elements.empty())
      array(json, "elements", content.elements,
            [&](const ReceiptTemplate::Element& element) { receipt_element(json, element); });
    if (content.address) receipt_address(json, *content.address);
    receipt_summary(json, content.summary);
    if (!content.adjustments.empty())
      array(json, "adjustments", content.adjustments, [&](const ReceiptTemplate::Adjustment& adjustment) {
        optional_text(json, "name", adjustment.name);
        optional_amount(json, "amount", adjustment.amount);
      });
    optional_flag(json, "sharable", content.sharable);
  });
}

void write_attachment(json::Writer& json, const ProductTemplate& content) {
  attachment(json, "product", [&] {
    array(json, "elements", content.product_ids, [&](const std::string& id) { json.member("id", id); });
  });
}

void write_attachment(json::Writer& json, const CouponTemplate& content) {
  attachment(json, "coupon", [&] {
    json.member("title", content.title);
    optional_text(json, "subtitle", content.subtitle);
    optional_text(json, "coupon_code", content.coupon_code);
    optional_text(json, "coupon_url", content.coupon_url);
    optional_text(json, "coupon_url_button_title", content.url_button_title);
    optional_text(json, "coupon_pre_message", content.pre_message);
    optional_text(json, "image_url", content.image_url);
    optional_text(json, "payload", content.payload);
  });
}

void write_attachment(json::Writer& json, const ImageGridTemplate& content) {
  attachment(json, "image_grid", [&] {
    one_element(json, [&] {
      array(json, "images", content.images, [&](const ImageGridTemplate::Image& image) {
        json.member("url", image.url);
        optional_flag(json, "is_hero_image", image.is_hero);
        if (!image.action) return;
        json.key("action");
        write_button(json, *image.action);
      });
      optional_text(json, "title", content.title);
      optional_text(json, "subtitle", content.subtitle);
      write_buttons(json, content.buttons);
    });
  });
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
