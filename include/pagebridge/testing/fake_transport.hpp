#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "pagebridge/testing/export.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// A transport that does as it is told: it answers each request with the next answer of a script, inside start(), and
/// keeps the request. Once the script is at its end, requests are held until `answer` is called, or until they are
/// cancelled; deadlines are not kept, since a test that wants one passes it.
///
/// Threads: thread-safe. Lifetime: what is held when it dies ends as `cancelled`, inside the destructor.
class PAGEBRIDGE_TESTING_EXPORT FakeTransport final : public HttpTransport {
 public:
  struct Request {
    HttpRequest request;
    CallContext context;
  };

  FakeTransport();
  ~FakeTransport() override;
  FakeTransport(const FakeTransport&) = delete;
  FakeTransport& operator=(const FakeTransport&) = delete;

  /// Adds to the script.
  void will_answer(Result<HttpResponse> answer);
  /// Answers the request that is held longest. False if none is.
  bool answer(Result<HttpResponse> answer);
  [[nodiscard]] std::size_t held() const;
  /// All requests so far, in their order.
  [[nodiscard]] std::vector<Request> requests() const;

  void start(HttpRequest request, const CallContext& context, Completion<HttpResponse> done) override;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
