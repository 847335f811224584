#include "pagebridge/graph/personas.hpp"

#include "graph/listing.hpp"
#include "graph/reading.hpp"
#include "graph/request.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr const char* edge = "/me/personas";
constexpr const char* fields = "id,name,profile_picture_url";

Persona read_persona(const json::Value& value) {
  return {PersonaId(copy(value["id"].id())), copy(value["name"].text()), copy(value["profile_picture_url"].text())};
}

} // namespace

HttpRequest to_http(const CreatePersona& call, const Access& access) {
  json::Writer json;
  json.begin_object().member("name", call.name).member("profile_picture_url", call.picture_url).end_object();
  return post_json(access, edge, json.text());
}

Result<PersonaId> from_http(const CreatePersona& /*call*/, const HttpResponse& response) {
  return answer(response, CreatePersona::kind, [&](const json::Value& root) -> Result<PersonaId> {
    PersonaId persona(copy(root["id"].id()));
    if (persona.empty()) return missing(response, "persona id", CreatePersona::kind);
    return persona;
  });
}

HttpRequest to_http(const ListPersonas& call, const Access& access) {
  Query query;
  query.add("fields", fields);
  return get(access, edge, add(query, call.part));
}

Result<Listing<Persona>> from_http(const ListPersonas& /*call*/, const HttpResponse& response) {
  return list_answer<Persona>(response, "list of personas", read_persona);
}

HttpRequest to_http(const GetPersona& call, const Access& access) {
  return get(access, node(call.persona), Query().add("fields", fields));
}

Result<Persona> from_http(const GetPersona& call, const HttpResponse& response) {
  return answer(response, GetPersona::kind, [&](const json::Value& root) -> Result<Persona> {
    if (!root.is_object()) return missing(response, "persona", GetPersona::kind);
    Persona persona = read_persona(root);
    if (persona.persona.empty()) persona.persona = call.persona;
    return persona;
  });
}

HttpRequest to_http(const DeletePersona& call, const Access& access) {
  return delete_json(access, node(call.persona), "");
}

Result<void> from_http(const DeletePersona& /*call*/, const HttpResponse& response) {
  return done(response, DeletePersona::kind);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
