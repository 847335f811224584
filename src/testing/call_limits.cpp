#include "testing/call_limits.hpp"

#include <algorithm>
#include <array>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

// Apps and Pages are known ones, with ids of digits. Whatever a call gives as the person stands last, so that the separator
// may be part of it.
std::string key_of(const AppId& app, const PageId& page) { return app.text() + "/" + page.text(); }
std::string key_of(const LimitedCall& call) { return key_of(call.app, call.page) + "/" + call.person.text(); }

bool is_message(CallClass what) noexcept {
  return what == CallClass::text || what == CallClass::media || what == CallClass::private_reply;
}

constexpr std::string_view too_many = "(#613) Calls to this api have exceeded the rate limit.";

} // namespace

CallLimits::PageWindows::PageWindows(const SandboxLimits& limits)
    : text(limits.text),
      media(limits.media),
      private_replies(limits.private_replies),
      conversations(limits.conversations),
      messenger_profile(limits.messenger_profile),
      messenger(limits.messenger_per_person.per),
      pages(limits.page_per_person.per) {}

bool CallLimits::PageWindows::is_idle(SteadyTime now) {
  return text.is_idle(now) && media.is_idle(now) && private_replies.is_idle(now) && conversations.is_idle(now) &&
         messenger_profile.is_idle(now) && messenger.is_idle(now) && pages.is_idle(now);
}

CallLimits::VolumeWindow::VolumeWindow(const SandboxLimits& limits)
    : SlidingWindow({limits.high_volume.calls == 0 ? 0 : limits.high_volume.calls + 1, limits.high_volume.per}) {}

CallLimits::PageWindows& CallLimits::windows_of(const LimitedCall& call, SteadyTime now) {
  return pages_.at(key_of(call.app, call.page), limits_, now);
}

std::uint64_t CallLimits::allowed(const platform::CallLimit& per_person, const LimitedCall& call) const {
  const std::uint64_t people = std::max(call.people, limits_.least_people);
  return static_cast<std::uint64_t>(per_person.calls) * std::max<std::uint64_t>(people, 1);
}

/// Which code goes with which token is documented; that messages come under 80006 and all else of a Page under 80001 is what
/// the names of the two say.
/// https://developers.facebook.com/docs/graph-api/overview/rate-limiting (2026-11)
CallLimits::Overall CallLimits::overall(const LimitedCall& call, SteadyTime now) {
  if (call.token == CallToken::page) {
    PageWindows& windows = windows_of(call, now);
    if (call.what == CallClass::page)
      return {&windows.pages, allowed(limits_.page_per_person, call), 80001,
              "(#80001) There have been too many calls to this Page account. Wait a bit and try again. For more info, "
              "please "
              "refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting."};
    return {
        &windows.messenger, allowed(limits_.messenger_per_person, call), 80006,
        "(#80006) There have been too many calls to this Messenger account. Wait a bit and try again. For more info, "
        "please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting."};
  }
  CountWindow* const window = &apps_.at(call.app.text(), limits_, now);
  const std::uint64_t calls = allowed(limits_.app_per_person, call);
  if (call.token == CallToken::app) return {window, calls, 4, app_limit_reached};
  if (call.page.empty()) return {window, calls, 17, "(#17) User request limit reached"};
  return {window, calls, 32, "(#32) Page request limit reached"};
}

/// The window of the class; null if it has none.
SlidingWindow* CallLimits::window_of(const LimitedCall& call, SteadyTime now) {
  switch (call.what) {
    case CallClass::text:
    case CallClass::reaction: return &windows_of(call, now).text;
    case CallClass::media: return &windows_of(call, now).media;
    case CallClass::private_reply: return &windows_of(call, now).private_replies;
    case CallClass::conversation_list:
    case CallClass::conversation: return &windows_of(call, now).conversations;
    case CallClass::messenger_profile: return &windows_of(call, now).messenger_profile;
    case CallClass::user_menu: return &people_.at(key_of(call), limits_, now).menu;
    case CallClass::messenger:
    case CallClass::page: break;
  }
  return nullptr;
}

Throttle CallLimits::refuse(int code, std::string_view message) const {
  return {code, limits_.throttle_status, std::string(message)};
}

/// A call that a limit of its own class refuses has counted here, which is a guess.
std::optional<Throttle> CallLimits::take_overall(const LimitedCall& call, SteadyTime now) {
  const Overall all = overall(call, now);
  if (all.calls == 0) return std::nullopt;
  const bool is_full = all.window->count(now) >= all.calls;
  if (!is_full || limits_.refused_calls_count) all.window->add(now);
  if (!is_full) return std::nullopt;
  return refuse(all.code, all.message);
}

/// 613 is documented as the code of too many calls to one API. That it is also the answer to sends, to a full thread and to
/// high volume is a guess: the page names no code for them.
std::optional<Throttle> CallLimits::take(const LimitedCall& call, SteadyTime now) {
  if (auto refused = take_overall(call, now)) return refused;
  const bool message = is_message(call.what);
  const bool too_loud = (call.what == CallClass::conversation_list || (message && limits_.high_volume_stops_sends)) &&
                        is_high_volume(call.page, now);
  if (too_loud) return refuse(613, too_many);
  std::array<SlidingWindow*, 3> windows = {window_of(call, now), nullptr, nullptr};
  if (message) windows[1] = &volumes_.at(call.page.text(), limits_, now);
  if (message && !call.person.empty()) windows[2] = &people_.at(key_of(call), limits_, now).thread;
  for (SlidingWindow* const window : {windows[0], windows[2]})
    if (window != nullptr && window->is_full(now)) return refuse(613, too_many);
  for (SlidingWindow* const window : windows)
    if (window != nullptr) window->add(now);
  return std::nullopt;
}

bool CallLimits::is_high_volume(const PageId& page, SteadyTime now) {
  VolumeWindow* const volume = volumes_.find(page.text());
  return volume != nullptr && volume->is_full(now);
}

std::size_t CallLimits::remembered() const noexcept {
  return pages_.size() + people_.size() + volumes_.size() + apps_.size();
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
