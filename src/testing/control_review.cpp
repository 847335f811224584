// App Review: https://developers.facebook.com/docs/app-review. Advanced access needs it, and business verification:
// https://developers.facebook.com/docs/graph-api/overview/access-levels
#include <algorithm>
#include <utility>

#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::string_view more_permissions[] = {"pages_manage_engagement", "pages_read_user_content",
                                                 "paid_marketing_messages"};
constexpr std::string_view known_features[] = {"Business Asset User Profile Access", "Human Agent"};

template <class List>
bool has(const List& list, std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

struct Wanted {
  std::string permission;
  std::string feature;
  std::string action;
  std::string notes;
  std::string reason;
};

Wanted read_wanted(Members& members) {
  Wanted wanted;
  wanted.permission = members.text("permission");
  wanted.feature = members.text("feature");
  wanted.action = members.needed_text("action");
  wanted.notes = members.text("notes");
  wanted.reason = members.text("reason");
  if (wanted.permission.empty() == wanted.feature.empty())
    members.refuse("permission", "name one permission or one feature");
  const bool is_known = has(messenger_permissions, wanted.permission) || has(more_permissions, wanted.permission);
  if (!wanted.permission.empty() && !is_known) members.refuse("permission", "the platform knows no such permission");
  if (!wanted.feature.empty() && !has(known_features, wanted.feature))
    members.refuse("feature", "the platform knows no such feature");
  if (wanted.action != "submit" && wanted.action != "approve" && wanted.action != "reject")
    members.refuse("action", "must be submit, approve or reject");
  return wanted;
}

/// What the dashboard asks for before it takes a submission.
HttpResponse submit(const AppRecord& app, Grant& grant, const Wanted& wanted) {
  if (!app.has_messenger) return refusal(409, "the App has not the product Messenger; add it first", "product");
  if (app.icon_url.empty()) return refusal(409, "a submission needs the App's icon", "icon_url");
  if (app.privacy_policy_url.empty())
    return refusal(409, "a submission needs the URL of the App's privacy policy", "privacy_policy_url");
  if (wanted.notes.empty()) return refusal(409, "a submission needs notes to the reviewers", "notes");
  if (grant.review == Grant::Review::submitted) return refusal(409, "it is submitted already", "action");
  grant.review = Grant::Review::submitted;
  grant.notes = wanted.notes;
  grant.reason.clear();
  return done(200);
}

HttpResponse judge(Grant& grant, const Wanted& wanted) {
  if (grant.review != Grant::Review::submitted) return refusal(409, "it has not been submitted", "action");
  const bool is_approved = wanted.action == "approve";
  grant.review = is_approved ? Grant::Review::approved : Grant::Review::rejected;
  grant.has_advanced_access = grant.has_advanced_access || is_approved;
  grant.reason = is_approved ? std::string() : wanted.reason;
  return done(200);
}

} // namespace

/// Submits a permission or a feature, or plays the reviewer.
HttpResponse post_review(const ControlCall& call) {
  Members members(call.body);
  const Wanted wanted = read_wanted(members);
  if (members.is_wrong()) return refusal(members.error());
  return call.core.locked([&](World& world) {
    AppRecord* const app = world.app(AppId(call.path[1]));
    if (app == nullptr) return refusal(404, "there is no such App", {});
    auto& grants = wanted.permission.empty() ? app->features : app->permissions;
    const std::string& name = wanted.permission.empty() ? wanted.feature : wanted.permission;
    const auto known = grants.find(name);
    Grant grant = known == grants.end() ? Grant{} : known->second;
    if (wanted.action != "reject" && !world.has_verified_business(*app))
      return refusal(409, "advanced access is for verified businesses; have the App's own verified first", "business");
    HttpResponse response = wanted.action == "submit" ? submit(*app, grant, wanted) : judge(grant, wanted);
    if (response.status == 200) grants[name] = std::move(grant);
    return response;
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
