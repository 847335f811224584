#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/listing.hpp"
#include "graph/request.hpp"
#include "graph/values.hpp"
#include "json/tree.hpp"
#include "pagebridge/config.hpp"

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
