#pragma once

#include <optional>
#include <vector>

#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/webhook/event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// One event and whom it is for. Without a service its Page is not one of the app's (or there is no Page in it): keep it as
/// a dead letter.
struct ReceivedEvent {
  std::optional<ServiceId> service;
  Event event;
};

/// All events of one webhook, in the order of the body.
struct ReceivedWebhook {
  AppId app;
  bool is_envelope = true; ///< false: `events` is one UnknownEvent that holds the whole body
  std::vector<ReceivedEvent> events;
};

/// Where verified events go. The bridge is one; a host that wants no more than events writes its own.
/// Threads: called from many threads at once; `done` runs exactly once, on any thread, also inside accept().
/// Lifetime: shared.
class PAGEBRIDGE_EXPORT EventSink {
 public:
  virtual ~EventSink();
  EventSink(const EventSink&) = delete;
  EventSink& operator=(const EventSink&) = delete;

  /// Answer success only when the events are durable: it becomes the 200 after which Meta forgets them. An error becomes a
  /// 503, and Meta sends them again. Either within 5 seconds.
  virtual void accept(ReceivedWebhook webhook, Completion<void> done) = 0;

 protected:
  EventSink() = default;
};

PAGEBRIDGE_END_NAMESPACE
