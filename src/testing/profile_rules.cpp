// What the properties of the messenger profile may be. Limits are documented unless said otherwise; the refusals' texts are
// ours.
#include "testing/profile_rules.hpp"

#include <algorithm>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::size_t most_payload = 1000;

Refused check_filled(const json::Value& value, const std::string& name, std::size_t most) {
  if (value.text().empty()) return parameter_error("Param " + name + " must be a non-empty string");
  return check_length(value.text(), name, most);
}

/// A list with an entry for each locale: one of them is for everybody else.
Refused check_locales(const json::Value& list, const std::string& name) {
  if (count(list) == 0) return parameter_error("Param " + name + " must be a non-empty array");
  bool has_default = false;
  for (const json::Value entry : list) {
    if (!entry.is_object()) return parameter_error("Param " + name + " must hold objects");
    has_default = has_default || entry["locale"].text() == "default";
  }
  if (has_default) return std::nullopt;
  return parameter_error("Param " + name + " must have an entry with the locale default");
}

Refused check_get_started(const json::Value& value) {
  if (!value.is_object()) return parameter_error("Param get_started must be an object");
  return check_filled(value["payload"], "get_started[payload]", most_payload);
}

Refused check_greeting(const json::Value& value) {
  constexpr std::size_t most_text = 160;
  if (auto refused = check_locales(value, "greeting")) return refused;
  for (const json::Value greeting : value)
    if (auto refused = check_filled(greeting["text"], "greeting[text]", most_text)) return refused;
  return std::nullopt;
}

/// The types are two since v8: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/persistent-menu
Refused check_item(const json::Value& item) {
  constexpr std::size_t most_title = 30;
  const std::string_view type = item["type"].text();
  if (type != "web_url" && type != "postback")
    return parameter_error("Param call_to_actions[type] must be one of {web_url, postback}");
  if (auto refused = check_filled(item["title"], "call_to_actions[title]", most_title)) return refused;
  if (type == "postback") return check_filled(item["payload"], "call_to_actions[payload]", most_payload);
  if (!is_web_url(item["url"].text())) return parameter_error("Param call_to_actions[url] must be a URL");
  return std::nullopt;
}

Refused check_question(const json::Value& question) {
  constexpr std::size_t most_text = 80; // recalled, not documented
  if (auto refused = check_filled(question["question"], "ice_breakers[question]", most_text)) return refused;
  return check_filled(question["payload"], "ice_breakers[payload]", most_payload);
}

Refused check_questions(const json::Value& list) {
  constexpr std::size_t most_questions = 4;
  const std::size_t questions = count(list);
  if (questions == 0 || questions > most_questions)
    return parameter_error("Param ice_breakers must have 1 to 4 questions");
  for (const json::Value question : list)
    if (auto refused = check_question(question)) return refused;
  return std::nullopt;
}

/// By locale, or in the older form one list of questions; one request has one form.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/reference/messenger-profile-api/ice-breakers
Refused check_ice_breakers(const json::Value& value) {
  std::size_t old_ones = 0;
  for (const json::Value entry : value)
    if (entry["question"].exists()) ++old_ones;
  if (old_ones > 0 && old_ones < count(value)) return parameter_error("Param ice_breakers mixes its two forms");
  if (old_ones > 0) return check_questions(value);
  if (auto refused = check_locales(value, "ice_breakers")) return refused;
  for (const json::Value entry : value)
    if (auto refused = check_questions(entry["call_to_actions"])) return refused;
  return std::nullopt;
}

/// A host with a name: no address, not this machine.
bool is_public_domain(std::string_view url) {
  if (!is_https(url)) return false;
  std::string_view host = url.substr(8);
  host = host.substr(0, host.find_first_of("/:?#"));
  const bool is_address = host.find_first_not_of("0123456789.") == std::string_view::npos;
  return host.find('.') != std::string_view::npos && !is_address && host.front() != '[';
}

/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/reference/messenger-profile-api/domain-whitelisting
Refused check_domains(const json::Value& value) {
  constexpr std::size_t most_domains = 50;
  const std::size_t domains = count(value);
  if (domains == 0 || domains > most_domains)
    return parameter_error("Param whitelisted_domains must have 1 to 50 elements");
  for (const json::Value domain : value)
    if (!is_public_domain(domain.text()))
      return parameter_error("Param whitelisted_domains must hold https URLs with full domain names");
  return std::nullopt;
}

Refused check_linking_url(const json::Value& value) {
  if (is_https(value.text())) return std::nullopt;
  return parameter_error("Param account_linking_url must be an https URL");
}

/// The shape, and how many and how long they may be, are recalled, not documented.
Refused check_commands(const json::Value& value) {
  constexpr std::size_t most_commands = 100;
  constexpr std::size_t most_name = 32;
  constexpr std::size_t most_description = 64;
  if (auto refused = check_locales(value, "commands")) return refused;
  for (const json::Value entry : value) {
    const std::size_t commands = count(entry["commands"]);
    if (commands == 0 || commands > most_commands) return parameter_error("Param commands must have 1 to 100 elements");
    for (const json::Value command : entry["commands"]) {
      if (auto refused = check_filled(command["name"], "commands[name]", most_name)) return refused;
      if (auto refused = check_filled(command["description"], "commands[description]", most_description))
        return refused;
    }
  }
  return std::nullopt;
}

/// `description` and `title` are in the platform's specification only, without their limits.
Refused check_words(const json::Value& value) {
  if (value.is_string()) return std::nullopt;
  return parameter_error("The parameter must be a string");
}

Refused check_retired(const json::Value& /*value*/) {
  return parameter_error("This property of the messenger profile is no longer supported");
}

} // namespace

Refused check_menus(const json::Value& menus) {
  constexpr std::size_t most_items = 20;
  if (auto refused = check_locales(menus, "persistent_menu")) return refused;
  for (const json::Value menu : menus) {
    const std::size_t items = count(menu["call_to_actions"]);
    if (items > most_items) return parameter_error("Param call_to_actions has at most 20 elements");
    if (items == 0 && menu["composer_input_disabled"].truth())
      return parameter_error("Param call_to_actions is required if composer_input_disabled is true");
    for (const json::Value item : menu["call_to_actions"])
      if (auto refused = check_item(item)) return refused;
  }
  return std::nullopt;
}

const std::vector<ProfileProperty>& profile_properties() {
  static const std::vector<ProfileProperty> all = {{"get_started", check_get_started},
                                                   {"greeting", check_greeting},
                                                   {"persistent_menu", check_menus},
                                                   {"ice_breakers", check_ice_breakers},
                                                   {"whitelisted_domains", check_domains},
                                                   {"account_linking_url", check_linking_url},
                                                   {"commands", check_commands},
                                                   {"title", check_words},
                                                   {"description", check_words},
                                                   {"home_url", check_retired},
                                                   {"target_audience", check_retired},
                                                   {"payment_settings", check_retired},
                                                   {"subject_to_new_eu_privacy_rules", nullptr},
                                                   {"platform", nullptr},
                                                   {"subject", nullptr}};
  return all;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
