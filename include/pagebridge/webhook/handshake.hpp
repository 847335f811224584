#pragma once

#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Answers the GET that Meta sends when a webhook is configured: the challenge to send back byte for byte as text/plain
/// with status 200, or `verify_refused` (send a 403).
/// `url` is the request's target with its query (`hub.mode`, `hub.verify_token`, `hub.challenge`, in any order, among other
/// parameters). A parameter that stands twice is refused, and so is a challenge that is empty, longer than 256 bytes or
/// holds anything but printable ASCII without `<`, `>`, `&` and quotes: it is echoed to whoever asked.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks
PAGEBRIDGE_EXPORT Result<std::string> answer_handshake(std::string_view url, const Secret& verify_token);

PAGEBRIDGE_END_NAMESPACE
