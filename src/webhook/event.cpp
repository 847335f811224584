#include "pagebridge/webhook/event.hpp"

#include <array>

#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

std::string_view to_string(Channel channel) noexcept {
  switch (channel) {
    case Channel::messaging: return "messaging";
    case Channel::standby: return "standby";
    case Channel::changes: return "changes";
    case Channel::calls: return "calls";
    case Channel::entry: return "entry";
  }
  return "entry";
}

std::string_view kind_of(const EventBody& body) noexcept {
  // In the order of the variant's arms.
  static constexpr std::array<std::string_view, std::variant_size_v<EventBody>> names = {"unknown",
                                                                                         "message",
                                                                                         "postback",
                                                                                         "echo",
                                                                                         "delivery",
                                                                                         "read",
                                                                                         "reaction",
                                                                                         "edit",
                                                                                         "unsend",
                                                                                         "referral",
                                                                                         "opt_in",
                                                                                         "opt_out",
                                                                                         "account_link",
                                                                                         "feedback",
                                                                                         "response_rating",
                                                                                         "game_play",
                                                                                         "customer_information",
                                                                                         "lead_form",
                                                                                         "cart",
                                                                                         "message_context",
                                                                                         "thread_passed",
                                                                                         "thread_taken",
                                                                                         "thread_requested",
                                                                                         "app_roles",
                                                                                         "policy",
                                                                                         "call",
                                                                                         "call_permission",
                                                                                         "feed",
                                                                                         "mention",
                                                                                         "rating",
                                                                                         "group_comment",
                                                                                         "lead",
                                                                                         "inbox_label",
                                                                                         "template_status",
                                                                                         "marketing_message",
                                                                                         "integrity",
                                                                                         "field"};
  static_assert(!names.back().empty(), "a kind without a name");
  return names[body.index()];
}

bool is_dashboard_sample(const EventEnvelope& envelope) noexcept { return envelope.page.text() == "0"; }

EchoSource source_of(const MessageEchoed& echo, const AppId& own_app) noexcept {
  if (echo.app.empty()) return EchoSource::unknown;
  if (echo.app == own_app) return EchoSource::own_app;
  return echo.app.text() == platform::page_inbox_app_id ? EchoSource::page_inbox : EchoSource::other_app;
}

PAGEBRIDGE_END_NAMESPACE
