#include "testing/sandbox_core.hpp"

#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

SandboxCore::SandboxCore(SandboxOptions options)
    : options_(std::move(options)),
      outbox_(options_.most_webhooks, options_.webhook_batch),
      ledger_(options_.most_webhooks),
      limits_(options_.limits) {}

/// https://developers.facebook.com/docs/permissions: what an administrator grants an App for Messenger.
Result<void> SandboxCore::found() {
  constexpr std::size_t user_digits = 15;
  constexpr std::chrono::hours user_token_lasts{60 * 24};
  auto user = new_decimal_id(user_digits);
  if (!user) return user.error();
  auto user_token = new_token();
  if (!user_token) return user_token.error();
  const UserId admin(std::move(*user));
  const Timestamp at = now();
  locked([&](World& world) {
    world.strangers = options_.strangers;
    UserRecord& person = world.users[admin];
    person.id = admin;
    person.profile.first_name = "Administrator";
    AppRecord& app = world.apps[options_.app];
    app.id = options_.app;
    app.secret = options_.app_secret;
    app.name = "Sandbox App";
    app.has_messenger = true;
    app.is_live = options_.is_live;
    app.requires_proof = options_.require_appsecret_proof;
    app.roles[admin] = "administrators";
    for (const char* permission : messenger_permissions)
      app.permissions[permission].has_advanced_access = options_.is_live;
    app.features["Human Agent"].has_advanced_access = options_.has_human_agent;
    app.features["Business Asset User Profile Access"].has_advanced_access = true;
    auto& page = world.pages[options_.page] = std::make_unique<PageRecord>(options_.page);
    page->name = options_.page_name;
    page->category = "Company";
    page->settings.has_accepted_contact_terms = options_.has_accepted_contact_terms;
    if (options_.is_default_app) page->default_app = options_.app;
    page->tasks[admin] = {"ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"};
    TokenRecord token;
    token.text = options_.page_access_token.reveal();
    token.app = options_.app;
    token.page = options_.page;
    token.user = admin;
    token.issued = at;
    token.is_long_lived = true;
    token.scopes.insert(std::begin(messenger_permissions), std::end(messenger_permissions));
    world.administrator = admin;
    world.user_access_token = *user_token;
    TokenRecord own = token; // the same permissions, for the administrator's own calls
    own.kind = TokenRecord::Kind::user;
    own.text = std::move(*user_token);
    own.page = PageId();
    own.expires = at + user_token_lasts;
    world.tokens.add(std::move(token));
    world.tokens.add(std::move(own));
  });
  return {};
}

Result<Mid> SandboxCore::new_mid() {
  constexpr std::size_t mid_bytes = 64;
  return random_token(*options_.random, mid_bytes).transform([](const std::string& token) {
    return Mid("m_" + token);
  });
}

Result<std::string> SandboxCore::new_decimal_id(std::size_t digits) {
  return options_.random->bytes(digits).transform([](std::string bytes) {
    for (char& byte : bytes) byte = static_cast<char>('0' + static_cast<unsigned char>(byte) % 10);
    if (!bytes.empty()) bytes.front() = '2';
    return bytes;
  });
}

Result<std::string> SandboxCore::new_token() {
  constexpr std::size_t token_bytes = 48;
  return random_token(*options_.random, token_bytes).transform([](const std::string& token) { return "EAA" + token; });
}

std::string SandboxCore::new_trace_id() {
  constexpr std::size_t trace_bytes = 16;
  return "A" + random_token(*options_.random, trace_bytes).value_or("");
}

void SandboxCore::set_faults(SandboxFaults faults) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ++changes_;
  faults_ = std::move(faults);
  faulty_sends_ = 0;
  for (auto& [id, page] : world_.pages) page->threads.show_hidden();
}

SandboxFaults SandboxCore::faults() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return faults_;
}

void SandboxCore::set_webhook_batch(std::size_t batch) {
  const std::lock_guard<std::mutex> lock(mutex_);
  outbox_.set_batch(batch);
}

std::size_t SandboxCore::webhook_batch() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return outbox_.batch();
}

Secret SandboxCore::app_secret(const AppId& id) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const AppRecord* const app = world_.app(id);
  return app == nullptr ? Secret() : app->secret;
}

/// By the wall clock: the program's stepped clock moves that one alone, and the limits must follow.
SteadyTime SandboxCore::limits_time() const { return SteadyTime(now().time_since_epoch()); }

std::optional<Throttle> SandboxCore::throttle(const LimitedCall& call) {
  const SteadyTime at = limits_time();
  const std::lock_guard<std::mutex> lock(limits_mutex_);
  return limits_.take(call, at);
}

UsageHeaders SandboxCore::usage(const LimitedCall& call) {
  const SteadyTime at = limits_time();
  const std::lock_guard<std::mutex> lock(limits_mutex_);
  return limits_.usage(call, at);
}

SandboxRefusal SandboxCore::throttling() const {
  const std::lock_guard<std::mutex> lock(limits_mutex_);
  return {4, 0, std::string(app_limit_reached), limits_.throttle_status()};
}

void SandboxCore::set_limits(const SandboxLimits& limits) {
  const std::lock_guard<std::mutex> lock(limits_mutex_);
  limits_ = CallLimits(limits);
}

std::vector<SandboxAttachment> SandboxCore::attachments() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<SandboxAttachment> all;
  for (const auto& [id, page] : world_.pages)
    all.insert(all.end(), page->shelf.records().begin(), page->shelf.records().end());
  return all;
}

void SandboxCore::save_attachment(const PageId& page, SandboxAttachment attachment) {
  const Timestamp at = now();
  const std::lock_guard<std::mutex> lock(mutex_);
  ++changes_;
  PageRecord* const its = world_.page(page);
  if (its == nullptr) return;
  its->shelf.save(std::move(attachment), at);
  its->shelf.forget_old(options_.most_webhooks, at);
}

std::vector<SandboxWebhook> SandboxCore::webhooks() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return outbox_.ledger();
}

SandboxTally SandboxCore::tally() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return outbox_.tally();
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
