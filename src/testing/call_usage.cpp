#include <algorithm>
#include <chrono>
#include <initializer_list>

#include "json/writer.hpp"
#include "testing/call_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct UseCase {
  std::string_view type;
  std::uint64_t percent;
  std::int64_t regain_minutes;
};

std::uint64_t percent_of(std::uint64_t count, std::uint64_t calls) noexcept {
  return calls == 0 ? 0 : count * 100 / calls;
}

/// The platform also tells the shares of time and of processor time, which are nobody's here.
void write_usage(json::Writer& writer, std::uint64_t percent) {
  writer.member("call_count", static_cast<std::int64_t>(percent)).member("total_cputime", 0).member("total_time", 0);
}

std::string usage_json(std::uint64_t percent) {
  if (percent == 0) return {};
  json::Writer writer;
  writer.begin_object();
  write_usage(writer, percent);
  return writer.end_object().text();
}

std::string business_json(const PageId& page, std::initializer_list<UseCase> uses) {
  if (std::all_of(uses.begin(), uses.end(), [](const UseCase& use) { return use.percent == 0; })) return {};
  json::Writer writer;
  writer.begin_object().key(page.text()).begin_array();
  for (const UseCase& use : uses) {
    if (use.percent == 0) continue;
    writer.begin_object().member("type", use.type);
    write_usage(writer, use.percent);
    writer.member("estimated_time_to_regain_access", use.regain_minutes).end_object();
  }
  return writer.end_array().end_object().text();
}

} // namespace

UsageHeaders CallLimits::usage(const LimitedCall& call, SteadyTime now) {
  if (call.token != CallToken::page) {
    const Overall all = overall(call, now);
    return {usage_json(percent_of(all.window->count(now), all.calls)), {}, {}};
  }
  LimitedCall other = call;
  const auto use = [&](std::string_view type, CallClass what) -> UseCase {
    other.what = what;
    const Overall all = overall(other, now);
    const std::uint64_t count = all.window->count(now);
    if (all.calls == 0 || count < all.calls) return {type, percent_of(count, all.calls), 0};
    const auto regain = std::chrono::ceil<std::chrono::minutes>(all.window->below_at(all.calls, now) - now);
    return {type, percent_of(count, all.calls), regain.count()};
  };
  const UseCase messenger = use("messenger", CallClass::messenger);
  const UseCase page = use("pages", CallClass::page);
  UsageHeaders headers;
  if (limits_.sends_x_page_usage) headers.page = usage_json(std::max(messenger.percent, page.percent));
  headers.business = business_json(call.page, {messenger, page});
  return headers;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
