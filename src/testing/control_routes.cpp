#include "testing/control_routes.hpp"

#include "testing/graph_request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct Route {
  std::string_view method;
  std::string_view path; ///< parts divided by "/"; "*" stands for any one
  ControlAnswer answer;
};
constexpr Route routes[] = {{"GET", "state", get_state},
                            {"GET", "world", get_world},
                            {"GET", "webhook", get_webhook},
                            {"POST", "webhook", post_webhook},
                            {"GET", "attachments", get_attachments},
                            {"GET", "webhooks", get_webhooks},
                            {"POST", "webhooks/repeat", post_repeat},
                            {"POST", "faults", post_faults},
                            {"POST", "faults/script", post_script},
                            {"POST", "limits", post_limits},
                            {"GET", "clock", get_clock},
                            {"POST", "clock", post_clock},
                            {"GET", "ledger", get_ledger},
                            {"GET", "settings", get_settings},
                            {"POST", "settings", post_settings},
                            {"POST", "businesses", post_businesses},
                            {"POST", "businesses/*", post_business},
                            {"POST", "users", post_users},
                            {"POST", "users/*", post_user},
                            {"POST", "pages", post_pages},
                            {"GET", "pages/*", get_page},
                            {"POST", "pages/*/tasks", post_tasks},
                            {"POST", "pages/*/subscriptions", post_subscription},
                            {"POST", "pages/*/settings", post_page_settings},
                            {"POST", "pages/*/templates/*", post_template},
                            {"POST", "apps", post_apps},
                            {"GET", "apps/*", get_app},
                            {"POST", "apps/*/products", post_product},
                            {"POST", "apps/*/roles", post_role},
                            {"POST", "apps/*/settings", post_app_settings},
                            {"POST", "apps/*/mode", post_mode},
                            {"POST", "apps/*/secret", post_secret},
                            {"POST", "apps/*/review", post_review},
                            {"GET", "apps/*/webhook", get_webhook},
                            {"POST", "apps/*/webhook", post_webhook},
                            {"POST", "logins", post_login},
                            {"POST", "tokens", post_tokens},
                            {"POST", "tokens/kill", post_kill},
                            {"GET", "people", get_people},
                            {"POST", "people", post_people},
                            {"POST", "people/*/messages", post_message},
                            {"POST", "people/*/messages/*/edit", post_edit},
                            {"POST", "people/*/messages/*/unsend", post_unsend},
                            {"POST", "people/*/messages/*/react", post_react},
                            {"POST", "people/*/messages/*/unreact", post_unreact},
                            {"POST", "people/*/taps", post_tap},
                            {"POST", "people/*/read", post_read},
                            {"POST", "people/*/opens", post_open},
                            {"POST", "people/*/ads", post_ad},
                            {"POST", "people/*/optins", post_optin},
                            {"POST", "people/*/account_linking", post_account_linking},
                            {"POST", "people/*/block", post_block},
                            {"POST", "people/*/unblock", post_unblock},
                            {"POST", "people/*/calls", post_call},
                            {"POST", "people/*/calls/*/end", post_call_end},
                            {"POST", "people/*/events", post_person_event},
                            {"POST", "comments", post_comment},
                            {"POST", "posts", post_visitor_post},
                            {"POST", "pages/*/inbox", post_inbox},
                            {"POST", "pages/*/inbox/take", post_inbox_take},
                            {"POST", "pages/*/inbox/pass", post_inbox_pass},
                            {"POST", "pages/*/inbox/release", post_inbox_release},
                            {"POST", "pages/*/events", post_page_event},
                            {"POST", "apps/*/samples", post_sample},
                            {"GET", "people/*/thread", get_thread}};

bool matches(const std::vector<std::string>& path, std::string_view pattern) {
  const std::vector<std::string> parts = path_parts("/" + std::string(pattern));
  if (parts.size() != path.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] != "*" && parts[i] != path[i]) return false;
  return true;
}

} // namespace

FoundRoute find_control_route(const ControlCall& call) {
  FoundRoute found;
  for (const Route& candidate : routes) {
    if (!matches(call.path, candidate.path)) continue;
    found.is_path_known = true;
    if (candidate.method == call.method) return {candidate.answer, true};
  }
  return found;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
