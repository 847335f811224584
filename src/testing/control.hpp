#pragma once

#include "pagebridge/config.hpp"
#include "pagebridge/http/http_message.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Whether `request` is for the Sandbox itself: its path is /sandbox or below it.
bool is_control_request(const HttpRequest& request);

/// Answers a control request, in JSON; what was asked for wrongly as {"error":{"message","field"}}, which is 401 without
/// the control token. Only what makes secrets, `world`, and what shows one of its Apps and Pages show any, or a webhook's URL,
/// which is one.
HttpResponse answer_control(SandboxCore& core, const HttpRequest& request);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
