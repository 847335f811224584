#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/graph/listing.hpp"
#include "pagebridge/graph/template_component.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/result.hpp"

/// Utility templates: what a message that may be sent at any time is made of (UtilityTemplate). Meta approves them, usually
/// within seconds; changes of their status come by webhook (TemplateStatusChanged). Needs pages_utility_messaging.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

using MessageTemplateId = Id<struct MessageTemplateIdTag>; ///< a template of a Page, or one of Meta's library

enum class TemplateStatus {
  unknown,
  approved, ///< can be sent
  pending,
  rejected,
  paused,
  disabled,
  in_appeal,
  limit_exceeded,
  archived,
  deleted,
  pending_deletion
};
/// "APPROVED" and so on; empty for `unknown`.
PAGEBRIDGE_EXPORT std::string_view to_string(TemplateStatus status) noexcept;

enum class ParameterFormat {
  positional, ///< {{1}}
  named       ///< {{name}}
};

/// A template of Meta's own, to be cloned.
struct LibraryTemplate {
  MessageTemplateId id;
  std::string name;
  std::string language;
  std::string category; ///< "UTILITY"
  std::string topic;    ///< "ORDER_MANAGEMENT"
  std::string use_case; ///< "DELIVERY_CONFIRMATION"
  std::vector<std::string> industries;
  std::string body;
  std::vector<std::string> body_examples;
  std::vector<std::string> body_types; ///< of the body's parameters: "TEXT"
  std::vector<TemplateButton> buttons;
};
/// Meta's library, by words and language. It is the same for every Page.
struct SearchTemplateLibrary {
  using Answer = Listing<LibraryTemplate>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  std::string name_or_content{};
  std::string language{}; ///< "en"
  Cursor cursor{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const SearchTemplateLibrary& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<LibraryTemplate>> from_http(const SearchTemplateLibrary& call,
                                                             const HttpResponse& response);

struct CreatedTemplate {
  MessageTemplateId id;
  Open<TemplateStatus> status;
  std::string category; ///< what Meta made of it
};

/// Hands in a template of one's own. `once`: a second one would be a second template, or refused for its name.
struct CreateMessageTemplate {
  using Answer = CreatedTemplate;
  static constexpr CallKind kind = CallKind::once;
  static constexpr PacingClass pacing = PacingClass::other;

  std::string name;     ///< "order_update"
  std::string language; ///< "en"
  std::vector<TemplateComponent> components;
  std::optional<ParameterFormat> parameter_format{}; ///< absent: positional
};
/// Whether it has a name, a language and components, and an example for each parameter.
PAGEBRIDGE_EXPORT Result<void> validate(const CreateMessageTemplate& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const CreateMessageTemplate& call, const Access& access);
PAGEBRIDGE_EXPORT Result<CreatedTemplate> from_http(const CreateMessageTemplate& call, const HttpResponse& response);

/// Makes a template from one of Meta's library. `once`, as above.
struct CloneLibraryTemplate {
  using Answer = CreatedTemplate;
  static constexpr CallKind kind = CallKind::once;
  static constexpr PacingClass pacing = PacingClass::other;

  std::string name;            ///< of the new one
  std::string language;        ///< "en"
  std::string source_template; ///< LibraryTemplate::name
  JsonText body_inputs{};      ///< `library_template_body_inputs`; what stands in it is not documented for Messenger
  JsonText button_inputs{};    ///< `library_template_button_inputs`; likewise
};
/// Whether it has its three names, and the inputs are JSON.
PAGEBRIDGE_EXPORT Result<void> validate(const CloneLibraryTemplate& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const CloneLibraryTemplate& call, const Access& access);
PAGEBRIDGE_EXPORT Result<CreatedTemplate> from_http(const CloneLibraryTemplate& call, const HttpResponse& response);

struct MessageTemplate {
  MessageTemplateId id;
  std::string name;
  std::string language;
  Open<TemplateStatus> status;
  std::string category;
  std::string parameter_format; ///< "NAMED", "POSITIONAL" or empty
  std::vector<TemplateComponent> components;
};
/// The Page's templates. What is empty filters nothing.
struct ListMessageTemplates {
  using Answer = Listing<MessageTemplate>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  std::string name{};
  std::optional<TemplateStatus> status{};
  std::string language{};
  std::string category{};
  std::string content{};
  std::string name_or_content{};
  Cursor cursor{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListMessageTemplates& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<MessageTemplate>> from_http(const ListMessageTemplates& call,
                                                             const HttpResponse& response);

/// Replaces what a template is made of; Meta may review it again. Idempotent: it sets.
struct EditMessageTemplate {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  MessageTemplateId id;
  std::vector<TemplateComponent> components;
  std::optional<ParameterFormat> parameter_format{};
};
/// Whether it has components, and an example for each parameter.
PAGEBRIDGE_EXPORT Result<void> validate(const EditMessageTemplate& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const EditMessageTemplate& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const EditMessageTemplate& call, const HttpResponse& response);

/// Deletes the template of a name, or the one of that name and id.
struct DeleteMessageTemplate {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  std::string name;
  MessageTemplateId id{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const DeleteMessageTemplate& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const DeleteMessageTemplate& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
