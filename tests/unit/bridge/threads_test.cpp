#include <condition_variable>
#include <map>
#include <mutex>
#include <string>

#include "pagebridge/bridge/bridge.hpp"
#include "pagebridge/store/memory_store.hpp"
#include "pagebridge/testing/loopback_transport.hpp"
#include "pagebridge/testing/sandbox.hpp"
#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

/// Checks order while events arrive, and lets the test wait for how far everything has come.
class CountingDesk final : public AgentDesktop {
 public:
  void deliver(DesktopEvent event, Completion<Delivery> done) override {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      in_order_ = in_order_ && event.seq == ++seqs_[event.stream];
      if (const auto* opened = std::get_if<SessionOpened>(&event.body)) sessions_.push_back(opened->session.id);
      if (const auto* added = std::get_if<MessageAdded>(&event.body))
        ++(added->message.direction == Direction::inbound ? inbound_ : outbound_);
      if (const auto* changed = std::get_if<MessageStatusChanged>(&event.body))
        delivered_ += changed->status == MessageStatus::delivered ? 1 : 0;
    }
    changed_.notify_all();
    done(Delivery::accepted());
  }

  template <class Condition>
  bool wait_until(Condition condition) {
    std::unique_lock<std::mutex> lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(60), [&] { return condition(*this); });
  }

  std::size_t inbound_ = 0;
  std::size_t outbound_ = 0;
  std::size_t delivered_ = 0;
  bool in_order_ = true;
  std::vector<SessionId> sessions_;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::uint64_t> seqs_;
};

} // namespace

TEST_CASE("many customers at once on real threads: all shown once and in order, each answered once",
          "[bridge][threads]") {
  constexpr std::size_t customers = 20;
  constexpr std::size_t messages = 10;
  auto executor = make_thread_executor(4);
  auto desk = std::make_shared<CountingDesk>();
  std::shared_ptr<Bridge> bridge;

  testing::SandboxOptions sandbox_options;
  sandbox_options.executor = executor;
  sandbox_options.webhook_transport = std::make_shared<testing::LoopbackTransport>(
      executor, make_system_clock(), [&bridge](HttpRequest request, testing::LoopbackTransport::Respond respond) {
        bridge->handle(std::move(request), std::move(respond));
      });
  auto sandbox = testing::Sandbox::create(std::move(sandbox_options)).value();

  BridgeOptions options;
  options.base_url = "https://cc.example.com";
  options.store = open_memory_store();
  options.transport = sandbox->graph_transport();
  options.executor = executor;
  options.desktop = desk;
  bridge = Bridge::create(std::move(options)).value();
  bridge->start();

  ServiceDraft draft;
  draft.name = "Shop";
  draft.app = sandbox->app();
  draft.app_secret = sandbox->app_secret();
  draft.page_access_token = sandbox->page_access_token();
  const auto service = wait<Service>([&](auto done) { bridge->services().create(draft, done); }).value();
  wait<void>([&](auto done) {
    sandbox->connect_webhook(service.webhook_url, service.verify_token,
                             {"messages", "message_echoes", "message_deliveries"}, done);
  }).value();

  std::vector<Psid> people;
  for (std::size_t i = 0; i < customers; ++i) people.push_back(sandbox->add_person({}).value());
  for (std::size_t m = 0; m < messages; ++m)
    for (const Psid& person : people) REQUIRE(sandbox->write(person, "message " + std::to_string(m)));
  REQUIRE(desk->wait_until([&](const CountingDesk& d) { return d.inbound_ == customers * messages; }));

  const auto sessions = desk->sessions_;
  REQUIRE(sessions.size() == customers);
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    const auto queued = wait<MessageId>([&](auto done) {
      bridge->reply(sessions[i], Author::human(AgentId("anna")), Text{"answer"}, RequestId("r" + std::to_string(i)),
                    done);
    });
    CHECK(queued);
  }
  CHECK(desk->wait_until([&](const CountingDesk& d) { return d.delivered_ == customers; }));
  CHECK(wait<void>([&](auto done) { bridge->drain(std::chrono::seconds(30), done); }));
  bridge->stop();
  CHECK(desk->in_order_);
  CHECK(desk->outbound_ == customers);
  for (const Psid& person : people) CHECK(sandbox->thread(person).size() == messages + 1);
  executor.reset();
}
