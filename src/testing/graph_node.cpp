// Nodes: https://developers.facebook.com/docs/graph-api/overview
#include <optional>

#include "json/writer.hpp"
#include "message/message_json.hpp"
#include "testing/graph_endpoints.hpp"
#include "testing/graph_settings.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

HttpResponse no_such_field(const GraphCall& call, const std::string& field, std::string_view type) {
  return graph_error(call.context, {100, 0,
                                    "(#100) Tried accessing nonexisting field (" + shortened(field) +
                                        ") on node type (" + std::string(type) + ")",
                                    0});
}

namespace {

/// Writes one field of a person; what is not known is left out. False if there is no such field.
bool write_field(json::Writer& writer, const SandboxPerson& person, std::string_view field) {
  if (field == "name") {
    message::optional_text(writer, field, full_name(person));
  } else if (field == "first_name") {
    message::optional_text(writer, field, person.first_name);
  } else if (field == "last_name") {
    message::optional_text(writer, field, person.last_name);
  } else if (field == "profile_pic") {
    message::optional_text(writer, field, person.profile_pic);
  } else if (field == "locale") {
    message::optional_text(writer, field, person.locale);
  } else if (field == "gender") {
    message::optional_text(writer, field, person.gender);
  } else if (field == "timezone") {
    if (!person.timezone.empty()) writer.key(field).raw(person.timezone);
  } else {
    return field == "id"; // always comes
  }
  return true;
}

/// What the App sees of the person.
struct Sight {
  bool is_thread_seen = false;
  bool is_profile_seen = false;
};

Sight sight_of(const GraphCall& call, const Profile& profile) {
  if (!profile.has_written) return {};
  return call.core.locked([&](World& world) -> Sight {
    const AppRecord* const app = world.app(call.caller.app);
    const PageRecord* const page = world.page(profile.page);
    const Person* const person = world.person(profile.person.psid);
    if (app == nullptr || page == nullptr || person == nullptr) return {};
    return {world.may_talk(*app, *page, *person), world.may_read_profile(*app, *page, *person)};
  });
}

/// Some fields need a permission of their own; the answer cannot do without `id`, which needs the first.
bool has_permissions(const GraphCall& call, const std::vector<std::string>& fields) {
  const auto& scopes = call.caller.scopes;
  if (scopes.count("pages_messaging") == 0) return false;
  for (const std::string& field : fields)
    if ((field == "locale" || field == "timezone" || field == "gender") && scopes.count("pages_user_" + field) == 0)
      return false;
  return true;
}

} // namespace

/// Access opens when the person starts the thread:
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/identity/user-profile
HttpResponse answer_profile(const GraphCall& call, const Profile& profile) {
  const Sight sight = sight_of(call, profile);
  if (!sight.is_thread_seen) return unsupported_request(call.context, call.request.method, profile.person.psid.text());
  std::vector<std::string> fields = name_list(call.parameters["fields"]);
  if (fields.empty()) fields = {"first_name", "last_name", "profile_pic"};
  // The subcodes are documented, the main codes are not.
  if (!sight.is_profile_seen || !has_permissions(call, fields))
    return graph_error(call.context, {100, 2018247, "(#100) Insufficient permission to access user profile.", 0});
  if (!profile.person.has_profile)
    return graph_error(call.context, {100, 2018218, "(#100) No profile available for this user.", 0});
  json::Writer writer;
  writer.begin_object();
  for (const std::string& field : fields)
    if (!write_field(writer, profile.person, field)) return no_such_field(call, field, "User");
  writer.member("id", profile.person.psid.text()).end_object();
  return graph_success(call.context, writer.text());
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
