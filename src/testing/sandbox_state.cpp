// What is kept over a restart.
#include <utility>

#include "testing/sandbox_core.hpp"
#include "testing/state_apps.hpp"
#include "testing/state_archive.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr int state_version = 1;

Error wrong_state(const char* why) { return invalid_argument("state", why); }

/// What the options did not give is as it was; Apps and Pages of another sandbox are a mistake.
template <class T>
bool take_id(T& option, const json::Value& from) {
  const T saved(std::string(from.text()));
  if (!option.empty() && option != saved) return false;
  option = saved;
  return !option.empty();
}

} // namespace

Result<void> SandboxCore::complete_from_state(SandboxOptions& options) {
  const auto tree = json::Tree::parse(options.state);
  if (!tree) return wrong_state("the state is no JSON");
  const json::Value root = tree->root();
  if (root["version"].integer() != state_version) return wrong_state("the state is of another version");
  if (!take_id(options.app, root["app"])) return invalid_argument("app", "the state is of another App");
  if (!take_id(options.page, root["page"])) return invalid_argument("page", "the state is of another Page");
  options.app_secret = Secret(std::string(root["app_secret"].text()));
  options.page_access_token = Secret(std::string(root["page_access_token"].text()));
  options.page_name = root["page_name"].text();
  return {};
}

std::string SandboxCore::save() const {
  const Timestamp at = now();
  json::Writer writer;
  const std::lock_guard<std::mutex> lock(mutex_);
  const AppRecord* const app = world_.app(options_.app);
  const PageRecord* const page = world_.page(options_.page);
  writer.begin_object().member("version", state_version).member("time", to_unix_ms(at));
  writer.member("app", options_.app.text()).member("page", options_.page.text());
  writer.member("app_secret", app == nullptr ? options_.app_secret.reveal() : app->secret.reveal());
  writer.member("page_name", page == nullptr ? options_.page_name : page->name);
  writer.member("page_access_token", options_.page_access_token.reveal());
  state::Saver saver(writer);
  saver("world", world_);
  saver("outbox", outbox_);
  saver("ledger", ledger_);
  writer.end_object();
  return writer.text();
}

Result<void> SandboxCore::restore(const std::string& saved) {
  const auto tree = json::Tree::parse(saved);
  if (!tree) return wrong_state("the state is no JSON");
  std::vector<Taking> copies;
  std::vector<std::pair<PageId, std::string>> reviewed;
  {
    const Pumping pumping{*this};
    const std::lock_guard<std::mutex> lock(mutex_);
    state::Loader loader(tree->root());
    loader("world", world_);
    loader("outbox", outbox_);
    loader("ledger", ledger_);
    if (!loader.is_right() || !outbox_.is_sound() || world_.app(options_.app) == nullptr ||
        world_.page(options_.page) == nullptr)
      return wrong_state("the state cannot be understood");
    world_.reindex();
    for (auto& [id, app] : world_.apps) {
      if (app.status.state != WebhookStatus::State::pending) continue;
      app.status.state = WebhookStatus::State::failed;
      app.status.reason = "the sandbox was restarted";
    }
    for (const auto& [id, page] : world_.pages)
      for (const TemplateRecord& record : page->settings.templates)
        if (record.approved_at && record.status == "PENDING") reviewed.emplace_back(id, record.id);
    copies = outbox_.resume();
    for (const LaneKey& lane : outbox_.waiting_lanes()) published_.push_back(lane);
  }
  for (const auto& [page, id] : reviewed) review_template_soon(page, id);
  for (const Taking& copy : copies) attempt_soon(copy, milliseconds(0));
  return {};
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
