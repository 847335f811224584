#include "bridge/node.hpp"

#include <utility>

#include "host_guard.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

namespace {
constexpr milliseconds store_retry{200};
} // namespace

Node::Node(BridgeOptions options, std::shared_ptr<ServiceRegistry> services, std::unique_ptr<graph::GraphClient> client,
           std::string owner)
    : options_(std::move(options)),
      services_(std::move(services)),
      client_(std::move(client)),
      pacer_(client_->pacer()),
      owner_(std::move(owner)) {}

void Node::append(LaneId lane, desk::FactBody body) {
  AppendRow row;
  row.lane = lane;
  row.fact = desk::encode(desk::Fact{now(), std::move(body)});
  append_row(std::make_shared<const AppendRow>(std::move(row)));
}

void Node::append_row(std::shared_ptr<const AppendRow> row) {
  auto self = shared_from_this();
  options_.store->append({*row}, [self, row](Result<std::vector<Appended>> appended) {
    if (appended) return self->kick();
    if (self->stopped()) return; // a send that is found in `sending` later is unknown, which is the truth
    self->log(LogLevel::error, "store_unavailable", {{"call", "append"}});
    self->post_after(store_retry, [self, row] { self->append_row(row); });
  });
}

desk::LaneView Node::view_of(LaneId lane, const std::string& lane_key) const {
  desk::LaneView view;
  view.lane = lane;
  view.subject = desk::lane_subject(lane_key).value_or(desk::LaneSubject{});
  if (auto service = services_->get(view.subject.service)) {
    view.service = desk::ServiceView{service->name, service->app,           service->page,     service->colour,
                                     service->tags, service->optional_tags, service->approvals};
  }
  return view;
}

Result<graph::Access> Node::access(const ServiceId& service) const {
  return services_->get(service).transform([this](const Service& found) {
    graph::Access access{found.page_access_token, found.app_secret, options_.api_version, options_.graph_origin};
    access.page = found.page;
    return access;
  });
}

CallContext Node::call_context() const {
  CallContext context;
  context.deadline = steady() + options_.graph_timeout;
  return context;
}

void Node::log(LogLevel level, std::string_view event,
               std::vector<std::pair<std::string_view, std::string>> fields) const {
  if (options_.log) call_host([&] { options_.log({level, event, std::move(fields)}); });
}

void Node::count(std::string_view name, std::string_view label, std::string_view value, std::uint64_t by) const {
  if (options_.metrics && by > 0) call_host([&] { options_.metrics->count(name, label, value, by); });
}

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
