#include "unit/bridge/bridge_world.hpp"

#include <stdexcept>

#include "pagebridge/webhook/verified_body.hpp"
#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

void RecordingDesk::deliver(DesktopEvent event, Completion<Delivery> done) {
  ++offered;
  switch (mood) {
    case Mood::accepts: events.push_back(std::move(event)); return done(Delivery::accepted());
    case Mood::later: return done(Delivery::later(milliseconds(100)));
    case Mood::rejects: return done(Delivery::rejected("not here"));
    case Mood::throws:
#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
      throw std::runtime_error("desk");
#else
      return;
#endif
    case Mood::drops: return;
  }
}

std::optional<MessageStatus> RecordingDesk::status(const MessageId& id) const {
  std::optional<MessageStatus> status;
  for (const MessageAdded& added : all<MessageAdded>())
    if (added.message.id == id) status = added.message.status;
  for (const MessageStatusChanged& changed : all<MessageStatusChanged>())
    if (changed.message == id) status = changed.status;
  return status;
}

void RecordingMetrics::count(std::string_view name, std::string_view /*label*/, std::string_view value,
                             std::uint64_t by) {
  counts_.emplace_back(std::string(name) + "/" + std::string(value), by);
}

std::uint64_t RecordingMetrics::of(const std::string& name, const std::string& value) const {
  std::uint64_t sum = 0;
  for (const auto& [key, by] : counts_) sum += key == name + "/" + value ? by : 0;
  return sum;
}

BridgeWorld::BridgeWorld() {
  testing::SandboxOptions options;
  options.page_name = "Example Shop";
  options.executor = executor;
  options.clock = clock;
  options.webhook_transport = std::make_shared<testing::LoopbackTransport>(
      executor, clock, [this](HttpRequest request, testing::LoopbackTransport::Respond respond) {
        if (bridge) bridge->handle(std::move(request), std::move(respond));
      });
  sandbox = testing::Sandbox::create(std::move(options)).value();
  bridge = make_bridge(desk);
  bridge->start();
  service = ask<Service>([this](auto done) { bridge->services().create(draft(), done); }).value();
  const std::vector<std::string> fields = {"messages",         "message_echoes",      "message_deliveries",
                                           "message_reads",    "messaging_postbacks", "message_edits",
                                           "message_reactions"};
  ask<void>([&](auto done) {
    sandbox->connect_webhook(service.webhook_url, service.verify_token, fields, done);
  }).value();
  testing::SandboxPerson person;
  person.first_name = "Ada";
  person.last_name = "Example";
  person.locale = "en_GB";
  customer = sandbox->add_person(person).value();
}

BridgeWorld::~BridgeWorld() {
  bridge.reset();
  executor->run_until_idle(); // timers hold what they work on, and so the executor itself
}

std::unique_ptr<Bridge> BridgeWorld::make_bridge(const std::shared_ptr<RecordingDesk>& desk_of_it) {
  BridgeOptions options;
  options.base_url = "https://cc.example.com/messenger";
  options.store = store;
  options.transport = sandbox->graph_transport();
  options.executor = executor;
  options.desktop = desk_of_it;
  options.clock = clock;
  options.metrics = metrics;
  options.log = [this](const LogRecord& record) {
    std::string text(record.event);
    for (const auto& [key, value] : record.fields) text += " " + std::string(key) + "=" + value;
    log.push_back(text);
  };
  return Bridge::create(std::move(options)).value();
}

ServiceDraft BridgeWorld::draft() const {
  ServiceDraft draft;
  draft.name = "Shop";
  draft.app = sandbox->app();
  draft.app_secret = sandbox->app_secret();
  draft.page_access_token = sandbox->page_access_token();
  draft.colour = "#1877f2";
  draft.tags = {"shop"};
  return draft;
}

void BridgeWorld::pass(milliseconds time) { executor->advance(time); }

Result<MessageId> BridgeWorld::reply(const std::string& text, const std::string& request) {
  return ask<MessageId>([&](auto done) {
    bridge->reply(session(), Author::human(AgentId("anna")), Text{text}, RequestId(request), done);
  });
}

HttpResponse BridgeWorld::http(HttpRequest request) {
  std::optional<HttpResponse> response;
  bridge->handle(std::move(request), [&response](HttpResponse answer) { response = std::move(answer); });
  executor->run_ready();
  REQUIRE(response);
  return *response;
}

HttpRequest BridgeWorld::signed_post(const std::string& body) const {
  HttpRequest request;
  request.method = "POST";
  request.url = service.webhook_url;
  request.headers = {{"X-Hub-Signature-256", signature_256(body, sandbox->app_secret())}};
  request.body = body;
  return request;
}

SessionId BridgeWorld::session() const {
  const auto opened = desk->all<SessionOpened>();
  REQUIRE_FALSE(opened.empty());
  return opened.back().session.id;
}
