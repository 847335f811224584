// What is reviewed, and the platform's own understanding of texts.
#include <algorithm>
#include <iterator>

#include "json/writer.hpp"
#include "testing/ascii.hpp"
#include "testing/graph_settings.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

// From the platform's specification; the parameters are https://developers.facebook.com/docs/messenger-platform/built-in-nlp
constexpr std::string_view models[] = {
    "ARABIC",           "CHINESE",   "CROATIAN",         "CUSTOM", "DANISH",     "DUTCH",     "ENGLISH",
    "FRENCH_STANDARD",  "GEORGIAN",  "GERMAN_STANDARD",  "GREEK",  "HEBREW",     "HUNGARIAN", "IRISH",
    "ITALIAN_STANDARD", "KOREAN",    "NORWEGIAN_BOKMAL", "POLISH", "PORTUGUESE", "ROMANIAN",  "SPANISH",
    "SWEDISH",          "VIETNAMESE"};

std::string lower_snake(std::string_view words) {
  std::string name = ascii::lower(words);
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

/// Empty: there is nothing to tell.
std::string_view status_of(const Grant& grant) {
  switch (grant.review) {
    case Grant::Review::submitted: return "pending";
    case Grant::Review::rejected: return "rejected";
    case Grant::Review::approved: return "approved";
    case Grant::Review::none: break;
  }
  return grant.has_advanced_access ? "approved" : "";
}

} // namespace

/// https://developers.facebook.com/docs/graph-api/reference/page/messaging_feature_review; the features' names are a guess.
HttpResponse answer_feature_review(const GraphCall& call) {
  if (call.request.method != "GET")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  return call.core.locked([&](World& world) {
    json::Writer writer;
    writer.begin_object().key("data").begin_array();
    if (const AppRecord* const app = world.app(call.caller.app)) {
      for (const auto& [name, grant] : app->features)
        if (const std::string_view status = status_of(grant); !status.empty())
          writer.begin_object().member("feature", lower_snake(name)).member("status", status).end_object();
    }
    writer.end_array().end_object();
    return graph_success(call.context, writer.text());
  });
}

HttpResponse answer_nlp_configs(const GraphCall& call) {
  if (call.request.method != "POST")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  const json::Value model = call.parameters["model"];
  if (model.exists() && std::find(std::begin(models), std::end(models), model.text()) == std::end(models))
    return graph_error(call.context, parameter_error("Param model must be one of the known models"));
  if (model.text() == "CUSTOM" && call.parameters["custom_token"].text().empty()) // a guess
    return graph_error(call.context, parameter_error("The model CUSTOM needs the parameter custom_token"));
  return graph_done(call.context); // nothing reads the settings back, and no text is understood here
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
