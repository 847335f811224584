#include "pagebridge/graph/graph_client.hpp"

#include <chrono>
#include <string>

#include "crypto.hpp"
#include "graph/client_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

/// Nobody can read a token out of half a digest of it, and no two share one.
std::string page_key(const Access& access) {
  if (!access.page.empty()) return access.page.text();
  const crypto::Digest digest = crypto::sha256(access.access_token.reveal());
  return "token " + crypto::hex(digest.data(), digest.size() / 2);
}

std::optional<Error> wrong_option(const GraphClientOptions& options) {
  if (!options.transport) return invalid_argument("transport", "the client needs a transport");
  if (!options.executor) return invalid_argument("executor", "the client needs an executor to answer on");
  if (options.retry.most_attempts < 1) return invalid_argument("retry", "retry.most_attempts must be at least 1");
  if (options.retry.first < milliseconds(0) || options.retry.longest < options.retry.first ||
      options.retry.longest > std::chrono::hours(24))
    return invalid_argument("retry", "retry.first must be from 0 to retry.longest, and that at most a day");
  if (options.timeout < milliseconds(1) || options.timeout > std::chrono::hours(24))
    return invalid_argument("timeout", "timeout must be from 1 ms to a day");
  return std::nullopt;
}

} // namespace

Result<std::unique_ptr<GraphClient>> GraphClient::create(GraphClientOptions options) {
  if (auto wrong = wrong_option(options)) return std::move(*wrong);
  if (!options.clock) options.clock = make_system_clock();
  if (!options.random) options.random = make_system_random();
  if (!options.pacer) {
    auto pacer = Pacer::create(options.executor, options.clock, options.pacing);
    if (!pacer) return pacer.error();
    options.pacer = std::move(pacer).value();
  }
  return std::unique_ptr<GraphClient>(new GraphClient(std::make_shared<Core>(std::move(options))));
}

GraphClient::GraphClient(std::shared_ptr<Core> core) : core_(std::move(core)) {}
GraphClient::~GraphClient() { core_->close(); }

std::shared_ptr<Pacer> GraphClient::pacer() const { return core_->options().pacer; }

void GraphClient::start(std::unique_ptr<detail::ClientCall> call, Described described,
                        std::shared_ptr<const Access> access, CallOptions options) {
  const PacedCall paced{access ? page_key(*access) : std::string(), std::move(described.thread), described.pacing,
                        options.priority};
  const SteadyTime now = core_->now();
  std::make_shared<Running>(core_, std::move(call), described.kind, paced, std::move(access), std::move(options), now)
      ->start(now);
}

milliseconds GraphClient::predicted_wait(const Described& described, const Access& access, Priority priority) const {
  return pacer()->predicted_wait({page_key(access), described.thread, described.pacing, priority});
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
