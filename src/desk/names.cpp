#include <array>

#include "pagebridge/desk/desktop_event.hpp"
#include "pagebridge/desk/message.hpp"
#include "pagebridge/desk/session.hpp"
#include "pagebridge/message/author.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

std::string_view to_string(AuthorKind kind) noexcept {
  switch (kind) {
    case AuthorKind::customer: return "customer";
    case AuthorKind::agent: return "agent";
    case AuthorKind::automation: return "automation";
    case AuthorKind::page_inbox: return "page_inbox";
    case AuthorKind::other_app: return "other_app";
  }
  return "other_app";
}

std::string_view to_string(SessionState state) noexcept {
  switch (state) {
    case SessionState::waiting: return "waiting";
    case SessionState::active: return "active";
    case SessionState::closed: return "closed";
  }
  return "closed";
}

std::string_view to_string(Direction direction) noexcept {
  return direction == Direction::inbound ? "inbound" : "outbound";
}

std::string_view to_string(MessageStatus status) noexcept {
  switch (status) {
    case MessageStatus::queued: return "queued";
    case MessageStatus::parked: return "parked";
    case MessageStatus::sending: return "sending";
    case MessageStatus::unknown: return "unknown";
    case MessageStatus::failed: return "failed";
    case MessageStatus::accepted: return "accepted";
    case MessageStatus::delivered: return "delivered";
    case MessageStatus::read: return "read";
    case MessageStatus::received: return "received";
  }
  return "unknown";
}

std::string_view to_string(MessageChangeKind kind) noexcept {
  switch (kind) {
    case MessageChangeKind::edited: return "edited";
    case MessageChangeKind::reacted: return "reacted";
    case MessageChangeKind::reaction_removed: return "reaction_removed";
    case MessageChangeKind::unsent: return "unsent";
  }
  return "edited";
}

std::string_view name_of(const DesktopEventBody& body) noexcept {
  // In the order of the variant's arms.
  static constexpr std::array<std::string_view, std::variant_size_v<DesktopEventBody>> names = {
      "contact_opened", "contact_updated",        "session_opened",          "session_accepted", "session_closed",
      "message_added",  "message_status_changed", "platform_event_received", "message_updated",  "window_changed"};
  return names[body.index()];
}

PAGEBRIDGE_END_NAMESPACE
