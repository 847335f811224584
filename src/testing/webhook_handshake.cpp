// How a webhook is connected: the GET that the App Dashboard sends on "Verify and save".
#include <algorithm>
#include <utility>

#include "testing/sandbox_core.hpp"
#include "testing/webhook_answer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

// https://developers.facebook.com/docs/graph-api/webhooks/reference/page/ and the enumeration of
// facebook/facebook-business-sdk-codegen: what concerns messages, and the best known of the rest.
constexpr std::string_view known_fields[] = {"about",
                                             "business_integrity",
                                             "call_permission_reply",
                                             "call_settings_update",
                                             "calls",
                                             "category",
                                             "description",
                                             "email",
                                             "feature_access_list",
                                             "feed",
                                             "group_feed",
                                             "hours",
                                             "inbox_labels",
                                             "leadgen",
                                             "live_videos",
                                             "location",
                                             "marketing_message_clicks",
                                             "marketing_message_deliveries",
                                             "marketing_message_delivery_failed",
                                             "marketing_message_echoes",
                                             "marketing_message_reads",
                                             "marketing_messages_subscriber_upload_status",
                                             "mention",
                                             "message_context",
                                             "message_deliveries",
                                             "message_echoes",
                                             "message_edits",
                                             "message_mention",
                                             "message_reactions",
                                             "message_reads",
                                             "message_template_status_update",
                                             "messages",
                                             "messaging_account_linking",
                                             "messaging_appointments",
                                             "messaging_checkout_updates",
                                             "messaging_customer_information",
                                             "messaging_direct_sends",
                                             "messaging_fblogin_account_linking",
                                             "messaging_feedback",
                                             "messaging_game_plays",
                                             "messaging_handovers",
                                             "messaging_in_thread_lead_form_submit",
                                             "messaging_integrity",
                                             "messaging_optins",
                                             "messaging_optouts",
                                             "messaging_payments",
                                             "messaging_policy_enforcement",
                                             "messaging_postbacks",
                                             "messaging_pre_checkouts",
                                             "messaging_referrals",
                                             "name",
                                             "phone",
                                             "picture",
                                             "ratings",
                                             "response_feedback",
                                             "send_cart",
                                             "standby",
                                             "user_action",
                                             "videos",
                                             "website"};

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

/// What the platform answers when the handshake fails.
Error not_verified(std::string reason) {
  Error error{ErrorCode::graph, "(#2200) webhook verification failed: " + std::move(reason), SendFate::refused, {}};
  error.graph.emplace();
  error.graph->code = 2200;
  error.graph->type = "OAuthException";
  error.graph->error_class = GraphErrorClass::parameter;
  return error;
}

/// Why `answer` does not verify the callback; empty if it does. Never quotes it: it may hold anything.
std::string why_not(const Result<HttpResponse>& answer, const std::string& challenge) {
  if (!answer) return "the callback gave no answer (" + std::string(to_string(answer.error().code)) + ")";
  if (answer->status != 200)
    return "the callback answered " + std::to_string(answer->status) +
           "; it must answer 200 when the verify token is right";
  if (answer->body != challenge)
    return "the callback's answer is not the challenge; send hub.challenge back byte for byte and nothing else";
  return {};
}

} // namespace

bool is_page_field(std::string_view name) noexcept {
  return std::find(std::begin(known_fields), std::end(known_fields), name) != std::end(known_fields);
}

Result<void> SandboxCore::check_webhook(const WantedWebhook& wanted) const {
  if (!options_.webhook_transport)
    return invalid_argument("webhook_transport", "this sandbox was made without a transport for webhooks");
  if (!starts_with(wanted.url, "http://") && !starts_with(wanted.url, "https://"))
    return invalid_argument("callback_url", "the callback URL must be absolute, https or http");
  for (const char c : wanted.url)
    if (c <= ' ' || c > '~' || c == '#')
      return invalid_argument("callback_url", "the callback URL must be percent-encoded ASCII without a fragment");
  if (wanted.verify_token.empty()) return invalid_argument("verify_token", "the verify token is empty");
  if (wanted.fields.empty()) return invalid_argument("fields", "name at least one field, such as messages");
  for (const std::string& field : wanted.fields)
    if (!is_page_field(field))
      return invalid_argument("fields",
                              "the platform knows no such field of a Page; for example, it is message_deliveries, "
                              "not messages_deliveries");
  return {};
}

void SandboxCore::connect_webhook(WantedWebhook wanted, Completion<void> done) {
  constexpr std::size_t challenge_digits = 9; // "an int": 32 bits must hold it
  Result<void> checked = check_webhook(wanted);
  auto challenge = new_decimal_id(challenge_digits);
  if (checked && !challenge) checked = challenge.error();
  Handshake handshake;
  if (checked) {
    handshake.wanted = std::move(wanted);
    handshake.challenge = std::move(*challenge);
    const std::lock_guard<std::mutex> lock(mutex_);
    AppRecord* const app = world_.app(handshake.wanted.app);
    if (app != nullptr) {
      handshake.number = ++app->last_handshake;
      ++changes_;
      app->status.state = WebhookStatus::State::pending;
      app->status.reason.clear();
    } else {
      checked = invalid_argument("app", "there is no such App");
    }
  }
  if (checked) return begin_handshake(std::move(handshake), std::move(done));
  options_.executor->post([done = std::move(done), checked = std::move(checked)] { done(checked); });
}

void SandboxCore::begin_handshake(Handshake handshake, Completion<void> done) {
  HttpRequest request;
  request.method = "GET";
  request.url = handshake.wanted.url;
  request.url += request.url.find('?') == std::string::npos ? '?' : '&';
  request.url += "hub.mode=subscribe&hub.challenge=" + handshake.challenge;
  request.url += "&hub.verify_token=" + percent_encode(handshake.wanted.verify_token.reveal());
  CallContext context;
  context.deadline = options_.clock->steady() + webhook_answer_within;
  options_.webhook_transport->start(
      std::move(request), context,
      [weak = weak_from_this(), executor = options_.executor, handshake = std::move(handshake),
       done = std::move(done)](Result<HttpResponse> answer) {
        executor->post([weak, handshake, done, answer = std::move(answer)] {
          const auto core = weak.lock();
          if (core) return core->end_handshake(handshake, answer, done);
          done(not_sent(ErrorCode::cancelled, "the sandbox was destroyed"));
        });
      });
}

void SandboxCore::end_handshake(const Handshake& handshake, const Result<HttpResponse>& answer,
                                const Completion<void>& done) {
  std::string reason = why_not(answer, handshake.challenge);
  {
    const WantedWebhook& wanted = handshake.wanted;
    const std::lock_guard<std::mutex> lock(mutex_);
    ++changes_;
    AppRecord* const app = world_.app(wanted.app);
    if (app == nullptr || handshake.number != app->last_handshake) {
      reason = "another attempt to connect came later";
    } else if (reason.empty()) {
      app->status.state = WebhookStatus::State::verified;
      app->status.fields = wanted.fields;
      app->webhook = {wanted.url, wanted.fields, wanted.includes_values};
      if (PageRecord* const page = world_.page(wanted.page)) page->subscriptions[wanted.app] = {wanted.fields, {}};
    } else {
      app->status.state = WebhookStatus::State::failed;
      app->status.reason = reason;
    }
  }
  if (reason.empty()) return done({});
  done(not_verified(std::move(reason)));
}

WebhookStatus SandboxCore::webhook_status(const AppId& id) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const AppRecord* const app = world_.app(id);
  return app == nullptr ? WebhookStatus() : app->status;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
