#include "unit/message/message_check.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

ReceiptTemplate receipt() {
  ReceiptTemplate good;
  good.recipient_name = "Test Customer";
  good.order_number = "12345678902";
  good.currency = "USD";
  good.payment_method = "Visa 2345";
  good.summary.total_cost = "56.14";
  good.elements.push_back({"Shirt", "Cotton", 2, "50", "USD", {}});
  good.address = ReceiptTemplate::Address{"1 Hacker Way", {}, "Menlo Park", "94025", "CA", "US"};
  good.adjustments.push_back({"Discount", "20"});
  return good;
}
const Spoiled<ReceiptTemplate>& spoiled() {
  static const Spoiled<ReceiptTemplate> good(receipt());
  return good;
}

using Field = std::string& (*)(ReceiptTemplate&);

} // namespace

TEST_CASE("a receipt says for whom, which order, and how it was paid", "[message][receipt]") {
  spoiled().required("recipient_name", 0, [](ReceiptTemplate& r) -> std::string& { return r.recipient_name; });
  spoiled().required("order_number", 0, [](ReceiptTemplate& r) -> std::string& { return r.order_number; });
  spoiled().required("payment_method", 0, [](ReceiptTemplate& r) -> std::string& { return r.payment_method; });
  spoiled().text("merchant_name", 0, [](ReceiptTemplate& r) -> std::string& { return r.merchant_name; });
  spoiled().refused_for("order_url", [](ReceiptTemplate& r) { r.order_url = "order"; });
  spoiled().refused_for("ordered_at", [](ReceiptTemplate& r) { r.ordered_at = from_unix_ms(-1); });
  spoiled().taken([](ReceiptTemplate& r) { r.ordered_at = from_unix_ms(0); });
}

TEST_CASE("a currency is three capital letters", "[message][receipt]") {
  for (const char* currency : {"", "usd", "US", "USDX", "U$D"})
    spoiled().refused_for("currency", [&](ReceiptTemplate& r) { r.currency = currency; });
  spoiled().refused_for("elements[0].currency", [](ReceiptTemplate& r) { r.elements[0].currency = "eur"; });
  spoiled().taken([](ReceiptTemplate& r) { r.elements[0].currency.clear(); });
}

TEST_CASE("an amount is a decimal number that JSON can hold as it stands", "[message][receipt]") {
  struct Row {
    std::string field;
    Field amount;
    bool required;
  };
  const Row row = GENERATE(values<Row>(
      {{"summary.total_cost", [](ReceiptTemplate& r) -> std::string& { return r.summary.total_cost; }, true},
       {"summary.subtotal", [](ReceiptTemplate& r) -> std::string& { return r.summary.subtotal; }, false},
       {"summary.shipping_cost", [](ReceiptTemplate& r) -> std::string& { return r.summary.shipping_cost; }, false},
       {"summary.total_tax", [](ReceiptTemplate& r) -> std::string& { return r.summary.total_tax; }, false},
       {"elements[0].price", [](ReceiptTemplate& r) -> std::string& { return r.elements[0].price; }, true},
       {"adjustments[0].amount", [](ReceiptTemplate& r) -> std::string& { return r.adjustments[0].amount; }, false}}));
  for (const char* amount : {"0", "7", "10", "49.95", "0.5", "-3", "-0.10", "12345678901234567890.00"})
    spoiled().taken([&](ReceiptTemplate& r) { row.amount(r) = amount; });
  for (const char* amount :
       {"-", ".5", "5.", "05", "00", "1e3", "1,5", "+5", "0x1", "1 ", " 1", "1.2.3", "--1", "NaN", "1}"})
    spoiled().refused_for(row.field, [&](ReceiptTemplate& r) { row.amount(r) = amount; });
  if (row.required)
    spoiled().refused_for(row.field, [&](ReceiptTemplate& r) { row.amount(r).clear(); });
  else
    spoiled().taken([&](ReceiptTemplate& r) { row.amount(r).clear(); });
}

TEST_CASE("a receipt has up to 100 elements", "[message][receipt]") {
  spoiled().taken([](ReceiptTemplate& r) { r.elements.clear(); });
  spoiled().taken([](ReceiptTemplate& r) { r.elements.resize(100, r.elements[0]); });
  spoiled().refused_for("elements", [](ReceiptTemplate& r) { r.elements.resize(101, r.elements[0]); });
  spoiled().required("elements[0].title", 0, [](ReceiptTemplate& r) -> std::string& { return r.elements[0].title; });
  spoiled().text("elements[0].subtitle", 0, [](ReceiptTemplate& r) -> std::string& { return r.elements[0].subtitle; });
  spoiled().refused_for("elements[0].quantity", [](ReceiptTemplate& r) { r.elements[0].quantity = -1; });
  spoiled().taken([](ReceiptTemplate& r) { r.elements[0].quantity.reset(); });
  spoiled().refused_for("elements[0].image_url", [](ReceiptTemplate& r) { r.elements[0].image_url = "x"; });
}

TEST_CASE("an address is whole or absent", "[message][receipt]") {
  spoiled().taken([](ReceiptTemplate& r) { r.address.reset(); });
  spoiled().required("address.street_1", 0, [](ReceiptTemplate& r) -> std::string& { return r.address->street_1; });
  spoiled().text("address.street_2", 0, [](ReceiptTemplate& r) -> std::string& { return r.address->street_2; });
  spoiled().required("address.city", 0, [](ReceiptTemplate& r) -> std::string& { return r.address->city; });
  spoiled().required("address.postal_code", 0,
                     [](ReceiptTemplate& r) -> std::string& { return r.address->postal_code; });
  spoiled().required("address.state", 0, [](ReceiptTemplate& r) -> std::string& { return r.address->state; });
  spoiled().required("address.country", 0, [](ReceiptTemplate& r) -> std::string& { return r.address->country; });
  spoiled().text("adjustments[0].name", 0, [](ReceiptTemplate& r) -> std::string& { return r.adjustments[0].name; });
}
