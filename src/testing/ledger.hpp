#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/testing/sandbox_records.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// What came where, in one order: turns in people's threads, and webhooks that were accepted. So a checker that reads along
/// can prove that nothing was lost and nothing came twice.
/// Threads: thread-compatible; the Sandbox's lock guards it.
class Ledger {
 public:
  struct Entry {
    enum class Kind { turn, webhook };
    std::uint64_t number = 0; ///< from 1, without gaps
    Kind kind = Kind::turn;
    Timestamp at{}; ///< of a turn: the platform's stamp; of a webhook: when it was accepted
    PageId page;
    Psid psid; ///< empty: about no one person

    // Of a turn:
    bool from_page = false;
    Mid mid{};
    std::string text{};
    std::string attachment_type{};
    std::string metadata{};

    // Of a webhook:
    AppId app{};
    std::string field{};
    std::uint64_t webhook = 0; ///< its number among the webhooks
    int attempts = 0;
    bool repeated = false;
    std::string body{}; ///< may hold the events of others in the same lane
  };

  explicit Ledger(std::size_t most) : most_(most) {}

  void note_turn(const PageId& page, const Psid& psid, const SandboxMessage& message);
  void note_webhook(const SandboxWebhook& webhook, Timestamp at);

  [[nodiscard]] const std::deque<Entry>& entries() const noexcept { return entries_; }
  [[nodiscard]] std::uint64_t last_number() const noexcept { return last_number_; }

 private:
  void add(Entry entry);
  std::size_t most_;
  std::uint64_t last_number_ = 0;
  std::deque<Entry> entries_;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
