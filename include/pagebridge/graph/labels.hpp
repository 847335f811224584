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

/// Custom labels: marks that a Page puts on people; they show in the Page's own inbox, too. Somebody who runs the Page must
/// have accepted the Page Contact Terms, or every call ends in 2/2018344 (class `permission`). Needs pages_manage_metadata and
/// pages_messaging.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/changelog (2021-09-14)
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

using LabelId = Id<struct LabelIdTag>; ///< a custom label of a Page

struct Label {
  LabelId id;
  std::string name; ///< empty if the platform does not say
};

/// Makes a label. `once`: the platform does not promise that a second one of the same name is refused.
struct CreateLabel {
  using Answer = LabelId;
  static constexpr CallKind kind = CallKind::once;
  static constexpr PacingClass pacing = PacingClass::other;

  std::string name;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const CreateLabel& call, const Access& access);
PAGEBRIDGE_EXPORT Result<LabelId> from_http(const CreateLabel& call, const HttpResponse& response);

/// The Page's labels.
struct ListLabels {
  using Answer = Listing<Label>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  Cursor cursor{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListLabels& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<Label>> from_http(const ListLabels& call, const HttpResponse& response);

struct GetLabel {
  using Answer = Label;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  LabelId label;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetLabel& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Label> from_http(const GetLabel& call, const HttpResponse& response);

/// Puts a label on a person, who then has it, however often it is done.
struct LabelPerson {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  LabelId label;
  Psid person;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const LabelPerson& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const LabelPerson& call, const HttpResponse& response);

/// Takes a label off a person.
struct UnlabelPerson {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  LabelId label;
  Psid person;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const UnlabelPerson& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const UnlabelPerson& call, const HttpResponse& response);

/// The labels of one person.
struct ListLabelsOfPerson {
  using Answer = Listing<Label>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  Psid person;
  Cursor cursor{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListLabelsOfPerson& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<Label>> from_http(const ListLabelsOfPerson& call, const HttpResponse& response);

/// Deletes a label. A second time it is refused, as there is no such object any more (100/33).
struct DeleteLabel {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  LabelId label;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const DeleteLabel& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const DeleteLabel& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
