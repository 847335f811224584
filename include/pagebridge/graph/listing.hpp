#pragma once

#include <string>
#include <vector>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Which part of a list to get. By default the first, as long as the platform likes.
/// Source: https://developers.facebook.com/docs/graph-api/results
struct Cursor {
  int limit = 0;      ///< at most so many; 0: the platform's own number
  std::string after;  ///< Listing::after of the part before this one
  std::string before; ///< or Listing::before of the part after this one
};

/// A part of a list. The next part is asked for with `Cursor{limit, after}` as long as `has_more`; the platform's own link
/// to it is never followed nor kept, because the access token stands in it.
template <class T>
struct Listing {
  std::vector<T> items;
  std::string after;
  std::string before;
  bool has_more = false;
};

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
