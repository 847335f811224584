#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/testing/sandbox_records.hpp"
#include "testing/webhook_event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Webhooks of one person to one App keep their order.
using LaneKey = std::pair<AppId, Psid>;

/// Which webhooks wait, are under way or have ended, and when which may go: a pure state machine, and the ledger.
/// Threads: thread-compatible; the Sandbox's lock guards it.
class Outbox {
 public:
  static constexpr std::size_t most_waiting = 10000;

  /// `most_ended`: how many webhooks are remembered that have ended. `batch`: how many events of one lane may share a POST.
  Outbox(std::size_t most_ended, std::size_t batch) : most_ended_(most_ended), batch_(batch) {}

  /// Queues it behind the lane's others. When too many wait, it is given up at once.
  std::uint64_t add(WebhookEvent event, const AppId& app, const PageId& page);
  /// Takes the lane's next webhook, if none of them is under way.
  std::optional<std::uint64_t> take_next(const LaneKey& lane);
  /// Takes this one now, whatever waits before it. False if it does not wait.
  bool take(std::uint64_t number);
  /// Takes a copy of the one that was sent last; nothing if none ever was.
  std::optional<std::uint64_t> take_repetition();
  /// Takes a copy of this one, to go beside the lane's order.
  std::optional<std::uint64_t> take_copy(std::uint64_t number);

  /// Counts an attempt and returns the bytes to send; `now` stamps the envelope of the first one.
  std::string begin_attempt(std::uint64_t number, Timestamp now);
  /// Ends the attempt: how long until the next one, or nothing if the webhook has ended.
  std::optional<milliseconds> end_attempt(std::uint64_t number, std::optional<int> status, std::string error);
  /// Ends all that waits for `app` about `page`: it was unsubscribed.
  void give_up(const AppId& app, const PageId& page, const std::string& why);
  /// What is under way waits again, at the head of its lane; answers to it count no more. Returns the lanes.
  std::vector<LaneKey> interrupt();
  /// Whether the first attempt is still to come.
  [[nodiscard]] bool is_fresh(std::uint64_t number) const;
  /// Takes the one that waits next, whatever is under way.
  std::optional<std::uint64_t> take_waiting(const LaneKey& lane);
  /// Ends the webhook as if it had arrived: a fault lost it.
  void drop(std::uint64_t number);
  [[nodiscard]] LaneKey lane_of(std::uint64_t number) const;
  /// Null if it is forgotten.
  [[nodiscard]] const SandboxWebhook* record(std::uint64_t number) const;
  [[nodiscard]] PageId page_of(std::uint64_t number) const;

  [[nodiscard]] std::vector<SandboxWebhook> ledger() const;
  [[nodiscard]] SandboxTally tally() const { return {waiting_ + under_way_, accepted_, given_up_}; }

 private:
  struct Entry {
    SandboxWebhook record;
    WebhookEvent event;
    std::vector<std::uint64_t> followers{}; ///< that share its POST
    bool follows = false;
  };
  struct Lane {
    std::deque<std::uint64_t> waiting;
    std::size_t under_way = 0;
  };

  [[nodiscard]] std::string envelope(const Entry& entry, Timestamp now) const;
  void start(Entry& entry);
  void end(std::uint64_t number, SandboxWebhookState state);
  void forget_old();

  std::size_t most_ended_;
  std::size_t batch_;
  std::map<std::uint64_t, Entry> entries_; ///< in the order in which they came to be
  std::map<LaneKey, Lane> lanes_;
  std::deque<std::uint64_t> ended_; ///< oldest first
  std::uint64_t last_number_ = 0;
  std::optional<SandboxWebhook> last_sent_;
  std::size_t waiting_ = 0;
  std::size_t under_way_ = 0;
  std::size_t accepted_ = 0;
  std::size_t given_up_ = 0;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
