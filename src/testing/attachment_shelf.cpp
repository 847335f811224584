#include "testing/attachment_shelf.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr milliseconds lifetime = std::chrono::hours(90 * 24);

} // namespace

void AttachmentShelf::save(SandboxAttachment attachment, Timestamp now) {
  records_.push_back(attachment);
  std::string id = attachment.id.text();
  saved_.insert_or_assign(std::move(id), Saved{std::move(attachment), now, {}});
}

const SandboxAttachment* AttachmentShelf::find(const std::string& id, const Psid& recipient, Timestamp now) const {
  const auto found = saved_.find(id);
  if (found == saved_.end() || now - found->second.at > lifetime) return nullptr;
  const Saved& saved = found->second;
  const bool is_taken = !saved.attachment.reusable && !saved.recipient.empty() && saved.recipient != recipient;
  return is_taken ? nullptr : &saved.attachment;
}

void AttachmentShelf::forget_old(std::size_t most, Timestamp now) {
  most = std::max<std::size_t>(most, 1);
  if (records_.size() > most) records_.erase(records_.begin(), records_.end() - static_cast<std::ptrdiff_t>(most));
  if (saved_.size() < sweep_at_) return;
  for (auto saved = saved_.begin(); saved != saved_.end();)
    saved = now - saved->second.at > lifetime ? saved_.erase(saved) : std::next(saved);
  sweep_at_ = std::max<std::size_t>(sweep_at_, 2 * saved_.size());
}

void AttachmentShelf::mark_sent(const std::string& id, const Psid& recipient) {
  const auto found = saved_.find(id);
  if (found != saved_.end() && found->second.recipient.empty()) found->second.recipient = recipient;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
