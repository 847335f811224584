#include "testing/graph_endpoints.hpp"

#include <cstdint>
#include <optional>

#include "json/writer.hpp"
#include "testing/graph_routes.hpp"
#include "testing/graph_settings.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Where links in the answer lead: to where the request came.
std::string origin_of(const HttpRequest& request) {
  const std::size_t scheme = request.url.find("://");
  if (scheme != std::string::npos) return request.url.substr(0, request.url.find_first_of("/?#", scheme + 3));
  const auto host = single_header(request.headers, "Host");
  return host ? "http://" + std::string(*host) : "https://graph.facebook.com";
}

HttpResponse answer_unknown_path(const GraphCall& call) {
  std::string unknown;
  for (std::size_t i = 1; i < call.request.path.size(); ++i) unknown += "/" + call.request.path[i];
  return graph_error(call.context, {2500, 0, "Unknown path components: " + (unknown.empty() ? "/" : unknown), 0});
}

/// A Page token speaks for its Page; "me" is whoever the token speaks for.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/getting-started/quick-start
PageId page_meant(const GraphCall& call, const std::string& node) {
  const bool is_page_token = call.caller.kind == TokenRecord::Kind::page;
  if (node == "me") return is_page_token ? call.caller.page : PageId();
  const PageId page(node);
  if (is_page_token) return page == call.caller.page ? page : PageId();
  const bool is_known = call.core.locked([&](World& world) { return world.page(page) != nullptr; });
  return is_known ? page : PageId();
}

HttpResponse answer_node(const GraphCall& call, const std::string& node) {
  if (node.substr(0, 2) == "t_") return answer_conversation(call, node, false);
  if (node.substr(0, 2) == "m_") return answer_message(call, Mid(node));
  if (auto answered = answer_settings_node(call, node)) return std::move(*answered);
  const auto profile = call.page.empty() ? call.core.profile(Psid(node)) : std::nullopt;
  const bool is_own = profile && profile->page == call.caller.page;
  if (call.request.method != "GET" || (call.page.empty() && !is_own))
    return unsupported_request(call.context, call.request.method, node);
  return call.page.empty() ? answer_profile(call, *profile) : answer_page(call);
}

} // namespace

void answer_graph(SandboxCore& core, const HttpRequest& request, const Respond& respond) {
  const GraphRequest graph = read_graph_request(request);
  const auto tree = json::Tree::parse(graph.parameters);
  const GraphContext context{graph.version, core.new_trace_id()};
  if (!graph.is_readable || !tree)
    return respond(graph_error(context, {100, 0, "(#100) The body is neither JSON nor a form", 0}));
  const std::string token = graph.bearer.empty() ? std::string(tree->root()["access_token"].text()) : graph.bearer;
  GraphCall call{core, graph, tree->root(), context, origin_of(request), token};
  if (auto refused = identify(call)) return respond(std::move(*refused));
  respond(route(call));
}

HttpResponse route(GraphCall& call) {
  const auto& path = call.request.path;
  if (path.empty()) return answer_unknown_path(call);
  const std::string& node = path.front();
  call.page = page_meant(call, node);
  if (const GraphRoute* const found = find_route(call)) {
    if (found->needs_page && call.page.empty()) return unsupported_request(call.context, call.request.method, node);
    if (!found->permission.empty())
      if (auto refused = lacks(call, found->permission)) return std::move(*refused);
    return found->answer(call);
  }
  return path.size() == 1 ? answer_node(call, node) : answer_unknown_path(call);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
