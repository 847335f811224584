#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pagebridge/cancel_token.hpp"
#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/time.hpp"

/// Calls wait here for their turn, so that a Page stays within the platform's limits.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/overview/rate-limiting
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

class WaitingCall;
struct TurnAsked;

/// Who waits. In a Page's turns people come first, then programs, then what nobody waits for.
enum class Priority { human, automation, background };
PAGEBRIDGE_EXPORT std::string_view to_string(Priority priority) noexcept;

/// How many calls may pass: `burst` at once, and from then on `calls` in `per`, evenly spaced. So in any stretch of time as
/// long as `per` there are at most `calls` + `burst` - 1.
///
/// Evenly, and not all at once as soon as the limit has room again: a person's message then waits for one space, and not
/// until a whole second of a program's is over.
struct Allowance {
  int calls = 0; ///< 0: no limit
  milliseconds per{1000};
  int burst = 1;

  static constexpr Allowance unlimited() { return {}; }
  /// The fastest that is never more than `limit`, wherever the platform's window begins, and if one call is up to
  /// arrival_spread longer on its way than another. `burst` is from 1 to `limit.calls`; the greater, the slower it goes on.
  static constexpr Allowance within(platform::CallLimit limit, int burst) {
    return {limit.calls - burst + 1, limit.per + platform::arrival_spread, burst};
  }
};

/// What one Page may do, and one person's thread. The defaults keep within platform_limits.hpp; raise `send` towards the
/// 300/s of the platform, as `Allowance::within(platform::text_limit, 30)`, only for Pages whose inbox nobody uses.
struct PacingOptions {
  /// Everything that shows as a message: 30 a second, so that the Page's own inbox keeps working.
  Allowance send = Allowance::within(platform::inbox_safe_limit, 3);
  /// Audio and video, which also count as `send`.
  Allowance media = Allowance::within(platform::media_limit, 1);
  Allowance conversations = Allowance::within(platform::conversations_limit, 1);
  /// Also count as `send`. A tenth of the platform's limit at once, the rest spread over the hour.
  Allowance private_replies =
      Allowance::within(platform::private_reply_limit, platform::private_reply_limit.calls / 10);
  Allowance messenger_profile =
      Allowance::within(platform::messenger_profile_limit, platform::messenger_profile_limit.calls / 2);
  Allowance user_menu = Allowance::within(platform::user_menu_limit, platform::user_menu_limit.calls / 2);
  /// Sends to one person. The platform says that there is a limit, but not which; this one is ours: a long answer in parts
  /// goes out at once, a program that has lost its way does not.
  Allowance thread{2, std::chrono::seconds(1), 10};

  /// When others wait, too, one of so many turns is not people's: it goes to whoever has waited longest of the others. (The
  /// same holds for programs and the background.) So nobody waits for ever.
  int turns_before_yielding = 8;
  /// How long a throttled Page pauses if the platform does not say; doubled each time that it is throttled again at once.
  milliseconds first_pause{30'000};
  milliseconds longest_pause{15 * 60'000};
  /// Calls that wait, of all Pages together. One more is answered `connection` and `not_sent`.
  std::size_t most_waiting = 100'000;
};

/// One call that wants a turn.
struct PacedCall {
  std::string page;   ///< whose limits it counts against: an opaque text, one for each Page
  std::string thread; ///< the person's PSID, if it goes to one
  PacingClass pacing = PacingClass::other;
  Priority priority = Priority::automation;
};

/// Gives turns to calls, Page by Page. Calls of one thread and priority get theirs in the order in which they asked; a thread
/// that must wait does not hold up another. A Page that the platform throttles pauses as a whole, as long as it was told to.
/// What is kept of a Page is dropped once it is idle.
///
/// Threads: thread-safe. Lifetime: shared, also by several clients, which then keep the limits together; calls that wait
/// when it dies end as `cancelled`.
class PAGEBRIDGE_EXPORT Pacer {
 public:
  /// Fails with `invalid_argument` if an option makes no sense, and if `executor` is null. `clock` may be null: the system's.
  static Result<std::shared_ptr<Pacer>> create(std::shared_ptr<Executor> executor, std::shared_ptr<Clock> clock,
                                               PacingOptions options);
  ~Pacer();
  Pacer(const Pacer&) = delete;
  Pacer& operator=(const Pacer&) = delete;

  /// Answers on the executor when it is this call's turn: make the call then, at once. Errors: `timeout` (no turn before
  /// `deadline`; the epoch means none), `cancelled`, `connection` (too many wait); all `not_sent`.
  void acquire(PacedCall call, SteadyTime deadline, const CancelToken& cancel, Completion<void> granted);
  /// True: the turn is this call's, now. False: it would have to wait, and nothing has happened.
  bool try_acquire(const PacedCall& call);

  /// About how long a call would wait if it asked now: if no call of a higher priority comes after it, and none fails.
  [[nodiscard]] milliseconds predicted_wait(const PacedCall& call) const;

  /// Takes in what an answer says of the Page's limits: usage headers, Retry-After, throttling codes. How long the Page
  /// pauses from now on, if this answer says that it must.
  std::optional<milliseconds> learn(const std::string& page, const HttpResponse& response);

  /// How many calls wait now.
  [[nodiscard]] std::size_t waiting() const;
  /// How many Pages it remembers.
  [[nodiscard]] std::size_t pages() const;

 private:
  friend class GraphClient; // whose calls wait without a Completion of their own
  struct State;
  bool try_take(const TurnAsked& call);
  void queue(const TurnAsked& call, SteadyTime deadline, const std::shared_ptr<WaitingCall>& waiting);
  void withdraw(const std::shared_ptr<WaitingCall>& waiting);
  explicit Pacer(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
