#include "pagebridge/graph/labels.hpp"

#include "graph/listing.hpp"
#include "graph/request.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using json::Value;

constexpr std::string_view label_fields = "id,page_label_name";

Label read_label(const Value& value) {
  return {LabelId(copy(value["id"].id())), copy(value["page_label_name"].text())};
}

std::string body_for(const Psid& person) {
  return json::Writer().begin_object().member("user", person.text()).end_object().text();
}

HttpRequest list(const Access& access, const std::string& path, const Cursor& cursor) {
  Query query;
  return get(access, path, add(query.add("fields", label_fields), cursor));
}

Result<Listing<Label>> read_list(const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<Listing<Label>> {
    if (!root["data"].is_array()) return missing(response, "list of labels", CallKind::read);
    return read_listing<Label>(root, read_label);
  });
}

} // namespace

HttpRequest to_http(const CreateLabel& call, const Access& access) {
  json::Writer json;
  return post_json(access, "/me/custom_labels",
                   json.begin_object().member("page_label_name", call.name).end_object().text());
}

Result<LabelId> from_http(const CreateLabel& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::once, [&](const Value& root) -> Result<LabelId> {
    LabelId label(copy(root["id"].id()));
    if (label.empty()) return missing(response, "label id", CallKind::once);
    return label;
  });
}

HttpRequest to_http(const ListLabels& call, const Access& access) {
  return list(access, "/me/custom_labels", call.cursor);
}

Result<Listing<Label>> from_http(const ListLabels& /*call*/, const HttpResponse& response) {
  return read_list(response);
}

HttpRequest to_http(const GetLabel& call, const Access& access) {
  return get(access, node(call.label), Query().add("fields", label_fields));
}

Result<Label> from_http(const GetLabel& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<Label> {
    Label label = read_label(root);
    if (label.id.empty()) return missing(response, "label id", CallKind::read);
    return label;
  });
}

HttpRequest to_http(const LabelPerson& call, const Access& access) {
  return post_json(access, node(call.label) + "/label", body_for(call.person));
}

Result<void> from_http(const LabelPerson& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

HttpRequest to_http(const UnlabelPerson& call, const Access& access) {
  return delete_json(access, node(call.label) + "/label", body_for(call.person));
}

Result<void> from_http(const UnlabelPerson& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

HttpRequest to_http(const ListLabelsOfPerson& call, const Access& access) {
  return list(access, node(call.person) + "/custom_labels", call.cursor);
}

Result<Listing<Label>> from_http(const ListLabelsOfPerson& /*call*/, const HttpResponse& response) {
  return read_list(response);
}

HttpRequest to_http(const DeleteLabel& call, const Access& access) { return delete_json(access, node(call.label), ""); }

Result<void> from_http(const DeleteLabel& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
