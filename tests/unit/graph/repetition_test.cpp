#include "pagebridge/graph/repetition.hpp"

#include <array>
#include <limits>
#include <string>

#include "support/catch.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace {

using Class = GraphErrorClass;

constexpr std::array<Class, 12> classes = {
    Class::unknown, Class::transient, Class::rate_limited, Class::token,   Class::permission, Class::window,
    Class::blocked, Class::parameter, Class::media,        Class::routing, Class::policy,     Class::informational};
constexpr std::array<CallKind, 3> kinds = {CallKind::read, CallKind::idempotent, CallKind::once};
constexpr std::array<SendFate, 3> fates = {SendFate::not_sent, SendFate::refused, SendFate::unknown};
constexpr std::array<int, 4> statuses = {200, 400, 429, 500};

Error graph_error(Class error_class, SendFate fate, int status) {
  Error error;
  error.code = ErrorCode::graph;
  error.fate = fate;
  error.http_status = status;
  error.graph.emplace();
  error.graph->error_class = error_class;
  return error;
}
Error plain(ErrorCode code, SendFate fate, std::optional<int> status = std::nullopt) {
  Error error;
  error.code = code;
  error.fate = fate;
  error.http_status = status;
  return error;
}
bool is_repeated(CallKind kind, const Error& error) { return next_delay({}, 1, kind, error, 0.5).has_value(); }

std::string named(CallKind kind) {
  return kind == CallKind::read ? "read" : kind == CallKind::idempotent ? "idempotent" : "once";
}

} // namespace

TEST_CASE("what the platform's answer says decides, with the call's kind and fate", "[graph][repetition]") {
  for (const Class error_class : classes)
    for (const CallKind kind : kinds)
      for (const SendFate fate : fates)
        for (const int status : statuses) {
          INFO(to_string(error_class) << ", " << named(kind) << ", " << to_string(fate) << ", " << status);
          const bool nothing_known = error_class == Class::unknown;
          const bool throttled = error_class == Class::rate_limited || (nothing_known && status == 429);
          const bool hiccup = error_class == Class::transient || (nothing_known && status == 500);
          const bool expected =
              kind == CallKind::once ? fate == SendFate::not_sent && (throttled || hiccup) : throttled || hiccup;
          CHECK(is_repeated(kind, graph_error(error_class, fate, status)) == expected);
        }
}

TEST_CASE("without an answer, sends are repeated only if nothing left", "[graph][repetition]") {
  for (const ErrorCode code : {ErrorCode::connection, ErrorCode::timeout})
    for (const SendFate fate : fates) {
      CHECK(is_repeated(CallKind::read, plain(code, fate)));
      CHECK(is_repeated(CallKind::idempotent, plain(code, fate)));
      CHECK(is_repeated(CallKind::once, plain(code, fate)) == (fate == SendFate::not_sent));
    }
}

TEST_CASE("an answer that is no JSON is repeated by its status", "[graph][repetition]") {
  for (const CallKind kind : kinds) {
    const bool twice_is_harmless = kind != CallKind::once;
    CHECK(is_repeated(kind, plain(ErrorCode::bad_response, SendFate::unknown, 503)) == twice_is_harmless);
    CHECK(is_repeated(kind, plain(ErrorCode::bad_response, SendFate::not_sent, 429)));
    CHECK_FALSE(is_repeated(kind, plain(ErrorCode::bad_response, SendFate::unknown, 200)));
    CHECK_FALSE(is_repeated(kind, plain(ErrorCode::bad_response, SendFate::unknown, 404)));
    CHECK_FALSE(is_repeated(kind, plain(ErrorCode::bad_response, SendFate::unknown)));
  }
}

TEST_CASE("what is wrong on this side is never repeated", "[graph][repetition]") {
  for (const ErrorCode code : {ErrorCode::internal, ErrorCode::invalid_argument, ErrorCode::cancelled,
                               ErrorCode::host_failed, ErrorCode::refused, ErrorCode::not_found, ErrorCode::fenced})
    for (const CallKind kind : kinds)
      for (const SendFate fate : fates) CHECK_FALSE(is_repeated(kind, plain(code, fate, 500)));
  Error hollow = plain(ErrorCode::graph, SendFate::not_sent, 429);
  CHECK_FALSE(is_repeated(CallKind::read, hollow));
}

TEST_CASE("the platform's own word that an unknown error is transient counts for what may be done twice",
          "[graph][repetition]") {
  Error error = graph_error(Class::unknown, SendFate::unknown, 400);
  error.graph->is_transient = true;
  CHECK(is_repeated(CallKind::read, error));
  CHECK_FALSE(is_repeated(CallKind::once, error));
  error.graph->is_transient = false;
  CHECK_FALSE(is_repeated(CallKind::read, error));
  error.graph->error_class = Class::permission;
  error.graph->is_transient = true;
  CHECK_FALSE(is_repeated(CallKind::read, error));
}

TEST_CASE("delays double from the first to the longest and are spread by the jitter", "[graph][repetition]") {
  RetryOptions options;
  options.most_attempts = 100;
  const Error error = plain(ErrorCode::connection, SendFate::not_sent);
  const auto delay = [&](int attempt, double jitter) {
    return *next_delay(options, attempt, CallKind::once, error, jitter);
  };
  CHECK(delay(1, 1) == milliseconds(500));
  CHECK(delay(2, 1) == milliseconds(1000));
  CHECK(delay(3, 1) == milliseconds(2000));
  CHECK(delay(6, 1) == milliseconds(16000));
  CHECK(delay(7, 1) == milliseconds(30000));
  CHECK(delay(99, 1) == milliseconds(30000));
  CHECK(delay(2, 0) == milliseconds(0));
  CHECK(delay(2, 0.25) == milliseconds(250));
  CHECK(delay(2, 7) == milliseconds(1000));
  CHECK(delay(2, -1) == milliseconds(0));
  CHECK(delay(2, std::numeric_limits<double>::quiet_NaN()) == milliseconds(0));
  CHECK(delay(0, 1) == milliseconds(500));
  CHECK(delay(-5, 1) == milliseconds(500));
}

TEST_CASE("the platform's wish to be left alone is kept, and spread, too", "[graph][repetition]") {
  Error error = graph_error(Class::rate_limited, SendFate::not_sent, 429);
  error.retry_after = std::chrono::seconds(60);
  CHECK(next_delay({}, 1, CallKind::once, error, 0) == milliseconds(60000));
  CHECK(next_delay({}, 1, CallKind::once, error, 1) == milliseconds(60500));
  error.retry_after = milliseconds(-1);
  CHECK(next_delay({}, 1, CallKind::once, error, 0) == milliseconds(0));
}

TEST_CASE("attempts are counted, and the first is one of them", "[graph][repetition]") {
  const Error error = plain(ErrorCode::connection, SendFate::not_sent);
  RetryOptions options;
  CHECK(next_delay(options, 3, CallKind::once, error, 1));
  CHECK_FALSE(next_delay(options, 4, CallKind::once, error, 1));
  CHECK_FALSE(next_delay(options, 5, CallKind::once, error, 1));
  options.most_attempts = 1;
  CHECK_FALSE(next_delay(options, 1, CallKind::once, error, 1));
  options.most_attempts = 0;
  CHECK_FALSE(next_delay(options, 1, CallKind::read, error, 1));
}

TEST_CASE("odd options give odd delays and no nonsense", "[graph][repetition]") {
  const Error error = plain(ErrorCode::connection, SendFate::not_sent);
  CHECK(next_delay({4, milliseconds(5000), milliseconds(100)}, 2, CallKind::once, error, 1) == milliseconds(100));
  CHECK(next_delay({4, milliseconds(-5), milliseconds(100)}, 2, CallKind::once, error, 1) == milliseconds(0));
  CHECK(next_delay({1000000, milliseconds(0), milliseconds(100)}, 999, CallKind::once, error, 1) == milliseconds(0));
  CHECK(next_delay({100, milliseconds(1), milliseconds::max()}, 99, CallKind::once, error, 0) == milliseconds(0));
}
