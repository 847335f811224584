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
#include "testing/graph_listing.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Answers an edge with those items that the call's cursors choose. `filters` are the call's parameters, besides `fields`, that
/// the link to the next part must repeat.
HttpResponse answer_edge(const GraphCall& call, const std::vector<std::string>& ids,
                         std::initializer_list<const char*> filters,
                         const std::function<void(json::Writer&, std::size_t)>& write);

/// Reads `fields` into `fields`, which holds what is meant if there are none. The answer to a field that is not `known`.
std::optional<HttpResponse> read_field_names(const GraphCall& call, std::string_view type,
                                             std::initializer_list<std::string_view> known,
                                             std::vector<std::string>& fields);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
