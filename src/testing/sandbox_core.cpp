#include "testing/sandbox_core.hpp"

#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

SandboxCore::SandboxCore(SandboxOptions options)
    : options_(std::move(options)), world_(options_.app, options_.page), outbox_(options_.page) {}

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

std::string SandboxCore::new_trace_id() {
  constexpr std::size_t trace_bytes = 16;
  return "A" + random_token(*options_.random, trace_bytes).value_or("");
}

void SandboxCore::set_faults(SandboxFaults faults) {
  const std::lock_guard<std::mutex> lock(mutex_);
  faults_ = std::move(faults);
  faulty_sends_ = 0;
  world_.show_hidden();
}

SandboxFaults SandboxCore::faults() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return faults_;
}

std::vector<SandboxAttachment> SandboxCore::attachments() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return shelf_.records();
}

void SandboxCore::save_attachment(SandboxAttachment attachment) {
  const Timestamp at = now();
  const std::lock_guard<std::mutex> lock(mutex_);
  shelf_.save(std::move(attachment), at);
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
