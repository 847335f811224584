#include "testing/control.hpp"

#include <utility>

#include "crypto.hpp"
#include "testing/control_routes.hpp"
#include "testing/graph_request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool has_token(const HttpRequest& request, const Secret& token) {
  constexpr std::string_view scheme = "Bearer ";
  const auto given = single_header(request.headers, "Authorization");
  return given && given->substr(0, scheme.size()) == scheme &&
         crypto::equal(given->substr(scheme.size()), token.reveal());
}

HttpResponse refuse_stranger() {
  HttpResponse response = refusal(401, "control requests need the control token", "Authorization");
  response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

HttpResponse route(const ControlCall& call) {
  const FoundRoute found = find_control_route(call);
  if (found.answer != nullptr) return found.answer(call);
  return found.is_path_known ? refusal(405, "this path does not take that method", {})
                             : refusal(404, "the sandbox has no such path", {});
}

} // namespace

bool is_control_request(const HttpRequest& request) {
  const auto parts = path_parts(request.url);
  return !parts.empty() && parts.front() == "sandbox";
}

HttpResponse answer_control(SandboxCore& core, const HttpRequest& request) {
  const Secret& token = core.options().control_token;
  if (!token.empty() && !has_token(request, token)) return refuse_stranger();
  const std::string_view body = request.body.empty() ? std::string_view("{}") : std::string_view(request.body);
  const auto tree = json::Tree::parse(body);
  if (!tree || !tree->root().is_object()) return refusal(400, "the body is no JSON object", {});
  auto path = path_parts(request.url);
  path.erase(path.begin());
  return route({core, request.method, std::move(path), tree->root(), query_parameters(request.url)});
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
