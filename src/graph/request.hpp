#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/graph/graph_error.hpp"
#include "pagebridge/http/body_stream.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// What the Graph calls share. Private.
namespace graph {

/// A query, its names and values percent-encoded as they come.
class Query {
 public:
  Query& add(std::string_view name, std::string_view value);
  /// Leaves out what is empty.
  Query& add_unless_empty(std::string_view name, std::string_view value) {
    return value.empty() ? *this : add(name, value);
  }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  std::string text_;
};

/// `path` starts with a slash; what stands between slashes is percent-encoded already.
HttpRequest get(const Access& access, const std::string& path, const Query& query = {});
HttpRequest post_json(const Access& access, const std::string& path, std::string body, const Query& query = {});
HttpRequest post_stream(const Access& access, const std::string& path, std::string content_type, BodyStream body);
/// `body` may be empty.
HttpRequest delete_json(const Access& access, const std::string& path, std::string body, const Query& query = {});

/// Without a token and its proof, a form as the body: for what gets a token in the first place. Secrets go into the form,
/// never into the URL.
HttpRequest post_form(const Access& access, const std::string& path, const Query& form);
/// Reads, with parameters that must not stand in a URL: a POST whose form says that a GET is meant. Meta's own SDKs do so.
HttpRequest get_by_form(const Access& access, const std::string& path, const Query& form);

/// "/" and the id, percent-encoded. An id of nothing but dots gets its dots encoded, too: else "/.." would lead a step up.
std::string node(std::string_view id);
template <class Tag>
std::string node(const Id<Tag>& id) {
  return node(id.text());
}

/// The platform's answer lacks what it must have. Of calls that may not be done twice the fate is `unknown`.
Error missing(const HttpResponse& response, std::string_view what, CallKind kind);

/// error_in() of a body that is parsed already; nothing: it is no JSON.
std::optional<Error> error_in(const std::optional<json::Tree>& tree, const HttpResponse& response, CallKind kind);

/// `read(root)` makes the answer of a body that holds no error. It returns Result<Answer>.
template <class Read>
auto answer(const HttpResponse& response, CallKind kind, Read&& read) -> decltype(read(json::Value())) {
  json::Tree::Room room;
  const auto tree = json::Tree::parse(response.body, room);
  if (auto error = error_in(tree, response, kind)) return std::move(*error);
  return read(tree->root()); // error_in() finds one in what is no JSON
}
/// Of calls whose answer says nothing but that it was done: {"success":true}, {"result":"success"}; a plain no is an error.
Result<void> done(const HttpResponse& response, CallKind kind);

inline std::string copy(std::string_view text) { return std::string(text); }

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
