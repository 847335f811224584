#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "pagebridge/config.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/log.hpp"
#include "pagebridge/metrics.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/webhook/event_sink.hpp"
#include "pagebridge/webhook/privacy_sink.hpp"
#include "pagebridge/webhook/service_lookup.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

struct WebhookEndpointOptions {
  std::shared_ptr<ServiceLookup> lookup; ///< required
  std::shared_ptr<EventSink> sink;       ///< required
  std::shared_ptr<Executor> executor;    ///< required
  std::size_t max_body_bytes = 4U << 20U;
  LogSink log;
  std::shared_ptr<MetricSink> metrics;
  /// Default: none, and privacy requests are refused. With one, no webhook's own path may end in one of its two suffixes.
  std::shared_ptr<PrivacySink> privacy;
};

/// The webhook URL's two requests: the GET handshake and the signed POST of events. With `privacy` also what Meta posts to
/// `/deauthorize` and `/data-deletion` behind the webhook's path, which the App Dashboard wants as Deauthorize Callback URL
/// and Data Deletion Request URL; without it those paths are unknown like any other.
///
/// | request                                       | answer |
/// |-----------------------------------------------|--------|
/// | GET, right mode and verify token              | 200, the challenge |
/// | POST, right signature, events durable         | 200 |
/// | POST of a privacy request, right signature, noted | 200; for a deletion JSON with `url` and `confirmation_code` |
/// | POST, right signature, sink answered an error | 503: Meta tries again |
/// | data deletion, receipt that Meta would not take | 503 |
/// | GET with another mode or token, POST with a missing or wrong signature | 403 |
/// | privacy request that is genuine, but no payload that we can read | 400 |
/// | unknown path                                  | 404 |
/// | any other method; for a privacy request any but POST | 405 |
/// | body over the limit (for a privacy request at most 64 KiB), `signed_request` over its own | 413; a body before anything is hashed |
///
/// Every refusal has the same constant body, and its reason is counted (`pagebridge_webhook_requests_total{result}`, or
/// `pagebridge_privacy_requests_total{result}`) and logged (`webhook_refused`, or `privacy_request_refused`) without
/// anything secret. A path that is unknown and a signature that fails are tried once more with a fresh look-up, so that a
/// service or secret that was just saved works at once. Content-Type is never looked at.
///
/// Threads: handle() may be called from many threads at once; `respond` runs once, on the executor.
/// Lifetime: requests under way keep what they need; the endpoint may go first.
class PAGEBRIDGE_EXPORT WebhookEndpoint {
 public:
  using Respond = std::function<void(HttpResponse)>;

  static Result<WebhookEndpoint> create(WebhookEndpointOptions options);
  ~WebhookEndpoint();
  WebhookEndpoint(WebhookEndpoint&&) noexcept;
  WebhookEndpoint& operator=(WebhookEndpoint&&) noexcept;
  WebhookEndpoint(const WebhookEndpoint&) = delete;
  WebhookEndpoint& operator=(const WebhookEndpoint&) = delete;

  void handle(HttpRequest request, Respond respond) const;

 private:
  explicit WebhookEndpoint(std::shared_ptr<const WebhookEndpointOptions> options);
  std::shared_ptr<const WebhookEndpointOptions> options_;
};

PAGEBRIDGE_END_NAMESPACE
