#pragma once

#include <optional>

#include "pagebridge/config.hpp"
#include "testing/graph_endpoints.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// What the call counts against.
LimitedCall limited(const GraphCall& call);
/// The refusal of one call too many; nothing if it passes.
std::optional<HttpResponse> throttled(const GraphCall& call, const LimitedCall& limits);
/// `answer` with what it tells of the limits.
HttpResponse with_usage(const GraphCall& call, const LimitedCall& limits, HttpResponse answer);

/// What goes wrong with a call that is no message, by the script: the answer in place of the call's own. Nothing: the call
/// is made, and its answer may still be lost.
std::optional<HttpResponse> struck(const Fault& fault);
HttpResponse strike_answer(const Fault& fault, HttpResponse answer);
/// Whether the script has messages of its own kind for the call.
bool is_message(const GraphCall& call);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
