#pragma once

#include <functional>
#include <string>
#include <utility>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// An identifier: opaque text, compared byte by byte. Each kind is a type of its own, so that two of them cannot be
/// swapped. Ids are never numbers here: Meta's exceed what a double can hold.
template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

  friend bool operator==(const Id& a, const Id& b) noexcept { return a.text_ == b.text_; }
  friend bool operator!=(const Id& a, const Id& b) noexcept { return a.text_ != b.text_; }
  friend bool operator<(const Id& a, const Id& b) noexcept { return a.text_ < b.text_; }

 private:
  std::string text_;
};

using AppId = Id<struct AppIdTag>;   ///< a Facebook App
using PageId = Id<struct PageIdTag>; ///< a Facebook Page
using Psid = Id<struct PsidTag>;     ///< a person as one Page sees them; means nothing without the Page
using AppScopedUserId = Id<struct AppScopedUserIdTag>; ///< a person as one App sees them; not a PSID
using Mid = Id<struct MidTag>; ///< Meta's id of one Messenger message; its echo, edit, reaction share it
using AttachmentId = Id<struct AttachmentIdTag>; ///< media that the platform keeps for the Page, for 90 days
using PersonaId = Id<struct PersonaIdTag>;       ///< a name and picture that the Page answers under
using StickerId = Id<struct StickerIdTag>;       ///< of the Sticker API
using UserRef = Id<struct UserRefTag>;           ///< a plugin's reference to somebody whose PSID is not known yet
using CommentId = Id<struct CommentIdTag>;       ///< a comment on a post of the Page
using PostId = Id<struct PostIdTag>;             ///< a post on the Page
using ServiceId = Id<struct ServiceIdTag>;       ///< one Messenger service
using ContactId = Id<struct ContactIdTag>;       ///< the card on the agent desktop; new after an erasure
using SessionId = Id<struct SessionIdTag>;       ///< ContactId.n
using MessageId = Id<struct MessageIdTag>;       ///< ContactId.hash
using AgentId = Id<struct AgentIdTag>;           ///< the host's own id of an agent; opaque to us
using RequestId = Id<struct RequestIdTag>; ///< chosen by the host for one command; the same id gets the same answer

/// Who a customer is: a PSID means nothing without the service (and so the Page) that saw it.
struct CustomerKey {
  ServiceId service;
  Psid psid;
  friend bool operator==(const CustomerKey& a, const CustomerKey& b) noexcept {
    return a.service == b.service && a.psid == b.psid;
  }
  friend bool operator!=(const CustomerKey& a, const CustomerKey& b) noexcept { return !(a == b); }
  friend bool operator<(const CustomerKey& a, const CustomerKey& b) noexcept {
    return a.service != b.service ? a.service < b.service : a.psid < b.psid;
  }
};

PAGEBRIDGE_END_NAMESPACE

template <class Tag>
struct std::hash<pagebridge::Id<Tag>> {
  std::size_t operator()(const pagebridge::Id<Tag>& id) const noexcept { return std::hash<std::string>()(id.text()); }
};
