#pragma once

#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/graph/listing.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"

/// Names and pictures that the Page can answer under: OutgoingMessage::persona. The Access holds the Page's token.
/// Source: https://developers.facebook.com/docs/messenger-platform/send-messages/personas
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

struct Persona {
  PersonaId persona;
  std::string name;
  std::string picture_url; ///< where the platform keeps it
};

/// Makes a persona. The same twice makes two.
struct CreatePersona {
  using Answer = PersonaId;
  static constexpr CallKind kind = CallKind::once;
  static constexpr PacingClass pacing = PacingClass::other;

  std::string name;        ///< required
  std::string picture_url; ///< required; the platform fetches it, up to 8 MB
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const CreatePersona& call, const Access& access);
/// An answer without an id is an error of fate `unknown`: the persona may exist.
PAGEBRIDGE_EXPORT Result<PersonaId> from_http(const CreatePersona& call, const HttpResponse& response);

/// The personas of the Page.
struct ListPersonas {
  using Answer = Listing<Persona>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  Cursor part{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListPersonas& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<Persona>> from_http(const ListPersonas& call, const HttpResponse& response);

struct GetPersona {
  using Answer = Persona;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  PersonaId persona;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetPersona& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Persona> from_http(const GetPersona& call, const HttpResponse& response);

/// Deletes a persona. What was sent under it stays as it is; what is sent under it from now on fails.
struct DeletePersona {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  PersonaId persona;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const DeletePersona& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const DeletePersona& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
