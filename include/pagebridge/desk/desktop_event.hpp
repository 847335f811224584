#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "pagebridge/config.hpp"
#include "pagebridge/desk/contact.hpp"
#include "pagebridge/desk/message.hpp"
#include "pagebridge/desk/session.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/policy/messaging_window.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// A card appears on the agent desktop.
struct ContactOpened {
  Contact contact;
};
/// Customer Info arrived or changed.
struct ContactUpdated {
  Contact contact;
};
/// The customer wants something: route it.
struct SessionOpened {
  Session session;
};
/// An agent has it.
struct SessionAccepted {
  Session session;
};
struct SessionClosed {
  Session session;
};
/// A new turn in the transcript, in either direction. Own echoes never come as a second one.
struct MessageAdded {
  Message message;
};
/// A message got further, or failed.
struct MessageStatusChanged {
  MessageId message;
  ContactId contact;
  MessageStatus status = MessageStatus::queued;
  Failure failure;
};
/// What a message holds has changed: the customer edited it, took it back, or reacted to it (`message.history`).
struct MessageUpdated {
  Message message;
};
/// What may be sent to the customer, and until when, has changed. An end that moves by less than a minute is not told.
struct WindowChanged {
  ContactId contact;
  MessagingWindow window;
};
/// Something else happened on the platform: a referral, an opt-in, or an event that this version has no type for.
struct PlatformEventReceived {
  CustomerKey customer; ///< `psid` may be empty
  std::string kind;     ///< as kind_of() says, "unknown" if this version has no type for it
  JsonText raw_json;    ///< the event as it came
  std::string name;     ///< of an unknown one: what Meta calls it, if it says
};

/// New arms go last and may come in a minor release: end every visit in `[](const auto&) {}`.
using DesktopEventBody =
    std::variant<ContactOpened, ContactUpdated, SessionOpened, SessionAccepted, SessionClosed, MessageAdded,
                 MessageStatusChanged, PlatformEventReceived, MessageUpdated, WindowChanged>;

/// "contact_opened", "contact_updated", "session_opened", "session_accepted", "session_closed", "message_added",
/// "message_status_changed", "platform_event_received", "message_updated", "window_changed".
PAGEBRIDGE_EXPORT std::string_view name_of(const DesktopEventBody& body) noexcept;

/// One thing that the agent desktop must show.
///
/// Delivery is at least once, and in order within a `stream` (one for each contact, one for each service). A desk that
/// keeps (`store_id`, `stream`, `seq`) together with its own effect, ignores a `seq` that it has, and refuses an `epoch`
/// older than the newest it saw (`later`: its sender has lost the lane), sees each event exactly once. Gaps are normal: rejected events leave them.
struct DesktopEvent {
  std::string store_id; ///< new when a store was restored from a backup: numbers may come again
  std::string stream;
  std::uint64_t seq = 0;
  std::uint64_t epoch = 0; ///< grows each time a node takes the stream over, also the same one again
  DesktopEventBody body;
};

/// One line of JSON, for desktops that are not C++: docs/desktop-events.md describes it.
PAGEBRIDGE_EXPORT std::string to_json(const DesktopEvent& event);

PAGEBRIDGE_END_NAMESPACE
