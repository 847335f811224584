#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/service/service_registry.hpp"
#include "pagebridge/testing/manual_clock.hpp"
#include "pagebridge/testing/manual_executor.hpp"
#include "support/catch.hpp"

/// A service registry with everything around it in the test's hands.
namespace registry_test {

using namespace pagebridge; // NOLINT(google-build-using-namespace)

/// Keeps what it is asked, and answers as it is told; `later` keeps the completion instead.
struct Transport final : HttpTransport {
  std::vector<HttpRequest> requests;
  std::vector<SteadyTime> deadlines;
  Result<HttpResponse> answer = HttpResponse{200, {}, R"({"id":"108231704662015","name":"Caff\u00e8"})"};
  bool throws = false;
  bool later = false;
  std::vector<Completion<HttpResponse>> waiting;

  void start(HttpRequest request, const CallContext& context, Completion<HttpResponse> done) override {
    requests.push_back(std::move(request));
    deadlines.push_back(context.deadline);
    if (throws) throw std::runtime_error("CANARYTHROWN");
    if (later) {
      waiting.push_back(std::move(done));
    } else {
      done(answer);
    }
  }
};

struct World {
  World() {
    ServiceRegistryOptions options;
    options.base_url = "https://cc.example.com/messenger";
    options.transport = transport;
    options.executor = executor;
    options.clock = clock;
    options.random = make_system_random();
    auto made = ServiceRegistry::create(options);
    REQUIRE(made);
    registry = *made;
  }

  Result<Service> create(ServiceDraft draft) {
    std::optional<Result<Service>> answer;
    registry->create(std::move(draft), [&](Result<Service> service) { answer.emplace(std::move(service)); });
    CHECK(!answer); // never inside the call
    executor->run_ready();
    REQUIRE(answer);
    return *answer;
  }

  Result<WebhookTarget> find(const std::string& path) {
    std::optional<Result<WebhookTarget>> answer;
    registry->find(path, LookupFreshness::cached,
                   [&](Result<WebhookTarget> target) { answer.emplace(std::move(target)); });
    executor->run_ready();
    REQUIRE(answer);
    return *answer;
  }

  std::shared_ptr<testing::ManualClock> clock = std::make_shared<testing::ManualClock>();
  std::shared_ptr<testing::ManualExecutor> executor = std::make_shared<testing::ManualExecutor>(clock);
  std::shared_ptr<Transport> transport = std::make_shared<Transport>();
  std::shared_ptr<ServiceRegistry> registry;
};

inline const Secret old_secret("CANARYSECRET0000000000000000000a");
inline const Secret new_secret("CANARYSECRET0000000000000000000b");

inline ServiceDraft draft(const std::string& page = "108231704662015", const std::string& app = "402911866340125") {
  ServiceDraft made;
  made.name = "Caffè Bolzano";
  made.app = AppId(app);
  made.app_secret = old_secret;
  made.page_access_token = Secret("CANARYTOKEN");
  made.page = PageId(page);
  made.colour = "#00aaff";
  made.tags = {"italian"};
  made.optional_tags = {"vip"};
  return made;
}

/// The path under which a service's webhooks come in.
inline std::string path_of_service(const Service& service) { return std::string(path_of(service.webhook_url)); }

} // namespace registry_test
