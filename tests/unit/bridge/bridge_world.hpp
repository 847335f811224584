#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pagebridge/bridge/bridge.hpp"
#include "pagebridge/store/memory_store.hpp"
#include "pagebridge/testing/loopback_transport.hpp"
#include "pagebridge/testing/manual_clock.hpp"
#include "pagebridge/testing/manual_executor.hpp"
#include "pagebridge/testing/sandbox.hpp"

/// A desk that remembers, and that can be told to misbehave.
class RecordingDesk final : public pagebridge::AgentDesktop {
 public:
  enum class Mood { accepts, later, rejects, throws, drops };
  Mood mood = Mood::accepts;
  std::vector<pagebridge::DesktopEvent> events; ///< accepted ones
  std::size_t offered = 0;

  void deliver(pagebridge::DesktopEvent event, pagebridge::Completion<pagebridge::Delivery> done) override;

  template <class T>
  std::vector<T> all() const {
    std::vector<T> found;
    for (const auto& event : events)
      if (const auto* body = std::get_if<T>(&event.body)) found.push_back(*body);
    return found;
  }
  std::optional<pagebridge::MessageStatus> status(const pagebridge::MessageId& id) const;
};

/// Counts what the bridge counts.
class RecordingMetrics final : public pagebridge::MetricSink {
 public:
  void count(std::string_view name, std::string_view label, std::string_view value, std::uint64_t by) override;
  std::uint64_t of(const std::string& name, const std::string& value) const;

 private:
  std::vector<std::pair<std::string, std::uint64_t>> counts_;
};

/// Sandbox and bridge in one thread on virtual time, with one service whose webhook is connected.
struct BridgeWorld {
  std::shared_ptr<pagebridge::testing::ManualClock> clock = std::make_shared<pagebridge::testing::ManualClock>();
  std::shared_ptr<pagebridge::testing::ManualExecutor> executor =
      std::make_shared<pagebridge::testing::ManualExecutor>(clock);
  std::shared_ptr<pagebridge::MemoryStore> store = pagebridge::open_memory_store(clock);
  std::shared_ptr<RecordingDesk> desk = std::make_shared<RecordingDesk>();
  std::shared_ptr<RecordingMetrics> metrics = std::make_shared<RecordingMetrics>();
  std::vector<std::string> log; ///< every record as one text
  std::shared_ptr<pagebridge::testing::Sandbox> sandbox;
  std::unique_ptr<pagebridge::Bridge> bridge;
  pagebridge::Service service;
  pagebridge::Psid customer;

  BridgeWorld();
  ~BridgeWorld();
  BridgeWorld(const BridgeWorld&) = delete;
  BridgeWorld& operator=(const BridgeWorld&) = delete;

  std::unique_ptr<pagebridge::Bridge> make_bridge(const std::shared_ptr<RecordingDesk>& desk_of_it);
  pagebridge::ServiceDraft draft() const;
  /// Lets time pass, and everything in it happen.
  void pass(pagebridge::milliseconds time = pagebridge::milliseconds(2000));

  /// Runs a call to its end on the manual executor.
  template <class T, class F>
  pagebridge::Result<T> ask(F&& call) {
    std::optional<pagebridge::Result<T>> result;
    call(pagebridge::Completion<T>([&result](pagebridge::Result<T> answer) { result.emplace(std::move(answer)); }));
    for (int i = 0; i < 100 && !result; ++i) pass(pagebridge::milliseconds(100));
    if (!result) return pagebridge::not_sent(pagebridge::ErrorCode::timeout, "no answer in ten seconds");
    return *result;
  }
  pagebridge::Result<pagebridge::MessageId> reply(const std::string& text, const std::string& request);
  pagebridge::HttpResponse http(pagebridge::HttpRequest request);
  pagebridge::HttpRequest signed_post(const std::string& body) const;
  pagebridge::SessionId session() const;
};
