#include "testing/graph_listing.hpp"

#include <algorithm>

#include "crypto.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

Slice slice_of(const PageOfList& page, std::size_t size, const IdAt& id_at) {
  const auto find = [&](const std::string& cursor) {
    std::size_t at = 0;
    while (at < size && crypto::base64url(id_at(at)) != cursor) ++at;
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
                  const std::string& more, Slice slice, std::size_t size, const IdAt& id_at) {
  if (slice.begin == slice.end) return;
  const std::string after = crypto::base64url(id_at(slice.end - 1));
  writer.key("paging").begin_object().key("cursors").begin_object();
  writer.member("before", crypto::base64url(id_at(slice.begin))).member("after", after).end_object();
  if (slice.end < size) {
    const std::string version = call.context.version.empty() ? "" : "/" + call.context.version;
    writer.member("next", call.origin + version + "/" + edge + "?access_token=" + percent_encode(call.token) + more +
                              "&limit=" + std::to_string(page.limit) + "&after=" + after);
  }
  writer.end_object();
}

Arguments edge_arguments(const GraphCall& call) {
  Arguments arguments;
  for (const char* name : {"limit", "after", "before"})
    if (const json::Value value = call.parameters[name]; value.exists()) arguments.emplace_back(name, value.id());
  return arguments;
}

HttpResponse answer_list(const GraphCall& call, const std::string& edge, const std::vector<std::string>& ids,
                         const std::function<std::optional<HttpResponse>(json::Writer&, std::size_t)>& write) {
  const auto page = read_page(edge_arguments(call));
  if (!page) return graph_error(call.context, parameter_error("Param limit must be a positive number"));
  const IdAt id_at = [&](std::size_t index) { return ids[index]; };
  const Slice slice = slice_of(*page, ids.size(), id_at);
  json::Writer writer;
  writer.begin_object().key("data").begin_array();
  for (std::size_t i = slice.begin; i < slice.end; ++i)
    if (auto wrong = write(writer, i)) return std::move(*wrong);
  writer.end_array();
  const std::string_view fields = call.parameters["fields"].text();
  const std::string more = fields.empty() ? std::string() : "&fields=" + percent_encode(fields);
  write_paging(writer, call, edge, *page, more, slice, ids.size(), id_at);
  writer.end_object();
  return graph_success(call.context, writer.text());
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
