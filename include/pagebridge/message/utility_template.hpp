#pragma once

#include <string>
#include <vector>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// A message made of a template that Meta approved (graph::CreateMessageTemplate): may be sent at any time, by people and
/// programs alike, with the permission pages_utility_messaging.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages
struct UtilityTemplate {
  /// What takes the place of {{1}}, or of {{name}} in a template with named parameters.
  struct Parameter {
    std::string name; ///< empty in a template with positional parameters
    std::string text;
  };
  /// Of one button, in the template's order.
  struct ButtonParameter {
    enum class Kind { url, postback };
    Kind kind = Kind::url;
    std::string value; ///< the URL's variable end, or the payload
  };

  std::string name;     ///< required
  std::string language; ///< required: "en_US"
  std::vector<Parameter> header{};
  std::string header_image_url{}; ///< of a template whose header is an image
  std::vector<Parameter> body{};
  std::vector<ButtonParameter> buttons{};
};

PAGEBRIDGE_END_NAMESPACE
