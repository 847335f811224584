#pragma once

#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/rare.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// `short_url` is what the App Dashboard's sample says; the plugin, code and discovery sources are retired.
enum class ReferralSource { unknown, ads, shortlink, messenger_code, discover_tab, customer_chat_plugin, short_url };
enum class ReferralType { unknown, open_thread, lead_complete, lead_incomplete };

/// The ad that brought the customer.
struct AdsContext {
  std::string title;
  std::string photo_url;
  std::string video_url;
  std::string post_id;
  std::string product_id;
  std::string flow_id;
};

/// How a person came to the thread: an m.me link, an ad, a shop's product page. Stands in messages, postbacks and events
/// of its own.
/// Source:
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/messaging_referrals
struct Referral {
  std::string ref; ///< what the link or ad says; up to 2083 characters
  Open<ReferralSource> source;
  Open<ReferralType> type;
  std::string ad_id;
  std::string product_id;     ///< the product that a message from a shop's page is about
  std::string referer_uri;    ///< retired plugin: the site that it was on
  std::string origin_domain;  ///< retired plugin
  bool is_guest_user = false; ///< retired plugin
  Rare<AdsContext> ads_context;
  JsonText raw_json;
};

PAGEBRIDGE_END_NAMESPACE
