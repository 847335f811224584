// How much room sends take that wait for their turn.
#include <cstdint>
#include <cstdio>
#include <utility>

#include "heap.hpp"
#include "pagebridge/graph/graph_client.hpp"
#include "pagebridge/graph/send.hpp"
#include "report.hpp"
#include "subcommand.hpp"

namespace bench {
namespace {

using namespace pagebridge; // NOLINT(google-build-using-namespace)

constexpr std::size_t pages = 1000;
constexpr std::size_t sends = 10000;
constexpr double most_bytes = 2048; ///< each, everything in it

class Nowhere final : public HttpTransport {
 public:
  void start(HttpRequest /*request*/, const CallContext& /*context*/, Completion<HttpResponse> done) override {
    done(not_sent(ErrorCode::connection, "the bench sends nothing"));
  }
};

graph::SendMessage message(std::size_t number) {
  graph::SendMessage send{
      Psid(std::to_string(6000000000000000ULL + number)),
      Text{
          "Thank you for waiting, your order number 4711 left our warehouse this morning and should reach you tomorrow "
          "before noon. Is there anything else?"}};
  send.metadata = "0123456789abcdef0123456789abcdef";
  return send;
}

int run() {
  auto executor = make_thread_executor(1);
  graph::GraphClientOptions options;
  options.transport = std::make_shared<Nowhere>();
  options.executor = executor;
  auto client = graph::GraphClient::create(std::move(options)).value();
  std::vector<std::shared_ptr<const graph::Access>> accesses;
  for (std::size_t i = 0; i < pages; ++i) {
    auto access = std::make_shared<graph::Access>();
    access->page = PageId(std::to_string(100000000000000ULL + i));
    accesses.push_back(std::move(access));
  }
  const CancelSource source;
  std::uint64_t answered = 0;

  const std::uint64_t before = heap_bytes();
  // Paused, so that all of them wait.
  for (const auto& access : accesses)
    static_cast<void>(client->pacer()->learn(access->page.text(), HttpResponse{429, {{"Retry-After", "3600"}}, ""}));
  const std::uint64_t with_pages = heap_bytes();
  for (std::size_t i = 0; i < sends; ++i) {
    graph::CallOptions how;
    how.cancel = source.token();
    client->call(message(i), accesses[i % pages], how, [&answered](const Result<graph::SendReceipt>&) { ++answered; });
  }
  const std::uint64_t after = heap_bytes();
  const std::size_t waiting = client->pacer()->waiting();
  client.reset();
  executor->stop();
  if (waiting != sends) {
    std::fprintf(stderr, "pagebridge_bench: %zu sends wait in place of %zu\n", waiting, sends);
    return failed;
  }
  print_build();
  const double each = static_cast<double>(after - before) / sends;
  std::printf(
      "%zu sends wait on %zu Pages: %.0f bytes for each Page, %.0f for each send, its share of the Page included\n",
      sends, pages, static_cast<double>(with_pages - before) / pages, each);
  if (after == 0) std::printf("Bytes are not counted in this build.\n");
  std::printf("\nRESULT queue sdk sends %zu pages %zu bytes_per_send %.0f\n", sends, pages, each);
  return each < most_bytes && std::fflush(stdout) == 0 ? done : failed;
}

} // namespace

int queue_bench(const std::vector<std::string>& arguments) { return arguments.empty() ? run() : wrong_usage; }

} // namespace bench
