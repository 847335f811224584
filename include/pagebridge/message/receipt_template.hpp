#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// An order's confirmation. Amounts are decimal text ("49.95"), since money is no floating-point number; the platform gets
/// them as JSON numbers, written as they stand here.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/template/receipt
struct ReceiptTemplate {
  struct Element {
    std::string title; ///< required
    std::string subtitle{};
    std::optional<int> quantity{};
    std::string price; ///< required; "0" is fine
    std::string currency{};
    std::string image_url{};
  };
  struct Address {
    std::string street_1; ///< required, as are city, postal_code, state and country
    std::string street_2;
    std::string city;
    std::string postal_code;
    std::string state;
    std::string country;
  };
  struct Summary {
    std::string total_cost; ///< required
    std::string subtotal{};
    std::string shipping_cost{};
    std::string total_tax{};
  };
  struct Adjustment {
    std::string name;
    std::string amount;
  };

  std::string recipient_name; ///< required
  std::string order_number;   ///< required, unique
  std::string currency;       ///< required, ISO 4217
  std::string payment_method; ///< required: "Visa 1234", any text
  Summary summary;
  std::string merchant_name{};
  std::string order_url{};
  std::optional<Timestamp> ordered_at{};
  std::vector<Element> elements{}; ///< up to 100; shown in no certain order
  std::optional<Address> address{};
  std::vector<Adjustment> adjustments{};
  bool sharable = false;
};

PAGEBRIDGE_END_NAMESPACE
