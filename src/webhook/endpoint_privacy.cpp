// The endpoint's two doors for privacy requests: a form with a signed_request.
#include <algorithm>

#include "http/reachable_url.hpp"
#include "json/writer.hpp"
#include "webhook/endpoint_job.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

namespace {

constexpr std::size_t max_url = 2048;
constexpr std::size_t max_code = 256;

bool is_visible(char c) noexcept { return c > ' ' && c <= '~'; }
bool is_letter_or_digit(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// The field of a receipt that Meta would not take; empty if it is as it must be.
std::string_view wrong_field(const DeletionReceipt& receipt) noexcept {
  const std::string& url = receipt.status_url;
  if (url.size() > max_url || !is_https_or_loopback(url) || !std::all_of(url.begin(), url.end(), is_visible))
    return "status_url";
  const std::string& code = receipt.confirmation_code;
  if (code.empty() || code.size() > max_code || !std::all_of(code.begin(), code.end(), is_letter_or_digit))
    return "confirmation_code";
  return {};
}

HttpResponse receipt_answer(const DeletionReceipt& receipt) {
  json::Writer body;
  body.begin_object();
  body.member("url", receipt.status_url).member("confirmation_code", receipt.confirmation_code);
  body.end_object();
  return {200, {{"Content-Type", "application/json"}, {"X-Content-Type-Options", "nosniff"}}, body.text()};
}

} // namespace

void EndpointJob::receive_signed_request(LookupFreshness freshness, const WebhookTarget& target) {
  // Read as a form whatever Content-Type says. A field that stands twice is none: it is anybody's guess which one counts.
  auto request = read_signed_request(single_field(request_.body, "signed_request").value_or(""), target.verifier);
  if (!request) return fail(freshness, request.error());
  if (door_ == Door::deauthorize) {
    auto done = then(&EndpointJob::deauthorization_kept);
    guarded("deauthorized",
            [&] { options_->privacy->deauthorized(app_, std::move(request).value(), std::move(done)); });
  } else {
    auto done = then(&EndpointJob::deletion_kept);
    guarded("delete_user", [&] { options_->privacy->delete_user(app_, std::move(request).value(), std::move(done)); });
  }
}

void EndpointJob::deauthorization_kept(Result<void> kept) {
  if (!kept) return refuse(503, to_string(kept.error().code));
  count("deauthorized");
  log(LogLevel::info, "app_deauthorized", {{"app", app_.text()}});
  answer(plain("DEAUTHORIZED"));
}

void EndpointJob::deletion_kept(Result<DeletionReceipt> receipt) {
  if (!receipt) return refuse(503, to_string(receipt.error().code));
  if (const std::string_view field = wrong_field(*receipt); !field.empty()) {
    log(LogLevel::error, "deletion_receipt_unusable", {{"app", app_.text()}, {"field", std::string(field)}});
    return refuse(503, to_string(ErrorCode::host_failed));
  }
  count("deletion_requested");
  log(LogLevel::info, "deletion_requested", {{"app", app_.text()}});
  answer(receipt_answer(*receipt));
}

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
