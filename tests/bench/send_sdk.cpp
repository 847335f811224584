#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <utility>

#include "clock.hpp"
#include "pagebridge/curl/curl_transport.hpp"
#include "pagebridge/graph/graph_client.hpp"
#include "pagebridge/graph/send.hpp"
#include "send_contestants.hpp"

namespace bench {

namespace {

using Steady = std::chrono::steady_clock;
using namespace pagebridge; // NOLINT(google-build-using-namespace)

const char* const send_text =
    "Thank you for waiting, your order number 4711 left our warehouse this morning and should reach you tomorrow "
    "before noon. If nobody is at home, our driver leaves it with a neighbour and a note in your letter box. Is there "
    "anything else that we can do for you today?";

graph::SendMessage message(std::uint64_t number) {
  return {Psid(std::to_string(6000000000000000ULL + (number * 7919ULL) % 790000000ULL)), Text{send_text}};
}

/// Each answer starts the next send. Answers come one at a time, on a thread that is not round()'s.
class AsyncSender : public Sender {
 public:
  explicit AsyncSender(const SendTarget& target) : begun_(target.in_flight) {
    auto access = std::make_shared<graph::Access>();
    access->access_token = Secret("bench-token");
    access->origin = target.origin;
    access->page = PageId("123456789012345");
    access_ = std::move(access);
  }

  SendRound round(double seconds) override {
    result_ = {};
    const auto begin = Steady::now();
    const double cpu = cpu_seconds();
    until_ = begin + std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(seconds));
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      active_ = begun_.size();
    }
    for (std::size_t slot = 0; slot < begun_.size(); ++slot) submit(slot);
    std::unique_lock<std::mutex> lock(mutex_);
    none_left_.wait(lock, [&] { return active_ == 0; });
    result_.cpu_seconds = cpu_seconds() - cpu;
    result_.seconds = std::chrono::duration<double>(Steady::now() - begin).count();
    return std::move(result_);
  }

 protected:
  virtual void send(graph::SendMessage call, std::size_t slot) = 0;
  [[nodiscard]] const std::shared_ptr<const graph::Access>& access() const { return access_; }

  void ended(std::size_t slot, const Result<graph::SendReceipt>& sent) {
    const auto now = Steady::now();
    ++result_.sends;
    if (!sent && result_.failed++ == 0)
      std::fprintf(stderr, "pagebridge_bench: a send failed: %s\n", sent.error().message.c_str());
    result_.latencies_us.push_back(std::chrono::duration<double, std::micro>(now - begun_[slot]).count());
    if (now < until_) return submit(slot);
    const std::lock_guard<std::mutex> lock(mutex_);
    if (--active_ == 0) none_left_.notify_all();
  }

 private:
  void submit(std::size_t slot) {
    begun_[slot] = Steady::now();
    send(message(number_++), slot);
  }

  std::shared_ptr<const graph::Access> access_;
  std::vector<Steady::time_point> begun_;
  std::atomic<std::uint64_t> number_{0};
  Steady::time_point until_{};
  SendRound result_;
  std::mutex mutex_;
  std::condition_variable none_left_;
  std::size_t active_ = 0;
};

class TransportAlone final : public AsyncSender {
 public:
  TransportAlone(const SendTarget& target, std::shared_ptr<HttpTransport> transport)
      : AsyncSender(target), transport_(std::move(transport)) {}

 private:
  void send(graph::SendMessage call, std::size_t slot) override {
    transport_->start(to_http(call, *access()), {}, [this, slot](const Result<HttpResponse>& response) {
      ended(slot, response ? graph::read_send_answer(*response) : Result<graph::SendReceipt>(response.error()));
    });
  }
  std::shared_ptr<HttpTransport> transport_;
};

class Client final : public AsyncSender {
 public:
  /// `executor`: to be stopped at the end, if there is one.
  Client(const SendTarget& target, std::shared_ptr<ThreadExecutor> executor, std::unique_ptr<graph::GraphClient> client)
      : AsyncSender(target), executor_(std::move(executor)), client_(std::move(client)) {}
  ~Client() override {
    client_.reset();
    if (executor_) executor_->stop();
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

 private:
  void send(graph::SendMessage call, std::size_t slot) override {
    client_->call(std::move(call), access(), {},
                  [this, slot](const Result<graph::SendReceipt>& sent) { ended(slot, sent); });
  }
  std::shared_ptr<ThreadExecutor> executor_;
  std::unique_ptr<graph::GraphClient> client_;
};

curl::CurlTransportOptions options_for(const SendTarget& target) {
  curl::CurlTransportOptions options;
  options.max_connections_per_host = static_cast<int>(target.in_flight);
  options.max_calls = target.in_flight + 8;
  options.ca_file = target.ca_file;
  return options;
}

Result<std::unique_ptr<graph::GraphClient>> client_of(std::shared_ptr<HttpTransport> transport,
                                                      std::shared_ptr<Executor> executor) {
  graph::GraphClientOptions options;
  options.transport = std::move(transport);
  options.executor = std::move(executor);
  options.pacing.send = options.pacing.thread = graph::Allowance::unlimited();
  return graph::GraphClient::create(std::move(options));
}

} // namespace

std::string send_body(std::uint64_t number) { return graph::to_json(message(number)); }

std::unique_ptr<Sender> transport_alone(const SendTarget& target) {
  auto transport = curl::make_transport(options_for(target));
  if (!transport) return nullptr;
  return std::make_unique<TransportAlone>(target, *transport);
}

std::unique_ptr<Sender> graph_client(const SendTarget& target) {
  auto transport = curl::make_transport(options_for(target));
  if (!transport) return nullptr;
  auto executor = make_thread_executor(1);
  auto client = client_of(*transport, executor);
  if (!client) return nullptr;
  return std::make_unique<Client>(target, std::move(executor), std::move(client).value());
}

std::unique_ptr<Sender> graph_client_on_one_thread(const SendTarget& target) {
  auto made = curl::make_transport_and_executor(options_for(target));
  if (!made) return nullptr;
  auto client = client_of(made->transport, made->executor);
  if (!client) return nullptr;
  return std::make_unique<Client>(target, nullptr, std::move(client).value());
}

} // namespace bench
