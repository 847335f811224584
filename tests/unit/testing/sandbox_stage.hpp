#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/testing/loopback_transport.hpp"
#include "pagebridge/testing/manual_clock.hpp"
#include "pagebridge/testing/manual_executor.hpp"
#include "pagebridge/testing/sandbox.hpp"
#include "support/catch.hpp"

namespace sandbox_test {

using namespace pagebridge; // in tests only
using pagebridge::testing::LoopbackTransport;
using pagebridge::testing::ManualClock;
using pagebridge::testing::ManualExecutor;
using pagebridge::testing::Sandbox;
using pagebridge::testing::SandboxFaults;
using pagebridge::testing::SandboxMessage;
using pagebridge::testing::SandboxOptions;
using pagebridge::testing::SandboxPerson;
using pagebridge::testing::SandboxRefusal;
using pagebridge::testing::SandboxWebhook;
using pagebridge::testing::SandboxWebhookState;

inline const std::string ada = "25381719828140932"; ///< beyond what a double can hold
inline const std::string bob = "5794982867201265";

inline const std::vector<std::string> all_fields = {"messages",         "message_echoes",      "message_deliveries",
                                                    "message_reads",    "messaging_postbacks", "message_edits",
                                                    "message_reactions"};

/// Its App is the Page's default one of Conversation Routing.
inline SandboxOptions with_default_app() {
  SandboxOptions options;
  options.is_default_app = true;
  return options;
}

/// The server behind the callback URL. A status of 0 breaks the connection.
struct Callback {
  std::vector<HttpRequest> gets;
  std::vector<HttpRequest> posts;
  std::vector<Timestamp> post_times;
  std::deque<int> statuses; ///< of the next answers to POSTs; then 200
  bool is_silent = false;   ///< answers no POST, and keeps it
  std::vector<LoopbackTransport::Respond> kept;
  std::function<HttpResponse(const HttpRequest&)> on_get;
};

inline std::string parameter(const HttpRequest& request, const std::string& name) {
  for (const auto& [key, value] : query_parameters(request.url))
    if (key == name) return value;
  return "(missing)";
}

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The text behind `"name":"`, up to the next quote.
inline std::string text_after(const std::string& json, const std::string& name) {
  const auto at = json.find("\"" + name + "\":\"");
  if (at == std::string::npos) return "(missing)";
  const auto start = at + name.size() + 4;
  return json.substr(start, json.find('"', start) - start);
}

/// The number behind the last `"name":`.
inline std::int64_t number_after(const std::string& json, const std::string& name) {
  const auto at = json.rfind("\"" + name + "\":");
  return at == std::string::npos ? -1 : std::stoll(json.substr(at + name.size() + 3));
}

/// A sandbox, two people, and a callback that records what it gets; time stands still.
class Stage {
 public:
  Stage() : Stage(SandboxOptions{}) {}
  explicit Stage(SandboxOptions options) {
    options.app = AppId("1517776481860111");
    options.app_secret = Secret("00112233445566778899aabbccddeeff");
    options.page = PageId("682498302938465");
    options.page_name = "Gelateria Demo";
    options.page_access_token = Secret("EAAtoken");
    options.clock = clock;
    options.executor = executor;
    // Time stands still here, so that a second's two lists would be used up at once. See sandbox_limits_test.cpp.
    for (auto* limit : {&options.limits.conversations, &options.limits.messenger_profile, &options.limits.user_menu})
      limit->calls = 0;
    options.webhook_transport = std::make_shared<LoopbackTransport>(
        executor, clock, [state = callback, time = clock](HttpRequest request, LoopbackTransport::Respond respond) {
          serve(*state, *time, std::move(request), std::move(respond));
        });
    sandbox = Sandbox::create(std::move(options)).value();
    callback->on_get = [](const HttpRequest& request) {
      return HttpResponse{200, {}, parameter(request, "hub.challenge")};
    };
    SandboxPerson person;
    person.psid = Psid(ada);
    person.first_name = "Ada";
    person.last_name = "Example";
    person.profile_pic = "https://pictures.example/ada.jpg";
    person.locale = "it_IT";
    person.timezone = "-3.5";
    person.gender = "female";
    REQUIRE(sandbox->add_person(person));
    person = {};
    person.psid = Psid(bob);
    person.first_name = "Bob";
    REQUIRE(sandbox->add_person(person));
  }

  /// Connects the webhook; the first error, if it failed.
  std::optional<Error> connect(std::vector<std::string> fields, std::string url = "https://cc.example/messenger/abc") {
    std::optional<Result<void>> result;
    sandbox->connect_webhook(std::move(url), Secret("verify me"), std::move(fields),
                             [&](Result<void> r) { result = std::move(r); });
    executor->run_ready();
    REQUIRE(result);
    if (*result) return std::nullopt;
    return result->error();
  }

  HttpResponse call(std::string method, std::string url, std::string body = {}) const {
    HttpRequest request{std::move(method), std::move(url), {{"Authorization", "Bearer EAAtoken"}}, std::move(body)};
    if (!request.body.empty()) request.headers.emplace_back("Content-Type", "application/json");
    return sandbox->handle(request);
  }
  HttpResponse get(std::string url) const { return call("GET", std::move(url)); }
  HttpResponse send(const std::string& message, const std::string& more = {}) const {
    return call("POST", "/v25.0/me/messages",
                R"({"recipient":{"id":")" + ada + R"("},"message":)" + message + more + "}");
  }

  std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
  std::shared_ptr<ManualExecutor> executor = std::make_shared<ManualExecutor>(clock);
  std::shared_ptr<Callback> callback = std::make_shared<Callback>();
  std::shared_ptr<Sandbox> sandbox;

 private:
  static void serve(Callback& state, const ManualClock& time, HttpRequest request, LoopbackTransport::Respond respond) {
    if (request.method == "GET") {
      state.gets.push_back(request);
      return respond(state.on_get(request));
    }
    state.posts.push_back(std::move(request));
    state.post_times.push_back(time.wall());
    if (state.is_silent) {
      state.kept.push_back(std::move(respond));
      return;
    }
    int status = 200;
    if (!state.statuses.empty()) {
      status = state.statuses.front();
      state.statuses.pop_front();
    }
    respond(HttpResponse{status, {}, "EVENT_RECEIVED"});
  }
};

/// Whether `response` is the platform's error of that code and subcode (0: none).
inline bool is_error(const HttpResponse& response, int code, int subcode) {
  const bool has_code = contains(response.body, "\"code\":" + std::to_string(code) + ",");
  const bool has_subcode = subcode == 0 ? !contains(response.body, "error_subcode")
                                        : contains(response.body, "\"error_subcode\":" + std::to_string(subcode) + ",");
  return has_code && has_subcode && contains(response.body, "\"fbtrace_id\":\"A");
}

} // namespace sandbox_test
