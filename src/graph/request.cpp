#include "graph/request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

std::string url(const Access& access, const std::string& path, const std::string& query) {
  std::string url;
  url.reserve(access.origin.size() + access.api_version.size() + path.size() + query.size() + 2);
  url.append(access.origin).append("/").append(access.api_version).append(path);
  if (!query.empty()) url.append("?").append(query);
  return url;
}

HttpRequest request(std::string method, const Access& access, const std::string& path, std::string query) {
  HttpRequest request;
  request.method = std::move(method);
  if (!access.app_secret.empty()) {
    if (!query.empty()) query += "&";
    query += "appsecret_proof=" + appsecret_proof(access.access_token, access.app_secret);
  }
  request.url = url(access, path, query);
  request.headers.reserve(3);
  std::string& bearer = request.headers.emplace_back("Authorization", "Bearer ").second;
  bearer.append(access.access_token.reveal());
  request.headers.emplace_back("Accept", "application/json");
  return request;
}

HttpRequest with_body(HttpRequest request, std::string type, std::string body) {
  request.headers.emplace_back("Content-Type", std::move(type));
  request.body = std::move(body);
  return request;
}

HttpRequest with_json(HttpRequest request, std::string body) {
  return with_body(std::move(request), "application/json", std::move(body));
}

HttpRequest with_form(HttpRequest request, std::string form) {
  return with_body(std::move(request), "application/x-www-form-urlencoded", std::move(form));
}

} // namespace

/// Commas stay as they are: they may stand in a query, and a list of fields is easier to read with them.
Query& Query::add(std::string_view name, std::string_view value) {
  if (!text_.empty()) text_ += "&";
  text_ += percent_encode(name) + "=";
  for (std::size_t comma = value.find(','); comma != std::string_view::npos; comma = value.find(',')) {
    text_ += percent_encode(value.substr(0, comma)) + ",";
    value.remove_prefix(comma + 1);
  }
  text_ += percent_encode(value);
  return *this;
}

HttpRequest get(const Access& access, const std::string& path, const Query& query) {
  return request("GET", access, path, query.text());
}

HttpRequest post_json(const Access& access, const std::string& path, std::string body, const Query& query) {
  return with_json(request("POST", access, path, query.text()), std::move(body));
}

HttpRequest post_stream(const Access& access, const std::string& path, std::string content_type, BodyStream body) {
  HttpRequest made = request("POST", access, path, {});
  made.headers.emplace_back("Content-Type", std::move(content_type));
  made.body_stream = std::make_shared<const BodyStream>(std::move(body));
  return made;
}

HttpRequest delete_json(const Access& access, const std::string& path, std::string body, const Query& query) {
  HttpRequest made = request("DELETE", access, path, query.text());
  return body.empty() ? made : with_json(std::move(made), std::move(body));
}

HttpRequest post_form(const Access& access, const std::string& path, const Query& form) {
  HttpRequest made;
  made.method = "POST";
  made.url = url(access, path, "");
  made.headers = {{"Accept", "application/json"}};
  return with_form(std::move(made), form.text());
}

HttpRequest get_by_form(const Access& access, const std::string& path, const Query& form) {
  return with_form(request("POST", access, path, ""), "method=GET&" + form.text());
}

std::string node(std::string_view id) {
  if (!id.empty() && id.find_first_not_of('.') != std::string_view::npos) return "/" + percent_encode(id);
  std::string path = "/";
  for (std::size_t dots = id.size(); dots > 0; --dots) path += "%2E";
  return path;
}

Error missing(const HttpResponse& response, std::string_view what, CallKind kind) {
  Error error;
  error.code = ErrorCode::bad_response;
  error.fate = kind == CallKind::once ? SendFate::unknown : SendFate::refused;
  error.http_status = response.status;
  error.message = "the platform's answer has no " + std::string(what);
  return error;
}

Result<void> done(const HttpResponse& response, CallKind kind) {
  return answer(response, kind, [&](const json::Value& root) -> Result<void> {
    const json::Value success = root["success"];
    const bool yes = success.exists() ? success.truth() : root.kind() != json::Kind::boolean || root.truth();
    if (yes && root["result"].text() != "failure") return {};
    Error error = missing(response, "success", kind);
    error.message = "the platform says that it did not do it, and not why";
    return error;
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
