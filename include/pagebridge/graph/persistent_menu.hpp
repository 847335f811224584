#pragma once

#include <string>
#include <variant>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/message/button.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// An item of another type, as old Pages have them ("nested" menus). Only read: it cannot be set any more.
struct OtherMenuItem {
  std::string type;
  std::string title;
  JsonText json;
};
/// Titles have up to 30 characters here, ten more than on a template's button; payloads up to 1,000.
using MenuItem = std::variant<UrlButton, PostbackButton, OtherMenuItem>;

/// The menu beside the composer, for people of one locale. It shows only if the Page has a Get Started button and no
/// commands.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/persistent-menu
struct PersistentMenu {
  std::vector<MenuItem> items;    ///< up to 20; at least one if the composer is disabled
  bool composer_disabled = false; ///< people can only tap, not write
  std::string locale = "default"; ///< "en_US"; one menu of each list must be "default"
};

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
