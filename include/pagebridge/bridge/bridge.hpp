#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/desk/agent_desktop.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/graph_client.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "pagebridge/log.hpp"
#include "pagebridge/message/outgoing_message.hpp"
#include "pagebridge/metrics.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "pagebridge/random.hpp"
#include "pagebridge/service/service_registry.hpp"
#include "pagebridge/store/store.hpp"
#include "pagebridge/time.hpp"
#include "pagebridge/webhook/privacy_sink.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

struct BridgeOptions {
  std::string base_url;                     ///< required: where the host serves webhooks, as Meta sees it
  std::shared_ptr<Store> store;             ///< required
  std::shared_ptr<HttpTransport> transport; ///< required
  std::shared_ptr<Executor> executor;       ///< required
  std::shared_ptr<AgentDesktop> desktop;    ///< required

  std::shared_ptr<Clock> clock;   ///< default: the system's
  std::shared_ptr<Random> random; ///< default: OpenSSL's
  /// Default: the bridge makes its own from `base_url`. Bridges that share a store must share it, too: lanes belong to
  /// services, and a webhook path must lead to the same ones on each.
  std::shared_ptr<ServiceRegistry> services;
  /// Default: none, and Meta's deauthorize and data-deletion posts are refused. See WebhookEndpoint for their paths.
  std::shared_ptr<PrivacySink> privacy;
  LogSink log; ///< default: off
  std::shared_ptr<MetricSink> metrics;

  std::string graph_origin = std::string(platform::graph_origin); ///< a sandbox's origin in tests
  std::string api_version = std::string(platform::default_api_version);
  std::size_t max_webhook_bytes = 4U << 20U;
  milliseconds lease{5000};          ///< how long a node may be silent before another takes its lanes over
  milliseconds poll{250};            ///< how often to look for what other nodes appended
  milliseconds graph_timeout{20000}; ///< for one call to the platform
  graph::PacingOptions pacing;       ///< how fast each Page is called
  /// In its place: one that bridges and clients of this process share, so that they keep the limits together.
  std::shared_ptr<graph::Pacer> pacer;
};

/// A Page as one more channel of the contact centre: webhooks in, contacts on the desk, replies out.
///
/// Commands (`accept`, `reply`, `close`) are durable before they are answered, may be called on any bridge over the same
/// store, and carry a
/// RequestId: calling again with the same id does nothing and gets the same answer. Choose a fresh id for each act of an
/// agent, and the same one when you repeat a call that got no answer.
///
/// Threads: every call is thread-safe and returns at once; completions run on the executor.
/// Lifetime: the destructor stops; calls under way end as `cancelled`.
class PAGEBRIDGE_EXPORT Bridge {
 public:
  using Respond = std::function<void(HttpResponse)>;

  static Result<std::unique_ptr<Bridge>> create(BridgeOptions options);
  ~Bridge();
  Bridge(const Bridge&) = delete;
  Bridge& operator=(const Bridge&) = delete;

  /// Begins to work on lanes. Webhooks are accepted, and kept, from `create` on.
  void start();
  /// Takes nothing new (webhooks get a 503, so Meta keeps them) and completes when nothing is under way any more, or with
  /// `timeout` when the time is up; what is not done then is done by the next bridge over the same store.
  void drain(milliseconds within, Completion<void> done);
  /// Ends all work at once, for good: make a new bridge to go on. Nothing that was acknowledged is lost.
  void stop();

  /// The webhook URL's requests; see WebhookEndpoint. `respond` runs once, on the executor.
  void handle(HttpRequest request, Respond respond);

  ServiceRegistry& services();
  /// The same, to share with another bridge over the same store (`BridgeOptions::services`).
  std::shared_ptr<ServiceRegistry> services_pointer();

  /// The answer is who has the session now: the agent who asked, or one who was faster. Errors: `session_closed` (also
  /// for one that never was), `not_found` (no such contact).
  void accept(SessionId session, AgentId agent, RequestId request, Completion<AgentId> done);
  /// Queues a message; a text of more than 2,000 code points as up to 20 parts, and the answer is the first one's id. A
  /// human's reply to a waiting session accepts it for that agent. Outcomes come as desktop events.
  /// Errors: `invalid_argument` (field of the message), `session_closed`, `session_taken`, `not_found`, `refused` (the
  /// platform's rules forbid it now: `Error::refusal` says why; they are asked again when its turn comes), `conflict` (too
  /// many wait).
  void reply(SessionId session, Author author, OutgoingMessage message, RequestId request, Completion<MessageId> done);
  /// Ends the session; what is queued still goes out. The customer's next act opens another one.
  void close(SessionId session, std::string reason, RequestId request, Completion<void> done);

  /// Shows or hides the typing bubble; goes out in turn to the session's customer, whether it is still open or not, and is not
  /// journalled.
  void set_typing(SessionId session, bool typing, Completion<void> done);
  /// Shows the customer that their messages were seen; as `set_typing`.
  void mark_seen(SessionId session, Completion<void> done);
  /// Reacts to a message of either side with any emoji in the Page's name, or takes the reaction back (empty); as `set_typing`.
  /// Errors: `conflict` if the platform does not have the message.
  void react(MessageId message, std::string emoji, Completion<void> done);

  /// Makes any Graph call in a service's name, within the same limits: an upload for later replies, labels, the messenger
  /// profile, … See GraphClient. Errors: also `not_found` if there is no such service.
  template <class Call>
  void call(const ServiceId& service, Call call, graph::CallOptions options, Completion<typename Call::Answer> done) {
    auto found = access(service);
    if (!found) return post([done, error = found.error()] { done(error); });
    graph_client().call(std::move(call), std::move(*found), std::move(options), std::move(done));
  }

 private:
  Result<std::shared_ptr<const graph::Access>> access(const ServiceId& service) const;
  [[nodiscard]] graph::GraphClient& graph_client() const;
  void post(Executor::Task task) const;

  class Impl;
  explicit Bridge(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

PAGEBRIDGE_END_NAMESPACE
