#pragma once

#include <map>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/testing/sandbox_records.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// The files that the Page saved. Sources:
/// https://developers.facebook.com/docs/messenger-platform/reference/attachment-upload-api and
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/saving-assets
/// Threads: thread-compatible; the Sandbox's lock guards it.
class AttachmentShelf {
 public:
  void save(SandboxAttachment attachment, Timestamp now);
  /// An upload that belongs to one message: on record, but not to be sent again.
  void record(SandboxAttachment attachment) { records_.push_back(std::move(attachment)); }

  /// The attachment, if this person may get it now; null if it is unknown, older than 90 days, or not reusable and sent to
  /// somebody else before.
  [[nodiscard]] const SandboxAttachment* find(const std::string& id, const Psid& recipient, Timestamp now) const;
  /// Forgets what has grown too old to be sent, now and then, and of the records all but the `most` newest.
  void forget_old(std::size_t most, Timestamp now);
  void mark_sent(const std::string& id, const Psid& recipient);
  [[nodiscard]] const std::vector<SandboxAttachment>& records() const noexcept { return records_; }

  struct Saved {
    SandboxAttachment attachment;
    Timestamp at;
    Psid recipient; ///< the first one
  };
  /// For what is kept over a restart: hands `io` all that it holds. See state_archive.hpp.
  template <class Io>
  void persist(Io& io) {
    io("saved", saved_);
    io("records", records_);
  }

 private:
  std::map<std::string, Saved> saved_;
  std::size_t sweep_at_ = 1000; ///< how many saved ones there are when the next is made
  std::vector<SandboxAttachment> records_;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
