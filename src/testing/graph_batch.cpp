// Batches: https://developers.facebook.com/docs/graph-api/batch-requests
#include <algorithm>
#include <deque>
#include <memory>
#include <utility>

#include "testing/batch_reference.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct BatchItem {
  std::string method;
  std::string relative_url;
  std::string body; ///< a form
  std::string name;
  std::vector<std::string> needs; ///< names of the items that must have gone well before
  std::vector<std::string> files; ///< names of parts of the batch's own body
  bool omits_answer = true;       ///< if it goes well and others need it
  bool is_needed = false;
  bool is_done = false;
  std::optional<HttpResponse> answer{}; ///< none: what it needs has failed
};

/// A batch under way; an item may have to wait for another server. Lifetime: its own answers keep it.
class BatchRun : public std::enable_shared_from_this<BatchRun> {
 public:
  BatchRun(const GraphCall& call, std::vector<BatchItem> items, Respond respond)
      : core_(call.core.shared_from_this()),
        context_(call.context),
        origin_(call.origin),
        token_(call.token),
        includes_headers_(!is_false(call.parameters["include_headers"])),
        items_(std::move(items)),
        respond_(std::move(respond)) {
    for (const char* name : {"appsecret_proof", "appsecret_time"})
      if (const json::Value value = call.parameters[name]; value.exists())
        proof_ += "&" + std::string(name) + "=" + percent_encode(value.id());
    for (const MultipartPart& part : call.request.files) {
      contents_.emplace_back(part.content);
      parts_.push_back(part);
      parts_.back().content = contents_.back();
    }
  }

  /// Goes on with the first item that can go; answers when all have ended.
  void go_on() {
    const auto ready = std::find_if(items_.begin(), items_.end(),
                                    [&](const BatchItem& item) { return !item.is_done && is_ready(item); });
    if (ready == items_.end()) return respond_(graph_success(context_, answer()));
    if (has_failed_need(*ready)) {
      ready->is_done = true;
      return go_on();
    }
    BatchItem& item = *ready;
    auto request = request_of(item);
    if (!request) {
      item.answer = graph_error(context_, parameter_error("The results that the request refers to are too long"));
      item.is_done = true;
      return go_on();
    }
    answer_graph(*core_, std::move(*request), origin_, true, [self = shared_from_this(), &item](HttpResponse response) {
      item.answer = std::move(response);
      item.is_done = true;
      self->go_on();
    });
  }

 private:
  static bool is_false(const json::Value& value) { return value.exists() && !value.truth(); }
  static bool went_well(const BatchItem& item) { return item.answer && item.answer->status == 200; }

  [[nodiscard]] const BatchItem* named(const std::string& name) const {
    const auto found =
        std::find_if(items_.begin(), items_.end(), [&](const BatchItem& item) { return item.name == name; });
    return found == items_.end() ? nullptr : &*found;
  }
  [[nodiscard]] bool is_ready(const BatchItem& item) const {
    return std::all_of(item.needs.begin(), item.needs.end(),
                       [&](const std::string& name) { return named(name)->is_done; });
  }
  [[nodiscard]] bool has_failed_need(const BatchItem& item) const {
    return !std::all_of(item.needs.begin(), item.needs.end(),
                        [&](const std::string& name) { return went_well(*named(name)); });
  }

  /// The item's call; nothing if it is too long. Without a token of its own it goes in the batch's name, with the batch's
  /// proof.
  [[nodiscard]] std::optional<GraphRequest> request_of(const BatchItem& item) const {
    const auto value_of = [&](const std::string& name, const std::string& path) {
      const BatchItem* const source = named(name);
      return source == nullptr || !source->answer ? std::string() : pick(source->answer->body, path).value_or("");
    };
    auto url = with_references(item.relative_url, most_body_bytes, value_of);
    auto body = with_references(item.body, most_body_bytes, value_of);
    if (!url || !body) return std::nullopt;
    HttpRequest http{item.method, std::move(*url), {}, std::move(*body)};
    if (http.url.substr(0, 1) != "/") http.url.insert(0, "/");
    GraphRequest request = read_graph_request(http, BodyFormat::urlencoded);
    const auto tree = json::Tree::parse(request.parameters);
    if (tree && !tree->root()["access_token"].exists()) {
      http.url += http.url.find('?') == std::string::npos ? "?" : "&";
      http.url += "access_token=" + percent_encode(token_) + proof_;
      request = read_graph_request(http, BodyFormat::urlencoded);
    }
    if (request.version.empty()) request.version = context_.version;
    for (const MultipartPart& part : parts_)
      if (std::find(item.files.begin(), item.files.end(), part.name) != item.files.end()) request.file = part;
    return request;
  }

  [[nodiscard]] std::string answer() const {
    json::Writer writer;
    writer.begin_array();
    for (const BatchItem& item : items_) {
      const bool is_omitted = item.is_needed && item.omits_answer && went_well(item);
      // Status 0: the answer got lost, as when the platform runs out of time.
      if (!item.answer || item.answer->status == 0 || is_omitted)
        writer.null();
      else
        write_slot(writer, *item.answer);
    }
    return writer.end_array().text();
  }
  void write_slot(json::Writer& writer, const HttpResponse& response) const {
    writer.begin_object().member("code", response.status);
    if (includes_headers_) {
      writer.key("headers").begin_array();
      for (const auto& [name, value] : response.headers)
        writer.begin_object().member("name", name).member("value", value).end_object();
      writer.end_array();
    }
    writer.member("body", response.body).end_object();
  }

  const std::shared_ptr<SandboxCore> core_;
  const GraphContext context_;
  const std::string origin_;
  const std::string token_;
  std::string proof_;
  const bool includes_headers_;
  std::vector<BatchItem> items_;
  std::deque<std::string> contents_;
  std::vector<MultipartPart> parts_;
  const Respond respond_;
};

BatchItem read_item(const json::Value& value) {
  BatchItem item;
  item.method = value["method"].exists() ? value["method"].text() : "GET";
  std::transform(item.method.begin(), item.method.end(), item.method.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  item.relative_url = value["relative_url"].text();
  item.body = value["body"].text();
  item.name = value["name"].text();
  item.needs = name_list(value["depends_on"]);
  item.files = name_list(value["attached_files"]);
  const json::Value omits = value["omit_response_on_success"];
  item.omits_answer = !omits.exists() || omits.truth();
  for (const std::string* text : {&item.relative_url, &item.body})
    for (std::string& name : references_in(*text)) item.needs.push_back(std::move(name));
  return item;
}

/// Marks what others need. What is needed must stand earlier: so there are no circles. Refused otherwise; that the
/// platform does so, and its text, are a guess.
Refused check_needs(std::vector<BatchItem>& items) {
  for (auto item = items.begin(); item != items.end(); ++item) {
    for (const std::string& name : item->needs) {
      const auto needed =
          std::find_if(items.begin(), item, [&](const BatchItem& earlier) { return earlier.name == name; });
      if (needed == item) return parameter_error("The batch has no earlier request named " + shortened(name));
      needed->is_needed = true;
    }
  }
  return std::nullopt;
}

} // namespace

void answer_batch(const GraphCall& call, const Respond& respond) {
  constexpr std::size_t most = 50;
  const auto refuse = [&](const SandboxRefusal& refusal) { respond(graph_error(call.context, refusal)); };
  const json::Value batch = call.parameters["batch"];
  if (call.in_batch || !batch.exists()) return respond(answer_unknown_path(call));
  std::vector<BatchItem> items;
  for (const json::Value element : batch) {
    if (const json::Value body = element["body"];
        body.exists() && !body.is_string()) // a form; that it is refused so: a guess
      return refuse(parameter_error("The body of a batch's request must be a urlencoded string"));
    items.push_back(read_item(element));
  }
  if (!batch.is_array() || items.empty()) return refuse(parameter_error("Invalid parameter: batch")); // a guess
  if (items.size() > most) // the code is a guess
    return refuse(parameter_error("Too many requests in batch message. Maximum batch size is 50"));
  for (const BatchItem& item : items)
    if (item.relative_url.empty()) return refuse(parameter_error("Each request of a batch needs a relative_url"));
  if (auto refused = check_needs(items)) return refuse(*refused);
  std::make_shared<BatchRun>(call, std::move(items), respond)->go_on();
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
