#pragma once

#include <string>
#include <variant>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/json_text.hpp"

/// What a utility template is made of. Parameters stand as {{1}}, {{2}} or, in a template with named parameters, as {{name}};
/// Meta's reviewers need an example for each.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

struct TemplateExample {
  std::string value;
  std::string name{}; ///< of a named parameter; empty: they count in the order of {{1}}, {{2}}
};

struct TemplateHeaderText {
  std::string text;
  std::vector<TemplateExample> examples{};
};
/// A header that is an image, which may differ from message to message.
struct TemplateHeaderImage {
  std::string example_handle; ///< of an image uploaded with the Resumable Upload API
};
struct TemplateBody {
  std::string text;
  std::vector<TemplateExample> examples{};
};

/// A button that opens a page. The URL may end in {{1}}.
struct TemplateUrlButton {
  std::string title;
  std::string url;
  std::vector<std::string> examples{};
};
/// A button that sends a postback. The payload may contain {{1}} and so on.
struct TemplatePostbackButton {
  std::string title;
  std::string payload;
  std::vector<std::string> examples{};
};
/// A kind of button that we do not know. It goes back to the platform as it came.
struct UnknownTemplateButton {
  std::string type;
  JsonText raw;
};
using TemplateButton = std::variant<UnknownTemplateButton, TemplateUrlButton, TemplatePostbackButton>;
struct TemplateButtons {
  std::vector<TemplateButton> buttons;
};

/// A kind of component that we do not know. It goes back to the platform as it came.
struct UnknownTemplateComponent {
  std::string type;
  JsonText raw;
};
/// New arms go last: end every visit in an arm for all others.
using TemplateComponent =
    std::variant<UnknownTemplateComponent, TemplateHeaderText, TemplateHeaderImage, TemplateBody, TemplateButtons>;

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
