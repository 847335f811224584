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

/// A webhook that was taken to be sent. What was begun for an older taking, from before an interruption, does nothing any more.
struct Taking {
  std::uint64_t number = 0; ///< the webhook's; 0: none
  std::uint64_t taken = 0;

  friend bool operator==(const Taking& a, const Taking& b) { return a.number == b.number && a.taken == b.taken; }
};

/// Which webhooks wait, are under way or have ended, and when which may go: a pure state machine, and the ledger.
///
/// A lane's webhooks go one after another. One that fails leaves the lane and is repeated beside it: the platform says that
/// webhooks may come out of order after a failure.
/// Threads: thread-compatible; the Sandbox's lock guards it.
class Outbox {
 public:
  static constexpr std::size_t most_waiting = 10000;

  /// `most_ended`: how many webhooks are remembered that have ended. `batch`: how many events of one lane may share a POST.
  Outbox(std::size_t most_ended, std::size_t batch) : most_ended_(most_ended), batch_(batch) {}

  void set_batch(std::size_t batch) { batch_ = batch; }
  [[nodiscard]] std::size_t batch() const noexcept { return batch_; }

  /// Queues it behind the lane's others. When too many wait, it is given up at once.
  std::uint64_t add(WebhookEvent event, const AppId& app, const PageId& page);
  /// Takes the lane's next webhook, if none of them is under way in it.
  std::optional<Taking> take_next(const LaneKey& lane);
  /// Takes the one that waits next, whatever is under way.
  std::optional<Taking> take_waiting(const LaneKey& lane);
  /// Takes this one now, whatever waits before it. Nothing if it does not wait.
  std::optional<Taking> take(std::uint64_t number);
  /// Takes a copy of the one that was sent last; nothing if none ever was.
  std::optional<Taking> take_repetition();
  /// Takes a copy of this one, to go beside the lane's order.
  std::optional<Taking> take_copy(std::uint64_t number);

  /// Whether it is still under way as it was taken then.
  [[nodiscard]] bool is_current(const Taking& taking) const;
  /// Counts an attempt and returns the bytes to send; `now` stamps the envelope of the first one.
  std::string begin_attempt(const Taking& taking, Timestamp now);
  /// Ends the attempt: how long until the next one, or nothing if the webhook has ended, or the attempt was an older taking's.
  std::optional<milliseconds> end_attempt(const Taking& taking, std::optional<int> status, std::string error,
                                          Timestamp now);
  /// Ends all that there is for `app` about `page`, or about any Page: waiting, to be repeated, or under way.
  void give_up(const AppId& app, const std::optional<PageId>& page, const std::string& why);
  /// What is under way waits again, at the head of its lane; answers to it count no more. Returns the lanes.
  std::vector<LaneKey> interrupt();
  /// Ends the webhook without sending it: a fault lost it.
  void drop(const Taking& taking);
  [[nodiscard]] LaneKey lane_of(std::uint64_t number) const;
  /// Null if it is forgotten.
  [[nodiscard]] const SandboxWebhook* record(std::uint64_t number) const;

  [[nodiscard]] std::vector<SandboxWebhook> ledger() const;
  [[nodiscard]] SandboxTally tally() const { return {waiting_ + under_way_, accepted_, given_up_}; }

  /// Whether what was read from a state fits together; if not, nothing else may be called.
  [[nodiscard]] bool is_sound() const;
  /// After a restart: whatever was under way waits again, ahead of its lane. Returns the copies, which go by no lane.
  std::vector<Taking> resume();
  [[nodiscard]] std::vector<LaneKey> waiting_lanes() const;

  struct Entry {
    SandboxWebhook record;
    WebhookEvent event;
    std::vector<std::uint64_t> followers{}; ///< that share its POST
    bool follows = false;
    std::optional<Timestamp> failing_since{}; ///< the first time that it failed
    std::uint64_t taken = 0;                  ///< which taking it is under way by
    bool is_beside = false;                   ///< its lane no longer waits for it
  };
  /// For what is kept over a restart: hands `io` all that it holds. See state_archive.hpp.
  template <class Io>
  void persist(Io& io) {
    io("entries", entries_);
    io("last_number", last_number_);
    io("accepted", accepted_);
    io("given_up", given_up_);
    io("last_sent", last_sent_);
  }

 private:
  struct Lane {
    std::deque<std::uint64_t> waiting;
    std::size_t under_way = 0;
  };

  [[nodiscard]] std::string envelope(const Entry& entry, Timestamp now) const;
  Taking start(Entry& entry);
  Taking add_copy(const SandboxWebhook& of);
  void leave_lane(Entry& entry);
  [[nodiscard]] bool may_follow(const Entry& leader, std::uint64_t number) const;
  void end(std::uint64_t number, SandboxWebhookState state);
  void forget_old();

  std::size_t most_ended_;
  std::size_t batch_;
  std::map<std::uint64_t, Entry> entries_; ///< in the order in which they came to be
  std::map<LaneKey, Lane> lanes_;
  std::deque<std::uint64_t> ended_; ///< oldest first
  std::uint64_t last_number_ = 0;
  std::uint64_t last_taken_ = 0;
  std::optional<SandboxWebhook> last_sent_;
  std::size_t waiting_ = 0;
  std::size_t under_way_ = 0;
  std::size_t accepted_ = 0;
  std::size_t given_up_ = 0;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
