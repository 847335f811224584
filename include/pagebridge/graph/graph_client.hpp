#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "pagebridge/cancel_token.hpp"
#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/graph/client_call.hpp"
#include "pagebridge/graph/pacer.hpp"
#include "pagebridge/graph/repetition.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "pagebridge/log.hpp"
#include "pagebridge/metrics.hpp"
#include "pagebridge/random.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

struct GraphClientOptions {
  std::shared_ptr<HttpTransport> transport; ///< required
  std::shared_ptr<Executor> executor;       ///< required

  std::shared_ptr<Clock> clock;   ///< default: the system's
  std::shared_ptr<Random> random; ///< for the jitter; default: OpenSSL's
  RetryOptions retry;
  PacingOptions pacing;         ///< of the client's own pacer
  std::shared_ptr<Pacer> pacer; ///< in its place: one that several clients share
  milliseconds timeout{30'000}; ///< of a call without a deadline: for all its waits and attempts together
  LogSink log;                  ///< default: off
  std::shared_ptr<MetricSink> metrics;
};

/// What goes with one call.
struct CallOptions {
  SteadyTime deadline{};                   ///< for all waits and attempts together; the epoch: the client's `timeout`
  std::optional<SteadyTime> send_before{}; ///< see CallContext
  CancelToken cancel{};
  Priority priority = Priority::automation; ///< who waits for it; an agent's act: Priority::human
};

/// Makes Graph calls over a transport: each waits for its Page's turn, is made, and is repeated where that is safe.
///
///     client->call(graph::SendMessage{psid, Text{"Hello"}}, access, {}, [](Result<graph::SendReceipt> sent) { … });
///     auto page = wait<graph::PageIdentity>([&](auto done) { client->call(graph::GetPageIdentity{}, access, {}, done); });
///
/// * The turn is the Pacer's, by Access::page, so that a Page's limits are kept over all its calls. The request is made
///   when the turn has come; what waits is the call itself.
/// * Repeated is what next_delay says, within the deadline. A send that may have reached the customer is not: it ends with
///   fate `unknown`.
/// * An error is that of the last attempt, with Error::attempts. Its fate is `unknown` if any attempt's was, and its
///   `retry_after` says when the Page's pause ends, if it pauses. Without any attempt: `timeout` (no turn before the
///   deadline), `cancelled`, `connection` (too many wait), `invalid_argument` (`access` is null).
/// * Cancelling ends a call that waits at once, and one in flight as soon as the transport gives up.
///
/// Log records and counters are listed in docs/metrics.md; none holds a token, a URL or a word of the message.
///
/// Threads: call() from many threads at once. It returns at once, and answers once, on the executor, never inside itself.
/// Lifetime: when the client dies, its calls end as `cancelled`; those in flight with fate `unknown`, since the transport
/// may still finish them.
class PAGEBRIDGE_EXPORT GraphClient {
 public:
  /// Fails with `invalid_argument` if something required is missing or an option makes no sense.
  static Result<std::unique_ptr<GraphClient>> create(GraphClientOptions options);
  ~GraphClient();
  GraphClient(const GraphClient&) = delete;
  GraphClient& operator=(const GraphClient&) = delete;

  /// `Call` is any call of pagebridge/graph, or one of the host's own of the same form (see call.hpp).
  template <class Call>
  void call(Call call, std::shared_ptr<const Access> access, CallOptions options,
            Completion<typename Call::Answer> done) {
    Described described = describe(call);
    start(std::make_unique<detail::TypedCall<Call>>(std::move(call), std::move(done)), std::move(described),
          std::move(access), std::move(options));
  }

  /// About how long the call would wait for its turn if it were made now; see Pacer::predicted_wait.
  template <class Call>
  [[nodiscard]] milliseconds predicted_wait(const Call& call, const Access& access, Priority priority) const {
    return predicted_wait(describe(call), access, priority);
  }

  /// To share with another client, or to watch.
  [[nodiscard]] std::shared_ptr<Pacer> pacer() const;

 private:
  class Core;
  class Running;
  struct Described {
    CallKind kind;
    PacingClass pacing;
    std::string thread;
  };
  template <class Call>
  static Described describe(const Call& call) {
    return {Call::kind, detail::pacing_class(call, detail::First{}), detail::thread_of(call, detail::First{})};
  }
  explicit GraphClient(std::shared_ptr<Core> core);
  void start(std::unique_ptr<detail::ClientCall> call, Described described, std::shared_ptr<const Access> access,
             CallOptions options);
  [[nodiscard]] milliseconds predicted_wait(const Described& described, const Access& access, Priority priority) const;

  std::shared_ptr<Core> core_;
};

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
