#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/completion.hpp"
#include "pagebridge/curl/curl_transport.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "support/catch.hpp"
#include "support/loopback_server.hpp"

/// What the tests of the transport share.
namespace curl_test {

using pagebridge::CallContext;
using pagebridge::Completion;
using pagebridge::Error;
using pagebridge::ErrorCode;
using pagebridge::HttpRequest;
using pagebridge::HttpResponse;
using pagebridge::HttpTransport;
using pagebridge::milliseconds;
using pagebridge::Result;
using pagebridge::SendFate;
using pagebridge::SteadyTime;
using pagebridge::curl::CurlTransportOptions;
using pagebridge::curl::make_transport;

inline constexpr const char* secret = "WORD-THAT-NO-ERROR-MAY-HOLD";

inline std::shared_ptr<HttpTransport> transport(const CurlTransportOptions& options = {}) {
  auto made = make_transport(options);
  REQUIRE(made);
  return *made;
}

inline HttpRequest get(std::string url) { return {"GET", std::move(url), {{"Authorization", secret}}, {}}; }
inline HttpRequest post(std::string url, std::string body) {
  return {"POST",
          std::move(url) + "?token=" + secret,
          {{"Authorization", secret}, {"Content-Type", "application/json"}},
          std::move(body)};
}

inline Result<HttpResponse> call(HttpTransport& transport, const HttpRequest& request,
                                 const CallContext& context = {}) {
  return pagebridge::wait<HttpResponse>(
      [&](Completion<HttpResponse> done) { transport.start(request, context, std::move(done)); });
}

inline SteadyTime from_now(milliseconds delay) { return std::chrono::steady_clock::now() + delay; }

/// The error that must have come, after a look at what its message must not hold.
inline Error failure(const Result<HttpResponse>& result) {
  REQUIRE_FALSE(result);
  CHECK(result.error().message.find(secret) == std::string::npos);
  CHECK(result.error().message.find("http") != 0);
  CHECK_FALSE(result.error().message.empty());
  return result.error();
}

/// Gathers the answers of many calls, also those that come after it is gone.
class Answers {
 public:
  [[nodiscard]] Completion<HttpResponse> next() const {
    return [state = state_](Result<HttpResponse> result) {
      const std::lock_guard<std::mutex> lock(state->mutex);
      state->results.push_back(std::move(result));
      state->changed.notify_all();
    };
  }
  [[nodiscard]] bool wait_for(std::size_t count) const {
    std::unique_lock<std::mutex> lock(state_->mutex);
    return state_->changed.wait_for(lock, std::chrono::seconds(60), [&] { return state_->results.size() >= count; });
  }
  [[nodiscard]] std::vector<Result<HttpResponse>> all() const {
    const std::lock_guard<std::mutex> lock(state_->mutex);
    return state_->results;
  }

 private:
  struct State {
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Result<HttpResponse>> results;
  };
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

} // namespace curl_test
