#include "pagebridge/graph/pages.hpp"

#include <algorithm>

#include "graph/listing.hpp"
#include "graph/reading.hpp"
#include "graph/request.hpp"
#include "graph/wire_time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

std::string field_list(const std::vector<PageField>& fields) {
  return comma_list(fields, [](PageField field) { return to_string(field); });
}

Secret read_secret(const json::Value& value) { return Secret(copy(value.text())); }

ManagedPage read_managed(const json::Value& value) {
  ManagedPage page;
  page.page = PageId(copy(value["id"].id()));
  page.name = copy(value["name"].text());
  page.access_token = read_secret(value["access_token"]);
  page.category = copy(value["category"].text());
  for (const json::Value& category : value["category_list"])
    page.categories.push_back({copy(category["id"].id()), copy(category["name"].text())});
  page.tasks = text_list(value["tasks"]);
  return page;
}

/// `picture` is an object with the URL inside, or the URL itself with `redirect=0` of old.
std::string read_picture(const json::Value& value) {
  return copy(value.is_object() ? value["data"]["url"].text() : value.text());
}

PageDetails read_details(const json::Value& value) {
  PageDetails page;
  page.page = PageId(copy(value["id"].id()));
  page.name = copy(value["name"].text());
  page.username = copy(value["username"].text());
  page.access_token = read_secret(value["access_token"]);
  page.link = copy(value["link"].text());
  page.picture = read_picture(value["picture"]);
  page.is_published = flag(value["is_published"]);
  page.is_webhooks_subscribed = flag(value["is_webhooks_subscribed"]);
  page.is_messenger_bot_get_started_enabled = flag(value["is_messenger_bot_get_started_enabled"]);
  page.is_messenger_platform_bot = flag(value["is_messenger_platform_bot"]);
  page.has_added_app = flag(value["has_added_app"]);
  page.messaging_feature_status = raw_text(value["messaging_feature_status"]);
  page.unread_message_count = value["unread_message_count"].integer();
  page.unseen_message_count = value["unseen_message_count"].integer();
  page.has_transitioned_to_new_page_experience = flag(value["has_transitioned_to_new_page_experience"]);
  page.user_access_expire_time = time_in(value["user_access_expire_time"]);
  return page;
}

} // namespace

bool may_message(const ManagedPage& page) noexcept {
  return std::find(page.tasks.begin(), page.tasks.end(), "MESSAGING") != page.tasks.end();
}

std::string_view to_string(PageField field) noexcept {
  switch (field) {
    case PageField::name: return "name";
    case PageField::username: return "username";
    case PageField::access_token: return "access_token";
    case PageField::link: return "link";
    case PageField::picture: return "picture";
    case PageField::is_published: return "is_published";
    case PageField::is_webhooks_subscribed: return "is_webhooks_subscribed";
    case PageField::is_messenger_bot_get_started_enabled: return "is_messenger_bot_get_started_enabled";
    case PageField::is_messenger_platform_bot: return "is_messenger_platform_bot";
    case PageField::has_added_app: return "has_added_app";
    case PageField::messaging_feature_status: return "messaging_feature_status";
    case PageField::unread_message_count: return "unread_message_count";
    case PageField::unseen_message_count: return "unseen_message_count";
    case PageField::has_transitioned_to_new_page_experience: return "has_transitioned_to_new_page_experience";
    case PageField::user_access_expire_time: return "user_access_expire_time";
  }
  return "id";
}

HttpRequest to_http(const ListPages& call, const Access& access) {
  Query query;
  query.add("fields", "id,name,access_token,category,category_list,tasks");
  return get(access, "/me/accounts", add(query, call.part));
}

Result<Listing<ManagedPage>> from_http(const ListPages& /*call*/, const HttpResponse& response) {
  return list_answer<ManagedPage>(response, "list of Pages", read_managed);
}

HttpRequest to_http(const GetPage& call, const Access& access) {
  return get(access, call.page.empty() ? "/me" : node(call.page),
             Query().add_unless_empty("fields", field_list(call.fields)));
}

Result<PageDetails> from_http(const GetPage& /*call*/, const HttpResponse& response) {
  return answer(response, GetPage::kind, [&](const json::Value& root) -> Result<PageDetails> {
    PageDetails page = read_details(root);
    if (page.page.empty()) return missing(response, "Page id", GetPage::kind);
    return page;
  });
}

HttpRequest to_http(const GetPages& call, const Access& access) {
  const std::string ids = comma_list(call.pages, [](const PageId& page) { return page.text(); });
  return get(access, "/", Query().add("ids", ids).add_unless_empty("fields", field_list(call.fields)));
}

Result<std::vector<PageDetails>> from_http(const GetPages& /*call*/, const HttpResponse& response) {
  return answer(response, GetPages::kind, [&](const json::Value& root) -> Result<std::vector<PageDetails>> {
    if (!root.is_object()) return missing(response, "Pages", GetPages::kind);
    std::vector<PageDetails> pages;
    for (auto at = root.begin(); at != root.end(); ++at) {
      if (!(*at).is_object()) continue;
      PageDetails page = read_details(*at);
      if (page.page.empty()) page.page = PageId(copy(at.name()));
      pages.push_back(std::move(page));
    }
    return pages;
  });
}

HttpRequest to_http(const GetPageToken& call, const Access& access) {
  return get(access, node(call.page), Query().add("fields", "access_token"));
}

Result<Secret> from_http(const GetPageToken& /*call*/, const HttpResponse& response) {
  return answer(response, GetPageToken::kind, [&](const json::Value& root) -> Result<Secret> {
    Secret token = read_secret(root["access_token"]);
    if (!token.empty()) return token;
    Error error = missing(response, "access_token", GetPageToken::kind);
    error.message =
        "the platform gave no token of the Page: whose token was used has no task there, or did not grant it";
    return error;
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
