#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host_guard.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/webhook/webhook_endpoint.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

/// What a path asks for: the webhook itself, or one of the two privacy requests beside it.
enum class Door { events, deauthorize, data_deletion };

/// One request on its way through the endpoint. Each step runs on the executor; what it waits for keeps it alive. Private.
class EndpointJob : public std::enable_shared_from_this<EndpointJob> {
 public:
  EndpointJob(std::shared_ptr<const WebhookEndpointOptions> options, HttpRequest request,
              WebhookEndpoint::Respond respond);
  void begin();

 private:
  [[nodiscard]] std::size_t most_bytes() const noexcept;
  void look_up(LookupFreshness freshness);
  void found(LookupFreshness freshness, Result<WebhookTarget> target);
  void fail(LookupFreshness freshness, const Error& error);
  // Door::events
  void answer_handshake(LookupFreshness freshness, const WebhookTarget& target);
  void receive_events(LookupFreshness freshness, const WebhookTarget& target);
  void events_kept(Result<void> kept);
  // the other two
  void receive_signed_request(LookupFreshness freshness, const WebhookTarget& target);
  void deauthorization_kept(Result<void> kept);
  void deletion_kept(Result<DeletionReceipt> receipt);

  void count(std::string_view result) const;
  void log(LogLevel level, std::string_view event, std::vector<std::pair<std::string_view, std::string>> fields) const;
  void refuse(int status, std::string_view reason);
  void answer(HttpResponse response) const;

  /// What the host threw is logged. A Completion that it got dies with the call, so it is answered all the same.
  template <class F>
  void guarded(const char* where, F&& call) const {
    if (!call_host(std::forward<F>(call))) log(LogLevel::error, "host_threw", {{"where", where}});
  }
  /// A completion that goes on with this job on the executor: `(self->*next)(result)`.
  template <class T>
  Completion<T> then(void (EndpointJob::*next)(Result<T>)) {
    return [self = shared_from_this(), next](Result<T> result) {
      self->options_->executor->post(
          [self, next, result = std::move(result)]() mutable { (self.get()->*next)(std::move(result)); });
    };
  }

  std::shared_ptr<const WebhookEndpointOptions> options_;
  HttpRequest request_;
  WebhookEndpoint::Respond respond_;
  Door door_ = Door::events;
  std::string path_; ///< the webhook's: what comes after it is taken off
  AppId app_;        ///< known once the path is found
};

/// A 200 in plain text.
HttpResponse plain(std::string body);

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
