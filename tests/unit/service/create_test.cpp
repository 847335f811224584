#include <set>
#include <sstream>
#include <string>

#include "unit/service/registry_world.hpp"

using namespace registry_test; // NOLINT(google-build-using-namespace)

TEST_CASE("a draft that names its Page becomes a service without asking anybody", "[service]") {
  World world;
  const auto service = world.create(draft());
  REQUIRE(service);
  CHECK(world.transport->requests.empty());
  CHECK(!service->id.empty());
  CHECK(service->name == "Caffè Bolzano");
  CHECK(service->app.text() == "402911866340125");
  CHECK(service->app_secret == old_secret);
  CHECK(service->page_access_token.reveal() == "CANARYTOKEN");
  CHECK(service->page.text() == "108231704662015");
  CHECK(service->page_name.empty());
  CHECK(service->colour == "#00aaff");
  CHECK(service->tags == std::vector<std::string>{"italian"});
  CHECK(service->optional_tags == std::vector<std::string>{"vip"});
}

TEST_CASE("webhook URL and verify token cannot be guessed", "[service]") {
  World world;
  std::set<std::string> seen;
  for (int i = 1; i <= 50; ++i) {
    const Service service = world.create(draft("1", std::to_string(i))).value();
    CHECK(service.webhook_url.rfind("https://cc.example.com/messenger/", 0) == 0);
    const std::string path = service.webhook_url.substr(33);
    const std::string token(service.verify_token.reveal());
    // Base64url holds six bits a character: 128 bits are 22 of them.
    CHECK(path.size() >= 22);
    CHECK(token.size() >= 22);
    CHECK((path + token).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
          std::string::npos);
    seen.insert(path);
    seen.insert(token);
    seen.insert(service.id.text());
  }
  CHECK(seen.size() == 150);
}

TEST_CASE("without a Page ID the platform is asked whose token it is", "[service]") {
  World world;
  ServiceDraft nameless = draft("");
  const auto service = world.create(nameless);
  REQUIRE(service);
  CHECK(service->page.text() == "108231704662015");
  CHECK(service->page_name == "Caffè");
  REQUIRE(world.transport->requests.size() == 1);
  const HttpRequest& request = world.transport->requests[0];
  CHECK(request.method == "GET");
  CHECK(request.url.rfind("https://graph.facebook.com/v25.0/me?fields=id,name&appsecret_proof=", 0) == 0);
  CHECK(request.url.find("CANARY") == std::string::npos);
  CHECK(single_header(request.headers, "Authorization").value_or("") == "Bearer CANARYTOKEN");
  CHECK(world.transport->deadlines[0] == world.clock->steady() + std::chrono::seconds(15));
}

TEST_CASE("what the platform says against the token is said of the token", "[service]") {
  World world;
  world.transport->answer =
      HttpResponse{400, {}, R"({"error":{"message":"CANARY","type":"OAuthException","code":190,"fbtrace_id":"T1"}})"};
  const auto service = world.create(draft(""));
  REQUIRE(!service);
  CHECK(service.error().code == ErrorCode::graph);
  CHECK(service.error().field == "page_access_token");
  REQUIRE(service.error().graph);
  CHECK(service.error().graph->error_class == GraphErrorClass::token);
  CHECK(service.error().message == "the Page Access Token is dead; connect the Page again (code 190, trace T1)");
  CHECK(world.registry->list().empty());
}

TEST_CASE("no answer, an odd answer and a dropped one make no service", "[service]") {
  World world;
  ErrorCode code = ErrorCode::connection;
  SECTION("no connection") { world.transport->answer = not_sent(ErrorCode::connection, "no route"); }
  SECTION("no id") {
    world.transport->answer = HttpResponse{200, {}, "{}"};
    code = ErrorCode::bad_response;
  }
  SECTION("a gateway's page") {
    world.transport->answer = HttpResponse{502, {}, "<html>"};
    code = ErrorCode::bad_response;
  }
#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
  SECTION("a transport that throws") {
    world.transport->throws = true;
    code = ErrorCode::host_failed;
  }
#endif
  const auto service = world.create(draft(""));
  REQUIRE(!service);
  CHECK(service.error().code == code);
  CHECK(service.error().field.empty()); // nothing says that the token is wrong
  CHECK(world.registry->list().empty());
  CHECK(world.create(draft())); // nothing half-made is in the way
}

TEST_CASE("a bad draft is refused before anybody is asked", "[service]") {
  World world;
  ServiceDraft bad = draft("");
  bad.colour = "red";
  const auto service = world.create(bad);
  REQUIRE(!service);
  CHECK(service.error().field == "colour");
  CHECK(world.transport->requests.empty());
}

TEST_CASE("without entropy there is no service with a weak secret", "[service]") {
  struct DryRandom final : Random {
    Result<std::string> bytes(std::size_t /*count*/) override { return not_sent(ErrorCode::internal, "dry"); }
  };
  const World world;
  ServiceRegistryOptions options;
  options.base_url = "https://cc.example.com";
  options.transport = world.transport;
  options.executor = world.executor;
  options.clock = world.clock;
  options.random = std::make_shared<DryRandom>();
  const auto registry = ServiceRegistry::create(options);
  REQUIRE(registry);
  std::optional<Result<Service>> answer;
  (*registry)->create(draft(), [&](Result<Service> service) { answer.emplace(std::move(service)); });
  world.executor->run_ready();
  REQUIRE(answer);
  REQUIRE(!*answer);
  CHECK(answer->error().message == "dry");
  CHECK((*registry)->list().empty());
}

TEST_CASE("a second service for the same App and Page is a conflict", "[service]") {
  World world;
  REQUIRE(world.create(draft()));
  for (const char* page : {"108231704662015", ""}) {
    const auto second = world.create(draft(page));
    REQUIRE(!second);
    CHECK(second.error().code == ErrorCode::conflict);
    CHECK(second.error().field == "page");
    CHECK(second.error().fate == SendFate::not_sent);
  }
  CHECK(world.registry->list().size() == 1);
}

TEST_CASE("two drafts that turn out to be the same Page make one service", "[service]") {
  World world;
  world.transport->later = true;
  std::vector<Result<Service>> answers;
  for (int i = 0; i < 2; ++i)
    world.registry->create(draft(""), [&](Result<Service> service) { answers.push_back(std::move(service)); });
  world.executor->run_ready();
  REQUIRE(world.transport->waiting.size() == 2);
  for (const auto& done : world.transport->waiting) done(world.transport->answer);
  CHECK(answers.empty());
  world.executor->run_ready();
  REQUIRE(answers.size() == 2);
  CHECK(answers[0]);
  REQUIRE(!answers[1]);
  CHECK(answers[1].error().code == ErrorCode::conflict);
}

TEST_CASE("an App has one secret", "[service]") {
  World world;
  REQUIRE(world.create(draft()));
  ServiceDraft other = draft("109977530021148");
  other.app_secret = new_secret;
  const auto second = world.create(other);
  REQUIRE(!second);
  CHECK(second.error().code == ErrorCode::conflict);
  CHECK(second.error().field == "app_secret");
  CHECK(second.error().message.find("CANARY") == std::string::npos);
}

TEST_CASE("two Apps may share a Page", "[service]") {
  World world;
  const Service first = world.create(draft()).value();
  const Service second = world.create(draft("108231704662015", "551200934417760")).value();
  CHECK(first.page == second.page);
  CHECK(first.webhook_url != second.webhook_url);
  CHECK(first.verify_token != second.verify_token);
}

TEST_CASE("services of one App share its webhook URL and verify token", "[service]") {
  World world;
  const Service first = world.create(draft()).value();
  const Service second = world.create(draft("109977530021148")).value();
  CHECK(first.id != second.id);
  CHECK(first.webhook_url == second.webhook_url);
  CHECK(first.verify_token == second.verify_token);
}

TEST_CASE("what is printed of a service's secrets is three stars", "[service]") {
  World world;
  const Service service = world.create(draft()).value();
  std::ostringstream out;
  out << service.app_secret << service.page_access_token << service.verify_token;
  CHECK(out.str() == "*********");
}
