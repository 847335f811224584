#include "testing/attachment_shelf.hpp"

#include <chrono>
#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

void AttachmentShelf::save(SandboxAttachment attachment, Timestamp now) {
  records_.push_back(attachment);
  std::string id = attachment.id.text();
  saved_.insert_or_assign(std::move(id), Saved{std::move(attachment), now, {}});
}

const SandboxAttachment* AttachmentShelf::find(const std::string& id, const Psid& recipient, Timestamp now) const {
  constexpr milliseconds lifetime = std::chrono::hours(90 * 24);
  const auto found = saved_.find(id);
  if (found == saved_.end() || now - found->second.at > lifetime) return nullptr;
  const Saved& saved = found->second;
  const bool is_taken = !saved.attachment.reusable && !saved.recipient.empty() && saved.recipient != recipient;
  return is_taken ? nullptr : &saved.attachment;
}

void AttachmentShelf::mark_sent(const std::string& id, const Psid& recipient) {
  const auto found = saved_.find(id);
  if (found != saved_.end() && found->second.recipient.empty()) found->second.recipient = recipient;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
