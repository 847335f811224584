// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/template/receipt
#include "message/amount.hpp"
#include "message/inspection.hpp"
#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

namespace {

void amount(Inspection& in, std::string_view name, std::string_view value) {
  in.refuse_unless(is_amount(value), name, "must be a decimal number such as 49.95");
}

void amount_unless_empty(Inspection& in, std::string_view name, std::string_view value) {
  if (!value.empty()) amount(in, name, value);
}

/// ISO 4217: three capital letters.
void currency(Inspection& in, std::string_view value) {
  const bool good =
      value.size() == 3 && value.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
  in.refuse_unless(good, "currency", "must be three capital letters such as EUR (ISO 4217)");
}

void inspect_element(Inspection& in, const ReceiptTemplate::Element& element) {
  in.required("title", element.title, 0);
  in.text("subtitle", element.subtitle, 0);
  in.refuse_unless(!element.quantity || *element.quantity >= 0, "quantity", "must not be negative");
  amount(in, "price", element.price);
  if (!element.currency.empty()) currency(in, element.currency);
  in.address_unless_empty("image_url", element.image_url);
}

void inspect_address(Inspection& in, const ReceiptTemplate::Address& address) {
  in.required("street_1", address.street_1, 0);
  in.text("street_2", address.street_2, 0);
  in.required("city", address.city, 0);
  in.required("postal_code", address.postal_code, 0);
  in.required("state", address.state, 0);
  in.required("country", address.country, 0);
}

void inspect_summary(Inspection& in, const ReceiptTemplate::Summary& summary) {
  amount(in, "total_cost", summary.total_cost);
  amount_unless_empty(in, "subtotal", summary.subtotal);
  amount_unless_empty(in, "shipping_cost", summary.shipping_cost);
  amount_unless_empty(in, "total_tax", summary.total_tax);
}

} // namespace

void inspect(Inspection& in, const ReceiptTemplate& content) {
  in.required("recipient_name", content.recipient_name, 0);
  in.required("order_number", content.order_number, 0);
  currency(in, content.currency);
  in.required("payment_method", content.payment_method, 0);
  in.within("summary", [&] { inspect_summary(in, content.summary); });
  in.text("merchant_name", content.merchant_name, 0);
  in.address_unless_empty("order_url", content.order_url);
  in.refuse_unless(!content.ordered_at || to_unix_ms(*content.ordered_at) >= 0, "ordered_at",
                   "must not lie before 1970");
  in.count("elements", content.elements.size(), 0, platform::receipt_elements);
  in.each("elements", content.elements, [&](const ReceiptTemplate::Element& element) { inspect_element(in, element); });
  if (content.address) in.within("address", [&] { inspect_address(in, *content.address); });
  in.each("adjustments", content.adjustments, [&](const ReceiptTemplate::Adjustment& adjustment) {
    in.text("name", adjustment.name, 0);
    amount_unless_empty(in, "amount", adjustment.amount);
  });
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
