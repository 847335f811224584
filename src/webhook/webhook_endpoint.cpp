#include "pagebridge/webhook/webhook_endpoint.hpp"

#include <utility>

#include "webhook/endpoint_job.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

Result<WebhookEndpoint> WebhookEndpoint::create(WebhookEndpointOptions options) {
  if (!options.lookup) return invalid_argument("lookup", "give the endpoint a ServiceLookup");
  if (!options.sink) return invalid_argument("sink", "give the endpoint an EventSink");
  if (!options.executor) return invalid_argument("executor", "give the endpoint an Executor");
  if (options.max_body_bytes == 0) return invalid_argument("max_body_bytes", "a limit of 0 refuses every webhook");
  return WebhookEndpoint(std::make_shared<const WebhookEndpointOptions>(std::move(options)));
}

WebhookEndpoint::WebhookEndpoint(std::shared_ptr<const WebhookEndpointOptions> options)
    : options_(std::move(options)) {}
WebhookEndpoint::~WebhookEndpoint() = default;
WebhookEndpoint::WebhookEndpoint(WebhookEndpoint&&) noexcept = default;
WebhookEndpoint& WebhookEndpoint::operator=(WebhookEndpoint&&) noexcept = default;

void WebhookEndpoint::handle(HttpRequest request, Respond respond) const {
  auto job = std::make_shared<webhook::EndpointJob>(options_, std::move(request), std::move(respond));
  options_->executor->post([job] { job->begin(); });
}

PAGEBRIDGE_END_NAMESPACE
