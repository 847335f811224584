#include <set>
#include <string>

#include "unit/service/registry_world.hpp"

using namespace registry_test; // NOLINT(google-build-using-namespace)

namespace {

const Secret third("CANARYSECRET0000000000000000000c");

/// Which of the secrets in these tests a service's webhooks are accepted with.
std::vector<Secret> accepted(World& world, const Service& service) {
  const WebhookVerifier verifier = world.find(path_of_service(service)).value().verifier;
  std::vector<Secret> fitting;
  for (const Secret& secret : {old_secret, new_secret, third}) {
    std::string body = "{}";
    if (verifier.verify(std::move(body), signature_256("{}", secret))) fitting.push_back(secret);
  }
  return fitting;
}

} // namespace

TEST_CASE("a webhook path leads to its App, secrets, verify token and Pages", "[service][lookup]") {
  World world;
  const Service first = world.create(draft()).value();
  const Service second = world.create(draft("109977530021148")).value();
  const Service other = world.create(draft("108231704662015", "551200934417760")).value();
  const auto target = world.find(path_of_service(first));
  REQUIRE(target);
  CHECK(target->app.text() == "402911866340125");
  CHECK(accepted(world, first) == std::vector<Secret>{old_secret});
  CHECK(target->verify_token == first.verify_token);
  CHECK(target->services ==
        std::map<PageId, ServiceId>{{PageId("108231704662015"), first.id}, {PageId("109977530021148"), second.id}});
  CHECK(world.find(path_of_service(other)).value().services ==
        std::map<PageId, ServiceId>{{PageId("108231704662015"), other.id}});
}

TEST_CASE("only the last part of a path counts, since proxies change the rest", "[service][lookup]") {
  World world;
  const Service service = world.create(draft()).value();
  const std::string secret_part = service.webhook_url.substr(service.webhook_url.rfind('/') + 1);
  for (const std::string& path : {"/messenger/" + secret_part, "/" + secret_part, secret_part, "/a/b/" + secret_part})
    CHECK(world.find(path));
  for (const std::string& path :
       {std::string(), std::string("/"), "/messenger/" + secret_part + "/", "/messenger/" + secret_part + "x",
        "/messenger/" + secret_part.substr(1), std::string("/messenger"), std::string("/messenger/")}) {
    const auto target = world.find(path);
    REQUIRE(!target);
    CHECK(target.error().code == ErrorCode::not_found);
  }
}

TEST_CASE("while a secret is rotated the new one is the service's and the old one still counts",
          "[service][rotation]") {
  World world;
  const Service service = world.create(draft()).value();
  REQUIRE(world.registry->rotate_app_secret(service.app, new_secret));
  CHECK(accepted(world, service) == std::vector<Secret>{old_secret, new_secret});
  CHECK(world.registry->get(service.id).value().app_secret == new_secret);
  REQUIRE(world.registry->finish_secret_rotation(service.app));
  CHECK(accepted(world, service) == std::vector<Secret>{new_secret});
}

TEST_CASE("a rotation that is asked for twice is one rotation", "[service][rotation]") {
  World world;
  const Service service = world.create(draft()).value();
  REQUIRE(world.registry->rotate_app_secret(service.app, new_secret));
  REQUIRE(world.registry->rotate_app_secret(service.app, new_secret));
  CHECK(accepted(world, service) == std::vector<Secret>{old_secret, new_secret});
  REQUIRE(world.registry->rotate_app_secret(service.app, old_secret));
  CHECK(world.registry->get(service.id).value().app_secret == old_secret);
  CHECK(accepted(world, service) == std::vector<Secret>{old_secret, new_secret});
}

TEST_CASE("never more than two secrets are accepted", "[service][rotation]") {
  World world;
  const Service service = world.create(draft()).value();
  REQUIRE(world.registry->rotate_app_secret(service.app, new_secret));
  REQUIRE(world.registry->rotate_app_secret(service.app, third));
  CHECK(accepted(world, service) == std::vector<Secret>{new_secret, third});
}

TEST_CASE("a rotation changes all services of the App and no other's", "[service][rotation]") {
  World world;
  const Service first = world.create(draft()).value();
  const Service second = world.create(draft("109977530021148")).value();
  const Service other = world.create(draft("108231704662015", "551200934417760")).value();
  REQUIRE(world.registry->rotate_app_secret(first.app, new_secret));
  CHECK(world.registry->get(second.id).value().app_secret == new_secret);
  CHECK(world.registry->get(other.id).value().app_secret == old_secret);
  CHECK(accepted(world, other) == std::vector<Secret>{old_secret});
}

TEST_CASE("after a rotation new services of the App need the new secret", "[service][rotation]") {
  World world;
  const Service service = world.create(draft()).value();
  REQUIRE(world.registry->rotate_app_secret(service.app, new_secret));
  ServiceDraft next = draft("109977530021148");
  CHECK(world.create(next).error().field == "app_secret");
  next.app_secret = new_secret;
  CHECK(world.create(next));
}

TEST_CASE("only a known App's secret is rotated, and only to one that can be", "[service][rotation]") {
  World world;
  const Service service = world.create(draft()).value();
  CHECK(world.registry->rotate_app_secret(AppId("1"), new_secret).error().code == ErrorCode::not_found);
  CHECK(world.registry->finish_secret_rotation(AppId("1")).error().code == ErrorCode::not_found);
  const auto rotated = world.registry->rotate_app_secret(service.app, Secret("CANARY two words"));
  REQUIRE(!rotated);
  CHECK(rotated.error().field == "app_secret");
  CHECK(rotated.error().message.find("CANARY") == std::string::npos);
  CHECK(accepted(world, service) == std::vector<Secret>{old_secret});
}

TEST_CASE("a rotation that is finished without having begun changes nothing", "[service][rotation]") {
  World world;
  const Service service = world.create(draft()).value();
  REQUIRE(world.registry->finish_secret_rotation(service.app));
  CHECK(accepted(world, service) == std::vector<Secret>{old_secret});
}

TEST_CASE("a removed service is gone, and its webhooks have no service any more", "[service]") {
  World world;
  const Service first = world.create(draft()).value();
  const Service second = world.create(draft("109977530021148")).value();
  REQUIRE(world.registry->remove(first.id));
  CHECK(world.registry->get(first.id).error().code == ErrorCode::not_found);
  CHECK(world.registry->remove(first.id).error().code == ErrorCode::not_found);
  CHECK(world.find(path_of_service(first)).value().services ==
        std::map<PageId, ServiceId>{{PageId("109977530021148"), second.id}});
  REQUIRE(world.registry->remove(second.id));
  CHECK(world.find(path_of_service(first)).value().services.empty());
  CHECK(world.registry->list().empty());
}

TEST_CASE("a Page whose service was removed can be connected again", "[service]") {
  World world;
  const Service first = world.create(draft()).value();
  REQUIRE(world.registry->remove(first.id));
  const Service again = world.create(draft()).value();
  CHECK(again.id != first.id);
  CHECK(again.webhook_url == first.webhook_url);
}

TEST_CASE("services can be listed and got", "[service]") {
  World world;
  CHECK(world.registry->list().empty());
  CHECK(world.registry->get(ServiceId("nobody")).error().code == ErrorCode::not_found);
  const Service first = world.create(draft()).value();
  const Service second = world.create(draft("109977530021148")).value();
  std::set<std::string> ids;
  for (const Service& service : world.registry->list()) ids.insert(service.id.text());
  CHECK(ids == std::set<std::string>{first.id.text(), second.id.text()});
  CHECK(world.registry->get(second.id).value().page.text() == "109977530021148");
  CHECK(world.registry->get(second.id).value().webhook_url == second.webhook_url);
}

TEST_CASE("a registry goes while it is asking: the answer still comes", "[service]") {
  World world;
  world.transport->later = true;
  std::optional<Result<Service>> answer;
  world.registry->create(draft(""), [&](Result<Service> service) { answer.emplace(std::move(service)); });
  world.executor->run_ready();
  world.registry.reset();
  REQUIRE(world.transport->waiting.size() == 1);
  world.transport->waiting[0](world.transport->answer);
  world.executor->run_ready();
  REQUIRE(answer);
  CHECK(*answer);
}

TEST_CASE("a wrong App Secret is put right by removing the service and creating it again", "[service]") {
  World world;
  ServiceDraft wrong = draft();
  wrong.app_secret = Secret("wrong-secret");
  const auto first = world.create(wrong);
  REQUIRE(first);
  REQUIRE(world.registry->remove(first->id));
  const auto second = world.create(draft());
  REQUIRE(second);
  CHECK(second->webhook_url == first->webhook_url); // the App Dashboard knows it already
  CHECK(accepted(world, *second) == std::vector<Secret>{draft().app_secret});
}
