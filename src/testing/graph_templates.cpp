// A Page's utility templates:
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages
#include <algorithm>
#include <utility>

#include "testing/graph_list.hpp"
#include "testing/graph_settings.hpp"
#include "testing/page_templates.hpp"
#include "testing/template_library.hpp"
#include "testing/template_text.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Reads `components`, and what stands for them in a template that is cloned from the library.
Refused take_components(const GraphCall& call, TemplateRecord& record) {
  if (const std::string_view source = call.parameters["library_template_name"].text(); !source.empty()) {
    const LibraryTemplateRow* const row = find_library_template(source, record.language);
    if (row == nullptr) return parameter_error("The library has no template of this name and language");
    record.components_json = components_of(*row);
    record.text = row->body;
    return std::nullopt;
  }
  const json::Value components = call.parameters["components"];
  record.components_json = components.exists() ? components.raw() : record.components_json;
  if (components.exists()) record.text = component_of(components, "BODY")["text"].text();
  return std::nullopt;
}

/// Reads what a template is made of, over what it is made of already.
Refused read_content(const GraphCall& call, TemplateRecord& record) {
  if (const json::Value format = call.parameters["parameter_format"]; format.exists())
    record.parameter_format = format.text();
  if (record.parameter_format != "POSITIONAL" && record.parameter_format != "NAMED")
    return parameter_error("Param parameter_format must be one of {NAMED, POSITIONAL}");
  if (auto refused = take_components(call, record)) return refused;
  const auto components = json::Tree::parse(record.components_json);
  return check_components(components ? components->root() : json::Value(), record.parameter_format);
}

Refused read_record(const GraphCall& call, TemplateRecord& record) {
  record.name = call.parameters["name"].text();
  record.language = call.parameters["language"].text();
  record.category = call.parameters["category"].text();
  record.parameter_format = "POSITIONAL";
  if (record.name.empty()) return parameter_error("The parameter name is required");
  if (record.language.empty()) return parameter_error("The parameter language is required");
  if (record.category != "UTILITY") return parameter_error("Param category must be UTILITY");
  return read_content(call, record);
}

HttpResponse create(const GraphCall& call) {
  constexpr std::size_t id_digits = 15;
  TemplateRecord record;
  if (auto refused = read_record(call, record)) return graph_error(call.context, *refused);
  auto id = call.core.new_decimal_id(id_digits);
  if (!id) return graph_error(call.context, {1, 0, "An unknown error occurred", 0});
  record.id = *id;
  const Timestamp now = call.core.now();
  const Refused refused = call.core.locked([&](World& world) -> Refused {
    PageRecord& page = *page_concerned(call, world);
    PageSettings& settings = page.settings;
    if (find_template(settings, record.name, record.language) != nullptr) // a guess
      return parameter_error("There is a template of this name and language");
    call.core.submit_template(page, record, now);
    settings.templates.push_back(record);
    return std::nullopt;
  });
  if (refused) return graph_error(call.context, *refused);
  call.core.review_template_soon(call.page, *id);
  json::Writer writer;
  writer.begin_object().member("id", *id).member("status", record.status).member("category", "UTILITY").end_object();
  return graph_success(call.context, writer.text());
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// Whether the call's filters let it through; what is not given filters nothing.
bool is_wanted(const GraphCall& call, const TemplateRecord& record, Timestamp now) {
  const auto is_it = [&](const char* name, const std::string& text) {
    const std::string_view wanted = call.parameters[name].text();
    return wanted.empty() || wanted == text;
  };
  const std::string_view words = call.parameters["name_or_content"].text();
  return is_it("name", record.name) && is_it("language", record.language) && is_it("category", record.category) &&
         is_it("status", status_of(record, now)) && contains(record.text, call.parameters["content"].text()) &&
         (contains(record.name, words) || contains(record.text, words));
}

std::optional<HttpResponse> read_fields(const GraphCall& call, std::vector<std::string>& fields) {
  fields = {"name", "parameter_format", "components", "language", "status", "category"};
  return read_field_names(call, "MessageTemplate",
                          {"id", "name", "parameter_format", "components", "language", "status", "category"}, fields);
}

void write(json::Writer& writer, const TemplateRecord& record, const std::vector<std::string>& fields, Timestamp now) {
  writer.begin_object();
  for (const std::string& field : fields) {
    if (field == "name") writer.member(field, record.name);
    if (field == "parameter_format") writer.member(field, record.parameter_format);
    if (field == "components") writer.key(field).raw(record.components_json);
    if (field == "language") writer.member(field, record.language);
    if (field == "status") writer.member(field, status_of(record, now));
    if (field == "category") writer.member(field, record.category);
  }
  writer.member("id", record.id).end_object();
}

HttpResponse list(const GraphCall& call) {
  std::vector<std::string> fields;
  if (auto refused = read_fields(call, fields)) return std::move(*refused);
  const Timestamp now = call.core.now();
  return call.core.locked([&](World& world) {
    std::vector<const TemplateRecord*> shown;
    std::vector<std::string> ids;
    for (const TemplateRecord& record : page_concerned(call, world)->settings.templates) {
      if (!is_wanted(call, record, now)) continue;
      shown.push_back(&record);
      ids.push_back(record.id);
    }
    return answer_edge(call, ids, {"name", "status", "language", "category", "content", "name_or_content"},
                       [&](json::Writer& writer, std::size_t index) { write(writer, *shown[index], fields, now); });
  });
}

/// All languages of a name, or the one with that id.
HttpResponse remove(const GraphCall& call) {
  const std::string_view name = call.parameters["name"].text();
  const std::string_view id = call.parameters["template_id"].id();
  if (name.empty()) return graph_error(call.context, parameter_error("The parameter name is required"));
  return call.core.locked([&](World& world) {
    auto& all = page_concerned(call, world)->settings.templates;
    const auto last = std::remove_if(all.begin(), all.end(), [&](const TemplateRecord& one) {
      return one.name == name && (id.empty() || one.id == id);
    });
    if (last == all.end()) return graph_error(call.context, parameter_error("The Page has no such template"));
    all.erase(last, all.end());
    return graph_done(call.context);
  });
}

/// Reads a template, or changes what it is made of: then it is reviewed once more, which is a guess.
HttpResponse answer_known_template(const GraphCall& call, PageRecord& page, TemplateRecord& record) {
  const Timestamp now = call.core.now();
  if (call.request.method == "GET") {
    std::vector<std::string> fields;
    if (auto refused = read_fields(call, fields)) return std::move(*refused);
    json::Writer writer;
    write(writer, record, fields, now);
    return graph_success(call.context, writer.text());
  }
  if (call.request.method != "POST") return unsupported_request(call.context, call.request.method, record.id);
  if (!call.parameters["components"].exists() && !call.parameters["parameter_format"].exists()) // a guess
    return graph_error(call.context, parameter_error("One of components and parameter_format is required"));
  TemplateRecord changed = record;
  if (auto refused = read_content(call, changed)) return graph_error(call.context, *refused);
  record = std::move(changed);
  call.core.submit_template(page, record, now);
  return graph_done(call.context);
}

} // namespace

HttpResponse answer_message_templates(const GraphCall& call) {
  const std::string& method = call.request.method;
  if (method == "POST") return create(call);
  if (method == "GET") return list(call);
  if (method == "DELETE") return remove(call);
  return unsupported_request(call.context, method, call.request.path.front());
}

std::optional<HttpResponse> answer_template_node(const GraphCall& call, const std::string& node) {
  auto answered = call.core.locked([&](World& world) -> std::optional<HttpResponse> {
    PageRecord* const page = page_concerned(call, world);
    TemplateRecord* const record = page == nullptr ? nullptr : find_template(page->settings, node);
    if (record == nullptr) return std::nullopt;
    if (auto refused = lacks(call, "pages_utility_messaging")) return refused;
    return answer_known_template(call, *page, *record);
  });
  const bool was_changed = answered && answered->status == 200 && call.request.method == "POST";
  if (was_changed) call.core.review_template_soon(call.page.empty() ? call.caller.page : call.page, node);
  return answered;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
