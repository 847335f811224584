#pragma once

#include <string>
#include <vector>

#include "pagebridge/config.hpp"

/// Long lists come in parts ("pages" in Meta's words, which are no Facebook Pages).
/// Source: https://developers.facebook.com/docs/graph-api/results
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Which part of a list to ask for. To go on, `after` is the last Listing's `after`; nothing set: the beginning.
struct Cursor {
  int limit = 0; ///< how many at most; 0: as many as the platform likes. Fewer may come even if there are more
  std::string after;
  std::string before;
};

/// One part of a list. The platform also gives a URL for the next part; it holds the access token, so it is not kept.
template <class T>
struct Listing {
  std::vector<T> items;
  std::string after;  ///< Cursor::after for what follows; may be set even if nothing does
  std::string before; ///< Cursor::before for what stands in front
  bool has_more = false;
};

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
