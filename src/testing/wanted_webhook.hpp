#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/secret.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// What "Verify and save" on the App Dashboard asks for.
struct WantedWebhook {
  AppId app;
  std::string url;
  Secret verify_token;
  std::vector<std::string> fields;
  bool includes_values = true;
  PageId page{}; ///< also subscribed to the fields, if the handshake succeeds; empty: none
};

/// One that is being tried.
struct Handshake {
  std::uint64_t number = 0;
  WantedWebhook wanted;
  std::string challenge;
};

/// Whether `name` is a webhook field of a Page.
bool is_page_field(std::string_view name) noexcept;

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
