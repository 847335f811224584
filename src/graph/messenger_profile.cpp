#include "pagebridge/graph/messenger_profile.hpp"

#include "graph/menu_json.hpp"
#include "graph/reading.hpp"
#include "graph/request.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr const char* edge = "/me/messenger_profile";

void write_greetings(json::Writer& json, const std::vector<Greeting>& greetings) {
  json.key("greeting").begin_array();
  for (const Greeting& greeting : greetings)
    json.begin_object().member("locale", greeting.locale).member("text", greeting.text).end_object();
  json.end_array();
}

void write_ice_breakers(json::Writer& json, const std::vector<IceBreakers>& sets) {
  json.key("ice_breakers").begin_array();
  for (const IceBreakers& set : sets) {
    json.begin_object().member("locale", set.locale).key("call_to_actions").begin_array();
    for (const IceBreakers::Question& question : set.questions)
      json.begin_object().member("question", question.text).member("payload", question.payload).end_object();
    json.end_array().end_object();
  }
  json.end_array();
}

void write_commands(json::Writer& json, const std::vector<Commands>& sets) {
  json.key("commands").begin_array();
  for (const Commands& set : sets) {
    json.begin_object().member("locale", set.locale).key("commands").begin_array();
    for (const Commands::Command& command : set.commands)
      json.begin_object().member("name", command.name).member("description", command.description).end_object();
    json.end_array().end_object();
  }
  json.end_array();
}

void write_profile(json::Writer& json, const MessengerProfile& profile) {
  if (!profile.get_started.empty())
    json.key("get_started").begin_object().member("payload", profile.get_started).end_object();
  if (!profile.greeting.empty()) write_greetings(json, profile.greeting);
  if (!profile.ice_breakers.empty()) write_ice_breakers(json, profile.ice_breakers);
  if (!profile.persistent_menu.empty()) write_menus(json.key("persistent_menu"), profile.persistent_menu);
  if (!profile.whitelisted_domains.empty()) {
    json.key("whitelisted_domains").begin_array();
    for (const std::string& domain : profile.whitelisted_domains) json.string(domain);
    json.end_array();
  }
  if (!profile.account_linking_url.empty()) json.member("account_linking_url", profile.account_linking_url);
  if (!profile.commands.empty()) write_commands(json, profile.commands);
}

std::string locale_of(const json::Value& value) {
  const std::string_view locale = value["locale"].text();
  return locale.empty() ? "default" : copy(locale);
}

IceBreakers::Question read_question(const json::Value& value) {
  return {copy(value["question"].text()), copy(value["payload"].text())};
}

/// One element of `ice_breakers`: a locale's questions, or in the older form a question, which belongs to one set.
void read_ice_breaker(const json::Value& value, std::vector<IceBreakers>& sets) {
  if (value["question"].exists()) {
    if (sets.empty()) sets.emplace_back();
    sets.front().questions.push_back(read_question(value));
    return;
  }
  IceBreakers set;
  set.locale = locale_of(value);
  for (const json::Value& question : value["call_to_actions"]) set.questions.push_back(read_question(question));
  sets.push_back(std::move(set));
}

Commands read_commands(const json::Value& value) {
  Commands set;
  set.locale = locale_of(value);
  for (const json::Value& command : value["commands"])
    set.commands.push_back({copy(command["name"].text()), copy(command["description"].text())});
  return set;
}

/// Properties come all in one element of `data` or each in its own. Of ice breakers alone, the documentation shows an
/// answer whose elements are the sets themselves.
void read_profile(const json::Value& element, MessengerProfile& profile) {
  if (const auto payload = element["get_started"]["payload"].text(); !payload.empty())
    profile.get_started = copy(payload);
  for (const json::Value& greeting : element["greeting"])
    if (greeting.is_object()) profile.greeting.push_back({copy(greeting["text"].text()), locale_of(greeting)});
  for (const json::Value& set : element["ice_breakers"])
    if (set.is_object()) read_ice_breaker(set, profile.ice_breakers);
  if (element["question"].exists() || element["call_to_actions"].is_array())
    read_ice_breaker(element, profile.ice_breakers);
  read_menus(element["persistent_menu"], profile.persistent_menu);
  for (std::string& domain : text_list(element["whitelisted_domains"]))
    profile.whitelisted_domains.push_back(std::move(domain));
  if (const auto url = element["account_linking_url"].text(); !url.empty()) profile.account_linking_url = copy(url);
  for (const json::Value& set : element["commands"])
    if (set.is_object()) profile.commands.push_back(read_commands(set));
  if (const auto subject = flag(element["subject_to_new_eu_privacy_rules"]))
    profile.subject_to_new_eu_privacy_rules = subject;
}

} // namespace

std::string_view to_string(ProfileProperty property) noexcept {
  switch (property) {
    case ProfileProperty::get_started: return "get_started";
    case ProfileProperty::greeting: return "greeting";
    case ProfileProperty::ice_breakers: return "ice_breakers";
    case ProfileProperty::persistent_menu: return "persistent_menu";
    case ProfileProperty::whitelisted_domains: return "whitelisted_domains";
    case ProfileProperty::account_linking_url: return "account_linking_url";
    case ProfileProperty::commands: return "commands";
    case ProfileProperty::subject_to_new_eu_privacy_rules: return "subject_to_new_eu_privacy_rules";
  }
  return "";
}

HttpRequest to_http(const SetMessengerProfile& call, const Access& access) {
  json::Writer json;
  json.begin_object();
  write_profile(json, call.profile);
  return post_json(access, edge, json.end_object().text());
}

Result<void> from_http(const SetMessengerProfile& /*call*/, const HttpResponse& response) {
  return done(response, SetMessengerProfile::kind);
}

HttpRequest to_http(const GetMessengerProfile& call, const Access& access) {
  const auto fields = comma_list(call.properties, [](ProfileProperty property) { return to_string(property); });
  return get(access, edge, Query().add("fields", fields));
}

Result<MessengerProfile> from_http(const GetMessengerProfile& /*call*/, const HttpResponse& response) {
  return answer(response, GetMessengerProfile::kind, [&](const json::Value& root) -> Result<MessengerProfile> {
    if (!root["data"].is_array()) return missing(response, "messenger profile", GetMessengerProfile::kind);
    MessengerProfile profile;
    for (const json::Value& element : root["data"]) read_profile(element, profile);
    return profile;
  });
}

HttpRequest to_http(const DeleteMessengerProfile& call, const Access& access) {
  json::Writer json;
  json.begin_object().key("fields").begin_array();
  for (const ProfileProperty property : call.properties) json.string(to_string(property));
  return delete_json(access, edge, json.end_array().end_object().text());
}

Result<void> from_http(const DeleteMessengerProfile& /*call*/, const HttpResponse& response) {
  return done(response, DeleteMessengerProfile::kind);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
