// The least that a host writes. What stands between "README begin" and "README end" is what the README prints; around it
// are tiny stand-ins for what a host has anyway (agents' software, an HTTP server) and a customer who writes, so that the
// example runs by itself, without a network.

#include <condition_variable>
#include <exception>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <variant>

#include "pagebridge/curl/curl_transport.hpp"
#include "pagebridge/pagebridge.hpp"

namespace {

/// Stands in for the host's agent software.
class Crm {
 public:
  void show(const pagebridge::DesktopEvent& event) {
    std::cout << to_json(event) + '\n';
    const std::lock_guard<std::mutex> lock(mutex_);
    if (const auto* opened = std::get_if<pagebridge::SessionOpened>(&event.body)) session_ = opened->session.id;
    changed_.notify_all();
  }
  /// Waits until a customer wants something.
  pagebridge::SessionId next_session() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return !session_.empty(); });
    return session_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  pagebridge::SessionId session_;
};
Crm crm;

/// Stands in for the host's HTTP server: its requests, its answers, its routes.
using Request = pagebridge::HttpRequest;
using Response = pagebridge::HttpResponse;
struct Responder {
  std::function<void(Response)> send;
};
struct Server {
  std::function<void(Request, Responder)> handler;
  void route(const std::string& /*pattern*/, std::function<void(Request, Responder)> h) { handler = std::move(h); }
  [[nodiscard]] Response receive(Request request) const {
    auto answer = std::make_shared<std::promise<Response>>();
    handler(std::move(request), {[answer](Response response) { answer->set_value(std::move(response)); }});
    return answer->get_future().get();
  }
};
Request to_pagebridge(Request in) { return in; }
Response from_pagebridge(Response out) { return out; }

/// A completion that can be waited for.
template <class T>
class Answer {
 public:
  void operator()(pagebridge::Result<T> result) const { promise_->set_value(std::move(result)); }
  [[nodiscard]] pagebridge::Result<T> wait() const { return promise_->get_future().get(); }

 private:
  std::shared_ptr<std::promise<pagebridge::Result<T>>> promise_ =
      std::make_shared<std::promise<pagebridge::Result<T>>>();
};

// clang-format off
// README begin
struct Desk final : pagebridge::AgentDesktop {                       // the host's own agent backend
  void deliver(pagebridge::DesktopEvent event, pagebridge::Completion<pagebridge::Delivery> done) override {
    crm.show(event);                                                 // contact opened, message, status, window, health …
    done(pagebridge::Delivery::accepted());
  }
};
// README end
// clang-format on

/// What the customer's message looks like when Meta sends it.
Request webhook(const pagebridge::Service& service, const pagebridge::ServiceDraft& draft) {
  const std::string now = std::to_string(pagebridge::to_unix_ms(pagebridge::make_system_clock()->wall()));
  const std::string body = R"({"object":"page","entry":[{"id":")" + draft.page.text() + R"(","time":)" + now +
                           R"(,"messaging":[{"sender":{"id":"24100000000001"},"recipient":{"id":")" +
                           draft.page.text() + R"("},"timestamp":)" + now +
                           R"(,"message":{"mid":"m_1","text":"Is the caff\u00e8 open?"}}]}]})";
  return {"POST", service.webhook_url, {{"X-Hub-Signature-256", signature_256(body, draft.app_secret)}}, body};
}

int run() {
  pagebridge::ServiceDraft draft;
  draft.name = "Acme Chat";
  draft.app = pagebridge::AppId("123456789");
  draft.app_secret = pagebridge::Secret("0123456789abcdef0123456789abcdef");
  draft.page_access_token = pagebridge::Secret("a-page-access-token");
  draft.page = pagebridge::PageId("987654321");
  const Answer<pagebridge::Service> on_created;
  Server http;

  // clang-format off
  // NOLINTBEGIN(performance-unnecessary-value-param): how the README's lambdas take their arguments is a matter of reading
  // README begin
  pagebridge::BridgeOptions options;
  options.base_url  = "https://cc.example.com/messenger";
  options.store     = pagebridge::open_memory_store();
  options.transport = pagebridge::curl::make_transport().value();
  options.executor  = pagebridge::make_thread_executor(2);             // or your own loop
  options.desktop   = std::make_shared<Desk>();
  // README end
  options.graph_origin = "http://127.0.0.1:9"; // nobody listens there: this example calls nobody
  const auto executor = std::static_pointer_cast<pagebridge::ThreadExecutor>(options.executor);
  const std::shared_ptr<void> after_the_bridge(nullptr, [executor](void*) { executor->stop(); });
  // README begin
  auto bridge = pagebridge::Bridge::create(std::move(options)).value();
  bridge->start();

  bridge->services().create(draft, on_created);                        // → service.webhook_url, service.verify_token

  http.route("/messenger/*", [&](Request in, Responder out) {          // the host's own HTTP server
    bridge->handle(to_pagebridge(in), [out](pagebridge::HttpResponse r) { out.send(from_pagebridge(r)); });
  });
  // README end
  // NOLINTEND(performance-unnecessary-value-param)
  // clang-format on

  const pagebridge::Service service = on_created.wait().value();
  const Response received = http.receive(webhook(service, draft));
  std::cout << "webhook: " << received.status << '\n';
  if (received.status != 200) return 1;
  const pagebridge::SessionId session = crm.next_session();
  const pagebridge::AgentId agent("maria");
  const pagebridge::RequestId request_id("reply-1");
  const Answer<pagebridge::MessageId> on_queued;
  const Answer<pagebridge::AgentId> on_accepted;

  // README begin
  bridge->accept(session, agent, request_id, on_accepted);
  bridge->reply(session, pagebridge::Author::human(agent), pagebridge::Text{"Buongiorno!"}, request_id, on_queued);
  // README end

  const auto winner = on_accepted.wait();
  const auto message = on_queued.wait();
  if (!winner || !message) {
    std::cout << "failed: " << (winner ? message.error().message : winner.error().message) << '\n';
    return 1;
  }
  std::cout << winner->text() << " has session " << session.text() << "; queued as " << message->text() << '\n';
  return 0;
}

} // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
