#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/graph/graph_client.hpp"
#include "pagebridge/graph/graph_error.hpp"
#include "pagebridge/testing/fake_transport.hpp"
#include "pagebridge/testing/manual_clock.hpp"
#include "pagebridge/testing/manual_executor.hpp"

/// A client on virtual time over a transport that does as it is told.
namespace client_world {

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using graph::Access;
using graph::CallKind;
using graph::CallOptions;
using graph::GraphClient;
using graph::GraphClientOptions;
using graph::PacingClass;
using graph::Priority;

constexpr milliseconds second{1000};

/// A host's own calls: one that may not be done twice, to one person, paced by what is in it …
struct Say {
  using Answer = std::string;
  static constexpr CallKind kind = CallKind::once;

  Psid recipient;
  std::string text;
  bool is_video = false;
};
inline PacingClass pacing_of(const Say& call) { return call.is_video ? PacingClass::media : PacingClass::text; }
inline HttpRequest to_http(const Say& call, const Access& access) {
  return {"POST", access.origin + "/say", {}, call.text};
}
inline Result<std::string> from_http(const Say& /*call*/, const HttpResponse& response) {
  if (auto error = graph::error_in(response, CallKind::once)) return std::move(*error);
  return response.body;
}

/// … one that reads …
struct Ask {
  using Answer = std::string;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::conversations;
};
inline HttpRequest to_http(const Ask& /*call*/, const Access& access) {
  return {"GET", access.origin + "/ask", {}, ""};
}
inline Result<std::string> from_http(const Ask& /*call*/, const HttpResponse& response) {
  if (auto error = graph::error_in(response, CallKind::read)) return std::move(*error);
  return response.body;
}

/// … and one without an answer of its own.
struct Label {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  Psid person;
};
inline HttpRequest to_http(const Label& call, const Access& access) {
  return {"POST", access.origin + "/label", {}, call.person.text()};
}
inline Result<void> from_http(const Label& /*call*/, const HttpResponse& response) {
  if (auto error = graph::error_in(response, CallKind::idempotent)) return std::move(*error);
  return {};
}

inline HttpResponse fine() { return {200, {}, R"({"fine":true})"}; }
inline HttpResponse graph_error(int code, int status = 400, HttpHeaders headers = {}) {
  return {
      status, std::move(headers),
      "{\"error\":{\"message\":\"secret words\",\"type\":\"OAuthException\",\"code\":" + std::to_string(code) + "}}"};
}
inline Error broken(SendFate fate) { return Error{ErrorCode::connection, "it broke", fate, {}}; }

/// Draws the greatest number: the longest jitter.
class Greatest final : public Random {
 public:
  Result<std::string> bytes(std::size_t count) override { return std::string(count, '\xFF'); }
};

class Counters final : public MetricSink {
 public:
  void count(std::string_view name, std::string_view /*label*/, std::string_view value, std::uint64_t by) override {
    counted[std::string(name) + " " + std::string(value)] += by;
  }
  std::map<std::string, std::uint64_t> counted;
};

struct World {
  World() {
    options.pacing.conversations = {2, second, 1}; // the stories that are told count on one Ask every 500 ms
    make();
  }
  explicit World(const graph::PacingOptions& pacing) {
    options.pacing = pacing;
    make();
  }
  /// Tasks hold calls, and so the executor.
  ~World() {
    client.reset();
    executor->run_ready();
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  void make() {
    options.transport = transport;
    options.executor = executor;
    options.clock = clock;
    options.random = std::make_shared<Greatest>();
    options.metrics = counters;
    options.log = [this](const LogRecord& record) {
      std::string line(record.event);
      for (const auto& [name, value] : record.fields) line += " " + std::string(name) + "=" + value;
      log.push_back(std::move(line));
    };
    client = GraphClient::create(options).value();
  }

  template <class Call>
  void call(const std::string& name, Call call, CallOptions how = {}) {
    client->call(std::move(call), access, std::move(how), [this, name](const Result<typename Call::Answer>& result) {
      answers.push_back({name, since(), result ? std::nullopt : std::optional<Error>(result.error())});
    });
  }
  [[nodiscard]] milliseconds since() const { return std::chrono::duration_cast<milliseconds>(clock->steady() - begin); }
  /// "a@0 b@25:timeout/not_sent": who was answered when, and how.
  [[nodiscard]] std::string story() const {
    std::string told;
    for (const auto& one : answers) {
      told += (told.empty() ? "" : " ") + one.name + "@" + std::to_string(one.at.count());
      if (one.error)
        told += ":" + std::string(to_string(one.error->code)) + "/" + std::string(to_string(one.error->fate));
    }
    return told;
  }
  [[nodiscard]] std::size_t sent() const { return transport->requests().size(); }
  [[nodiscard]] const Error& error() const { return *answers.at(0).error; }

  struct Answer {
    std::string name;
    milliseconds at;
    std::optional<Error> error;
  };
  std::vector<Answer> answers; ///< these two die after the executor, whose tasks may still answer
  std::vector<std::string> log;
  std::shared_ptr<testing::ManualClock> clock = std::make_shared<testing::ManualClock>();
  std::shared_ptr<testing::ManualExecutor> executor = std::make_shared<testing::ManualExecutor>(clock);
  std::shared_ptr<testing::FakeTransport> transport = std::make_shared<testing::FakeTransport>();
  std::shared_ptr<Counters> counters = std::make_shared<Counters>();
  SteadyTime begin = clock->steady();
  std::shared_ptr<Access> access = [] {
    auto made = std::make_shared<Access>();
    made->access_token = Secret("EAAtoken");
    made->page = PageId("1234");
    return made;
  }();
  GraphClientOptions options;
  std::unique_ptr<GraphClient> client;
};

inline CallOptions within(const World& world, milliseconds time) {
  CallOptions options;
  options.deadline = world.clock->steady() + time;
  return options;
}

} // namespace client_world
