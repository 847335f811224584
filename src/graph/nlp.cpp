#include "pagebridge/graph/nlp.hpp"

#include <cstddef>
#include <iterator>

#include "graph/request.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

/// In the order of NlpModel.
constexpr std::string_view models[] = {
    "CUSTOM",           "ARABIC",    "CHINESE",          "CROATIAN", "DANISH",     "DUTCH",     "ENGLISH",
    "FRENCH_STANDARD",  "GEORGIAN",  "GERMAN_STANDARD",  "GREEK",    "HEBREW",     "HUNGARIAN", "IRISH",
    "ITALIAN_STANDARD", "KOREAN",    "NORWEGIAN_BOKMAL", "POLISH",   "PORTUGUESE", "ROMANIAN",  "SPANISH",
    "SWEDISH",          "VIETNAMESE"};
static_assert(std::size(models) == static_cast<std::size_t>(NlpModel::vietnamese) + 1, "one word for each model");

} // namespace

std::string_view to_string(NlpModel model) noexcept {
  const auto index = static_cast<std::size_t>(model);
  return index < std::size(models) ? models[index] : models[0];
}

HttpRequest to_http(const SetNlpConfig& call, const Access& access) {
  json::Writer json;
  json.begin_object().member("nlp_enabled", call.enabled);
  if (call.model) json.member("model", to_string(*call.model));
  if (!call.custom_token.empty()) json.member("custom_token", call.custom_token.reveal());
  if (call.verbose) json.member("verbose", *call.verbose);
  if (call.n_best) json.member("n_best", *call.n_best);
  return post_json(access, "/me/nlp_configs", json.end_object().text());
}

Result<void> from_http(const SetNlpConfig& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
