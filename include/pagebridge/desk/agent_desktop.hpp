#pragma once

#include <string>
#include <utility>

#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/desk/desktop_event.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// What the desk did with an event.
struct Delivery {
  enum class Outcome { accepted, later, rejected };
  Outcome outcome = Outcome::accepted;
  milliseconds after{0}; ///< of `later`
  std::string reason;    ///< of `rejected`; kept with the dead letter

  /// It is the desk's now: durable there.
  static Delivery accepted() { return {}; }
  /// Not now: offer it again after that time. Later events of the stream wait behind it.
  static Delivery later(milliseconds after) { return {Outcome::later, after, {}}; }
  /// Never: it goes to the dead letters, and the stream goes on.
  static Delivery rejected(std::string reason) { return {Outcome::rejected, milliseconds(0), std::move(reason)}; }
};

/// The host's agent backend: the one thing that a host must bring.
///
/// Threads: deliver() runs on the library's Executor. Calls for one stream never overlap and keep their order; different
/// streams run in parallel. `done` may be answered inside the call or later, on any thread. An error, or a call that
/// throws, counts as `later`.
/// Lifetime: shared.
class PAGEBRIDGE_EXPORT AgentDesktop {
 public:
  virtual ~AgentDesktop();
  AgentDesktop(const AgentDesktop&) = delete;
  AgentDesktop& operator=(const AgentDesktop&) = delete;

  virtual void deliver(DesktopEvent event, Completion<Delivery> done) = 0;

 protected:
  AgentDesktop() = default;
};

PAGEBRIDGE_END_NAMESPACE
