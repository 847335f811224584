#include "pagebridge/graph/page.hpp"

#include "graph/request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

HttpRequest to_http(const GetPageIdentity& /*call*/, const Access& access) {
  return get(access, "/me", Query().add("fields", "id,name"));
}

Result<PageIdentity> from_http(const GetPageIdentity& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const json::Value& root) -> Result<PageIdentity> {
    std::string page = copy(root["id"].id());
    if (page.empty()) return missing(response, "Page id", CallKind::read);
    return PageIdentity{PageId(std::move(page)), copy(root["name"].text())};
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
