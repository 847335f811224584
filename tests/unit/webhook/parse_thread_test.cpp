#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("a thread is passed to an app, whose id is text or a number or absent", "[webhook][parse]") {
  const Event event = only("handover_pass");
  CHECK(kind_of(event.body) == "thread_passed");
  CHECK(customer(event) == anna);
  CHECK(at(event) == happened);
  const ThreadPassed& idle = body_as<ThreadPassed>(event);
  CHECK(idle.previous_owner.empty());
  CHECK(idle.new_owner.text() == our_app);
  CHECK(idle.metadata == "to live agent");
  const std::vector<ThreadPassed> all = all_as<ThreadPassed>("handover_pass_ids");
  REQUIRE(all.size() == 2);
  CHECK(all[0].previous_owner.text() == "551200934417760");
  CHECK(all[0].new_owner.text() == our_app);
  CHECK(all[0].metadata.empty());
  CHECK(all[1].previous_owner.empty());
  CHECK(all[1].new_owner.text() == our_app);
}

TEST_CASE("a thread is taken by an app", "[webhook][parse]") {
  const std::vector<ThreadTaken> all = all_as<ThreadTaken>("handover_take");
  REQUIRE(all.size() == 2);
  CHECK(all[0].previous_owner.text() == our_app);
  CHECK(all[0].new_owner.text() == "551200934417760");
  CHECK(all[0].metadata == "zurück");
  CHECK(all[1].previous_owner.text() == our_app);
  CHECK(all[1].new_owner.empty());
  CHECK(kind_of(parsed("handover_take").events[0].body) == "thread_taken");
}

TEST_CASE("an app asks for a thread", "[webhook][parse]") {
  const std::vector<ThreadRequested> all = all_as<ThreadRequested>("handover_request");
  REQUIRE(all.size() == 3);
  CHECK(all[0].requested_owner.text() == our_app);
  CHECK(all[0].metadata == "bitte");
  CHECK(all[1].requested_owner.text() == "263902037430900");
  CHECK(all[1].metadata.empty());
  CHECK(all[2].requested_owner.empty());
  CHECK(kind_of(parsed("handover_request").events[0].body) == "thread_requested");
  CHECK(customer(parsed("handover_request").events[0]) == anna);
}

TEST_CASE("the roles of the apps on a Page are about nobody", "[webhook][parse]") {
  const Event event = only("handover_app_roles");
  CHECK(kind_of(event.body) == "app_roles");
  CHECK(customer(event) == "(nobody)");
  CHECK(at(event) == happened);
  const std::vector<AppRoles>& one = body_as<AppRolesChanged>(event).apps;
  REQUIRE(one.size() == 1);
  CHECK(one[0].app.text() == our_app);
  REQUIRE(one[0].roles.size() == 1);
  CHECK(says(one[0].roles[0], AppRole::primary_receiver, "primary_receiver"));
}

TEST_CASE("every app has its roles, in order, and a role that we do not know keeps its word",
          "[webhook][parse][forward]") {
  const std::vector<AppRoles> many = body_as<AppRolesChanged>(only("handover_app_roles_many")).apps;
  REQUIRE(many.size() == 4);
  CHECK(many[0].app.text() == our_app);
  REQUIRE(many[0].roles.size() == 2);
  CHECK(says(many[0].roles[0], AppRole::primary_receiver, "primary_receiver"));
  CHECK(says(many[0].roles[1], AppRole::automation, "automation"));
  REQUIRE(many[1].roles.size() == 1);
  CHECK(says(many[1].roles[0], AppRole::secondary_receiver, "secondary_receiver"));
  REQUIRE(many[2].roles.size() == 1);
  CHECK(says(many[2].roles[0], AppRole::unknown, "juggler"));
  CHECK(many[3].app.text() == "1");
  CHECK(many[3].roles.empty());
}

TEST_CASE("what Meta does about a policy has no sender, and two spellings", "[webhook][parse]") {
  for (const char* name : {"policy_enforcement", "policy_enforcement_hyphen"}) {
    const Event event = only(name);
    CHECK(kind_of(event.body) == "policy");
    CHECK(customer(event) == "(nobody)");
    CHECK(event.envelope.page.text() == page);
    CHECK(at(event) == happened);
  }
  const PolicyEnforced blocked = body_as<PolicyEnforced>(only("policy_enforcement"));
  CHECK(says(blocked.action, PolicyAction::block, "block"));
  CHECK(!blocked.reason.empty());
  const PolicyEnforced lifted = body_as<PolicyEnforced>(only("policy_enforcement_hyphen"));
  CHECK(says(lifted.action, PolicyAction::unblock, "unblock"));
  const std::vector<PolicyEnforced> all = all_as<PolicyEnforced>("policy_actions");
  REQUIRE(all.size() == 3);
  CHECK(says(all[0].action, PolicyAction::warning, "warning"));
  CHECK(all[0].reason == "Spam");
  CHECK(says(all[1].action, PolicyAction::unblock, "unblock"));
  CHECK(all[1].reason.empty());
  CHECK(says(all[2].action, PolicyAction::unknown, "ponder"));
}

TEST_CASE("an account is linked with a code and unlinked without", "[webhook][parse]") {
  const Event event = only("account_linking");
  CHECK(kind_of(event.body) == "account_link");
  CHECK(customer(event) == anna);
  CHECK(says(body_as<AccountLinkChanged>(event).status, AccountLinkStatus::linked, "linked"));
  CHECK(body_as<AccountLinkChanged>(event).authorization_code == "AUTH-1");
  const AccountLinkChanged unlinked = body_as<AccountLinkChanged>(only("account_unlinking"));
  CHECK(says(unlinked.status, AccountLinkStatus::unlinked, "unlinked"));
  CHECK(unlinked.authorization_code.empty());
}
