#pragma once

#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

enum class SessionState { waiting, active, closed };
PAGEBRIDGE_EXPORT std::string_view to_string(SessionState state) noexcept;

/// One engagement inside a contact, from the customer's first act to wrap-up. A contact has at most one that is not closed.
struct Session {
  SessionId id;
  ContactId contact;
  SessionState state = SessionState::waiting;
  AgentId agent; ///< who accepted it; empty while it waits
  Timestamp opened_at{};
  std::string close_reason; ///< the host's own words or code
};

PAGEBRIDGE_END_NAMESPACE
