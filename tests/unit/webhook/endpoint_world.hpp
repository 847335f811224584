#pragma once

#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/testing/manual_clock.hpp"
#include "pagebridge/testing/manual_executor.hpp"
#include "pagebridge/webhook/verified_body.hpp"
#include "pagebridge/webhook/webhook_endpoint.hpp"
#include "support/catch.hpp"

/// A webhook endpoint with everything around it in the test's hands.
namespace endpoint_test {

using namespace pagebridge; // NOLINT(google-build-using-namespace)

inline constexpr const char* path = "/messenger/CANARYPATH";
inline const Secret app_secret("CANARYSECRET0000000000000000000a");
inline const Secret next_secret("CANARYSECRET0000000000000000000b");
inline const Secret verify_token("CANARYTOKEN");
inline const std::string message =
    R"({"object":"page","entry":[{"id":"108231704662015","time":1770000000512,"messaging":[)"
    R"({"sender":{"id":"7310452989011646"},"recipient":{"id":"108231704662015"},"timestamp":1770000000123,)"
    R"("message":{"mid":"m_1","text":"CANARYTEXT"}}]}]})";

inline WebhookVerifier verifier(const std::vector<Secret>& secrets) {
  auto made = WebhookVerifier::create(secrets);
  REQUIRE(made);
  return *made;
}

inline WebhookTarget target() {
  return {AppId("402911866340125"),
          verifier({app_secret}),
          verify_token,
          {{PageId("108231704662015"), ServiceId("service-1")}}};
}

/// Knows one set of paths at hand, and another one once it is asked to look again.
struct Lookup final : ServiceLookup {
  std::map<std::string, WebhookTarget> cached;
  std::map<std::string, WebhookTarget> fresh;
  std::optional<Error> error;
  bool throws = false;
  std::vector<LookupFreshness> asked;
  std::vector<std::string> paths;

  void find(std::string wanted, LookupFreshness freshness, Completion<WebhookTarget> done) override {
    asked.push_back(freshness);
    paths.push_back(wanted);
    if (throws) throw std::runtime_error("CANARYTHROWN");
    if (error) return done(*error);
    const auto& known = freshness == LookupFreshness::cached ? cached : fresh;
    const auto found = known.find(wanted);
    if (found == known.end()) return done(not_sent(ErrorCode::not_found, "no such path"));
    done(found->second);
  }
};

/// Keeps what it gets, and answers as it is told: at once, later, or never.
struct Sink final : EventSink {
  std::vector<ReceivedWebhook> received;
  Result<void> answer;
  bool throws = false;
  bool later = false;
  std::vector<Completion<void>> waiting;

  void accept(ReceivedWebhook webhook, Completion<void> done) override {
    received.push_back(std::move(webhook));
    if (throws) throw std::runtime_error("CANARYTHROWN");
    if (later) {
      waiting.push_back(std::move(done));
    } else {
      done(answer);
    }
  }
};

/// Keeps what it gets, and answers as it is told.
struct Privacy final : PrivacySink {
  std::vector<std::pair<AppId, SignedRequest>> deauthorizations;
  std::vector<std::pair<AppId, SignedRequest>> deletions;
  Result<void> answer;
  Result<DeletionReceipt> receipt = DeletionReceipt{"https://cc.example.com/deletion?id=7f3", "7f3"};
  bool throws = false;
  bool drops = false;

  void deauthorized(AppId app, SignedRequest request, Completion<void> done) override {
    deauthorizations.emplace_back(std::move(app), std::move(request));
    if (throws) throw std::runtime_error("CANARYTHROWN");
    if (!drops) done(answer);
  }
  void delete_user(AppId app, SignedRequest request, Completion<DeletionReceipt> done) override {
    deletions.emplace_back(std::move(app), std::move(request));
    if (throws) throw std::runtime_error("CANARYTHROWN");
    if (!drops) done(receipt);
  }
};

struct Metrics final : MetricSink {
  std::vector<std::string> counted; ///< of the webhook's requests
  std::vector<std::string> privacy; ///< of the privacy requests
  void count(std::string_view name, std::string_view label, std::string_view value, std::uint64_t by) override {
    const bool is_webhook = name == "pagebridge_webhook_requests_total";
    CHECK((is_webhook || name == "pagebridge_privacy_requests_total"));
    CHECK(label == "result");
    CHECK(by == 1);
    (is_webhook ? counted : privacy).emplace_back(value);
  }
};

struct World {
  World() {
    lookup->cached[path] = target();
    lookup->fresh = lookup->cached;
  }

  WebhookEndpoint endpoint() {
    WebhookEndpointOptions options;
    options.lookup = lookup;
    options.sink = sink;
    options.executor = executor;
    options.max_body_bytes = max_body_bytes;
    options.metrics = metrics;
    options.privacy = privacy;
    options.log = [this](const LogRecord& record) { logs.push_back(record); };
    auto made = WebhookEndpoint::create(options);
    REQUIRE(made);
    return std::move(made).value();
  }

  /// Everything that one request brings about; the answers so far.
  std::vector<HttpResponse> handle(HttpRequest request) {
    std::vector<HttpResponse> answers;
    endpoint().handle(std::move(request), [&](HttpResponse response) { answers.push_back(std::move(response)); });
    CHECK(answers.empty()); // never inside the host's own call
    executor->run_ready();
    return answers;
  }
  HttpResponse answer(HttpRequest request) {
    std::vector<HttpResponse> answers = handle(std::move(request));
    REQUIRE(answers.size() == 1);
    return answers.front();
  }

  std::shared_ptr<testing::ManualExecutor> executor =
      std::make_shared<testing::ManualExecutor>(std::make_shared<testing::ManualClock>());
  std::shared_ptr<Lookup> lookup = std::make_shared<Lookup>();
  std::shared_ptr<Sink> sink = std::make_shared<Sink>();
  std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();
  std::shared_ptr<Privacy> privacy; ///< only the tests about it have one
  std::size_t max_body_bytes = 4096;
  std::vector<LogRecord> logs;
};

inline HttpRequest signed_post(const std::string& body = message, const Secret& secret = app_secret) {
  return {
      "POST", path, {{"Content-Type", "application/json"}, {"X-Hub-Signature-256", signature_256(body, secret)}}, body};
}
inline HttpRequest handshake(const std::string& token = "CANARYTOKEN") {
  return {"GET", std::string(path) + "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + token, {}, {}};
}

/// What every refusal must look like.
inline void check_refusal(const HttpResponse& response, int status, const char* allowed = "GET, POST") {
  CHECK(response.status == status);
  CHECK(response.body == "refused");
  HttpHeaders headers = {{"Content-Type", "text/plain"}, {"X-Content-Type-Options", "nosniff"}};
  if (status == 405) headers.emplace_back("Allow", allowed);
  CHECK(response.headers == headers);
}

} // namespace endpoint_test
