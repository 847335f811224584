#include "testing/graph_edge.hpp"

#include <algorithm>

#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// The edge as the link to its next part has it: "682498302938465/personas".
std::string edge_path(const GraphCall& call) {
  std::string path;
  for (const std::string& part : call.request.path) {
    const bool is_page = path.empty() && part == "me" && !call.page.empty();
    path += (path.empty() ? "" : "/") + (is_page ? call.page.text() : part);
  }
  return path;
}

std::string repeated_parameters(const GraphCall& call, std::initializer_list<const char*> filters) {
  std::string more;
  const auto repeat = [&](const char* name) {
    const json::Value value = call.parameters[name];
    const std::string_view text = value.is_array() ? value.raw() : value.id();
    if (!text.empty()) more.append("&").append(name).append("=").append(percent_encode(text));
  };
  repeat("fields");
  for (const char* name : filters) repeat(name);
  return more;
}

} // namespace

HttpResponse answer_edge(const GraphCall& call, const std::vector<std::string>& ids,
                         std::initializer_list<const char*> filters,
                         const std::function<void(json::Writer&, std::size_t)>& write) {
  const auto page = read_page(edge_arguments(call));
  if (!page) return graph_error(call.context, parameter_error("Param limit must be a positive number"));
  const IdAt id_of = [&](std::size_t index) { return ids[index]; };
  const Slice slice = slice_of(*page, ids.size(), id_of);
  json::Writer writer;
  writer.begin_object().key("data").begin_array();
  for (std::size_t i = slice.begin; i < slice.end; ++i) write(writer, i);
  writer.end_array();
  write_paging(writer, call, edge_path(call), *page, repeated_parameters(call, filters), slice, ids.size(), id_of);
  writer.end_object();
  return graph_success(call.context, writer.text());
}

std::optional<HttpResponse> read_field_names(const GraphCall& call, std::string_view type,
                                             std::initializer_list<std::string_view> known,
                                             std::vector<std::string>& fields) {
  if (auto named = name_list(call.parameters["fields"]); !named.empty()) fields = std::move(named);
  for (const std::string& field : fields)
    if (std::find(known.begin(), known.end(), field) == known.end()) return no_such_field(call, field, type);
  return std::nullopt;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
