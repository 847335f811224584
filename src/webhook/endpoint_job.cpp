#include "webhook/endpoint_job.hpp"

#include <algorithm>

#include "pagebridge/webhook/handshake.hpp"
#include "pagebridge/webhook/parse.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

namespace {

/// Every refusal looks the same; only the status differs.
HttpResponse refusal(int status, const char* allowed) {
  HttpResponse response{status, {{"Content-Type", "text/plain"}, {"X-Content-Type-Options", "nosniff"}}, "refused"};
  if (status == 405) response.headers.emplace_back("Allow", allowed);
  return response;
}

int status_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::not_an_envelope: return 400;
    case ErrorCode::not_found: return 404;
    case ErrorCode::body_too_large: return 413;
    case ErrorCode::verify_refused:
    case ErrorCode::signature_missing:
    case ErrorCode::signature_wrong: return 403;
    default: return 503; // our fault or the store's: Meta shall try again
  }
}

/// Each byte of the longest signed_request may be percent-encoded, and other fields may stand beside it.
constexpr std::size_t max_form_bytes = 4 * max_signed_request_bytes;

/// Takes the suffix off, if it is there.
bool take_suffix(std::string& path, std::string_view suffix) {
  if (path.size() < suffix.size() || path.compare(path.size() - suffix.size(), suffix.size(), suffix) != 0)
    return false;
  path.resize(path.size() - suffix.size());
  return true;
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

HttpResponse plain(std::string body) {
  return {200, {{"Content-Type", "text/plain"}, {"X-Content-Type-Options", "nosniff"}}, std::move(body)};
}

EndpointJob::EndpointJob(std::shared_ptr<const WebhookEndpointOptions> options, HttpRequest request,
                         WebhookEndpoint::Respond respond)
    : options_(std::move(options)),
      request_(std::move(request)),
      respond_(std::move(respond)),
      path_(path_of(request_.url)) {
  if (!options_->privacy) return; // then these are paths like any other
  if (take_suffix(path_, "/deauthorize")) door_ = Door::deauthorize;
  if (door_ == Door::events && take_suffix(path_, "/data-deletion")) door_ = Door::data_deletion;
}

void EndpointJob::begin() {
  const bool allowed = request_.method == "POST" || (request_.method == "GET" && door_ == Door::events);
  if (!allowed) return refuse(405, "method");
  // Nobody is asked for keys before this, so nothing can be hashed.
  if (request_.body.size() > most_bytes()) return refuse(413, to_string(ErrorCode::body_too_large));
  look_up(LookupFreshness::cached);
}

/// A form with a signed_request has no use for megabytes, and is taken apart before its signature can be checked.
std::size_t EndpointJob::most_bytes() const noexcept {
  return door_ == Door::events ? options_->max_body_bytes : std::min(options_->max_body_bytes, max_form_bytes);
}

void EndpointJob::look_up(LookupFreshness freshness) {
  auto self = shared_from_this();
  Completion<WebhookTarget> done = [self, freshness](Result<WebhookTarget> target) {
    self->options_->executor->post(
        [self, freshness, target = std::move(target)]() mutable { self->found(freshness, std::move(target)); });
  };
  guarded("find", [&] { options_->lookup->find(path_, freshness, std::move(done)); });
}

void EndpointJob::found(LookupFreshness freshness, Result<WebhookTarget> target) {
  app_ = target ? target->app : AppId();
  if (!target) return fail(freshness, target.error());
  if (door_ != Door::events) return receive_signed_request(freshness, *target);
  if (request_.method == "GET") return answer_handshake(freshness, *target);
  receive_events(freshness, *target);
}

/// A service, secret or token that was saved a moment ago may not be in the cache yet.
void EndpointJob::fail(LookupFreshness freshness, const Error& error) {
  const bool may_be_stale = error.code == ErrorCode::not_found || error.code == ErrorCode::signature_wrong ||
                            error.code == ErrorCode::verify_refused;
  if (freshness == LookupFreshness::cached && may_be_stale) return look_up(LookupFreshness::reload);
  refuse(status_of(error.code), to_string(error.code));
}

void EndpointJob::answer_handshake(LookupFreshness freshness, const WebhookTarget& target) {
  auto challenge = pagebridge::answer_handshake(request_.url, target.verify_token);
  if (!challenge) return fail(freshness, challenge.error());
  count("handshake");
  log(LogLevel::info, "webhook_verified", {{"app", app_.text()}});
  answer(plain(std::move(*challenge)));
}

void EndpointJob::receive_events(LookupFreshness freshness, const WebhookTarget& target) {
  const auto header = single_header(request_.headers, "X-Hub-Signature-256");
  const auto body = target.verifier.verify(std::move(request_.body), header.value_or(""));
  if (!body) return fail(freshness, body.error());
  auto done = then(&EndpointJob::events_kept);
  guarded("accept", [&] { options_->sink->accept(address(parse(*body), target), std::move(done)); });
}

void EndpointJob::events_kept(Result<void> kept) {
  if (!kept) return refuse(503, to_string(kept.error().code));
  count("accepted");
  answer(plain("EVENT_RECEIVED"));
}

void EndpointJob::count(std::string_view result) const {
  if (!options_->metrics) return;
  const bool is_webhook = door_ == Door::events;
  options_->metrics->count(is_webhook ? "pagebridge_webhook_requests_total" : "pagebridge_privacy_requests_total",
                           "result", result, 1);
}

void EndpointJob::log(LogLevel level, std::string_view event,
                      std::vector<std::pair<std::string_view, std::string>> fields) const {
  if (options_->log) options_->log({level, event, std::move(fields)});
}

void EndpointJob::refuse(int status, std::string_view reason) {
  count(reason);
  std::vector<std::pair<std::string_view, std::string>> fields;
  fields.emplace_back("reason", reason);
  fields.emplace_back("status", std::to_string(status));
  if (!app_.empty()) fields.emplace_back("app", app_.text());
  const bool is_webhook = door_ == Door::events;
  log(LogLevel::warning, is_webhook ? "webhook_refused" : "privacy_request_refused", std::move(fields));
  answer(refusal(status, is_webhook ? "GET, POST" : "POST"));
}

void EndpointJob::answer(HttpResponse response) const {
  guarded("respond", [&] { respond_(std::move(response)); });
}

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
