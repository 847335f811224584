#include "testing/graph_routes.hpp"

#include <string>
#include <vector>

#include "testing/graph_app.hpp"
#include "testing/graph_settings.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

HttpResponse answer_messages_edge(const GraphCall& call) {
  if (call.request.method == "POST") return answer_send(call);
  return unsupported_request(call.context, call.request.method, call.request.path.front());
}
HttpResponse answer_conversation_edge(const GraphCall& call) {
  return answer_conversation(call, call.request.path.front(), true);
}

constexpr GraphRoute routes[] = {
    {"", "t_*/messages", answer_conversation_edge, false},
    {"", "*/messages", answer_messages_edge, true, "pages_messaging", "MESSAGING"},
    {"", "*/message_attachments", answer_attachment_upload, true, "pages_messaging", "MESSAGING"},
    {"", "*/conversations", answer_conversations},
    {"", "*/threads", answer_conversations}, // the same under its old name

    // Setup and management
    {"POST", "", nullptr, false, {}, {}, true, answer_batch},
    {"", "oauth/access_token", answer_access_token, false, {}, {}, false},
    {"", "debug_token", answer_debug_token, false},
    {"", "*/accounts", answer_accounts, false},
    // What Apps set on a Page: graph_settings.hpp.
    {"", "*/messenger_profile", answer_messenger_profile, true, "pages_messaging"},
    {"", "*/custom_user_settings", answer_user_settings, true, "pages_messaging"},
    {"", "*/personas", answer_personas, true, "pages_messaging"},
    {"", "*/custom_labels", answer_custom_labels, false, label_permissions}, // also of a person
    {"", "*/label", answer_label_edge, false, label_permissions},
    {"", "*/moderate_conversations", answer_moderation, true, "pages_messaging"},
    {"", "*/blocked", answer_blocked, true, "pages_manage_metadata"},
    {"", "*/accounts/test-users", answer_test_users, false},
    {"", "*/subscriptions", nullptr, false, {}, {}, true, answer_app_subscriptions},
    {"", "*/roles", answer_roles, false},
    {"DELETE", "*/subscribed_apps", answer_subscribed_apps, true, {}, {}, true, nullptr, true},
    {"", "*/subscribed_apps", answer_subscribed_apps},
    {"", "*/ids_for_apps", answer_ids_for_apps, false},
    {"", "*/ids_for_pages", answer_ids_for_pages, false},
    {"", "*/pass_thread_control", answer_pass_thread_control, true, "pages_messaging"},
    {"", "*/take_thread_control", answer_take_thread_control, true, "pages_messaging"},
    {"", "*/request_thread_control", answer_request_thread_control, true, "pages_messaging"},
    {"", "*/release_thread_control", answer_release_thread_control, true, "pages_messaging"},
    {"", "*/extend_thread_control", answer_extend_thread_control, true, "pages_messaging"},
    {"", "*/thread_owner", answer_thread_owner, true, "pages_messaging"},
    {"", "*/secondary_receivers", answer_secondary_receivers, true, "pages_messaging"},
    {"", "*/messaging_feature_review", answer_feature_review},
    {"", "*/nlp_configs", answer_nlp_configs, true, "pages_messaging"},
    {"", "*/insights", answer_insights, true, "pages_messaging,pages_read_engagement,pages_show_list,read_insights",
     "ANALYZE"},
    {"", "sticker_packs", answer_sticker_packs, false},
    {"", "sticker_packs/*/stickers", answer_stickers, false},
    {"", "sticker_search", answer_sticker_search, false},
    {"", "message_template_library", answer_template_library, false, "pages_utility_messaging"},
    {"", "*/message_templates", answer_message_templates, true, "pages_utility_messaging"},
};

bool matches(const std::vector<std::string>& path, std::string_view pattern) {
  if (pattern.empty()) return path.empty();
  for (std::size_t i = 0; i < path.size(); ++i) {
    const std::string_view part = pattern.substr(0, pattern.find('/'));
    const std::string_view start = part.substr(0, part.find('*'));
    const bool is_open = start.size() < part.size();
    if (is_open ? path[i].compare(0, start.size(), start) != 0 : path[i] != part) return false;
    if (part.size() == pattern.size()) return i + 1 == path.size();
    pattern.remove_prefix(part.size() + 1);
  }
  return false;
}

} // namespace

const GraphRoute* find_route(const GraphCall& call) {
  for (const GraphRoute& candidate : routes)
    if ((candidate.method.empty() || candidate.method == call.request.method) &&
        matches(call.request.path, candidate.path))
      return &candidate;
  return nullptr;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
