#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "desk/fact.hpp"
#include "desk/step.hpp"
#include "pagebridge/bridge/bridge.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/graph_client.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

/// What the parts of one bridge share. Threads: thread-safe; all but the flags is set before anything runs.
class Node : public std::enable_shared_from_this<Node> {
 public:
  Node(BridgeOptions options, std::shared_ptr<ServiceRegistry> services, std::unique_ptr<graph::GraphClient> client,
       std::string owner);

  const BridgeOptions& options() const noexcept { return options_; }
  ServiceRegistry& services() const noexcept { return *services_; }
  const std::shared_ptr<ServiceRegistry>& services_pointer() const noexcept { return services_; }
  const std::string& owner() const noexcept { return owner_; } ///< new for each bridge, so that leases tell them apart
  Timestamp now() const { return options_.clock->wall(); }
  SteadyTime steady() const { return options_.clock->steady(); }

  bool draining() const noexcept { return draining_.load(); }
  bool stopped() const noexcept { return stopped_.load(); }
  void set_draining() noexcept { draining_.store(true); }
  void set_stopped() noexcept { stopped_.store(true); }

  void post(Executor::Task task) const { options_.executor->post(std::move(task)); }
  void post_after(milliseconds delay, Executor::Task task) const {
    options_.executor->post_after(delay, std::move(task));
  }

  /// Journals a fact that this node learnt for a lane, and tries again while the store cannot take it.
  void append(LaneId lane, desk::FactBody body);

  desk::LaneView view_of(LaneId lane, const std::string& lane_key) const;
  /// How to call Graph for a service; `not_found` if it was removed.
  Result<graph::Access> access(const ServiceId& service) const;
  CallContext call_context() const;
  graph::GraphClient& client() const noexcept { return *client_; }
  graph::Pacer& pacer() const noexcept { return *pacer_; }
  /// One call, in turn, within `graph_timeout`.
  template <class Call>
  void call(Call call, graph::Access access, graph::Priority priority, Completion<typename Call::Answer> done) const {
    graph::CallOptions options;
    options.deadline = call_context().deadline;
    options.priority = priority;
    client_->call(std::move(call), std::make_shared<const graph::Access>(std::move(access)), std::move(options),
                  std::move(done));
  }

  void log(LogLevel level, std::string_view event, std::vector<std::pair<std::string_view, std::string>> fields) const;
  void count(std::string_view name, std::string_view label, std::string_view value, std::uint64_t by = 1) const;

  std::function<void()> kick; ///< tells the pump that there may be facts

 private:
  void append_row(std::shared_ptr<const AppendRow> row);

  BridgeOptions options_;
  std::shared_ptr<ServiceRegistry> services_;
  std::unique_ptr<graph::GraphClient> client_;
  std::shared_ptr<graph::Pacer> pacer_; ///< the client's
  std::string owner_;
  std::atomic<bool> draining_{false};
  std::atomic<bool> stopped_{false};
};

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
