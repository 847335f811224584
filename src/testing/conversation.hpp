#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/testing/sandbox_records.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// A person's thread as the Conversations API shows it: newest first, without what is unsent or hidden.
struct Conversation {
  PageId page;
  std::string page_name;
  SandboxPerson person;
  std::vector<SandboxMessage> messages;
  Timestamp updated{};
  bool can_reply = false;
  bool is_spam = false;
  bool is_routed = false;  ///< the Page has a default App of Conversation Routing
  AppId owner{};           ///< who has the thread; empty: it is idle
  std::int64_t unread = 0; ///< see unread_in()
};

/// Where a message is.
struct MessagePlace {
  enum class Kind { unknown, unsent, there };
  Kind kind = Kind::unknown;
  Conversation conversation; ///< if it is there
  std::size_t index = 0;     ///< of the message in it
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
