#include "pagebridge/graph/user_profile.hpp"

#include "graph/request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

HttpRequest to_http(const GetUserProfile& call, const Access& access) {
  return get(access, node(call.person), Query().add("fields", "name,first_name,last_name,profile_pic,locale,timezone"));
}

Result<UserProfile> from_http(const GetUserProfile& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const json::Value& root) -> Result<UserProfile> {
    if (!root.is_object()) return missing(response, "profile", CallKind::read);
    return UserProfile{copy(root["name"].text()),      copy(root["first_name"].text()),
                       copy(root["last_name"].text()), copy(root["profile_pic"].text()),
                       copy(root["locale"].text()),    copy(root["timezone"].id())};
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
