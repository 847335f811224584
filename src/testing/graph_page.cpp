// What is known of a Page: https://developers.facebook.com/docs/graph-api/reference/page
#include <algorithm>
#include <iterator>

#include "json/writer.hpp"
#include "testing/graph_endpoints.hpp"
#include "testing/page_tasks.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

// Fields that this sandbox has no value for: the platform leaves those out, too.
constexpr std::string_view valueless[] = {"about",
                                          "birthday",
                                          "bio",
                                          "business",
                                          "company_overview",
                                          "contact_address",
                                          "cover",
                                          "description",
                                          "description_html",
                                          "display_subtext",
                                          "emails",
                                          "engagement",
                                          "founded",
                                          "general_info",
                                          "global_brand_page_name",
                                          "global_brand_root_id",
                                          "hours",
                                          "impressum",
                                          "instagram_business_account",

                                          "location",
                                          "mission",
                                          "parent_page",
                                          "phone",
                                          "products",
                                          "single_line_address",
                                          "store_number",
                                          "user_access_expire_time",
                                          "website",
                                          "whatsapp_number"};

constexpr std::string_view known[] = {"id",
                                      "name",
                                      "username",
                                      "access_token",
                                      "category",
                                      "category_list",
                                      "link",
                                      "picture",
                                      "is_published",
                                      "is_webhooks_subscribed",
                                      "is_messenger_bot_get_started_enabled",
                                      "is_messenger_platform_bot",
                                      "has_added_app",
                                      "messaging_feature_status",
                                      "unread_message_count",
                                      "unseen_message_count",
                                      "has_transitioned_to_new_page_experience",
                                      "fan_count",
                                      "followers_count",
                                      "verification_status"};

template <std::size_t size>
bool is_among(const std::string_view (&names)[size], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::int64_t unread(const PageRecord& page) {
  std::int64_t messages = 0;
  for (const auto& [psid, person] : page.threads.people()) messages += unread_in(person);
  return messages;
}

/// Whether the Page is the caller's: its own token, or that of a person who has a task on it.
bool is_callers(const TokenRecord& caller, const PageRecord& page) {
  if (caller.kind == TokenRecord::Kind::page) return caller.page == page.id;
  return !caller.user.empty() && covers(caller, page.id) && has_page_role(page, caller.user);
}

/// A person gets the token of a Page of theirs, a Page its own; nobody else any.
void write_token(json::Writer& writer, const GraphCall& call, World& world, const PageRecord& page) {
  const TokenRecord& caller = call.caller;
  if (!is_callers(caller, page)) return;
  const bool is_own = caller.kind == TokenRecord::Kind::page;
  writer.member("access_token", is_own ? caller.text : page_token_of(world, caller, page.id, call.core.now()).text);
}

/// True or false, if it is one of these.
std::optional<bool> flag_of(const GraphCall& call, const PageRecord& page, std::string_view field) {
  if (field == "is_published") return page.is_published;
  if (field == "is_webhooks_subscribed" || field == "has_added_app")
    return page.subscriptions.count(call.caller.app) > 0;
  if (field == "is_messenger_bot_get_started_enabled") return page.settings.profile.count("get_started") > 0;
  if (field == "is_messenger_platform_bot") return !page.subscriptions.empty();
  if (field == "has_transitioned_to_new_page_experience") return true;
  return std::nullopt;
}

/// Objects and lists. Ids of categories are not told by the sandbox's world: one is made up.
void write_structure(json::Writer& writer, const PageRecord& page, std::string_view field) {
  if (field == "category_list" && !page.category.empty()) {
    writer.key(field).begin_array().begin_object().member("id", "2200");
    writer.member("name", page.category).end_object().end_array();
  } else if (field == "picture") {
    writer.key(field).begin_object().key("data").begin_object();
    writer.member("height", 50).member("is_silhouette", true);
    writer.member("url", "https://scontent.example/" + page.id.text() + ".jpg").member("width", 50);
    writer.end_object().end_object();
  } else if (field == "messaging_feature_status") {
    writer.key(field).begin_object().member("hop_v2", !page.default_app.empty());
    writer.member("msgr_multi_app", page.subscriptions.size() > 1);
    writer.member("ig_multi_app", false).end_object(); // no Page has an Instagram account
  }
}

} // namespace

bool is_node_field_of_page(std::string_view field) { return is_among(known, field) || is_among(valueless, field); }

void write_page_field(json::Writer& writer, const GraphCall& call, World& world, const PageRecord& page,
                      std::string_view field) {
  if (const auto flag = flag_of(call, page, field)) {
    writer.member(field, *flag);
  } else if (field == "name") {
    writer.member(field, page.name);
  } else if (field == "username") {
    if (!page.username.empty()) writer.member(field, page.username);
  } else if (field == "category") {
    if (!page.category.empty()) writer.member(field, page.category);
  } else if (field == "link") {
    writer.member(field, "https://www.facebook.com/" + page.id.text());
  } else if (field == "access_token") {
    write_token(writer, call, world, page);
  } else if (field == "unread_message_count" || field == "unseen_message_count") {
    if (is_callers(call.caller, page)) writer.member(field, unread(page)); // left out for others: a guess
  } else if (field == "fan_count" || field == "followers_count") {
    writer.member(field, 0);
  } else if (field == "verification_status") {
    writer.member(field, "not_verified");
  } else {
    write_structure(writer, page, field);
  }
}

HttpResponse answer_page(const GraphCall& call) {
  std::vector<std::string> fields = name_list(call.parameters["fields"]);
  if (fields.empty()) fields = {"name"};
  return call.core.locked([&](World& world) {
    const PageRecord& page = *world.page(call.page);
    json::Writer writer;
    writer.begin_object();
    for (const std::string& field : fields) {
      if (!is_node_field_of_page(field)) return no_such_field(call, field, "Page");
      if (field != "id") write_page_field(writer, call, world, page, field);
    }
    writer.member("id", page.id.text()).end_object();
    return graph_success(call.context, writer.text());
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
