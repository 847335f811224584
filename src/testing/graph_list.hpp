#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "testing/field_list.hpp"
#include "testing/graph_endpoints.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// Lists with cursors: https://developers.facebook.com/docs/graph-api/results

using Arguments = std::vector<std::pair<std::string, std::string>>;

/// What a list shows of all its items, and where it lies.
struct Slice {
  std::size_t begin = 0;
  std::size_t end = 0;
};
using IdOf = std::function<std::string(std::size_t)>;

/// Cursors name the item that the page ends, or begins, with; one that names nothing leads nowhere.
Slice slice_of(const PageOfList& page, std::size_t size, const IdOf& id_of);
/// `paging`, unless the slice is empty; `next` and `previous` only if there is more. They have the token in them, as on the
/// platform. `more` is what else the next call's query holds: "&fields=id". And `summary`, if it is asked for.
void write_paging(json::Writer& writer, const GraphCall& call, const std::string& edge, const PageOfList& page,
                  const std::string& more, Slice slice, std::size_t size, const IdOf& id_of);
/// limit, after, before and summary where an edge is asked directly.
Arguments edge_arguments(const GraphCall& call);

/// Answers an edge with those items that the call's cursors choose. `filters` are the call's parameters, besides `fields`, that
/// the link to the next part must repeat.
HttpResponse answer_edge(const GraphCall& call, const std::vector<std::string>& ids,
                         std::initializer_list<const char*> filters,
                         const std::function<void(json::Writer&, std::size_t)>& write);

/// The same of an edge by that name; `write` writes one item, or returns why the call is refused.
HttpResponse answer_list(const GraphCall& call, const std::string& edge, const std::vector<std::string>& ids,
                         const std::function<std::optional<HttpResponse>(json::Writer&, std::size_t)>& write);

/// Reads `fields` into `fields`, which holds what is meant if there are none. The answer to a field that is not `known`.
std::optional<HttpResponse> read_field_names(const GraphCall& call, std::string_view type,
                                             std::initializer_list<std::string_view> known,
                                             std::vector<std::string>& fields);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
