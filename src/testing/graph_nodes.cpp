// Several nodes at once: https://developers.facebook.com/docs/graph-api/overview
#include <algorithm>
#include <cstddef>
#include <utility>

#include "json/writer.hpp"
#include "testing/graph_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

bool asks_several(const GraphCall& call) {
  return !call.is_one_of_several && call.request.method == "GET" && call.request.path.size() <= 1 &&
         call.parameters["ids"].exists();
}

/// One that cannot be read fails all.
HttpResponse answer_several(const GraphCall& call) {
  constexpr std::size_t most = 50;
  std::vector<std::string> ids;
  for (std::string& id : name_list(call.parameters["ids"]))
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
  if (ids.empty()) return answer_unknown_path(call);
  if (ids.size() > most)
    return graph_error(call.context, {100, 0, "(#100) Too many IDs. Maximum: 50", 0}); // the text is a guess
  json::Writer writer;
  writer.begin_object();
  for (const std::string& id : ids) {
    GraphRequest request = call.request;
    request.path.insert(request.path.begin(), id);
    GraphCall one{call.core, request, call.parameters, call.context, call.origin, call.token, call.caller};
    one.is_one_of_several = true;
    one.in_batch = call.in_batch;
    HttpResponse answer;
    route(one, [&](HttpResponse response) { answer = std::move(response); });
    if (answer.status != 200) return answer;
    writer.key(id).raw(answer.body);
  }
  writer.end_object();
  return graph_success(call.context, writer.text());
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
