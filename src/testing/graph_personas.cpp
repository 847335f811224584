// Personas: https://developers.facebook.com/docs/messenger-platform/send-messages/personas
#include <algorithm>

#include "testing/graph_list.hpp"
#include "testing/graph_settings.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

using Personas = std::vector<PersonaRecord>;

Personas::iterator find(Personas& personas, std::string_view id) {
  return std::find_if(personas.begin(), personas.end(), [&](const PersonaRecord& one) { return one.id == id; });
}

std::optional<HttpResponse> read_fields(const GraphCall& call, std::vector<std::string>& fields) {
  fields = {"name", "profile_picture_url"};
  return read_field_names(call, "Persona", {"id", "name", "profile_picture_url"}, fields);
}

void write(json::Writer& writer, const PersonaRecord& persona, const std::vector<std::string>& fields) {
  writer.begin_object();
  for (const std::string& field : fields) {
    if (field == "name") writer.member(field, persona.name);
    if (field == "profile_picture_url") writer.member(field, persona.picture_url);
  }
  writer.member("id", persona.id).end_object();
}

HttpResponse create(const GraphCall& call) {
  constexpr std::size_t id_digits = 15;
  PersonaRecord persona;
  persona.name = call.parameters["name"].text();
  persona.picture_url = call.parameters["profile_picture_url"].text();
  if (persona.name.empty()) return graph_error(call.context, parameter_error("The parameter name is required"));
  if (!is_web_url(persona.picture_url))
    return graph_error(call.context, parameter_error("The parameter profile_picture_url is required, and is a URL"));
  auto id = call.core.new_decimal_id(id_digits);
  if (!id) return graph_error(call.context, {1, 0, "An unknown error occurred", 0});
  persona.id = std::move(*id);
  return call.core.locked([&](World& world) {
    json::Writer writer;
    writer.begin_object().member("id", persona.id).end_object();
    page_concerned(call, world)->settings.personas.push_back(std::move(persona));
    return graph_success(call.context, writer.text());
  });
}

} // namespace

HttpResponse answer_personas(const GraphCall& call) {
  if (call.request.method == "POST") return create(call);
  if (call.request.method != "GET")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  std::vector<std::string> fields;
  if (auto refused = read_fields(call, fields)) return std::move(*refused);
  return call.core.locked([&](World& world) {
    const Personas& personas = page_concerned(call, world)->settings.personas;
    std::vector<std::string> ids;
    ids.reserve(personas.size());
    for (const PersonaRecord& one : personas) ids.push_back(one.id);
    return answer_edge(call, ids, {},
                       [&](json::Writer& writer, std::size_t index) { write(writer, personas[index], fields); });
  });
}

std::optional<HttpResponse> answer_persona_node(const GraphCall& call, const std::string& node) {
  return call.core.locked([&](World& world) -> std::optional<HttpResponse> {
    PageRecord* const page = page_concerned(call, world);
    if (page == nullptr) return std::nullopt;
    Personas& personas = page->settings.personas;
    const auto found = find(personas, node);
    if (found == personas.end()) return std::nullopt;
    if (auto refused = lacks(call, "pages_messaging")) return refused;
    if (call.request.method == "DELETE") {
      personas.erase(found);
      return graph_done(call.context);
    }
    if (call.request.method != "GET") return unsupported_request(call.context, call.request.method, node);
    std::vector<std::string> fields;
    if (auto refused = read_fields(call, fields)) return refused;
    json::Writer writer;
    write(writer, *found, fields);
    return graph_success(call.context, writer.text());
  });
}

bool has_persona(const GraphCall& call, std::string_view id) {
  return call.core.locked([&](World& world) {
    PageRecord* const page = page_concerned(call, world);
    return page != nullptr && find(page->settings.personas, id) != page->settings.personas.end();
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
