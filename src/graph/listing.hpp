#pragma once

#include <string>
#include <utility>

#include "graph/request.hpp"
#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/graph/listing.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

inline Query& add(Query& query, const Cursor& cursor) {
  if (cursor.limit > 0) query.add("limit", std::to_string(cursor.limit));
  return query.add_unless_empty("after", cursor.after).add_unless_empty("before", cursor.before);
}

/// `root` is what has `data` and `paging`; `read(element)` makes one T. Elements that are no objects are left out.
template <class T, class Read>
Listing<T> read_listing(const json::Value& root, Read&& read) {
  Listing<T> list;
  for (const json::Value& element : root["data"])
    if (element.is_object()) list.items.push_back(read(element));
  const json::Value paging = root["paging"];
  list.after = copy(paging["cursors"]["after"].id());
  list.before = copy(paging["cursors"]["before"].id());
  list.has_more = !paging["next"].text().empty();
  return list;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
