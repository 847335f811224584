#include "pagebridge/graph/user_profile.hpp"

#include "graph/reading.hpp"
#include "graph/request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

std::string_view to_string(UserProfileField field) noexcept {
  switch (field) {
    case UserProfileField::name: return "name";
    case UserProfileField::first_name: return "first_name";
    case UserProfileField::last_name: return "last_name";
    case UserProfileField::picture: return "profile_pic";
    case UserProfileField::locale: return "locale";
    case UserProfileField::time_zone: return "timezone";
    case UserProfileField::gender: return "gender";
  }
  return "id";
}

HttpRequest to_http(const GetUserProfile& call, const Access& access) {
  const auto fields = comma_list(call.fields, [](UserProfileField field) { return to_string(field); });
  return get(access, node(call.person), Query().add("fields", fields.empty() ? "id" : fields));
}

Result<UserProfile> from_http(const GetUserProfile& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const json::Value& root) -> Result<UserProfile> {
    if (!root.is_object()) return missing(response, "profile", CallKind::read);
    return UserProfile{copy(root["name"].text()),      copy(root["first_name"].text()),
                       copy(root["last_name"].text()), copy(root["profile_pic"].text()),
                       copy(root["locale"].text()),    copy(root["timezone"].id()),
                       copy(root["gender"].text())};
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
