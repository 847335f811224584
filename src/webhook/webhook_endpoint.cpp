#include "pagebridge/webhook/webhook_endpoint.hpp"

#include <utility>

#include "host_guard.hpp"
#include "pagebridge/webhook/handshake.hpp"
#include "pagebridge/webhook/parse.hpp"
#include "pagebridge/webhook/verified_body.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

/// Every refusal looks the same; only the status differs.
HttpResponse refusal(int status) {
  HttpResponse response{status, {{"Content-Type", "text/plain"}, {"X-Content-Type-Options", "nosniff"}}, "refused"};
  if (status == 405) response.headers.emplace_back("Allow", "GET, POST");
  return response;
}

HttpResponse plain(int status, std::string body) {
  return {status, {{"Content-Type", "text/plain"}, {"X-Content-Type-Options", "nosniff"}}, std::move(body)};
}

int status_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::not_found: return 404;
    case ErrorCode::body_too_large: return 413;
    case ErrorCode::verify_refused:
    case ErrorCode::signature_missing:
    case ErrorCode::signature_wrong: return 403;
    default: return 503; // our fault or the store's: Meta shall try again
  }
}

ReceivedWebhook address(Webhook webhook, const WebhookTarget& target) {
  ReceivedWebhook received;
  received.app = target.app;
  received.is_envelope = webhook.is_envelope;
  received.events.reserve(webhook.events.size());
  for (Event& event : webhook.events) {
    const auto service = target.services.find(event.envelope.page);
    received.events.push_back(
        {service == target.services.end() ? std::nullopt : std::optional<ServiceId>(service->second),
         std::move(event)});
  }
  return received;
}

} // namespace

struct WebhookEndpoint::Impl : std::enable_shared_from_this<Impl> {
  explicit Impl(WebhookEndpointOptions o) : options(std::move(o)) {}
  WebhookEndpointOptions options;

  /// One request on its way.
  struct Job {
    HttpRequest request;
    Respond respond;
  };

  void count(std::string_view result) const {
    if (options.metrics) options.metrics->count("pagebridge_webhook_requests_total", "result", result, 1);
  }

  /// What the host threw is logged. A Completion that it got dies with the call, so it is answered all the same.
  template <class F>
  void guarded(const char* where, F&& call) const {
    if (!call_host(std::forward<F>(call)) && options.log)
      options.log({LogLevel::error, "host_threw", {{"where", where}}});
  }

  void answer(const Job& job, HttpResponse response) const {
    guarded("respond", [&] { job.respond(std::move(response)); });
  }

  void refuse(const Job& job, int status, std::string_view reason, const AppId& app) const {
    count(reason);
    if (options.log) {
      LogRecord record{LogLevel::warning, "webhook_refused", {}};
      record.fields.emplace_back("reason", reason);
      record.fields.emplace_back("status", std::to_string(status));
      if (!app.empty()) record.fields.emplace_back("app", app.text());
      options.log(record);
    }
    answer(job, refusal(status));
  }

  void begin(const std::shared_ptr<Job>& job) const {
    const std::string& method = job->request.method;
    if (method != "GET" && method != "POST") return refuse(*job, 405, "method", {});
    if (job->request.body.size() > options.max_body_bytes)
      return refuse(*job, 413, to_string(ErrorCode::body_too_large), {});
    look_up(job, LookupFreshness::cached);
  }

  void look_up(const std::shared_ptr<Job>& job, LookupFreshness freshness) const {
    auto self = shared_from_this();
    Completion<WebhookTarget> done = [self, job, freshness](Result<WebhookTarget> target) {
      self->options.executor->post([self, job, freshness, target = std::move(target)]() mutable {
        self->found(job, freshness, std::move(target));
      });
    };
    guarded("find", [&] { options.lookup->find(std::string(path_of(job->request.url)), freshness, std::move(done)); });
  }

  void found(const std::shared_ptr<Job>& job, LookupFreshness freshness, Result<WebhookTarget> target) const {
    if (!target) return fail(job, freshness, target.error(), {});
    if (job->request.method == "GET") return answer_get(job, freshness, *target);
    auto verifier = WebhookVerifier::create(target->app_secrets);
    if (!verifier) return fail(job, freshness, verifier.error(), target->app);
    const auto header = single_header(job->request.headers, "X-Hub-Signature-256");
    const auto body = verifier->verify(std::move(job->request.body), header.value_or(""));
    if (!body) return fail(job, freshness, body.error(), target->app);
    deliver(job, address(parse(*body), *target));
  }

  void answer_get(const std::shared_ptr<Job>& job, LookupFreshness freshness, const WebhookTarget& target) const {
    auto challenge = answer_handshake(job->request.url, target.verify_token);
    if (!challenge) return fail(job, freshness, challenge.error(), target.app);
    count("handshake");
    if (options.log) options.log({LogLevel::info, "webhook_verified", {{"app", target.app.text()}}});
    answer(*job, plain(200, std::move(*challenge)));
  }

  /// A service, secret or token that was saved a moment ago may not be in the cache yet.
  void fail(const std::shared_ptr<Job>& job, LookupFreshness freshness, const Error& error, const AppId& app) const {
    const bool may_be_stale = error.code == ErrorCode::not_found || error.code == ErrorCode::signature_wrong ||
                              error.code == ErrorCode::verify_refused;
    if (freshness == LookupFreshness::cached && may_be_stale) return look_up(job, LookupFreshness::reload);
    refuse(*job, status_of(error.code), to_string(error.code), app);
  }

  void deliver(const std::shared_ptr<Job>& job, ReceivedWebhook webhook) const {
    auto self = shared_from_this();
    const AppId app = webhook.app;
    Completion<void> done = [self, job, app](Result<void> kept) {
      self->options.executor->post([self, job, app, kept = std::move(kept)] {
        if (!kept) return self->refuse(*job, 503, to_string(kept.error().code), app);
        self->count("accepted");
        self->answer(*job, plain(200, "EVENT_RECEIVED"));
      });
    };
    guarded("accept", [&] { options.sink->accept(std::move(webhook), std::move(done)); });
  }
};

Result<WebhookEndpoint> WebhookEndpoint::create(WebhookEndpointOptions options) {
  if (!options.lookup) return invalid_argument("lookup", "give the endpoint a ServiceLookup");
  if (!options.sink) return invalid_argument("sink", "give the endpoint an EventSink");
  if (!options.executor) return invalid_argument("executor", "give the endpoint an Executor");
  if (options.max_body_bytes == 0) return invalid_argument("max_body_bytes", "a limit of 0 refuses every webhook");
  return WebhookEndpoint(std::make_shared<const Impl>(std::move(options)));
}

WebhookEndpoint::WebhookEndpoint(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
WebhookEndpoint::~WebhookEndpoint() = default;
WebhookEndpoint::WebhookEndpoint(WebhookEndpoint&&) noexcept = default;
WebhookEndpoint& WebhookEndpoint::operator=(WebhookEndpoint&&) noexcept = default;

void WebhookEndpoint::handle(HttpRequest request, Respond respond) const {
  auto job = std::make_shared<Impl::Job>();
  job->request = std::move(request);
  job->respond = std::move(respond);
  impl_->options.executor->post([impl = impl_, job] { impl->begin(job); });
}

PAGEBRIDGE_END_NAMESPACE
