#include "testing/graph_list.hpp"

#include <algorithm>
#include <cstdint>

#include "crypto.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

Slice slice_of(const PageOfList& page, std::size_t size, const IdOf& id_of) {
  const auto find = [&](const std::string& cursor) {
    std::size_t at = 0;
    while (at < size && crypto::base64url(id_of(at)) != cursor) ++at;
    return at;
  };
  Slice slice{0, size};
  if (!page.after.empty()) slice.begin = std::min(size, find(page.after) + 1);
  if (!page.before.empty()) {
    slice.end = find(page.before) % std::max<std::size_t>(size, 1);
    slice.begin = slice.end - std::min(slice.end, page.limit);
  }
  slice.end = std::min(slice.end, slice.begin + page.limit);
  return slice;
}

void write_paging(json::Writer& writer, const GraphCall& call, const std::string& edge, const PageOfList& page,
                  const std::string& more, Slice slice, std::size_t size, const IdOf& id_of) {
  if (slice.begin != slice.end) {
    const std::string before = crypto::base64url(id_of(slice.begin));
    const std::string after = crypto::base64url(id_of(slice.end - 1));
    const std::string version = call.context.version.empty() ? "" : "/" + call.context.version;
    const std::string link = call.origin + version + "/" + edge + "?access_token=" + percent_encode(call.token) + more +
                             (page.has_summary ? "&summary=1" : "") + "&limit=" + std::to_string(page.limit);
    writer.key("paging").begin_object().key("cursors").begin_object();
    writer.member("before", before).member("after", after).end_object();
    if (slice.end < size) writer.member("next", link + "&after=" + after);
    if (slice.begin > 0) writer.member("previous", link + "&before=" + before);
    writer.end_object();
  }
  if (page.has_summary)
    writer.key("summary").begin_object().member("total_count", static_cast<std::int64_t>(size)).end_object();
}

Arguments edge_arguments(const GraphCall& call) {
  Arguments arguments;
  for (const char* name : {"limit", "after", "before", "summary"})
    if (const json::Value value = call.parameters[name]; value.exists())
      arguments.emplace_back(name, value.truth() ? "true" : value.id());
  return arguments;
}

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

using WriteItem = std::function<std::optional<HttpResponse>(json::Writer&, std::size_t)>;

HttpResponse answer_items(const GraphCall& call, const std::string& edge, const std::string& more,
                          const std::vector<std::string>& ids, const WriteItem& write) {
  const auto page = read_page(edge_arguments(call));
  if (!page) return graph_error(call.context, parameter_error("Param limit must be a positive number"));
  const IdOf id_of = [&](std::size_t index) { return ids[index]; };
  const Slice slice = slice_of(*page, ids.size(), id_of);
  json::Writer writer;
  writer.begin_object().key("data").begin_array();
  for (std::size_t i = slice.begin; i < slice.end; ++i)
    if (auto wrong = write(writer, i)) return std::move(*wrong);
  writer.end_array();
  write_paging(writer, call, edge, *page, more, slice, ids.size(), id_of);
  writer.end_object();
  return graph_success(call.context, writer.text());
}

} // namespace

HttpResponse answer_list(const GraphCall& call, const std::string& edge, const std::vector<std::string>& ids,
                         const WriteItem& write) {
  return answer_items(call, edge, repeated_parameters(call, {}), ids, write);
}

HttpResponse answer_edge(const GraphCall& call, const std::vector<std::string>& ids,
                         std::initializer_list<const char*> filters,
                         const std::function<void(json::Writer&, std::size_t)>& write) {
  return answer_items(call, edge_path(call), repeated_parameters(call, filters), ids,
                      [&](json::Writer& writer, std::size_t index) -> std::optional<HttpResponse> {
                        write(writer, index);
                        return std::nullopt;
                      });
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
