// The older edge for blocking: everybody by every name that there is of them.
#include "unit/testing/core_stage.hpp"

using namespace sandbox_test;

namespace {

/// Ada has never written to the Page.
struct Desk : CoreStage {
  HttpResponse blocked(const std::string& method, const std::string& query = {}) const {
    return call(method, "/me/blocked" + query, "EAAtoken");
  }
  UserId account() const {
    return core->locked([&](World& world) { return world.person(Psid(ada))->user; });
  }
};

const std::string nobody = R"({"data":[]})";
const std::string shows_ada = R"({"name":"Ada","id":")" + ada + "\"}";

} // namespace

TEST_CASE("who only commented is blocked by their account", "[sandbox][moderation]") {
  const Desk desk;
  const std::string account = desk.account().text();
  CHECK(is_error(desk.blocked("POST", "?psid=" + ada), 100, 2018001));
  const std::string by = GENERATE("uid", "user");
  CHECK(desk.blocked("POST", "?" + by + "=" + account).body == "{\"" + account + "\":true}");
  CHECK(contains(desk.blocked("GET").body, shows_ada));
  CHECK(contains(desk.blocked("GET", "?uid=" + account).body, shows_ada));
  CHECK(desk.blocked("GET", "?uid=" + desk.agent.text()).body == nobody);
  CHECK(desk.core->write(Psid(ada), "hello?", "").error().code == ErrorCode::conflict);
  CHECK(desk.blocked("DELETE", "?" + by + "=" + account).status == 200);
  CHECK(desk.blocked("GET").body == nobody);
}

TEST_CASE("people are blocked by the App's id of them", "[sandbox][moderation]") {
  const Desk desk;
  const std::string asid = desk.asid(desk.account());
  CHECK(desk.blocked("POST", "?asid=" + asid).body == "{\"" + asid + "\":true}");
  CHECK(contains(desk.blocked("GET", "?user=" + asid).body, shows_ada));
  CHECK(desk.blocked("DELETE", "?asid=" + asid).status == 200);
  CHECK(desk.blocked("GET").body == nobody);
}

TEST_CASE("an id of another kind names nobody, and nobody is blocked", "[sandbox][moderation]") {
  const Desk desk;
  const std::string account = desk.account().text();
  CHECK(is_error(desk.blocked("POST", "?asid=" + account), 100, 2018001));
  CHECK(is_error(desk.blocked("POST", "?uid=" + desk.asid(desk.account())), 100, 2018001));
  CHECK(is_error(desk.blocked("POST", "?uid=" + account + ",4711"), 100, 2018001));
  CHECK(is_error(desk.blocked("POST", "?uid=" + desk.agent.text()), 100, 2018001)); // unknown to the Page
  CHECK(desk.blocked("GET").body == nobody);
}
