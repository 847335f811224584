#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/testing/sandbox_records.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Something that happened, ready for an envelope.
struct WebhookEvent {
  std::string field;
  Psid psid;
  std::string element; ///< the JSON of one `messaging` element
};

/// Which webhooks wait, are under way or have ended, and when which may go: a pure state machine, and the ledger.
/// Threads: thread-compatible; the Sandbox's lock guards it.
class Outbox {
 public:
  static constexpr std::size_t most_ended = 1000;
  static constexpr std::size_t most_waiting = 10000;

  explicit Outbox(PageId page) : page_(std::move(page)) {}

  /// Queues it behind the person's others. When too many wait, it is given up at once.
  std::uint64_t add(WebhookEvent event);
  /// Takes the person's next webhook, if none of them is under way.
  std::optional<std::uint64_t> take_next(const Psid& psid);
  /// Takes this one now, whatever waits before it. False if it does not wait.
  bool take(std::uint64_t number);
  /// Takes a copy of the one that was sent last; nothing if none ever was.
  std::optional<std::uint64_t> take_repetition();

  /// Counts an attempt and returns the bytes to send; `now` stamps the envelope of the first one.
  std::string begin_attempt(std::uint64_t number, Timestamp now);
  /// Ends the attempt: how long until the next one, or nothing if the webhook has ended.
  std::optional<milliseconds> end_attempt(std::uint64_t number, std::optional<int> status, std::string error);
  Psid person_of(std::uint64_t number) const;

  std::vector<SandboxWebhook> ledger() const;
  SandboxTally tally() const { return {waiting_ + under_way_, accepted_, given_up_}; }

 private:
  struct Entry {
    SandboxWebhook record;
    std::string element;
  };
  struct Lane {
    std::deque<std::uint64_t> waiting;
    std::size_t under_way = 0;
  };

  void start(Entry& entry);
  void end(std::uint64_t number, SandboxWebhookState state);
  void forget_old();

  PageId page_;
  std::map<std::uint64_t, Entry> entries_; ///< in the order in which they came to be
  std::unordered_map<Psid, Lane> lanes_;
  std::uint64_t last_number_ = 0;
  std::optional<SandboxWebhook> last_sent_;
  std::size_t waiting_ = 0;
  std::size_t under_way_ = 0;
  std::size_t accepted_ = 0;
  std::size_t given_up_ = 0;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
