#include "pagebridge/graph/operations.hpp"

#include "crypto.hpp"
#include "json/tree.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

/// `path` starts with a slash; `query` is ready-made, or empty.
HttpRequest request(std::string method, const Access& access, const std::string& path, std::string query) {
  HttpRequest request;
  request.method = std::move(method);
  if (!access.app_secret.empty()) {
    if (!query.empty()) query += "&";
    query += "appsecret_proof=" + appsecret_proof(access.access_token, access.app_secret);
  }
  request.url = access.origin + "/" + access.api_version + path + (query.empty() ? "" : "?" + query);
  request.headers = {{"Authorization", "Bearer " + std::string(access.access_token.reveal())},
                     {"Accept", "application/json"}};
  return request;
}

HttpRequest post_json(const Access& access, const std::string& path, std::string body) {
  HttpRequest result = request("POST", access, path, {});
  result.headers.emplace_back("Content-Type", "application/json");
  result.body = std::move(body);
  return result;
}

json::Writer& begin_recipient(json::Writer& json, const Psid& person) {
  return json.begin_object().key("recipient").begin_object().member("id", person.text()).end_object();
}

struct ContentWriter {
  json::Writer& json;
  void operator()(const Text& message) const { json.member("text", message.text); }
  void operator()(const MediaByUrl& message) const {
    json.key("attachment").begin_object().member("type", to_string(message.kind));
    json.key("payload").begin_object().member("url", message.url).end_object().end_object();
  }
};

Error missing(const HttpResponse& response, std::string_view member, Operation operation) {
  Error error;
  error.code = ErrorCode::bad_response;
  error.fate = operation == Operation::read ? SendFate::refused : SendFate::unknown;
  error.http_status = response.status;
  error.message = "the platform's answer has no " + std::string(member);
  return error;
}

std::string copy(std::string_view text) { return std::string(text); }

} // namespace

std::string appsecret_proof(const Secret& access_token, const Secret& app_secret) {
  return crypto::hex(crypto::hmac_sha256(app_secret.reveal(), access_token.reveal()));
}

std::string to_json(const SendMessage& call) {
  json::Writer json;
  begin_recipient(json, call.recipient).member("messaging_type", "RESPONSE").key("message").begin_object();
  std::visit(ContentWriter{json}, call.message);
  if (!call.metadata.empty()) json.member("metadata", call.metadata);
  return json.end_object().end_object().text();
}

HttpRequest send_request(std::string body, const Access& access) {
  return post_json(access, "/me/messages", std::move(body));
}

HttpRequest to_http(const SendMessage& call, const Access& access) { return send_request(to_json(call), access); }

Result<SendReceipt> read_send_answer(const HttpResponse& response) {
  if (auto error = error_in(response, Operation::send)) return std::move(*error);
  const auto tree = json::Tree::parse(response.body);
  const std::string mid = tree ? copy(tree->root()["message_id"].id()) : std::string();
  if (mid.empty()) return missing(response, "message_id", Operation::send);
  return SendReceipt{Mid(mid)};
}

Result<SendReceipt> from_http(const SendMessage& /*call*/, const HttpResponse& response) {
  return read_send_answer(response);
}

std::string_view to_string(SenderActionKind kind) noexcept {
  switch (kind) {
    case SenderActionKind::typing_on: return "typing_on";
    case SenderActionKind::typing_off: return "typing_off";
    case SenderActionKind::mark_seen: return "mark_seen";
  }
  return "typing_off";
}

HttpRequest to_http(const SenderAction& call, const Access& access) {
  json::Writer json;
  begin_recipient(json, call.recipient).member("sender_action", to_string(call.action)).end_object();
  return post_json(access, "/me/messages", json.text());
}

Result<void> from_http(const SenderAction& /*call*/, const HttpResponse& response) {
  if (auto error = error_in(response, Operation::send)) return std::move(*error);
  return {};
}

HttpRequest to_http(const GetUserProfile& call, const Access& access) {
  return request("GET", access, "/" + percent_encode(call.person.text()),
                 "fields=name,first_name,last_name,profile_pic,locale,timezone");
}

Result<UserProfile> from_http(const GetUserProfile& /*call*/, const HttpResponse& response) {
  if (auto error = error_in(response, Operation::read)) return std::move(*error);
  const auto tree = json::Tree::parse(response.body);
  if (!tree || !tree->root().is_object()) return missing(response, "profile", Operation::read);
  const json::Value root = tree->root();
  return UserProfile{copy(root["name"].text()),        copy(root["first_name"].text()), copy(root["last_name"].text()),
                     copy(root["profile_pic"].text()), copy(root["locale"].text()),     copy(root["timezone"].id())};
}

HttpRequest to_http(const GetPageIdentity& /*call*/, const Access& access) {
  return request("GET", access, "/me", "fields=id,name");
}

Result<PageIdentity> from_http(const GetPageIdentity& /*call*/, const HttpResponse& response) {
  if (auto error = error_in(response, Operation::read)) return std::move(*error);
  const auto tree = json::Tree::parse(response.body);
  const std::string page = tree ? copy(tree->root()["id"].id()) : std::string();
  if (page.empty()) return missing(response, "Page id", Operation::read);
  return PageIdentity{PageId(page), copy(tree->root()["name"].text())};
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
