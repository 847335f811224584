#include "graph/client_core.hpp"

#include <cstdint>

#include "host_guard.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

double GraphClient::Core::jitter() const {
  constexpr double without_random = 0.5;
  constexpr std::size_t bytes = 4;
  std::optional<std::string> drawn;
  call_host([&] {
    auto random = options_.random->bytes(bytes);
    if (random) drawn = std::move(random).value();
  });
  if (!drawn || drawn->size() != bytes) return without_random;
  std::uint32_t number = 0;
  for (const char c : *drawn) number = (number << 8U) | static_cast<unsigned char>(c);
  return static_cast<double>(number) / static_cast<double>(UINT32_MAX);
}

void GraphClient::Core::count(std::string_view name, std::string_view label, std::string_view value) const {
  if (options_.metrics) call_host([&] { options_.metrics->count(name, label, value, 1); });
}

void GraphClient::Core::log(LogLevel level, std::string_view event,
                            std::vector<std::pair<std::string_view, std::string>> fields) const {
  call_host([&] { options_.log(LogRecord{level, event, std::move(fields)}); });
}

void GraphClient::Core::log_failure(const Error& error) const {
  if (!options_.log) return;
  std::vector<std::pair<std::string_view, std::string>> fields = {{"code", std::string(to_string(error.code))},
                                                                  {"fate", std::string(to_string(error.fate))},
                                                                  {"attempts", std::to_string(error.attempts)}};
  if (error.http_status) fields.emplace_back("status", std::to_string(*error.http_status));
  if (error.graph) {
    fields.emplace_back("class", std::string(to_string(error.graph->error_class)));
    fields.emplace_back("graph_code", std::to_string(error.graph->code));
    fields.emplace_back("graph_subcode", std::to_string(error.graph->subcode));
    fields.emplace_back("fbtrace_id", error.graph->fbtrace_id);
  }
  log(LogLevel::warning, "graph_call_failed", std::move(fields));
}

void GraphClient::Core::log_pause(const Access& access, milliseconds pause) const {
  if (options_.log)
    log(LogLevel::warning, "page_paused",
        {{"page", access.page.text()}, {"milliseconds", std::to_string(pause.count())}});
}

bool GraphClient::Core::enlist(Running& running) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (is_closed_) return false;
  running.after_ = first_;
  if (first_ != nullptr) first_->before_ = &running;
  first_ = &running;
  return true;
}

void GraphClient::Core::strike_off(Running& running) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (running.before_ != nullptr) running.before_->after_ = running.after_;
  if (running.after_ != nullptr) running.after_->before_ = running.before_;
  if (first_ == &running) first_ = running.after_;
  running.before_ = nullptr;
  running.after_ = nullptr;
}

void GraphClient::Core::close() {
  std::vector<std::shared_ptr<Running>> all;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_closed_ = true;
    for (Running* one = first_; one != nullptr; one = one->after_)
      if (auto running = one->weak_from_this().lock()) all.push_back(std::move(running));
  }
  for (const auto& running : all) running->client_died();
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
