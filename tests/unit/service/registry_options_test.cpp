#include <string>

#include "unit/service/registry_world.hpp"

using namespace registry_test; // NOLINT(google-build-using-namespace)

namespace {

/// The field that is refused; empty if the registry is made.
std::string refused(const ServiceRegistryOptions& options) {
  const auto made = ServiceRegistry::create(options);
  if (made) return {};
  CHECK(made.error().code == ErrorCode::invalid_argument);
  return made.error().field;
}

ServiceRegistryOptions options_of(const World& world, std::string base_url = "https://cc.example.com") {
  ServiceRegistryOptions options;
  options.base_url = std::move(base_url);
  options.transport = world.transport;
  options.executor = world.executor;
  options.clock = world.clock;
  options.random = make_system_random();
  return options;
}

} // namespace

TEST_CASE("webhooks are served over https, or http on this machine", "[service][options]") {
  const World world;
  const std::string url = GENERATE(as<std::string>{}, "https://cc.example.com", "https://cc.example.com:8443/a/b",
                                   "http://localhost", "http://localhost:8080/w", "http://127.0.0.1/w",
                                   "http://127.0.1.1:80", "http://[::1]", "http://[::1]:8080", "http://[::1]/w");
  CHECK(refused(options_of(world, url)).empty());
}

TEST_CASE("another base URL is refused", "[service][options]") {
  const World world;
  const std::string url =
      GENERATE(as<std::string>{}, "", "https://", "https:///", "http://cc.example.com", "HTTPS://cc.example.com",
               "cc.example.com", "ftp://cc.example.com", "http://localhost.example.com", "http://localhosts",
               "http://127.example.com", "http://127.0.0.1.example.com", "http://[::1].example.com", "http://[::1",
               "https://cc.example.com/?tenant=1", "https://cc.example.com/#x", "https://cc.example.com/a b",
               "https://cc.example.com/\n");
  CAPTURE(url);
  CHECK(refused(options_of(world, url)) == "base_url");
}

TEST_CASE("slashes at the base URL's end do not double", "[service][options]") {
  World world;
  const auto registry = ServiceRegistry::create(options_of(world, "https://cc.example.com/messenger//"));
  REQUIRE(registry);
  world.registry = *registry;
  const Service service = world.create(draft()).value();
  CHECK(service.webhook_url.rfind("https://cc.example.com/messenger/", 0) == 0);
  CHECK(service.webhook_url.find("//", 8) == std::string::npos);
}

TEST_CASE("a registry needs all of its parts", "[service][options]") {
  const World world;
  ServiceRegistryOptions options = options_of(world);
  CHECK(refused(options).empty());
  SECTION("transport") {
    options.transport = nullptr;
    CHECK(refused(options) == "transport");
  }
  SECTION("executor") {
    options.executor = nullptr;
    CHECK(refused(options) == "executor");
  }
  SECTION("clock") {
    options.clock = nullptr;
    CHECK(refused(options) == "clock");
  }
  SECTION("random") {
    options.random = nullptr;
    CHECK(refused(options) == "random");
  }
}

TEST_CASE("the platform is asked where and in the version that the options say", "[service][options]") {
  World world;
  ServiceRegistryOptions options = options_of(world);
  options.graph_origin = "http://127.0.0.1:9";
  options.api_version = "v24.0";
  const auto registry = ServiceRegistry::create(options);
  REQUIRE(registry);
  world.registry = *registry;
  REQUIRE(world.create(draft("")));
  CHECK(world.transport->requests.at(0).url.rfind("http://127.0.0.1:9/v24.0/me?", 0) == 0);
}
