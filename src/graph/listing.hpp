#pragma once

#include <string>
#include <utility>

#include "graph/request.hpp"
#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/graph/listing.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// Private.
namespace graph {

inline Query& add(Query& query, const Cursor& cursor) {
  if (cursor.limit > 0) query.add("limit", std::to_string(cursor.limit));
  return query.add_unless_empty("after", cursor.after).add_unless_empty("before", cursor.before);
}

/// `root` is the answer, or an object inside it that is a list of its own; `read(element)` makes one T.
template <class T, class Read>
Listing<T> read_listing(const json::Value& root, Read&& read) {
  Listing<T> listing;
  for (const json::Value& element : root["data"]) listing.items.push_back(read(element));
  const json::Value paging = root["paging"];
  listing.after = copy(paging["cursors"]["after"].id());
  listing.before = copy(paging["cursors"]["before"].id());
  listing.has_more = !paging["next"].text().empty();
  return listing;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
