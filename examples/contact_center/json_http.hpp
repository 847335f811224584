#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/result.hpp"

namespace demo {

/// A request's body: one JSON object. Threads: one thread. Lifetime: the request must outlive it.
class JsonBody {
 public:
  /// Errors: `invalid_argument` if the body is not said to be JSON (which a page of another site cannot say unasked), or is
  /// no JSON object.
  static pagebridge::Result<JsonBody> read(const pagebridge::HttpRequest& request);

  /// Whether it has no members but these, each once and of its kind: a text (or number), a list of texts, or true or
  /// false. Errors:
  /// `invalid_argument` with the member as the field.
  pagebridge::Result<void> check(const std::vector<std::string_view>& text_members,
                                 const std::vector<std::string_view>& list_members,
                                 const std::vector<std::string_view>& truth_members) const;

  /// A text, or a number's digits; empty if it is absent or anything else.
  [[nodiscard]] std::string text(std::string_view member) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view member) const;
  [[nodiscard]] bool truth(std::string_view member) const;

 private:
  explicit JsonBody(pagebridge::json::Tree tree) : tree_(std::move(tree)) {}
  pagebridge::json::Tree tree_;
};

pagebridge::HttpResponse json_answer(int status, std::string json);
/// {"error":{"code":…,"field":…,"message":…}} under the status that fits.
pagebridge::HttpResponse json_answer(const pagebridge::Error& error);

} // namespace demo
