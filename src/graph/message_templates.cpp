#include "pagebridge/graph/message_templates.hpp"

#include "graph/listing.hpp"
#include "graph/request.hpp"
#include "graph/template_components.hpp"
#include "json/writer.hpp"
#include "open_words.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using json::Value;

constexpr Word<TemplateStatus> statuses[] = {{"APPROVED", TemplateStatus::approved},
                                             {"PENDING", TemplateStatus::pending},
                                             {"REJECTED", TemplateStatus::rejected},
                                             {"PAUSED", TemplateStatus::paused},
                                             {"DISABLED", TemplateStatus::disabled},
                                             {"IN_APPEAL", TemplateStatus::in_appeal},
                                             {"LIMIT_EXCEEDED", TemplateStatus::limit_exceeded},
                                             {"ARCHIVED", TemplateStatus::archived},
                                             {"DELETED", TemplateStatus::deleted},
                                             {"PENDING_DELETION", TemplateStatus::pending_deletion}};

std::string_view word_of(ParameterFormat format) noexcept {
  return format == ParameterFormat::named ? "NAMED" : "POSITIONAL";
}

std::vector<std::string> read_texts(const Value& value) {
  std::vector<std::string> texts;
  for (const Value& text : value) texts.push_back(copy(text.id()));
  return texts;
}

LibraryTemplate read_library_template(const Value& value) {
  LibraryTemplate row;
  row.id = MessageTemplateId(copy(value["id"].id()));
  row.name = copy(value["name"].text());
  row.language = copy(value["language"].text());
  row.category = copy(value["category"].text());
  row.topic = copy(value["topic"].text());
  row.use_case = copy(value["usecase"].text());
  row.industries = read_texts(value["industry"]);
  row.body = copy(value["body"].text());
  row.body_examples = read_texts(value["body_params"]);
  row.body_types = read_texts(value["body_param_types"]);
  row.buttons = read_buttons(value["buttons"]);
  return row;
}

MessageTemplate read_template(const Value& value) {
  MessageTemplate row;
  row.id = MessageTemplateId(copy(value["id"].id()));
  row.name = copy(value["name"].text());
  row.language = copy(value["language"].text());
  row.status = open_enum(statuses, value["status"].text());
  row.category = copy(value["category"].text());
  row.parameter_format = copy(value["parameter_format"].text());
  row.components = read_components(value["components"]);
  return row;
}

Result<CreatedTemplate> read_created(const HttpResponse& response) {
  return answer(response, CallKind::once, [&](const Value& root) -> Result<CreatedTemplate> {
    CreatedTemplate created{MessageTemplateId(copy(root["id"].id())), open_enum(statuses, root["status"].text()),
                            copy(root["category"].text())};
    if (created.id.empty()) return missing(response, "template id", CallKind::once);
    return created;
  });
}

json::Writer& begin_template(json::Writer& json, std::string_view name, std::string_view language) {
  return json.begin_object().member("name", name).member("language", language).member("category", "UTILITY");
}

bool is_json_or_empty(const JsonText& json) { return json.empty() || json::Tree::parse(json.text); }

void add_json(json::Writer& json, std::string_view name, const JsonText& value) {
  if (!value.empty() && is_json_or_empty(value)) json.key(name).raw(value.text);
}

} // namespace

std::string_view to_string(TemplateStatus status) noexcept {
  for (const auto& word : statuses)
    if (word.value == status) return word.text;
  return {};
}

HttpRequest to_http(const SearchTemplateLibrary& call, const Access& access) {
  Query query;
  query.add_unless_empty("name_or_content", call.name_or_content).add_unless_empty("language", call.language);
  return get(access, "/message_template_library", add(query, call.cursor));
}

Result<Listing<LibraryTemplate>> from_http(const SearchTemplateLibrary& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<Listing<LibraryTemplate>> {
    if (!root["data"].is_array()) return missing(response, "list of templates", CallKind::read);
    return read_listing<LibraryTemplate>(root, read_library_template);
  });
}

Result<void> validate(const CreateMessageTemplate& call) {
  if (call.name.empty()) return invalid_argument("name", "a template needs a name");
  if (call.language.empty()) return invalid_argument("language", "a template needs a language");
  return check_components(call.components);
}

HttpRequest to_http(const CreateMessageTemplate& call, const Access& access) {
  json::Writer json;
  begin_template(json, call.name, call.language);
  if (call.parameter_format) json.member("parameter_format", word_of(*call.parameter_format));
  write_components(json.key("components"), call.components);
  return post_json(access, "/me/message_templates", json.end_object().text());
}

Result<CreatedTemplate> from_http(const CreateMessageTemplate& /*call*/, const HttpResponse& response) {
  return read_created(response);
}

Result<void> validate(const CloneLibraryTemplate& call) {
  if (call.name.empty()) return invalid_argument("name", "the new template needs a name");
  if (call.language.empty()) return invalid_argument("language", "the new template needs a language");
  if (call.source_template.empty())
    return invalid_argument("source_template", "name the template of Meta's library that is to be cloned");
  if (!is_json_or_empty(call.body_inputs)) return invalid_argument("body_inputs", "the inputs must be JSON");
  if (!is_json_or_empty(call.button_inputs)) return invalid_argument("button_inputs", "the inputs must be JSON");
  return {};
}

HttpRequest to_http(const CloneLibraryTemplate& call, const Access& access) {
  json::Writer json;
  begin_template(json, call.name, call.language).member("library_template_name", call.source_template);
  add_json(json, "library_template_body_inputs", call.body_inputs);
  add_json(json, "library_template_button_inputs", call.button_inputs);
  return post_json(access, "/me/message_templates", json.end_object().text());
}

Result<CreatedTemplate> from_http(const CloneLibraryTemplate& /*call*/, const HttpResponse& response) {
  return read_created(response);
}

HttpRequest to_http(const ListMessageTemplates& call, const Access& access) {
  Query query;
  query.add_unless_empty("name", call.name)
      .add_unless_empty("status", call.status ? to_string(*call.status) : std::string_view())
      .add_unless_empty("language", call.language)
      .add_unless_empty("category", call.category)
      .add_unless_empty("content", call.content)
      .add_unless_empty("name_or_content", call.name_or_content);
  return get(access, "/me/message_templates", add(query, call.cursor));
}

Result<Listing<MessageTemplate>> from_http(const ListMessageTemplates& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<Listing<MessageTemplate>> {
    if (!root["data"].is_array()) return missing(response, "list of templates", CallKind::read);
    return read_listing<MessageTemplate>(root, read_template);
  });
}

Result<void> validate(const EditMessageTemplate& call) {
  if (call.id.empty()) return invalid_argument("id", "name the template that is to be changed");
  return check_components(call.components);
}

HttpRequest to_http(const EditMessageTemplate& call, const Access& access) {
  json::Writer json;
  json.begin_object();
  if (call.parameter_format) json.member("parameter_format", word_of(*call.parameter_format));
  write_components(json.key("components"), call.components);
  return post_json(access, node(call.id), json.end_object().text());
}

Result<void> from_http(const EditMessageTemplate& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

HttpRequest to_http(const DeleteMessageTemplate& call, const Access& access) {
  return delete_json(access, "/me/message_templates", "",
                     Query().add("name", call.name).add_unless_empty("template_id", call.id.text()));
}

Result<void> from_http(const DeleteMessageTemplate& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
