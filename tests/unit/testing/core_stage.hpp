#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/graph_error.hpp"
#include "testing/app_scoped_id.hpp"
#include "testing/graph_endpoints.hpp"
#include "testing/sandbox_core.hpp"
#include "unit/testing/sandbox_stage.hpp"

namespace sandbox_test {

using pagebridge::testing::SandboxCore;
using pagebridge::testing::SandboxLogin;
using pagebridge::testing::UserId;
using pagebridge::testing::World;

/// The inside of a sandbox: logins and other things that the public interface does not reach. Two Pages of one
/// administrator, who has a role on the App, too; and an agent who may only answer messages on the first.
class CoreStage {
 public:
  CoreStage() : CoreStage(SandboxOptions{}) {}
  explicit CoreStage(SandboxOptions options) {
    options.app = app;
    options.app_secret = Secret("00112233445566778899aabbccddeeff");
    options.page = page;
    options.page_name = "Gelateria Demo";
    options.page_access_token = Secret("EAAtoken");
    options.clock = clock;
    options.executor = executor;
    options.random = make_system_random();
    options.webhook_transport = std::make_shared<LoopbackTransport>(
        executor, clock, [state = callback](const HttpRequest& request, const LoopbackTransport::Respond& respond) {
          if (request.method == "GET") {
            state->gets.push_back(request);
            return respond(state->on_get(request));
          }
          state->posts.push_back(request);
          respond(HttpResponse{200, {}, "EVENT_RECEIVED"});
        });
    callback->on_get = [](const HttpRequest& request) {
      return HttpResponse{200, {}, parameter(request, "hub.challenge")};
    };
    core = std::make_shared<SandboxCore>(std::move(options));
    REQUIRE(core->found());
    SandboxPerson person;
    person.psid = Psid(ada);
    person.first_name = "Ada";
    REQUIRE(core->add_person(person));
    core->locked([&](World& world) {
      admin = world.app(app)->roles.begin()->first;
      world.users[agent].id = agent;
      world.users[agent].profile.first_name = "Agent";
      world.users[stranger].id = stranger;
      world.page(page)->tasks[agent] = {"MESSAGING"};
      auto& second = world.pages[other_page] = std::make_unique<pagebridge::testing::PageRecord>(other_page);
      second->name = "Second Page";
      second->tasks[admin] = {"MANAGE", "MESSAGING"};
    });
  }

  /// What comes once all that can happen has happened; status 0: nothing yet.
  HttpResponse handle(const HttpRequest& request) const {
    auto answered = std::make_shared<HttpResponse>();
    pagebridge::testing::answer_graph(*core, request,
                                      [answered](HttpResponse response) { *answered = std::move(response); });
    executor->run_ready();
    return *answered;
  }
  HttpResponse call(std::string method, std::string url, const std::string& token, std::string body = {}) const {
    HttpRequest request{std::move(method), std::move(url), {}, std::move(body)};
    if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
    if (!request.body.empty()) request.headers.emplace_back("Content-Type", "application/json");
    return handle(request);
  }
  /// Makes one of the SDK's own calls.
  template <class Call>
  auto run(const Call& call, const std::string& token) const {
    return from_http(call, answer_to(call, token));
  }
  template <class Call>
  HttpResponse answer_to(const Call& call, const std::string& token) const {
    graph::Access access;
    access.access_token = Secret(token);
    access.app_secret = Secret(secret);
    return handle(to_http(call, access));
  }
  std::string login(const UserId& user, std::set<PageId> pages = {}, std::set<std::string> scopes = {}) const {
    const auto token = core->issue_user_token({app, user, std::move(pages), std::move(scopes)});
    REQUIRE(token);
    return *token;
  }
  std::string asid(const UserId& user) const {
    return core->locked([&](World& world) { return pagebridge::testing::app_scoped_id(*world.user(user), app); });
  }

  const AppId app{"1517776481860111"};
  const std::string secret = "00112233445566778899aabbccddeeff";
  const std::string app_token = app.text() + "|" + secret;
  const PageId page{"682498302938465"};
  const PageId other_page{"682498302938466"};
  UserId admin;
  const UserId agent{"300000000000001"};
  const UserId stranger{"300000000000002"};
  std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
  std::shared_ptr<ManualExecutor> executor = std::make_shared<ManualExecutor>(clock);
  std::shared_ptr<Callback> callback = std::make_shared<Callback>();
  std::shared_ptr<SandboxCore> core;
};

/// The code and subcode of a Graph error; {0, 0} if it is another.
inline std::pair<int, int> graph_code(const Error& error) {
  return error.graph ? std::make_pair(error.graph->code, error.graph->subcode) : std::make_pair(0, 0);
}

} // namespace sandbox_test
