// Utility messages:
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages
#include <algorithm>

#include "testing/page_templates.hpp"
#include "testing/send_reading.hpp"
#include "testing/template_text.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// What stands for the text of a template that is approved by its name only: the name and the body's parameters.
std::string stand_in(const std::string& name, const json::Value& components) {
  std::string text = "[" + name + "]";
  for (const json::Value parameter : component_of(components, "BODY")["parameters"])
    text.append(" ").append(parameter["text"].id());
  return text;
}

/// Whether the options say that a template which the Page has not made is approved.
Refused check_name(const SandboxOptions& options, const std::string& name, const std::string& language) {
  const auto& approved = options.utility_templates;
  const auto is_it = [&](const SandboxTemplate& one) { return one.name == name && one.language == language; };
  if (options.approves_all_templates || std::any_of(approved.begin(), approved.end(), is_it)) return std::nullopt;
  return parameter_error("There is no approved utility template of this name and language"); // the text is a guess
}

} // namespace

Refused read_utility(const GraphCall& call, const json::Value& value, PageMessage& message) {
  const std::string language(value["language"]["code"].text());
  message.utility_template = value["name"].text();
  if (message.utility_template.empty() || language.empty())
    return parameter_error("Param message[template] needs a name and a language[code]");
  if (call.caller.scopes.count("pages_utility_messaging") == 0) // whether it is this code or 10 is not known
    return SandboxRefusal{200, 0, "(#200) Requires pages_utility_messaging permission to manage the object", 0};
  const json::Value given = value["components"];
  const Timestamp now = call.core.now();
  return call.core.locked([&](World& world) -> Refused {
    PageSettings& settings = world.page(call.page)->settings;
    const TemplateRecord* const found = find_template(settings, message.utility_template, language);
    if (found == nullptr) {
      message.text = stand_in(message.utility_template, given);
      return check_name(call.core.options(), message.utility_template, language);
    }
    if (status_of(*found, now) != "APPROVED") // code and text are a guess
      return parameter_error("The utility template is not approved");
    const auto components = json::Tree::parse(found->components_json);
    if (!components) return SandboxRefusal{1, 0, "An unknown error occurred", 0};
    return fill_template(components->root(), given, message);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
