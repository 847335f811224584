#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/graph/graph_client.hpp"
#include "pagebridge/graph/graph_error.hpp"
#include "pagebridge/testing/loopback_transport.hpp"
#include "pagebridge/testing/manual_clock.hpp"
#include "pagebridge/testing/manual_executor.hpp"
#include "testing/call_limits.hpp"

/// A client on virtual time, and a platform that keeps its limits to the millisecond.
namespace pacing_world {

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using graph::CallKind;
using graph::PacingClass;
using graph::Priority;
using testing::CallClass;

/// A host's own call of any class.
struct Anything {
  using Answer = void;
  static constexpr CallKind kind = CallKind::once;

  Psid recipient;
  PacingClass pacing = PacingClass::text;
};
inline PacingClass pacing_of(const Anything& call) { return call.pacing; }
inline HttpRequest to_http(const Anything& call, const graph::Access& access) {
  return {"POST", access.origin, {{"class", std::to_string(static_cast<int>(call.pacing))}}, call.recipient.text()};
}
inline Result<void> from_http(const Anything& /*call*/, const HttpResponse& response) {
  if (auto error = graph::error_in(response, CallKind::once)) return std::move(*error);
  return {};
}

inline CallClass class_of(PacingClass pacing) {
  switch (pacing) {
    case PacingClass::text: return CallClass::text;
    case PacingClass::media: return CallClass::media;
    case PacingClass::private_reply: return CallClass::private_reply;
    case PacingClass::conversations: return CallClass::conversation_list; // which also fail at high volume
    case PacingClass::messenger_profile: return CallClass::messenger_profile;
    case PacingClass::user_menu: return CallClass::user_menu;
    case PacingClass::other: break;
  }
  return CallClass::messenger;
}

/// As strict as the page can be read, and with as much room for the day as a busy Page has.
inline testing::SandboxLimits strict() {
  testing::SandboxLimits limits;
  limits.high_volume_stops_sends = true;
  return limits;
}

struct World {
  explicit World(const testing::SandboxLimits& the_limits = strict(), const graph::PacingOptions& pacing = {})
      : limits(the_limits) {
    graph::GraphClientOptions options;
    options.executor = executor;
    options.clock = clock;
    options.pacing = pacing;
    options.timeout = std::chrono::hours(24); // whatever waits may wait
    options.transport = std::make_shared<testing::LoopbackTransport>(
        executor, clock, [this](const HttpRequest& request, const testing::LoopbackTransport::Respond& respond) {
          leave(request, respond);
        });
    client = graph::GraphClient::create(std::move(options)).value();
  }
  ~World() {
    client.reset();
    executor->run_ready();
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  void call(Anything call, graph::Priority priority = graph::Priority::automation) {
    graph::CallOptions how;
    how.priority = priority;
    ++offered;
    client->call(std::move(call), access, how, [this](const Result<void>& result) { ++(result ? done : failed); });
  }

  /// The request leaves now, and is there up to arrival_spread later than the fastest: two requests may change places.
  void leave(const HttpRequest& request, const testing::LoopbackTransport::Respond& respond) {
    left.emplace_back(request.body, since());
    random = random * 6364136223846793005U + 1442695040888963407U;
    const milliseconds way(20 + static_cast<std::int64_t>((random >> 33U) % jitter));
    executor->post_after(way, [this, request, respond] { arrive(request, respond); });
  }
  void arrive(const HttpRequest& request, const testing::LoopbackTransport::Respond& respond) {
    testing::LimitedCall one;
    one.what = class_of(static_cast<PacingClass>(std::stoi(request.headers.at(0).second)));
    one.app = AppId("100");
    one.page = PageId("1234");
    one.person = Psid(request.body);
    const auto refused = limits.take(one, clock->steady());
    HttpResponse answer{200, {}, "{}"};
    if (refused) {
      ++refusals[refused->code];
      answer = {refused->http_status, {}, "{\"error\":{\"code\":" + std::to_string(refused->code) + "}}"};
    }
    const auto usage = limits.usage(one, clock->steady());
    if (!usage.business.empty()) answer.headers.emplace_back("X-Business-Use-Case-Usage", usage.business);
    last_done = since();
    respond(std::move(answer));
  }
  [[nodiscard]] milliseconds since() const { return std::chrono::duration_cast<milliseconds>(clock->steady() - begin); }

  int offered = 0;
  int done = 0;
  int failed = 0;
  milliseconds last_done{};                               ///< when the last one was there
  std::map<int, int> refusals;                            ///< by code
  std::vector<std::pair<std::string, milliseconds>> left; ///< to whom a request left, and when
  testing::CallLimits limits;
  std::uint64_t random = 1;
  std::uint64_t jitter = 250; ///< in milliseconds
  std::shared_ptr<testing::ManualClock> clock = std::make_shared<testing::ManualClock>();
  std::shared_ptr<testing::ManualExecutor> executor = std::make_shared<testing::ManualExecutor>(clock);
  SteadyTime begin = clock->steady();
  std::shared_ptr<graph::Access> access = [] {
    auto made = std::make_shared<graph::Access>();
    made->access_token = Secret("EAAtoken");
    made->page = PageId("1234");
    return made;
  }();
  std::unique_ptr<graph::GraphClient> client;
};

} // namespace pacing_world
