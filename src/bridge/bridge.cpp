#include "pagebridge/bridge/bridge.hpp"

#include <utility>

#include "bridge/commands.hpp"
#include "bridge/fact_sink.hpp"
#include "bridge/guarded_seams.hpp"
#include "bridge/lane_pump.hpp"
#include "bridge/node.hpp"
#include "desk/lane_key.hpp"
#include "desk/parts.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/webhook/webhook_endpoint.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

class Bridge::Impl {
 public:
  Impl(std::shared_ptr<bridge::Node> node, WebhookEndpoint endpoint)
      : node_(std::move(node)),
        commands_(std::make_shared<bridge::Commands>(node_)),
        pump_(std::make_shared<bridge::LanePump>(node_, commands_)),
        endpoint_(std::move(endpoint)) {
    node_->kick = [weak = std::weak_ptr<bridge::LanePump>(pump_)] {
      if (const auto pump = weak.lock()) pump->kick();
    };
  }

  bridge::Node& node() { return *node_; }
  bridge::Commands& commands() { return *commands_; }
  bridge::LanePump& pump() { return *pump_; }
  WebhookEndpoint& endpoint() { return endpoint_; }

  void drain(milliseconds within, const Completion<void>& done) {
    node_->set_draining();
    // Whichever is first answers; the other is ignored.
    node_->post_after(within, [done] {
      done(not_sent(ErrorCode::timeout, "not everything was done in time; the rest is done after the next start"));
    });
    pump_->when_idle(done);
  }

  void stop() {
    node_->set_draining();
    node_->set_stopped();
    pump_->stop();
    commands_->cancel_all();
  }

  /// Goes out beside the lane: nothing is kept.
  void act(const SessionId& session, graph::SenderActionKind action, const Completion<void>& done) {
    beside_lane(session.text(), {}, done, [action](const Psid& person, const Found& /*found*/) {
      return Result<graph::SenderAction>(graph::SenderAction{person, action});
    });
  }

  void react(const MessageId& message, std::string emoji, const Completion<void>& done) {
    beside_lane(message.text(), {message.text()}, done,
                [emoji = std::move(emoji)](const Psid& person, const Found& found) -> Result<graph::React> {
                  const auto record =
                      found.messages.empty() ? std::nullopt : desk::decode_record(found.messages.front().bytes);
                  if (!record) return not_sent(ErrorCode::not_found, "there is no such message");
                  if (record->mid.empty())
                    return not_sent(ErrorCode::conflict, "Messenger does not have this message (yet)");
                  return graph::React{person, record->mid, emoji};
                });
  }

 private:
  /// Makes a call about the customer of the lane that `id` is of, from what the store has under `keys`.
  template <class MakeCall>
  void beside_lane(const std::string& id, std::vector<std::string> keys, const Completion<void>& done, MakeCall make) {
    const auto lane = desk::lane_of(id);
    node_->post([node = node_, lane, keys = std::move(keys), done, make = std::move(make)] {
      if (!lane) return done(not_sent(ErrorCode::not_found, "this is no id of this store"));
      if (node->draining()) return done(not_sent(ErrorCode::cancelled, "the bridge is stopping"));
      node->options().store->find(Find{*lane, keys, std::nullopt}, [node, done, make](Result<Found> found) {
        node->post([node, done, make, found = std::move(found)] {
          if (!found) return done(found.error());
          const auto subject = desk::lane_subject(found->lane_key).value_or(desk::LaneSubject{});
          if (subject.psid.empty()) return done(not_sent(ErrorCode::not_found, "there is no customer behind this id"));
          const auto access = node->access(subject.service);
          if (!access) return done(access.error());
          auto call = make(subject.psid, *found);
          if (!call) return done(call.error());
          node->call(std::move(*call), *access, graph::Priority::human, done);
        });
      });
    });
  }

  std::shared_ptr<bridge::Node> node_;
  std::shared_ptr<bridge::Commands> commands_;
  std::shared_ptr<bridge::LanePump> pump_;
  WebhookEndpoint endpoint_;
};

namespace {

Result<void> check(const BridgeOptions& options) {
  if (!options.store)
    return invalid_argument("store", "give the bridge a Store; open_memory_store() is one for first steps");
  if (!options.transport)
    return invalid_argument("transport", "give the bridge an HttpTransport; curl::make_transport() makes one");
  if (!options.executor)
    return invalid_argument("executor", "give the bridge an Executor; make_thread_executor(2) makes one");
  if (!options.desktop) return invalid_argument("desktop", "give the bridge your AgentDesktop");
  if (options.lease < milliseconds(100))
    return invalid_argument("lease", "a lease under 100 ms is lost before it is renewed");
  if (options.poll < milliseconds(1)) return invalid_argument("poll", "give a time of at least 1 ms");
  if (options.graph_timeout < milliseconds(1)) return invalid_argument("graph_timeout", "give a time of at least 1 ms");
  return {};
}

Result<std::shared_ptr<ServiceRegistry>> services_for(const BridgeOptions& options) {
  if (options.services) return options.services;
  ServiceRegistryOptions registry;
  registry.base_url = options.base_url;
  registry.transport = options.transport;
  registry.executor = options.executor;
  registry.clock = options.clock;
  registry.random = options.random;
  registry.graph_origin = options.graph_origin;
  registry.api_version = options.api_version;
  return ServiceRegistry::create(std::move(registry));
}

Result<std::unique_ptr<graph::GraphClient>> client_for(const BridgeOptions& options) {
  graph::GraphClientOptions client;
  client.transport = options.transport;
  client.executor = options.executor;
  client.clock = options.clock;
  client.random = options.random;
  client.pacing = options.pacing;
  client.pacer = options.pacer;
  client.timeout = options.graph_timeout;
  client.log = options.log;
  client.metrics = options.metrics;
  return graph::GraphClient::create(std::move(client));
}

} // namespace

Result<std::unique_ptr<Bridge>> Bridge::create(BridgeOptions options) {
  if (auto valid = check(options); !valid) return valid.error();
  if (!options.clock) options.clock = make_system_clock();
  if (!options.random) options.random = make_system_random();
  options.store = bridge::guard(std::move(options.store));
  options.transport = bridge::guard(std::move(options.transport), options.executor);
  auto owner = random_token(*options.random, 16);
  if (!owner) return owner.error();

  auto services = services_for(options);
  if (!services) return services.error();
  auto client = client_for(options);
  if (!client) return client.error();
  auto node = std::make_shared<bridge::Node>(std::move(options), *services, std::move(*client), *owner);
  WebhookEndpointOptions endpoint;
  endpoint.lookup = *services;
  endpoint.sink = std::make_shared<bridge::FactSink>(node);
  endpoint.privacy = node->options().privacy;
  endpoint.executor = node->options().executor;
  endpoint.max_body_bytes = node->options().max_webhook_bytes;
  endpoint.log = node->options().log;
  endpoint.metrics = node->options().metrics;
  auto made = WebhookEndpoint::create(std::move(endpoint));
  if (!made) return made.error();
  return std::unique_ptr<Bridge>(new Bridge(std::make_shared<Impl>(std::move(node), std::move(*made))));
}

Bridge::Bridge(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
Bridge::~Bridge() { impl_->stop(); }

void Bridge::start() { impl_->pump().start(); }
void Bridge::drain(milliseconds within, Completion<void> done) { impl_->drain(within, done); }
void Bridge::stop() { impl_->stop(); }

void Bridge::handle(HttpRequest request, Respond respond) {
  impl_->endpoint().handle(std::move(request), std::move(respond));
}

ServiceRegistry& Bridge::services() { return impl_->node().services(); }
std::shared_ptr<ServiceRegistry> Bridge::services_pointer() { return impl_->node().services_pointer(); }

void Bridge::accept(SessionId session, AgentId agent, RequestId request, Completion<AgentId> done) {
  if (agent.empty()) return impl_->node().post([done] { done(invalid_argument("agent", "say which agent accepts")); });
  impl_->commands().ask(
      session, "accept", request, desk::AcceptAsked{session, std::move(agent)}, [done](Result<std::string> answer) {
        done(std::move(answer).transform([](std::string winner) { return AgentId(std::move(winner)); }));
      });
}

void Bridge::reply(SessionId session, Author author, OutgoingMessage message, RequestId request,
                   Completion<MessageId> done) {
  Result<void> valid;
  if (const auto parts = desk::parts_of(message); !parts) valid = parts.error();
  if (valid && author.kind != AuthorKind::agent && author.kind != AuthorKind::automation)
    valid = invalid_argument("author", "only agents and automation reply; use Author::human or Author::automation");
  if (valid && author.kind == AuthorKind::agent && author.agent.empty())
    valid = invalid_argument("author", "say which agent replies");
  if (!valid) return impl_->node().post([done, error = valid.error()] { done(error); });
  impl_->commands().ask(session, "reply", request,
                        desk::ReplyAsked{session, std::move(author), std::move(message), request},
                        [done](Result<std::string> answer) {
                          done(std::move(answer).transform([](std::string id) { return MessageId(std::move(id)); }));
                        });
}

void Bridge::close(SessionId session, std::string reason, RequestId request, Completion<void> done) {
  impl_->commands().ask(session, "close", request, desk::CloseAsked{session, std::move(reason)},
                        [done](Result<std::string> answer) {
                          if (!answer) return done(answer.error());
                          done(Result<void>());
                        });
}

void Bridge::set_typing(SessionId session, bool typing, Completion<void> done) {
  impl_->act(session, typing ? graph::SenderActionKind::typing_on : graph::SenderActionKind::typing_off, done);
}

void Bridge::react(MessageId message, std::string emoji, Completion<void> done) {
  impl_->react(message, std::move(emoji), done);
}

Result<std::shared_ptr<const graph::Access>> Bridge::access(const ServiceId& service) const {
  return impl_->node().access(service).transform(
      [](graph::Access found) { return std::make_shared<const graph::Access>(std::move(found)); });
}
graph::GraphClient& Bridge::graph_client() const { return impl_->node().client(); }
void Bridge::post(Executor::Task task) const { impl_->node().post(std::move(task)); }

void Bridge::mark_seen(SessionId session, Completion<void> done) {
  impl_->act(session, graph::SenderActionKind::mark_seen, done);
}

PAGEBRIDGE_END_NAMESPACE
