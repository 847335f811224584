#pragma once

#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// A link that opens a chat with the Page: "https://m.me/<Page>?ref=<ref>". `page` is the Page's id or username. `ref` comes back
/// in the ReferralReceived of an existing thread, or with the Get Started postback of a new one; empty: no ref. It is seen by
/// whoever has the link, so no secret belongs into it. Keep it short: how long it may be is not documented (others stop at
/// 250 bytes).
/// Source: https://developers.facebook.com/docs/messenger-platform/discovery/m-me-links
PAGEBRIDGE_EXPORT std::string m_me_link(std::string_view page, std::string_view ref);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
