#pragma once

#include <optional>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

enum class NlpModel {
  custom, ///< one's own at Wit.ai, which `custom_token` opens
  arabic,
  chinese,
  croatian,
  danish,
  dutch,
  english,
  french_standard,
  georgian,
  german_standard,
  greek,
  hebrew,
  hungarian,
  irish,
  italian_standard,
  korean,
  norwegian_bokmal,
  polish,
  portuguese,
  romanian,
  spanish,
  swedish,
  vietnamese
};
/// "FRENCH_STANDARD" and so on.
PAGEBRIDGE_EXPORT std::string_view to_string(NlpModel model) noexcept;

/// Sets whether, and by which model, the platform guesses what messages mean (`nlp` in webhooks). Idempotent: it sets.
/// Everything goes in the body, the token of Wit.ai above all.
/// Source: https://developers.facebook.com/docs/messenger-platform/built-in-nlp
struct SetNlpConfig {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  bool enabled = true;
  std::optional<NlpModel> model{}; ///< what is absent stays as it is
  Secret custom_token{};
  std::optional<bool> verbose{};
  std::optional<int> n_best{}; ///< how many guesses
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const SetNlpConfig& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const SetNlpConfig& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
