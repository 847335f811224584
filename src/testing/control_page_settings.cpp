// What is set on a Page by hand, and what the platform thinks of its templates.
#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// `default_app` of Conversation Routing, or none: an empty one. Who has a thread keeps it until control lapses, unless
/// there is none any more: then all may write.
HttpResponse post_page_settings(const ControlCall& call) {
  Members members(call.body);
  const AppId app(members.id("default_app"));
  const bool has_accepted = members.flag("contact_terms");
  if (members.is_wrong()) return refusal(members.error());
  return call.core.locked([&](World& world) {
    PageRecord* const page = world.page(PageId(call.path[1]));
    if (page == nullptr) return refusal(404, "there is no such Page", {});
    const AppRecord* const its = world.app(app);
    if (!app.empty() && its == nullptr) return refusal(404, "there is no such App", "default_app");
    if (its != nullptr && !its->has_messenger)
      return refusal(409, "the App has not the product Messenger; add it first", "default_app");
    if (members.has("default_app")) page->default_app = app;
    if (members.has("contact_terms")) page->settings.has_accepted_contact_terms = has_accepted;
    return done(200);
  });
}

/// Plays the platform's people, who judge a utility template.
HttpResponse post_template(const ControlCall& call) {
  Members members(call.body);
  const std::string status = members.needed_text("status");
  const std::string reason = members.text("reason");
  if (members.is_wrong()) return refusal(members.error());
  return answer_to(call.core.set_template_status(PageId(call.path[1]), call.path[3], status, reason));
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
