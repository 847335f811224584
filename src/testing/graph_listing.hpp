#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
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
using IdAt = std::function<std::string(std::size_t)>;

/// What a list shows of its items.
struct Slice {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Cursors name the item that the page ends, or begins, with; one that names nothing leads nowhere.
Slice slice_of(const PageOfList& page, std::size_t size, const IdAt& id_at);
/// `paging`, unless the slice is empty; `next` only if there is more. It has the token in it, as on the platform.
/// `more`: further parameters of the link, each with "&" in front.
void write_paging(json::Writer& writer, const GraphCall& call, const std::string& edge, const PageOfList& page,
                  const std::string& more, Slice slice, std::size_t size, const IdAt& id_at);
/// limit, after and before where an edge is asked directly.
Arguments edge_arguments(const GraphCall& call);

/// Answers with the part of a list that the call asks for. `write(writer, index)` writes one item, or returns why not.
HttpResponse answer_list(const GraphCall& call, const std::string& edge, const std::vector<std::string>& ids,
                         const std::function<std::optional<HttpResponse>(json::Writer&, std::size_t)>& write);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
