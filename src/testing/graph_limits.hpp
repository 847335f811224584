#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "pagebridge/config.hpp"
#include "testing/graph_endpoints.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// What the call counts against.
LimitedCall limited(const GraphCall& call);
/// The refusal of one call too many; nothing if it passes.
std::optional<HttpResponse> throttled(const GraphCall& call, const LimitedCall& limits);
/// What an answer tells of the limits, also one that comes when the call is over.
class UsageOf {
 public:
  UsageOf(const GraphCall& call, LimitedCall limits) : core_(call.core.weak_from_this()), limits_(std::move(limits)) {}
  [[nodiscard]] HttpResponse on(HttpResponse answer) const;

 private:
  std::weak_ptr<SandboxCore> core_;
  LimitedCall limits_;
};

/// What goes wrong with a call that is no message, by the script: the answer in place of the call's own. Nothing: the call
/// is made, and its answer may still be lost.
std::optional<HttpResponse> struck(const GraphCall& call, const Fault& fault);
HttpResponse strike_answer(const Fault& fault, HttpResponse answer);
/// Whether the script has messages of its own kind for the call.
bool is_message(const GraphCall& call);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
