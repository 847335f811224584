#pragma once

#include <cstdint>
#include <optional>
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
#include "pagebridge/json_text.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"
#include "pagebridge/time.hpp"

/// Which Pages there are, their tokens and their settings.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/getting-started/quick-start
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// A Page that somebody works on, with what they may do there.
struct ManagedPage {
  struct Category {
    std::string id;
    std::string name;
  };
  PageId page;
  std::string name;
  Secret access_token; ///< of the Page; with a long-lived user token it does not expire by time
  std::string category;
  std::vector<Category> categories;
  std::vector<std::string>
      tasks; ///< "MESSAGING", "MODERATE", "MANAGE", "CREATE_CONTENT", "ADVERTISE", "ANALYZE" and others
};
/// Whether the tasks let the token's owner send and read messages, so that the Page can be connected in their name.
PAGEBRIDGE_EXPORT bool may_message(const ManagedPage& page) noexcept;

/// The Pages of the person whose user token the Access holds; needs pages_show_list. If they granted single Pages only,
/// the list may be empty even so: then DebugToken's granular_scopes name the Pages, and GetPages or GetPageToken reads
/// them.
/// Source: https://developers.facebook.com/docs/graph-api/reference/user/accounts
struct ListPages {
  using Answer = Listing<ManagedPage>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  Cursor part{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListPages& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<ManagedPage>> from_http(const ListPages& call, const HttpResponse& response);

/// What can be asked of a Page; each is PageDetails' member of that name.
/// Source: https://developers.facebook.com/docs/graph-api/reference/page
enum class PageField {
  name,
  username,
  access_token,
  link,
  picture,
  is_published,
  is_webhooks_subscribed,
  is_messenger_bot_get_started_enabled,
  is_messenger_platform_bot,
  has_added_app,
  messaging_feature_status,
  unread_message_count,
  unseen_message_count,
  has_transitioned_to_new_page_experience,
  user_access_expire_time
};
/// The platform's name, which is the enumerator's.
PAGEBRIDGE_EXPORT std::string_view to_string(PageField field) noexcept;

/// A Page as far as it was asked for and the token may see it: anything but `page` may be missing. Members that are not
/// known here are not kept: edges inside them hold links with the access token.
struct PageDetails {
  PageId page;
  std::string name;
  std::string username;
  Secret access_token;
  std::string link;
  std::string picture; ///< its URL
  std::optional<bool> is_published{};
  std::optional<bool> is_webhooks_subscribed{};
  std::optional<bool> is_messenger_bot_get_started_enabled{};
  std::optional<bool> is_messenger_platform_bot{};
  std::optional<bool> has_added_app{};
  JsonText messaging_feature_status; ///< such as {"hop_v2":false,"msgr_multi_app":true}
  std::optional<std::int64_t> unread_message_count{};
  std::optional<std::int64_t> unseen_message_count{};
  std::optional<bool> has_transitioned_to_new_page_experience{};
  std::optional<Timestamp> user_access_expire_time{};
};

/// One Page.
struct GetPage {
  using Answer = PageDetails;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  PageId page; ///< empty: the Page whose token the Access holds
  std::vector<PageField> fields = {PageField::name, PageField::is_published, PageField::is_webhooks_subscribed};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetPage& call, const Access& access);
PAGEBRIDGE_EXPORT Result<PageDetails> from_http(const GetPage& call, const HttpResponse& response);

/// Several Pages at once, in any order; up to 50. If the token may not see one of them, none comes.
struct GetPages {
  using Answer = std::vector<PageDetails>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  std::vector<PageId> pages;
  std::vector<PageField> fields = {PageField::name, PageField::access_token};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetPages& call, const Access& access);
PAGEBRIDGE_EXPORT Result<std::vector<PageDetails>> from_http(const GetPages& call, const HttpResponse& response);

/// A Page's own token, with a user token of somebody who has a task there. An answer without one means that the person
/// has no task, or did not grant the Page: an error of code `bad_response`.
struct GetPageToken {
  using Answer = Secret;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  PageId page;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetPageToken& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Secret> from_http(const GetPageToken& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
