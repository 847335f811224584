#include "testing/graph_endpoints.hpp"

#include <cstdint>
#include <optional>

#include "crypto.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Both forms of https://developers.facebook.com/documentation/facebook-login/security: over the token, or over the
/// token and a time that is at most five minutes old.
bool is_right_proof(const GraphCall& call, std::string_view token, std::string_view proof) {
  constexpr std::int64_t lifetime_s = 300;
  std::string proven(token);
  if (const json::Value time = call.parameters["appsecret_time"]; time.exists()) {
    const auto seconds = time.integer();
    if (!seconds || to_unix_ms(call.core.now()) / 1000 - *seconds > lifetime_s) return false;
    proven += "|" + std::to_string(*seconds);
  }
  return crypto::equal(crypto::hex(crypto::hmac_sha256(call.core.options().app_secret.reveal(), proven)), proof);
}

/// The answer to a call that may not be made; nothing if it may.
std::optional<HttpResponse> refuse_access(const GraphCall& call) {
  const SandboxOptions& options = call.core.options();
  const std::string& token = call.token;
  if (token.empty()) {
    return graph_error(
        call.context, {2500, 0, "An active access token must be used to query information about the current user.", 0});
  }
  if (!crypto::equal(token, options.page_access_token.reveal()))
    return graph_error(call.context, {190, 0, "Invalid OAuth access token.", 0});
  const json::Value proof = call.parameters["appsecret_proof"];
  if (!proof.exists() && options.require_appsecret_proof) {
    return graph_error(call.context, {100, 0, "API calls from the server require an appsecret_proof argument", 0},
                       "GraphMethodException");
  }
  if (proof.exists() && !is_right_proof(call, token, proof.id())) {
    return graph_error(call.context, {100, 0, "Invalid appsecret_proof provided in the API argument", 0},
                       "GraphMethodException");
  }
  return std::nullopt;
}

HttpResponse no_such_field(const GraphCall& call, const std::string& field, std::string_view type) {
  return graph_error(
      call.context,
      {100, 0, "(#100) Tried accessing nonexisting field (" + field + ") on node type (" + std::string(type) + ")", 0});
}

void member_unless_empty(json::Writer& writer, std::string_view name, const std::string& text) {
  if (!text.empty()) writer.member(name, text);
}

/// Writes one field of a person; what the app may not read is left out. False if there is no such field.
bool write_field(json::Writer& writer, const SandboxPerson& person, std::string_view field) {
  const bool both = !person.first_name.empty() && !person.last_name.empty();
  if (field == "name") {
    member_unless_empty(writer, field, person.first_name + (both ? " " : "") + person.last_name);
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

HttpResponse answer_page(const GraphCall& call) {
  const SandboxOptions& options = call.core.options();
  std::vector<std::string> fields = name_list(call.parameters["fields"]);
  if (fields.empty()) fields = {"name"};
  json::Writer writer;
  writer.begin_object();
  for (const std::string& field : fields) {
    if (field == "name") {
      writer.member("name", options.page_name);
    } else if (field != "id") {
      return no_such_field(call, field, "Page");
    }
  }
  writer.member("id", options.page.text()).end_object();
  return graph_success(call.context, writer.text());
}

/// Where links in the answer lead: to where the request came.
std::string origin_of(const HttpRequest& request) {
  const std::size_t scheme = request.url.find("://");
  if (scheme != std::string::npos) return request.url.substr(0, request.url.find_first_of("/?#", scheme + 3));
  const auto host = single_header(request.headers, "Host");
  return host ? "http://" + std::string(*host) : "https://graph.facebook.com";
}

HttpResponse answer_node(const GraphCall& call, const std::string& node, bool is_page) {
  if (node.substr(0, 2) == "t_") return answer_conversation(call, node, false);
  if (node.substr(0, 2) == "m_") return answer_message(call, Mid(node));
  const auto profile = is_page ? std::nullopt : call.core.profile(Psid(node));
  if (call.request.method != "GET" || (!is_page && !profile))
    return unsupported_request(call.context, call.request.method, node);
  return is_page ? answer_page(call) : answer_profile(call, *profile);
}

/// Nothing if there is no such edge.
std::optional<HttpResponse> answer_edge(const GraphCall& call, const std::string& node, bool is_page) {
  const std::string& edge = call.request.path[1];
  const bool is_list = edge == "conversations" || edge == "threads"; // the same under its old name
  if (edge == "messages" && node.substr(0, 2) == "t_") return answer_conversation(call, node, true);
  if (edge != "messages" && edge != "message_attachments" && !is_list) return std::nullopt;
  if (!is_page) return unsupported_request(call.context, call.request.method, node);
  if (is_list) return answer_conversations(call);
  if (edge == "message_attachments") return answer_attachment_upload(call);
  if (call.request.method == "POST") return answer_send(call);
  return unsupported_request(call.context, call.request.method, node);
}

HttpResponse route(const GraphCall& call) {
  const auto& path = call.request.path;
  const std::string node = path.empty() ? std::string() : path.front();
  const bool is_page = node == "me" || node == call.core.options().page.text();
  if (path.size() == 1) return answer_node(call, node, is_page);
  if (path.size() == 2)
    if (auto answered = answer_edge(call, node, is_page)) return std::move(*answered);
  std::string unknown;
  for (std::size_t i = 1; i < path.size(); ++i) unknown += "/" + path[i];
  return graph_error(call.context, {2500, 0, "Unknown path components: " + (unknown.empty() ? "/" : unknown), 0});
}

} // namespace

HttpResponse answer_graph(SandboxCore& core, const HttpRequest& request) {
  const GraphRequest graph = read_graph_request(request);
  const auto tree = json::Tree::parse(graph.parameters);
  const GraphContext context{graph.version, core.new_trace_id()};
  if (!graph.is_readable || !tree)
    return graph_error(context, {100, 0, "(#100) The body is neither JSON nor a form", 0});
  const std::string token = graph.bearer.empty() ? std::string(tree->root()["access_token"].text()) : graph.bearer;
  const GraphCall call{core, graph, tree->root(), context, origin_of(request), token};
  if (auto refused = refuse_access(call)) return std::move(*refused);
  return route(call);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
