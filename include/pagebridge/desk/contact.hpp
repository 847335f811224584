#pragma once

#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// *Customer Info*: what the customer's Facebook profile says. Any part may be empty; names are never invented.
struct CustomerProfile {
  std::string name;
  std::string first_name;
  std::string last_name;
  std::string picture_url; ///< expires; fetch soon
  std::string locale;      ///< "en_GB"
  std::string time_zone;   ///< hours from UTC, "-7" or "5.5"
};

/// The card on the agent desktop: one customer of one service.
struct Contact {
  ContactId id;
  CustomerKey customer;
  PageId page;
  std::string service_name;
  std::string colour;                     ///< the service's, "#rrggbb" or empty
  std::vector<std::string> tags;          ///< an agent must have all of them
  std::vector<std::string> optional_tags; ///< preferred
  CustomerProfile profile;
};

PAGEBRIDGE_END_NAMESPACE
