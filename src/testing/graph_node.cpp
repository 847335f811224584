// Nodes: https://developers.facebook.com/docs/graph-api/overview
#include <optional>

#include "json/writer.hpp"
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

void member_unless_empty(json::Writer& writer, std::string_view name, const std::string& text) {
  if (!text.empty()) writer.member(name, text);
}

/// Writes one field of a person; what the app may not read is left out. False if there is no such field.
bool write_field(json::Writer& writer, const SandboxPerson& person, std::string_view field) {
  if (field == "name") {
    member_unless_empty(writer, field, full_name(person));
  } else if (field == "first_name") {
    member_unless_empty(writer, field, person.first_name);
  } else if (field == "last_name") {
    member_unless_empty(writer, field, person.last_name);
  } else if (field == "profile_pic") {
    member_unless_empty(writer, field, person.profile_pic);
  } else if (field == "locale") {
    member_unless_empty(writer, field, person.locale);
  } else if (field == "timezone") {
    if (!person.timezone.empty()) writer.key(field).raw(person.timezone);
  } else {
    return field == "id" || field == "gender"; // `id` always comes; nobody told us a gender
  }
  return true;
}

} // namespace

/// Access opens when the person starts the thread:
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/identity/user-profile
HttpResponse answer_profile(const GraphCall& call, const SandboxCore::Profile& profile) {
  if (!profile.has_written) return unsupported_request(call.context, call.request.method, profile.person.psid.text());
  if (!profile.person.has_profile) {
    return graph_error(call.context, {100, 2018218, "(#100) No profile available for this user.", 0});
  }
  std::vector<std::string> fields = name_list(call.parameters["fields"]);
  if (fields.empty()) fields = {"first_name", "last_name", "profile_pic"};
  json::Writer writer;
  writer.begin_object();
  for (const std::string& field : fields)
    if (!write_field(writer, profile.person, field)) return no_such_field(call, field, "User");
  writer.member("id", profile.person.psid.text()).end_object();
  return graph_success(call.context, writer.text());
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
