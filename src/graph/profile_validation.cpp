#include <algorithm>

#include "graph/menu_json.hpp"
#include "pagebridge/graph/messenger_profile.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

std::string at(const std::string& list, std::size_t index) { return list + "[" + std::to_string(index) + "]"; }

/// A text that must be there and has a limit.
Result<void> check_text(const std::string& field, std::string_view text, std::size_t limit) {
  const std::size_t length = utf8::code_points(text);
  if (length == std::string_view::npos) return invalid_argument(field, "it is not valid UTF-8");
  if (length == 0) return invalid_argument(field, "it is empty");
  if (length <= limit) return {};
  return invalid_argument(field,
                          "it has " + std::to_string(length) + " characters, Messenger takes " + std::to_string(limit));
}

Result<void> check_count(const std::string& field, std::size_t count, std::size_t limit) {
  if (count <= limit) return {};
  return invalid_argument(field, "there are " + std::to_string(count) + ", Messenger takes " + std::to_string(limit));
}

/// Each locale once, and one of them "default". An empty list is not set at all.
template <class Entry>
Result<void> check_locales(const std::string& list, const std::vector<Entry>& entries) {
  bool has_default = entries.empty();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string& locale = entries[i].locale;
    if (locale.empty()) return invalid_argument(at(list, i) + ".locale", R"(name a locale, or "default")");
    for (std::size_t j = 0; j < i; ++j)
      if (entries[j].locale == locale) return invalid_argument(at(list, i) + ".locale", "the locale stands twice");
    has_default = has_default || locale == "default";
  }
  if (has_default) return {};
  return invalid_argument(list, R"(one entry must have the locale "default", for all who have no other)");
}

bool is_plain(std::string_view url) noexcept {
  return std::all_of(url.begin(), url.end(), [](char c) { return static_cast<unsigned char>(c) > ' ' && c != 0x7F; }) &&
         utf8::code_points(url) != std::string_view::npos;
}

/// The host and port of an address of that scheme; empty if it is none.
std::string_view authority_of(std::string_view url, std::string_view scheme) noexcept {
  if (url.substr(0, scheme.size()) != scheme || !is_plain(url)) return {};
  url.remove_prefix(scheme.size());
  return url.substr(0, url.find_first_of("/?#"));
}

bool is_https(std::string_view url) noexcept { return !authority_of(url, "https://").empty(); }
bool is_web(std::string_view url) noexcept { return is_https(url) || !authority_of(url, "http://").empty(); }

/// A name with a dot in it that does not end in a number, as addresses of IPv4 do; those of IPv6 have brackets.
bool is_full_domain(std::string_view url) noexcept {
  std::string_view host = authority_of(url, "https://");
  if (host.find_first_of("@[]") != std::string_view::npos) return false;
  host = host.substr(0, host.find(':'));
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == host.size()) return false;
  return host.substr(dot + 1).find_first_not_of("0123456789") != std::string_view::npos;
}

struct ItemCheck {
  const std::string& field;
  Result<void> operator()(const UrlButton& item) const {
    if (auto title = check_text(field + ".title", item.title, platform::menu_title_code_points); !title) return title;
    if (item.messenger_extensions ? !is_https(item.url) : !is_web(item.url))
      return invalid_argument(field + ".url", "give a web address, with https:// if it uses extensions");
    if (item.fallback_url.empty()) return {};
    if (!item.messenger_extensions)
      return invalid_argument(field + ".fallback_url", "only an item with messenger_extensions has one");
    if (!is_web(item.fallback_url)) return invalid_argument(field + ".fallback_url", "give a web address");
    return {};
  }
  Result<void> operator()(const PostbackButton& item) const {
    if (auto title = check_text(field + ".title", item.title, platform::menu_title_code_points); !title) return title;
    return check_text(field + ".payload", item.payload, platform::profile_payload_code_points);
  }
  Result<void> operator()(const OtherMenuItem& /*item*/) const {
    return invalid_argument(field, "a menu takes URL and postback items only");
  }
};

Result<void> check_menu(const std::string& field, const PersistentMenu& menu) {
  if (auto count = check_count(field + ".items", menu.items.size(), platform::menu_items); !count) return count;
  if (menu.items.empty() && menu.composer_disabled)
    return invalid_argument(field + ".items", "people can neither write nor tap: a disabled composer needs items");
  for (std::size_t i = 0; i < menu.items.size(); ++i) {
    const std::string item = at(field + ".items", i);
    if (auto checked = std::visit(ItemCheck{item}, menu.items[i]); !checked) return checked;
  }
  return {};
}

Result<void> check(const std::string& field, const Greeting& greeting) {
  return check_text(field + ".text", greeting.text, platform::greeting_code_points);
}

Result<void> check(const std::string& field, const IceBreakers& set) {
  const std::string list = field + ".questions";
  if (set.questions.empty()) return invalid_argument(list, "there are no questions");
  if (auto count = check_count(list, set.questions.size(), platform::ice_breaker_questions); !count) return count;
  for (std::size_t i = 0; i < set.questions.size(); ++i) {
    const IceBreakers::Question& question = set.questions[i];
    auto text = check_text(at(list, i) + ".text", question.text, platform::ice_breaker_code_points);
    if (!text) return text;
    auto payload = check_text(at(list, i) + ".payload", question.payload, platform::profile_payload_code_points);
    if (!payload) return payload;
  }
  return {};
}

Result<void> check(const std::string& field, const Commands& set) {
  const std::string list = field + ".commands";
  if (set.commands.empty()) return invalid_argument(list, "there are no commands");
  if (auto count = check_count(list, set.commands.size(), platform::commands); !count) return count;
  for (std::size_t i = 0; i < set.commands.size(); ++i) {
    const Commands::Command& command = set.commands[i];
    const std::string name = at(list, i) + ".name";
    if (auto text = check_text(name, command.name, platform::command_name_code_points); !text) return text;
    if (command.name.front() == '/') return invalid_argument(name, "leave the slash out: Messenger adds it");
    auto text =
        check_text(at(list, i) + ".description", command.description, platform::command_description_code_points);
    if (!text) return text;
  }
  return {};
}

Result<void> check(const std::string& field, const PersistentMenu& menu) { return check_menu(field, menu); }

template <class Entry>
Result<void> check_list(const std::string& list, const std::vector<Entry>& entries) {
  if (auto locales = check_locales(list, entries); !locales) return locales;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (auto checked = check(at(list, i), entries[i]); !checked) return checked;
  return {};
}

Result<void> check_addresses(const MessengerProfile& profile) {
  const std::string list = "whitelisted_domains";
  const std::vector<std::string>& domains = profile.whitelisted_domains;
  if (auto count = check_count(list, domains.size(), platform::whitelisted_domains); !count) return count;
  for (std::size_t i = 0; i < domains.size(); ++i)
    if (!is_full_domain(domains[i]))
      return invalid_argument(at(list, i), "give https:// and a full domain name; no IP address, no localhost");
  if (!profile.account_linking_url.empty() && !is_https(profile.account_linking_url))
    return invalid_argument("account_linking_url", "give an https:// address");
  return {};
}

bool is_empty(const MessengerProfile& profile) noexcept {
  return profile.get_started.empty() && profile.greeting.empty() && profile.ice_breakers.empty() &&
         profile.persistent_menu.empty() && profile.whitelisted_domains.empty() &&
         profile.account_linking_url.empty() && profile.commands.empty();
}

} // namespace

Result<void> validate_menus(const std::vector<PersistentMenu>& menus) { return check_list("persistent_menu", menus); }

Result<void> validate(const SetMessengerProfile& call) {
  const MessengerProfile& profile = call.profile;
  if (is_empty(profile)) return invalid_argument("profile", "there is nothing to set; to clear a property, delete it");
  if (!profile.get_started.empty()) {
    auto payload = check_text("get_started", profile.get_started, platform::profile_payload_code_points);
    if (!payload) return payload;
  }
  if (auto checked = check_list("greeting", profile.greeting); !checked) return checked;
  if (auto checked = check_list("ice_breakers", profile.ice_breakers); !checked) return checked;
  if (auto checked = validate_menus(profile.persistent_menu); !checked) return checked;
  if (auto checked = check_list("commands", profile.commands); !checked) return checked;
  return check_addresses(profile);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
