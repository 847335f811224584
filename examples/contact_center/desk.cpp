#include "contact_center/desk.hpp"

#include <algorithm>
#include <type_traits>
#include <variant>

namespace demo {

using pagebridge::Contact;
using pagebridge::Delivery;
using pagebridge::Message;
using pagebridge::Session;

namespace {

constexpr std::size_t events_kept = 10000;
constexpr std::size_t events_at_once = 500;

/// Replaces the one with the same id, or adds it.
template <class T>
void put(std::vector<T>& all, const T& one) {
  const auto same = std::find_if(all.begin(), all.end(), [&](const T& other) { return other.id == one.id; });
  if (same == all.end()) {
    all.push_back(one);
  } else {
    *same = one;
  }
}

} // namespace

void Desk::deliver(pagebridge::DesktopEvent event, pagebridge::Completion<Delivery> done) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    Position& position = positions_[{event.store_id, event.stream}];
    if (event.epoch < position.epoch) {
      ++tally_.stale; // its sender has lost the lane; the new owner brings the event again
      return done(Delivery::later(std::chrono::seconds(1)));
    }
    position.epoch = event.epoch;
    if (event.seq <= position.seq) {
      ++tally_.repeated; // shown before; only our answer was lost
    } else {
      position.seq = event.seq;
      ++tally_.shown;
      show(event.body);
      events_.push_back(to_json(event));
      if (events_.size() > events_kept) {
        events_.pop_front();
        ++forgotten_events_;
      }
    }
  }
  done(Delivery::accepted());
}

void Desk::show(const pagebridge::DesktopEventBody& body) {
  std::visit(
      [this](const auto& happened) {
        using What = std::decay_t<decltype(happened)>;
        if constexpr (std::is_same_v<What, pagebridge::ContactOpened> ||
                      std::is_same_v<What, pagebridge::ContactUpdated>)
          show(happened.contact);
        else if constexpr (std::is_same_v<What, pagebridge::SessionOpened> ||
                           std::is_same_v<What, pagebridge::SessionAccepted> ||
                           std::is_same_v<What, pagebridge::SessionClosed>)
          show(happened.session);
        else if constexpr (std::is_same_v<What, pagebridge::MessageAdded> ||
                           std::is_same_v<What, pagebridge::MessageUpdated>)
          show(happened.message);
        else if constexpr (std::is_same_v<What, pagebridge::WindowChanged>)
          show(happened);
        else if constexpr (std::is_same_v<What, pagebridge::MessageStatusChanged>)
          show(happened);
        // Anything else, also of a newer library, is in the list of events, and that is all that this desk does with it.
      },
      body);
}

void Desk::show(const Contact& contact) {
  const bool is_new = cards_.find(contact.id) == cards_.end();
  cards_[contact.id].contact = contact;
  if (is_new) order_.push_back(contact.id);
}

void Desk::show(const Session& session) {
  if (const auto card = cards_.find(session.contact); card != cards_.end()) put(card->second.sessions, session);
}

void Desk::show(const Message& message) {
  if (const auto card = cards_.find(message.contact); card != cards_.end()) put(card->second.messages, message);
}

void Desk::show(const pagebridge::WindowChanged& change) {
  if (const auto card = cards_.find(change.contact); card != cards_.end()) card->second.window = change.window;
}

void Desk::show(const pagebridge::MessageStatusChanged& change) {
  const auto card = cards_.find(change.contact);
  if (card == cards_.end()) return;
  for (Message& message : card->second.messages) {
    if (message.id != change.message) continue;
    message.status = change.status;
    message.failure = change.failure;
  }
}

void Desk::for_each_card(const std::function<void(const Card&)>& look) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (auto id = order_.rbegin(); id != order_.rend(); ++id) look(cards_.at(*id));
}

std::pair<std::vector<std::string>, std::uint64_t> Desk::events_after(std::uint64_t after) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const std::uint64_t last = forgotten_events_ + events_.size();
  const std::uint64_t first = std::clamp(after, forgotten_events_, last) - forgotten_events_;
  const auto begin = events_.begin() + static_cast<std::ptrdiff_t>(first);
  const auto count = std::min<std::ptrdiff_t>(events_.end() - begin, events_at_once);
  return {{begin, begin + count}, forgotten_events_ + first + static_cast<std::uint64_t>(count)};
}

DeskTally Desk::tally() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return tally_;
}

} // namespace demo
