#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/listing.hpp"
#include "graph/request.hpp"
#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/json_text.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// How members of answers are read that come in more than one form. Private.
namespace graph {

/// The texts of an array; elements of another kind are left out.
inline std::vector<std::string> text_list(const json::Value& array) {
  std::vector<std::string> texts;
  for (const json::Value& element : array)
    if (!element.id().empty()) texts.push_back(copy(element.id()));
  return texts;
}

/// true or false, also as text; nothing if it is neither, or absent.
inline std::optional<bool> flag(const json::Value& value) noexcept {
  if (value.kind() == json::Kind::boolean || value.text() == "true") return value.truth();
  if (value.text() == "false") return false;
  return std::nullopt;
}

/// JSON to pass on; nothing if it is null.
inline JsonText json_text(const json::Value& value) {
  return {value.kind() == json::Kind::null ? std::string() : copy(value.raw())};
}

/// `names` as one comma-separated text.
template <class Names, class NameOf>
std::string comma_list(const Names& names, NameOf&& name_of) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ",") + std::string(name_of(name));
  return list;
}

/// An answer that is a list; one without `data` is none. `what` names it in the error.
template <class T, class Read>
Result<Listing<T>> list_answer(const HttpResponse& response, std::string_view what, Read&& read) {
  return answer(response, CallKind::read, [&](const json::Value& root) -> Result<Listing<T>> {
    if (!root["data"].is_array()) return missing(response, what, CallKind::read);
    return read_listing<T>(root, read);
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
