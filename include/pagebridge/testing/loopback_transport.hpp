#pragma once

#include <functional>
#include <memory>

#include "pagebridge/config.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "pagebridge/testing/export.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// A transport whose server is a function in this process: requests to any origin end there. Request and answer each
/// take one turn of the executor, so neither side ever runs inside a call of the other.
///
/// A server that answers with status 0 has broken the connection: the caller gets `connection`, its fate unknown. One
/// that drops `respond` unanswered looks the same. Deadlines are kept; a request that was not handed over by then was
/// not sent.
///
/// Threads: thread-safe; the server is called on the executor's threads, for several requests at once if the executor
/// has several. Lifetime: on destruction, calls in flight end as `cancelled`, inside the destructor.
class PAGEBRIDGE_TESTING_EXPORT LoopbackTransport final : public HttpTransport {
 public:
  /// Answers once; later calls are ignored. Copyable; may be called on any thread, also inside the server.
  using Respond = std::function<void(HttpResponse)>;
  using Server = std::function<void(HttpRequest, Respond)>;

  /// None of the three may be null.
  LoopbackTransport(std::shared_ptr<Executor> executor, std::shared_ptr<Clock> clock, Server server);
  ~LoopbackTransport() override;
  LoopbackTransport(const LoopbackTransport&) = delete;
  LoopbackTransport& operator=(const LoopbackTransport&) = delete;

  void start(HttpRequest request, const CallContext& context, Completion<HttpResponse> done) override;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
