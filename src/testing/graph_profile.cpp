// The Messenger Profile API, and a person's own menu:
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/reference/messenger-profile-api
#include <algorithm>

#include "json/writer.hpp"
#include "testing/ascii.hpp"
#include "testing/graph_settings.hpp"
#include "testing/profile_rules.hpp"
#include "testing/send_refusals.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

using Profile = std::map<std::string, std::string>;

/// The platform's text is known from code; the subcode, too.
SandboxRefusal needs_get_started() {
  return {100, 2018145, "(#100) You must set a Get Started button if you also wish to use persistent menu", 0};
}

/// The names in `fields`, in lower case: the platform's own specification has them in upper case.
std::vector<std::string> property_names(const GraphCall& call) {
  std::vector<std::string> names = name_list(call.parameters["fields"]);
  for (std::string& name : names) name = ascii::lower(name);
  return names;
}

Refused check_names(const std::vector<std::string>& names) {
  const auto& known = profile_properties();
  for (const std::string& name : names) {
    const auto is_it = [&](const ProfileProperty& property) { return property.name == name; };
    if (std::none_of(known.begin(), known.end(), is_it))
      return parameter_error("Param fields must hold properties of the messenger profile, and " + shortened(name) +
                             " is none");
  }
  return std::nullopt;
}

/// The Page has no Instagram account.
Refused check_platform(const GraphCall& call) {
  const std::string_view platform = call.parameters["platform"].text();
  if (platform != "instagram" && platform != "INSTAGRAM") return std::nullopt;
  return SandboxRefusal{100, 2534013, "(#100) The Page has no linked Instagram account", 0};
}

HttpResponse answer_get(const GraphCall& call) {
  std::vector<std::string> names = property_names(call);
  if (auto refused = check_names(names)) return graph_error(call.context, *refused);
  return call.core.locked([&](World& world) {
    const Profile& profile = page_concerned(call, world)->settings.profile;
    if (names.empty())
      for (const auto& [name, value] : profile) names.push_back(name);
    json::Writer members;
    bool is_empty = true;
    members.begin_object().key("data").begin_array().begin_object();
    for (const std::string& name : names) {
      const auto found = profile.find(name);
      if (found == profile.end()) continue;
      members.key(name).raw(found->second);
      is_empty = false;
    }
    members.end_object().end_array().end_object();
    return graph_success(call.context, is_empty ? R"({"data":[]})" : members.text());
  });
}

HttpResponse answer_post(const GraphCall& call) {
  Profile wanted;
  for (const ProfileProperty& property : profile_properties()) {
    const json::Value value = call.parameters[property.name];
    if (!value.exists() || property.check == nullptr) continue;
    if (auto refused = property.check(value)) return graph_error(call.context, *refused);
    wanted.emplace(property.name, value.raw());
  }
  if (wanted.empty()) // the text is a guess
    return graph_error(call.context, parameter_error("Requires one of the properties of the messenger profile"));
  return call.core.locked([&](World& world) {
    Profile& profile = page_concerned(call, world)->settings.profile;
    const bool has_button = wanted.count("get_started") + profile.count("get_started") > 0;
    if (wanted.count("persistent_menu") > 0 && !has_button) return graph_error(call.context, needs_get_started());
    for (auto& [name, value] : wanted) profile[name] = std::move(value);
    return graph_result(call);
  });
}

/// That the button cannot go while the menu stays is a guess.
HttpResponse answer_delete(const GraphCall& call) {
  const std::vector<std::string> names = property_names(call);
  if (names.empty()) return graph_error(call.context, parameter_error("The parameter fields is required"));
  if (auto refused = check_names(names)) return graph_error(call.context, *refused);
  return call.core.locked([&](World& world) {
    Profile& profile = page_concerned(call, world)->settings.profile;
    Profile left = profile;
    for (const std::string& name : names) left.erase(name);
    const bool loses_button = profile.count("get_started") > left.count("get_started");
    if (loses_button && left.count("persistent_menu") > 0) return graph_error(call.context, needs_get_started());
    profile = std::move(left);
    return graph_result(call);
  });
}

HttpResponse answer_user_get(const GraphCall& call, const std::string& psid) {
  return call.core.locked([&](World& world) {
    if (person_known(call, world, psid) == nullptr) return graph_error(call.context, no_matching_user());
    const PageSettings& settings = page_concerned(call, world)->settings;
    const auto own = settings.user_menus.find(Psid(psid));
    const auto pages = settings.profile.find("persistent_menu");
    const bool has_own = own != settings.user_menus.end();
    const bool has_page = pages != settings.profile.end();
    if (!has_own && !has_page) return graph_success(call.context, R"({"data":[]})");
    json::Writer writer;
    writer.begin_object().key("data").begin_array().begin_object();
    if (has_own) writer.key("user_level_persistent_menu").raw(own->second);
    if (has_page) writer.key("page_level_persistent_menu").raw(pages->second);
    writer.end_object().end_array().end_object();
    return graph_success(call.context, writer.text());
  });
}

} // namespace

HttpResponse answer_messenger_profile(const GraphCall& call) {
  const std::string& method = call.request.method;
  if (auto refused = check_platform(call)) return graph_error(call.context, *refused);
  if (method == "GET") return answer_get(call);
  if (method == "POST") return answer_post(call);
  if (method == "DELETE") return answer_delete(call);
  return unsupported_request(call.context, method, call.request.path.front());
}

/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/persistent-menu: the
/// person's own menu.
HttpResponse answer_user_settings(const GraphCall& call) {
  const std::string& method = call.request.method;
  const std::string psid(call.parameters["psid"].id());
  if (psid.empty()) return graph_error(call.context, parameter_error("The parameter psid is required"));
  if (method == "GET") return answer_user_get(call, psid);
  const json::Value menus = call.parameters["persistent_menu"];
  if (method == "POST") {
    if (auto refused = check_menus(menus)) return graph_error(call.context, *refused);
  } else if (method == "DELETE") {
    const std::vector<std::string> names = name_list(call.parameters["params"]);
    if (names.size() != 1 || names.front() != "persistent_menu")
      return graph_error(call.context, parameter_error("Param params must be [\"persistent_menu\"]"));
  } else {
    return unsupported_request(call.context, method, call.request.path.front());
  }
  return call.core.locked([&](World& world) {
    if (person_known(call, world, psid) == nullptr) return graph_error(call.context, no_matching_user());
    auto& own = page_concerned(call, world)->settings.user_menus;
    if (method == "POST") {
      own[Psid(psid)] = std::string(menus.raw());
    } else {
      own.erase(Psid(psid));
    }
    return graph_result(call);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
