#include "pagebridge/testing/sandbox.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "pagebridge/testing/loopback_transport.hpp"
#include "testing/app_secret.hpp"
#include "testing/control.hpp"
#include "testing/graph_endpoints.hpp"
#include "testing/multipart.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::size_t most_upload_bytes = 32U << 20U; // more than a file may have, so that too large a one is told so

bool is_decimal(const std::string& text, std::size_t most_digits) {
  return !text.empty() && text.size() <= most_digits && text.find_first_not_of("0123456789") == std::string::npos;
}

/// Makes up what is missing. The core's generators need the options that they complete, so it gets a draft of them.
Result<void> complete(SandboxOptions& options) {
  constexpr std::size_t id_digits = 15;
  constexpr std::size_t token_bytes = 24;
  SandboxCore draft(options);
  auto app = draft.new_decimal_id(id_digits);
  auto page = draft.new_decimal_id(id_digits);
  auto secret = new_app_secret(*options.random);
  auto token = random_token(*options.random, token_bytes);
  if (!app) return app.error();
  if (!page) return page.error();
  if (!secret) return secret.error();
  if (!token) return token.error();
  if (options.app.empty()) options.app = AppId(std::move(*app));
  if (options.page.empty()) options.page = PageId(std::move(*page));
  if (options.app_secret.empty()) options.app_secret = std::move(*secret);
  if (options.page_access_token.empty()) options.page_access_token = Secret("EAA" + *token);
  if (options.page_name.empty()) options.page_name = "Sandbox Page";
  return {};
}

} // namespace

Result<std::shared_ptr<Sandbox>> Sandbox::create(SandboxOptions options) {
  constexpr std::size_t most_app_digits = 18; // echoes carry it as a JSON number
  constexpr std::size_t most_page_digits = 20;
  if (!options.executor) return invalid_argument("executor", "the sandbox has no threads: give it an executor");
  if (!options.clock) options.clock = make_system_clock();
  if (!options.random) options.random = make_system_random();
  const bool is_restart = !options.state.empty();
  if (is_restart) {
    if (auto completed = SandboxCore::complete_from_state(options); !completed) return completed.error();
  }
  if (auto completed = complete(options); !completed) return completed.error();
  if (!is_decimal(options.app.text(), most_app_digits))
    return invalid_argument("app", "an App ID is up to 18 decimal digits");
  if (!is_decimal(options.page.text(), most_page_digits))
    return invalid_argument("page", "a Page ID is up to 20 decimal digits");
  const std::string state = std::exchange(options.state, {});
  auto core = std::make_shared<SandboxCore>(std::move(options));
  if (auto begun = is_restart ? core->restore(state) : core->found(); !begun) return begun.error();
  return std::shared_ptr<Sandbox>(new Sandbox(std::move(core)));
}

Sandbox::Sandbox(std::shared_ptr<SandboxCore> core) : core_(std::move(core)) {}
Sandbox::~Sandbox() = default;

const AppId& Sandbox::app() const noexcept { return core_->options().app; }
Secret Sandbox::app_secret() const { return core_->app_secret(core_->options().app); }
const PageId& Sandbox::page() const noexcept { return core_->options().page; }
const std::string& Sandbox::page_name() const noexcept { return core_->options().page_name; }
const Secret& Sandbox::page_access_token() const noexcept { return core_->options().page_access_token; }

namespace {

void answer(SandboxCore& core, const HttpRequest& request, const Sandbox::Respond& respond) {
  const std::size_t most_bytes = is_multipart(request) ? most_upload_bytes : most_body_bytes;
  if (request.body.size() > most_bytes) return respond({413, {{"Content-Type", "text/plain"}}, "too large\n"});
  if (is_control_request(request)) return respond(answer_control(core, request));
  answer_graph(core, request, respond);
}

} // namespace

void Sandbox::handle(const HttpRequest& request, const Respond& respond) { answer(*core_, request, respond); }

HttpResponse Sandbox::handle(const HttpRequest& request) {
  const auto answered = std::make_shared<std::optional<HttpResponse>>();
  answer(*core_, request, [answered](HttpResponse response) { *answered = std::move(response); });
  if (*answered) return std::move(**answered);
  return {503, {{"Content-Type", "text/plain"}}, "this call waits for another server: use the other handle()\n"};
}

std::shared_ptr<HttpTransport> Sandbox::graph_transport() {
  // Weakly: webhooks may lead to a bridge that owns this transport, and nobody would ever be freed.
  auto server = [weak = std::weak_ptr<SandboxCore>(core_)](const HttpRequest& request,
                                                           const LoopbackTransport::Respond& respond) {
    const auto core = weak.lock();
    if (core) return answer(*core, request, respond);
    respond(HttpResponse{});
  };
  return std::make_shared<LoopbackTransport>(core_->options().executor, core_->options().clock, std::move(server));
}

void Sandbox::connect_webhook(std::string callback_url, const Secret& verify_token, std::vector<std::string> fields,
                              Completion<void> done) {
  const SandboxOptions& options = core_->options();
  core_->connect_webhook({options.app, std::move(callback_url), verify_token, std::move(fields), true, options.page},
                         std::move(done));
}

Result<Psid> Sandbox::add_person(SandboxPerson person) { return core_->add_person(std::move(person)); }
std::vector<SandboxPerson> Sandbox::people() const { return core_->people(); }
Result<Mid> Sandbox::write(const Psid& psid, std::string text) { return core_->write(psid, std::move(text), {}); }
Result<Mid> Sandbox::choose(const Psid& psid, std::string title, std::string payload) {
  if (payload.empty()) return invalid_argument("payload", "a quick reply has a payload");
  return core_->write(psid, std::move(title), std::move(payload));
}
Result<Mid> Sandbox::tap(const Psid& psid, std::string title, std::string payload) {
  return core_->tap(psid, std::move(title), std::move(payload));
}
Result<void> Sandbox::read(const Psid& psid) { return core_->read(psid); }
Result<void> Sandbox::edit(const Psid& psid, const Mid& mid, std::string text) {
  return core_->edit(psid, mid, std::move(text));
}
Result<void> Sandbox::unsend(const Psid& psid, const Mid& mid) { return core_->unsend(psid, mid); }
Result<void> Sandbox::react(const Psid& psid, const Mid& mid, std::string emoji) {
  return core_->react(psid, mid, std::move(emoji));
}
Result<void> Sandbox::unreact(const Psid& psid, const Mid& mid) { return core_->unreact(psid, mid); }
std::vector<SandboxAttachment> Sandbox::attachments() const { return core_->attachments(); }
std::vector<SandboxMessage> Sandbox::thread(const Psid& psid) const { return core_->thread(psid); }
void Sandbox::set_faults(SandboxFaults faults) { core_->set_faults(std::move(faults)); }
Result<void> Sandbox::set_fault_script(FaultScript script) { return core_->set_script(std::move(script)); }
void Sandbox::set_limits(const SandboxLimits& limits) { core_->set_limits(limits); }
Result<void> Sandbox::repeat_last_webhook() { return core_->repeat_last_webhook(); }
std::vector<SandboxWebhook> Sandbox::webhooks() const { return core_->webhooks(); }
SandboxTally Sandbox::tally() const { return core_->tally(); }
std::string Sandbox::save() const { return core_->save(); }
std::uint64_t Sandbox::changes() const noexcept { return core_->changes(); }

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
