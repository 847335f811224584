#include "testing/graph_endpoints.hpp"

#include <cstdint>
#include <optional>

#include "crypto.hpp"
#include "testing/graph_app.hpp"
#include "testing/graph_limits.hpp"
#include "testing/graph_routes.hpp"
#include "testing/graph_settings.hpp"
#include "testing/graph_versions.hpp"

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

/// A POST may say that it means another method: what all of Meta's SDKs do for long or secret parameters.
void override_method(GraphRequest& request, const json::Value& parameters) {
  if (request.method != "POST") return;
  for (const std::string_view method : {"GET", "get", "DELETE", "delete"})
    if (parameters["method"].text() == method) request.method = method.size() == 3 ? "GET" : "DELETE";
}

/// Whether the caller already has what the answer would be.
/// https://developers.facebook.com/docs/graph-api/guides/etags
HttpResponse with_etag(const std::string& method, const std::string& known, HttpResponse response) {
  constexpr std::size_t etag_digits = 40;
  if (method != "GET" || response.status != 200) return response;
  std::string etag = "\"" + crypto::hex(crypto::sha256(response.body)).substr(0, etag_digits) + "\"";
  if (known == etag) {
    response.status = 304;
    response.body.clear();
  }
  response.headers.emplace_back("ETag", std::move(etag));
  return response;
}

} // namespace

/// Code and text are a guess.
HttpResponse page_token_required(const GraphCall& call) {
  return graph_error(call.context, {210, 0, "(#210) A page access token is required to request this resource.", 0});
}

HttpResponse answer_unknown_path(const GraphCall& call) {
  std::string unknown;
  for (std::size_t i = 1; i < call.request.path.size(); ++i) unknown += "/" + call.request.path[i];
  return graph_error(call.context,
                     {2500, 0, "Unknown path components: " + (unknown.empty() ? "/" : shortened(unknown)), 0});
}

HttpResponse answer_node(const GraphCall& call, const std::string& node) {
  if (node.substr(0, 2) == "t_") return answer_conversation(call, node, false);
  if (node.substr(0, 2) == "m_") return answer_message(call, Mid(node));
  if (auto answered = answer_settings_node(call, node)) return std::move(*answered);
  if (auto answer = answer_app(call, node)) return std::move(*answer);
  const auto profile = call.page.empty() ? call.core.profile(Psid(node)) : std::nullopt;
  if (call.page.empty() && !profile)
    if (auto answer = answer_user(call, node)) return std::move(*answer);
  if (call.page.empty() && call.request.method == "DELETE")
    if (auto answer = delete_test_user(call, node)) return std::move(*answer);
  const bool is_own = profile && profile->page == call.caller.page;
  if (call.request.method != "GET" || (call.page.empty() && !is_own))
    return unsupported_request(call.context, call.request.method, node);
  return call.page.empty() ? answer_profile(call, *profile) : answer_page(call);
}

void answer_graph(SandboxCore& core, GraphRequest graph, const std::string& origin, bool in_batch,
                  const Respond& respond) {
  const auto tree = json::Tree::parse(graph.parameters);
  const auto version = graph.version.empty() ? std::string() : served_version(graph.version, core.now());
  const GraphContext context{version.value_or(""), core.new_trace_id()};
  if (!graph.is_readable || !tree)
    return respond(graph_error(context, {100, 0, "(#100) The body is neither JSON nor a form", 0}));
  override_method(graph, tree->root());
  const std::string token = graph.bearer.empty() ? std::string(tree->root()["access_token"].text()) : graph.bearer;
  GraphCall call{core, graph, tree->root(), context, origin, token};
  call.in_batch = in_batch;
  const GraphRoute* const found = find_route(call);
  if (found == nullptr || found->needs_token)
    if (auto refused = identify(call)) return respond(std::move(*refused));
  if (!version) {
    graph.path.insert(graph.path.begin(), graph.version); // as if it were a node
    return respond(answer_unknown_path(call));
  }
  route(call, respond);
}

void answer_graph(SandboxCore& core, const HttpRequest& request, const Respond& respond) {
  answer_graph(
      core, read_graph_request(request), origin_of(request), false,
      [method = request.method, known = std::string(single_header(request.headers, "If-None-Match").value_or("")),
       respond](HttpResponse response) { respond(with_etag(method, known, std::move(response))); });
}

void answer_route(GraphCall& call, const Respond& respond) {
  const auto& path = call.request.path;
  const GraphRoute* const found = find_route(call);
  if (path.empty() && found == nullptr) return respond(answer_unknown_path(call));
  const std::string node = path.empty() ? std::string() : path.front();
  if (found == nullptr) return respond(path.size() == 1 ? answer_node(call, node) : answer_unknown_path(call));
  if (found->needs_page) {
    const bool is_of_page = call.caller.kind == TokenRecord::Kind::page;
    const bool is_of_app = found->takes_app_token && call.caller.kind == TokenRecord::Kind::app && node != "me";
    if (!is_of_page && !is_of_app && (node == "me" || !call.page.empty())) return respond(page_token_required(call));
    if (call.page.empty()) return respond(unsupported_request(call.context, call.request.method, node));
  }
  if (auto refused = lacks(call, found->permissions)) return respond(std::move(*refused));
  if (auto refused = lacks_task(call, found->tasks)) return respond(std::move(*refused));
  if (found->answer_later != nullptr) return found->answer_later(call, respond);
  respond(found->answer(call));
}

void route(GraphCall& call, const Respond& respond) {
  call.page = page_meant(call, call.request.path.empty() ? std::string() : call.request.path.front());
  const LimitedCall limits = limited(call);
  if (find_route(call) == nullptr && asks_several(call)) { // each of which comes here itself, counts, and can be struck
    HttpResponse answer = answer_several(call);
    return respond(answer.status == 200 ? UsageOf(call, limits).on(std::move(answer)) : std::move(answer));
  }
  if (auto refused = throttled(call, limits)) return respond(UsageOf(call, limits).on(std::move(*refused)));
  call.core.tick();
  const Fault fault = is_message(call) || call.in_batch ? Fault{} : call.core.next_fault(FaultOccasion::call);
  if (auto answer = struck(call, fault)) return respond(std::move(*answer));
  // What the call refers to is good during the call only, so what it takes to answer later is got now.
  const UsageOf usage(call, limits);
  answer_route(call, [usage, fault, respond](HttpResponse answer) {
    respond(strike_answer(fault, usage.on(std::move(answer))));
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
