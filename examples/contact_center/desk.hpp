#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/desk/agent_desktop.hpp"

namespace demo {

/// A contact as the page shows it, with all that happened in it.
struct Card {
  pagebridge::Contact contact;
  std::vector<pagebridge::Session> sessions;
  std::vector<pagebridge::Message> messages;
  pagebridge::MessagingWindow window;
};

struct DeskTally {
  std::uint64_t shown = 0;    ///< events that changed something
  std::uint64_t repeated = 0; ///< events that were here before
  std::uint64_t stale = 0;    ///< events of an owner that another one has replaced
};

/// The agent desktop of the demo, in memory: what a contact centre would keep in its own data base.
/// Threads: thread-safe.
class Desk final : public pagebridge::AgentDesktop {
 public:
  void deliver(pagebridge::DesktopEvent event, pagebridge::Completion<pagebridge::Delivery> done) override;

  /// Runs `look` over the cards, the newest contact first, under the lock.
  void for_each_card(const std::function<void(const Card&)>& look) const;
  /// The events after number `after`, as JSON, and the number of the last one of them.
  std::pair<std::vector<std::string>, std::uint64_t> events_after(std::uint64_t after) const;
  DeskTally tally() const;

 private:
  /// How far a stream was shown; kept together with the cards, so that an event is shown exactly once.
  struct Position {
    std::uint64_t epoch = 0;
    std::uint64_t seq = 0;
  };

  void show(const pagebridge::DesktopEventBody& body);
  void show(const pagebridge::Contact& contact);
  void show(const pagebridge::Session& session);
  void show(const pagebridge::Message& message);
  void show(const pagebridge::MessageStatusChanged& change);
  void show(const pagebridge::WindowChanged& change);

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, Position> positions_; // by store_id and stream
  std::map<pagebridge::ContactId, Card> cards_;
  std::vector<pagebridge::ContactId> order_; // the oldest contact first
  std::deque<std::string> events_;           // the newest ones …
  std::uint64_t forgotten_events_ = 0;       // … after so many
  DeskTally tally_;
};

} // namespace demo
