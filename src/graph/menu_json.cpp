#include "graph/menu_json.hpp"

#include "graph/request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

std::string_view name_of(WebviewHeight height) noexcept {
  switch (height) {
    case WebviewHeight::full: return "full";
    case WebviewHeight::tall: return "tall";
    case WebviewHeight::compact: return "compact";
  }
  return "full";
}

WebviewHeight height_of(std::string_view name) noexcept {
  if (name == "tall") return WebviewHeight::tall;
  return name == "compact" ? WebviewHeight::compact : WebviewHeight::full;
}

/// What is as the platform has it by default is not written.
struct ItemWriter {
  json::Writer& json;
  void operator()(const UrlButton& item) const {
    json.begin_object().member("type", "web_url").member("title", item.title).member("url", item.url);
    if (item.height != WebviewHeight::full) json.member("webview_height_ratio", name_of(item.height));
    if (item.messenger_extensions) json.member("messenger_extensions", true);
    if (!item.fallback_url.empty()) json.member("fallback_url", item.fallback_url);
    if (item.hide_share) json.member("webview_share_button", "hide");
    json.end_object();
  }
  void operator()(const PostbackButton& item) const {
    json.begin_object().member("type", "postback").member("title", item.title);
    json.member("payload", item.payload).end_object();
  }
  void operator()(const OtherMenuItem& /*item*/) const {}
};

MenuItem read_item(const json::Value& value) {
  const std::string_view type = value["type"].text();
  if (type == "postback") return PostbackButton{copy(value["title"].text()), copy(value["payload"].text())};
  if (type != "web_url") return OtherMenuItem{copy(type), copy(value["title"].text()), {copy(value.raw())}};
  UrlButton item;
  item.title = copy(value["title"].text());
  item.url = copy(value["url"].text());
  item.height = height_of(value["webview_height_ratio"].text());
  item.messenger_extensions = value["messenger_extensions"].truth();
  item.fallback_url = copy(value["fallback_url"].text());
  item.hide_share = value["webview_share_button"].text() == "hide";
  return item;
}

} // namespace

void write_menus(json::Writer& json, const std::vector<PersistentMenu>& menus) {
  json.begin_array();
  for (const PersistentMenu& menu : menus) {
    json.begin_object().member("locale", menu.locale).member("composer_input_disabled", menu.composer_disabled);
    if (!menu.items.empty()) {
      json.key("call_to_actions").begin_array();
      for (const MenuItem& item : menu.items) std::visit(ItemWriter{json}, item);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array();
}

void read_menus(const json::Value& array, std::vector<PersistentMenu>& menus) {
  for (const json::Value& element : array) {
    if (!element.is_object()) continue;
    PersistentMenu menu;
    for (const json::Value& item : element["call_to_actions"]) menu.items.push_back(read_item(item));
    menu.composer_disabled = element["composer_input_disabled"].truth();
    if (const std::string_view locale = element["locale"].text(); !locale.empty()) menu.locale = copy(locale);
    menus.push_back(std::move(menu));
  }
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
