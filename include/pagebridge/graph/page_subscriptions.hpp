#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/graph/listing.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"

/// Which events of a Page an app gets. The Access holds the Page's token, of somebody with the task CREATE_CONTENT,
/// MANAGE or MODERATE, with pages_manage_metadata and pages_show_list; fields about messages need pages_messaging, too.
/// Only fields that the app (app_subscriptions.hpp) has subscribed as well are delivered.
/// Source: https://developers.facebook.com/docs/graph-api/reference/page/subscribed_apps
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// The fields that have to do with messages. The platform has 104 in all, and more names may be given.
/// facebook/facebook-business-sdk-codegen, api_specs/specs/enum_types.json at ad2b0b6fdf (2026-04-15)
constexpr std::string_view message_fields[] = {
    "messages",
    "messaging_postbacks",
    "messaging_optins",
    "messaging_optouts",
    "messaging_referrals",
    "messaging_handovers",
    "messaging_policy_enforcement",
    "messaging_account_linking",
    "messaging_feedback",
    "messaging_game_plays",
    "messaging_payments",
    "messaging_pre_checkouts",
    "messaging_checkout_updates",
    "messaging_customer_information",
    "messaging_direct_sends",
    "messaging_fblogin_account_linking",
    "messaging_appointments",
    "messaging_in_thread_lead_form_submit",
    "messaging_integrity",
    "message_deliveries",
    "message_reads",
    "message_echoes",
    "message_edits",
    "message_reactions",
    "message_context",
    "message_mention",
    "message_template_status_update",
    "marketing_message_clicks",
    "marketing_message_deliveries",
    "marketing_message_delivery_failed",
    "marketing_message_echoes",
    "marketing_message_reads",
    "marketing_messages_subscriber_upload_status",
    "response_feedback",
    "send_cart",
    "standby",
    "inbox_labels",
    "calls",
    "call_permission_reply",
    "call_settings_update",
    "business_integrity",
    "user_action",
    "feature_access_list",
    "feed",
    "group_feed",
    "leadgen",
    "mention",
};

/// Subscribes the token's app to fields of the token's Page. The list replaces what was there, so twice is as good as
/// once. Fails with class `permission` if a field needs one that is not granted.
struct SubscribePage {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  std::vector<std::string> fields; ///< at least one
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const SubscribePage& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const SubscribePage& call, const HttpResponse& response);

/// An app that gets events of the Page.
struct SubscribedApp {
  AppId app;
  std::string name;
  std::string category;
  std::string link;
  std::vector<std::string> fields;
};
struct ListSubscribedApps {
  using Answer = Listing<SubscribedApp>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  Cursor part{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListSubscribedApps& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<SubscribedApp>> from_http(const ListSubscribedApps& call,
                                                           const HttpResponse& response);

/// The token's app gets no more events of the token's Page.
struct UnsubscribePage {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const UnsubscribePage& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const UnsubscribePage& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
