#include "contact_center/json_http.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "json/writer.hpp"

namespace demo {

using pagebridge::ErrorCode;
using pagebridge::HttpResponse;
using pagebridge::invalid_argument;
using pagebridge::json::Value;

namespace {

int status_of(const pagebridge::Error& error) {
  switch (error.code) {
    case ErrorCode::invalid_argument: return 400;
    case ErrorCode::not_found: return 404;
    case ErrorCode::conflict:
    case ErrorCode::refused:
    case ErrorCode::session_closed:
    case ErrorCode::session_taken: return 409;
    case ErrorCode::graph: return error.field.empty() ? 502 : 400; // with a field: the platform refuses what was given
    case ErrorCode::bad_response:
    case ErrorCode::connection:
    case ErrorCode::timeout: return 502;
    default: return 503;
  }
}

bool contains(const std::vector<std::string_view>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// Ids may be written as numbers: their digits are kept as they are.
bool is_word(const Value& value) { return value.is_string() || value.kind() == pagebridge::json::Kind::number; }

bool is_list_of_texts(const Value& value) {
  bool fits = value.is_array();
  for (const Value element : value) fits = fits && element.is_string();
  return fits;
}

} // namespace

pagebridge::Result<JsonBody> JsonBody::read(const pagebridge::HttpRequest& request) {
  const auto type = pagebridge::single_header(request.headers, "Content-Type").value_or("");
  if (type.substr(0, type.find(';')) != "application/json")
    return invalid_argument("Content-Type", "send JSON, as application/json");
  auto tree = pagebridge::json::Tree::parse(request.body);
  if (!tree || !tree->root().is_object()) return invalid_argument("", "the body is no JSON object");
  return JsonBody(std::move(*tree));
}

pagebridge::Result<void> JsonBody::check(const std::vector<std::string_view>& text_members,
                                         const std::vector<std::string_view>& list_members,
                                         const std::vector<std::string_view>& truth_members) const {
  std::set<std::string_view> seen;
  const auto root = tree_.root();
  for (auto member = root.begin(); member != root.end(); ++member) {
    const std::string name(member.name());
    const bool is_text = contains(text_members, name);
    const bool is_truth = contains(truth_members, name);
    if (!is_text && !is_truth && !contains(list_members, name)) return invalid_argument(name, "there is no such field");
    if (!seen.insert(member.name()).second) return invalid_argument(name, "the field stands twice");
    if (is_truth) {
      if ((*member).kind() != pagebridge::json::Kind::boolean) return invalid_argument(name, "must be true or false");
      continue;
    }
    if (is_text ? !is_word(*member) : !is_list_of_texts(*member))
      return invalid_argument(name, is_text ? "must be a text" : "must be a list of texts");
  }
  return {};
}

std::string JsonBody::text(std::string_view member) const { return std::string(tree_.root()[member].id()); }

std::vector<std::string> JsonBody::texts(std::string_view member) const {
  std::vector<std::string> texts;
  const Value list = tree_.root()[member];
  if (list.is_array())
    for (const Value text : list) texts.emplace_back(text.text());
  return texts;
}

bool JsonBody::truth(std::string_view member) const { return tree_.root()[member].truth(); }

HttpResponse json_answer(int status, std::string json) {
  return {status,
          {{"Content-Type", "application/json"}, {"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-store"}},
          std::move(json)};
}

HttpResponse json_answer(const pagebridge::Error& error) {
  pagebridge::json::Writer out;
  out.begin_object().key("error").begin_object();
  out.member("code", to_string(error.code)).member("field", error.field).member("message", error.message);
  out.end_object().end_object();
  return json_answer(status_of(error), out.text());
}

} // namespace demo
