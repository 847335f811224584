#include "pagebridge/graph/batch.hpp"

#include <algorithm>

#include "graph/request.hpp"
#include "graph/values.hpp"
#include "json/writer.hpp"
#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using json::Value;

void append_parameter(std::string& parameters, std::string_view name, std::string_view value) {
  if (!parameters.empty()) parameters += "&";
  parameters += percent_encode(name) + "=" + percent_encode(value);
}

/// A JSON body's members as a form: texts as they are, everything else as JSON. Nothing if it is no object.
std::optional<std::string> form_of(const std::string& body) {
  std::string form;
  if (body.empty()) return form;
  const auto tree = json::Tree::parse(body);
  if (!tree || !tree->root().is_object()) return std::nullopt;
  const Value root = tree->root();
  for (auto at = root.begin(); at != root.end(); ++at)
    append_parameter(form, at.name(), (*at).is_string() ? (*at).text() : (*at).raw());
  return form;
}

void append_to_url(std::string& url, const std::string& parameters) {
  if (!parameters.empty()) url += (url.find('?') == std::string::npos ? "?" : "&") + parameters;
}

/// Empty: the platform left it out.
std::optional<HttpResponse> read_slot(const Value& slot) {
  if (slot.kind() == json::Kind::null) return std::nullopt;
  HttpResponse response;
  response.status = whole(slot["code"]).value_or(0);
  for (const Value& header : slot["headers"])
    response.headers.emplace_back(copy(header["name"].text()), copy(header["value"].text()));
  const Value body = slot["body"];
  response.body = copy(body.is_string() ? body.text() : body.raw());
  return response;
}

} // namespace

std::size_t Batch::add_request(const HttpRequest& request, const Access& access, CallKind call_kind) {
  Item item;
  item.method = request.method;
  // Origin, "/", version and "/" belong to the batch.
  item.relative_url = request.url.substr(access.origin.size() + 1 + access.api_version.size() + 1);
  item.token = access.access_token;
  item.kind = call_kind;
  const auto form = form_of(request.body);
  item.fits = form && !request.body_stream;
  // A body of DELETE is the exception in a batch; in its query parameters do the same.
  if (form && request.method == "DELETE") append_to_url(item.relative_url, *form);
  if (form && request.method != "DELETE") item.form = *form;
  items_.push_back(std::move(item));
  return items_.size() - 1;
}

CallKind kind_of(const Batch& batch) noexcept {
  CallKind worst = CallKind::read;
  for (const auto& item : batch.items_) worst = std::max(worst, item.kind);
  return worst;
}

Result<void> validate(const Batch& batch) {
  if (batch.items_.empty()) return invalid_argument("batch", "a batch needs calls; add some");
  if (batch.items_.size() > platform::batch_calls)
    return invalid_argument("batch", "a batch holds 50 calls at most; put the rest in another one");
  for (std::size_t i = 0; i < batch.items_.size(); ++i)
    if (!batch.items_[i].fits)
      return invalid_argument("batch[" + std::to_string(i) + "]",
                              "an upload cannot go in a batch; make this call alone");
  return {};
}

HttpRequest to_http(const Batch& call, const Access& access) {
  json::Writer json;
  // The header's token is that of the request; whether calls without one of their own inherit it from there is not
  // documented. From the body's they do.
  json.begin_object().member("access_token", access.access_token.reveal());
  json.member("include_headers", call.include_headers).key("batch").begin_array();
  for (const Batch::Item& item : call.items_) {
    std::string url = item.relative_url;
    std::string form = item.form;
    if (!item.token.empty()) {
      std::string parameter;
      append_parameter(parameter, "access_token", item.token.reveal());
      if (item.method == "POST")
        form += (form.empty() ? "" : "&") + parameter;
      else
        append_to_url(url, parameter);
    }
    json.begin_object().member("method", item.method).member("relative_url", url);
    if (!form.empty()) json.member("body", form);
    json.end_object();
  }
  return post_json(access, "/", json.end_array().end_object().text());
}

Result<BatchAnswers> from_http(const Batch& call, const HttpResponse& response) {
  const CallKind kind = kind_of(call);
  return answer(response, kind, [&](const Value& root) -> Result<BatchAnswers> {
    if (!root.is_array()) return missing(response, "list of answers", kind);
    BatchAnswers answers;
    for (const Value& slot : root) answers.slots.push_back(read_slot(slot));
    return answers;
  });
}

Result<HttpResponse> BatchAnswers::response_to(std::size_t index, CallKind kind) const {
  if (index < slots.size() && slots[index]) return *slots[index];
  Error error;
  error.code = index < slots.size() ? ErrorCode::timeout : ErrorCode::bad_response;
  error.fate = kind == CallKind::once ? SendFate::unknown : SendFate::refused;
  error.message = index < slots.size() ? "the platform ran out of time before it came to this call of the batch"
                                       : "the platform's answer to the batch has none for this call";
  error.message += kind == CallKind::once ? "; it may have been done: look before doing it again" : "; make it again";
  return error;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
