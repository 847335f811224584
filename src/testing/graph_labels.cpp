// Custom labels: https://developers.facebook.com/documentation/business-messaging/messenger-platform/changelog (2021-09-14)
#include <algorithm>
#include <utility>

#include "testing/graph_list.hpp"
#include "testing/graph_settings.hpp"
#include "testing/send_reading.hpp"
#include "testing/send_refusals.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

using Labels = std::vector<LabelRecord>;

Labels::iterator find(Labels& labels, std::string_view id) {
  return std::find_if(labels.begin(), labels.end(), [&](const LabelRecord& one) { return one.id == id; });
}

/// What a Page's administrator has to accept first; the error is one that was observed.
std::optional<HttpResponse> lacks_terms(const GraphCall& call, const PageRecord& page) {
  if (page.settings.has_accepted_contact_terms) return std::nullopt;
  const std::string link = "https://www.facebook.com/" + page.id.text() + "/inbox/page_contact_tos/";
  ErrorDetails details;
  details.is_transient = false;
  details.user_title = "Privacy ToS not accepted";
  details.user_message =
      "To use the inbox label API, you need to accept the privacy ToS. Click the link to accept. " + link;
  return graph_error(call.context, {2, 2018344, "Service temporarily unavailable", 400}, details);
}

/// The members are those of the webhook reference, with the name as Graph calls it since v12. That a label itself comes and
/// goes without `user` is a guess.
WebhookEvent label_event(const LabelRecord& label, std::string_view action, const Psid& psid) {
  json::Writer writer;
  writer.begin_object().member("field", "inbox_labels").key("value").begin_object();
  if (!psid.empty()) writer.key("user").begin_object().member("id", psid.text()).end_object();
  writer.member("action", action).key("label").begin_object().member("id", label.id);
  writer.member("page_label_name", label.name).end_object().end_object().end_object();
  return {"inbox_labels", psid, writer.text(), WebhookEvent::Channel::changes};
}

/// `name` was the name's name until 2021: https://developers.facebook.com/docs/graph-api/changelog/version12.0
std::optional<HttpResponse> read_fields(const GraphCall& call, std::vector<std::string> usual,
                                        std::vector<std::string>& fields) {
  fields = std::move(usual);
  return read_field_names(call, "PageUserMessageThreadLabel", {"id", "page_label_name"}, fields);
}

void write(json::Writer& writer, const LabelRecord& label, const std::vector<std::string>& fields) {
  writer.begin_object();
  if (std::find(fields.begin(), fields.end(), "page_label_name") != fields.end())
    writer.member("page_label_name", label.name);
  writer.member("id", label.id).end_object();
}

HttpResponse create(const GraphCall& call) {
  constexpr std::size_t id_digits = 16;
  LabelRecord label;
  label.name = call.parameters["page_label_name"].id();
  auto id = call.core.new_decimal_id(id_digits);
  if (!id) return graph_error(call.context, {1, 0, "An unknown error occurred", 0});
  label.id = std::move(*id);
  return call.core.locked([&](World& world) {
    PageRecord& page = *page_concerned(call, world);
    if (auto refused = lacks_terms(call, page)) return std::move(*refused);
    if (label.name.empty())
      return graph_error(call.context, parameter_error("The parameter page_label_name is required"));
    call.core.publish(page, label_event(label, "add", Psid()));
    json::Writer writer;
    writer.begin_object().member("id", label.id).end_object();
    page.settings.labels.push_back(std::move(label)); // one of the same name may be there: whether it may is not known
    return graph_success(call.context, writer.text());
  });
}

/// The labels of the Page, or of one person.
HttpResponse list(const GraphCall& call, const Psid& psid) {
  return call.core.locked([&](World& world) {
    const PageRecord& page = *page_concerned(call, world);
    if (auto refused = lacks_terms(call, page)) return std::move(*refused);
    std::vector<std::string> fields;
    if (auto refused = read_fields(call, {"page_label_name"}, fields)) return std::move(*refused);
    std::vector<const LabelRecord*> shown;
    std::vector<std::string> ids;
    for (const LabelRecord& label : page.settings.labels) {
      if (!psid.empty() && label.people.count(psid) == 0) continue;
      shown.push_back(&label);
      ids.push_back(label.id);
    }
    return answer_edge(call, ids, {},
                       [&](json::Writer& writer, std::size_t index) { write(writer, *shown[index], fields); });
  });
}

} // namespace

HttpResponse answer_custom_labels(const GraphCall& call) {
  const std::string& node = call.request.path.front();
  const bool is_of_page = call.caller.kind == TokenRecord::Kind::page;
  if (!is_of_page && (node == "me" || !call.page.empty())) return page_token_required(call);
  if (!call.page.empty() && call.request.method == "POST") return create(call);
  const bool is_there =
      !call.page.empty() || call.core.locked([&](World& world) { return person_known(call, world, node) != nullptr; });
  if (call.request.method != "GET" || !is_there) return unsupported_request(call.context, call.request.method, node);
  return list(call, call.page.empty() ? Psid(node) : Psid());
}

HttpResponse answer_label_edge(const GraphCall& call) {
  const std::string& node = call.request.path.front();
  const std::string& method = call.request.method;
  const std::string psid(call.parameters["user"].id());
  return call.core.locked([&](World& world) {
    PageRecord* const page = page_concerned(call, world);
    if (page != nullptr)
      if (auto refused = lacks_terms(call, *page)) return std::move(*refused);
    const bool is_known = page != nullptr && find(page->settings.labels, node) != page->settings.labels.end();
    if (!is_known || (method != "POST" && method != "DELETE")) return unsupported_request(call.context, method, node);
    if (psid.empty()) return graph_error(call.context, parameter_error("The parameter user is required"));
    if (person_known(call, world, psid) == nullptr) return graph_error(call.context, no_matching_user());
    LabelRecord& label = *find(page->settings.labels, node);
    const bool adds = method == "POST";
    const bool changes = adds ? label.people.insert(Psid(psid)).second : label.people.erase(Psid(psid)) > 0;
    if (changes) call.core.publish(*page, label_event(label, adds ? "add" : "remove", Psid(psid)));
    return graph_done(call.context);
  });
}

std::optional<HttpResponse> answer_label_node(const GraphCall& call, const std::string& node) {
  return call.core.locked([&](World& world) -> std::optional<HttpResponse> {
    PageRecord* const page = page_concerned(call, world);
    if (page == nullptr) return std::nullopt;
    Labels& labels = page->settings.labels;
    const auto found = find(labels, node);
    if (found == labels.end()) return std::nullopt;
    if (auto refused = lacks(call, label_permissions)) return refused;
    if (auto refused = lacks_terms(call, *page)) return refused;
    if (call.request.method == "DELETE") {
      call.core.publish(*page, label_event(*found, "remove", Psid()));
      labels.erase(found);
      return graph_done(call.context);
    }
    if (call.request.method != "GET") return unsupported_request(call.context, call.request.method, node);
    std::vector<std::string> fields;
    if (auto refused = read_fields(call, {}, fields)) return refused;
    json::Writer writer;
    write(writer, *found, fields);
    return graph_success(call.context, writer.text());
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
