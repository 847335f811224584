#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/testing/sandbox_limits.hpp"
#include "pagebridge/time.hpp"
#include "testing/call_window.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// The text of code 4, which is the App's limit and what a throttling fault answers.
inline constexpr std::string_view app_limit_reached = "(#4) Application request limit reached";

/// What a call counts against.
enum class CallClass {
  text,              ///< a message without audio and video
  media,             ///< a message with audio or video
  private_reply,     ///< a message to a comment
  reaction,          ///< shares the limit of texts, and is no message
  conversation_list, ///< which conversations there are
  conversation,      ///< one conversation, or a message of it
  messenger_profile,
  user_menu, ///< a person's own persistent menu
  messenger, ///< anything else of Messenger: profiles, labels, thread control, and (a guess) typing and seen
  page       ///< what is not Messenger's: the Page's node, its subscriptions
};

/// Whose access token the call came with. It decides which limit of all calls together holds.
enum class CallToken { page, user, app };

struct LimitedCall {
  CallClass what = CallClass::messenger;
  AppId app;
  PageId page;
  Psid person; ///< whom a message or a menu is for
  CallToken token = CallToken::page;
  std::uint64_t people = 0; ///< whom the Page can write to
};

/// The platform's refusal of one call too many.
struct Throttle {
  int code = 0;
  int http_status = 0;
  std::string message;
};

/// The values of the headers that tell how much is used up. Empty: the answer does not have it.
struct UsageHeaders {
  std::string app;      ///< X-App-Usage
  std::string page;     ///< X-Page-Usage
  std::string business; ///< X-Business-Use-Case-Usage
};

/// Counts calls, and says which the platform would refuse. To change the limits, replace it: counting starts anew.
/// Threads: one at a time. No clock: the time is passed in.
class CallLimits {
 public:
  explicit CallLimits(SandboxLimits limits = {}) : limits_(limits) {}

  /// Takes the call in. Nothing if it passes.
  std::optional<Throttle> take(const LimitedCall& call, SteadyTime now);
  /// What the answer to this call tells.
  UsageHeaders usage(const LimitedCall& call, SteadyTime now);
  /// The HTTP status of a refusal.
  [[nodiscard]] int throttle_status() const noexcept { return limits_.throttle_status; }
  /// Whether the Page's inbox has stopped to show new messages.
  bool is_high_volume(const PageId& page, SteadyTime now);
  /// How many Pages, people and apps it remembers.
  [[nodiscard]] std::size_t remembered() const noexcept;

 private:
  struct PageWindows {
    explicit PageWindows(const SandboxLimits& limits);
    bool is_idle(SteadyTime now);
    SlidingWindow text, media, private_replies, conversations, messenger_profile;
    CountWindow messenger, pages;
  };
  struct PersonWindows {
    explicit PersonWindows(const SandboxLimits& limits) : menu(limits.user_menu), thread(limits.thread) {}
    bool is_idle(SteadyTime now) { return menu.is_idle(now) && thread.is_idle(now); }
    SlidingWindow menu, thread;
  };
  /// One call more than may be: the limit is exceeded once it is full.
  struct VolumeWindow : SlidingWindow {
    explicit VolumeWindow(const SandboxLimits& limits);
  };
  struct AppWindow : CountWindow {
    explicit AppWindow(const SandboxLimits& limits) : CountWindow(limits.app_per_person.per) {}
  };
  /// A limit of all calls together, as it is for one call.
  struct Overall {
    CountWindow* window;
    std::uint64_t calls; ///< 0: off
    int code;
    std::string_view message;
  };

  PageWindows& windows_of(const LimitedCall& call, SteadyTime now);
  Overall overall(const LimitedCall& call, SteadyTime now);
  std::uint64_t allowed(const platform::CallLimit& per_person, const LimitedCall& call) const;
  SlidingWindow* window_of(const LimitedCall& call, SteadyTime now);
  std::optional<Throttle> take_overall(const LimitedCall& call, SteadyTime now);
  [[nodiscard]] Throttle refuse(int code, std::string_view message) const;

  SandboxLimits limits_;
  KeyedWindows<PageWindows> pages_;    ///< by app and Page
  KeyedWindows<PersonWindows> people_; ///< by app, Page and person
  KeyedWindows<VolumeWindow> volumes_; ///< by Page
  KeyedWindows<AppWindow> apps_;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
