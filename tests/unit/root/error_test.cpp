#include "pagebridge/error.hpp"

#include <set>
#include <string_view>

#include "pagebridge/log.hpp"
#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

TEST_CASE("every error code has its name", "[error]") {
  CHECK(to_string(ErrorCode::internal) == "internal");
  CHECK(to_string(ErrorCode::invalid_argument) == "invalid_argument");
  CHECK(to_string(ErrorCode::signature_missing) == "signature_missing");
  CHECK(to_string(ErrorCode::signature_wrong) == "signature_wrong");
  CHECK(to_string(ErrorCode::verify_refused) == "verify_refused");
  CHECK(to_string(ErrorCode::body_too_large) == "body_too_large");
  CHECK(to_string(ErrorCode::not_an_envelope) == "not_an_envelope");
  CHECK(to_string(ErrorCode::not_found) == "not_found");
  CHECK(to_string(ErrorCode::conflict) == "conflict");
  CHECK(to_string(ErrorCode::session_closed) == "session_closed");
  CHECK(to_string(ErrorCode::session_taken) == "session_taken");
  CHECK(to_string(ErrorCode::graph) == "graph");
  CHECK(to_string(ErrorCode::bad_response) == "bad_response");
  CHECK(to_string(ErrorCode::connection) == "connection");
  CHECK(to_string(ErrorCode::timeout) == "timeout");
  CHECK(to_string(ErrorCode::cancelled) == "cancelled");
  CHECK(to_string(ErrorCode::store_unavailable) == "store_unavailable");
  CHECK(to_string(ErrorCode::fenced) == "fenced");
  CHECK(to_string(ErrorCode::host_failed) == "host_failed");
}

TEST_CASE("no two error codes share a name", "[error]") {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::host_failed); ++code)
    names.insert(to_string(static_cast<ErrorCode>(code)));
  CHECK(names.size() == static_cast<std::size_t>(ErrorCode::host_failed) + 1);
}

TEST_CASE("fates, classes and log levels have their names", "[error]") {
  CHECK(to_string(SendFate::not_sent) == "not_sent");
  CHECK(to_string(SendFate::refused) == "refused");
  CHECK(to_string(SendFate::unknown) == "unknown");
  CHECK(to_string(GraphErrorClass::unknown) == "unknown");
  CHECK(to_string(GraphErrorClass::transient) == "transient");
  CHECK(to_string(GraphErrorClass::rate_limited) == "rate_limited");
  CHECK(to_string(GraphErrorClass::token) == "token");
  CHECK(to_string(GraphErrorClass::permission) == "permission");
  CHECK(to_string(GraphErrorClass::window) == "window");
  CHECK(to_string(GraphErrorClass::blocked) == "blocked");
  CHECK(to_string(GraphErrorClass::parameter) == "parameter");
  CHECK(to_string(GraphErrorClass::media) == "media");
  CHECK(to_string(GraphErrorClass::routing) == "routing");
  CHECK(to_string(GraphErrorClass::policy) == "policy");
  CHECK(to_string(GraphErrorClass::informational) == "informational");
  CHECK(to_string(LogLevel::debug) == "debug");
  CHECK(to_string(LogLevel::info) == "info");
  CHECK(to_string(LogLevel::warning) == "warning");
  CHECK(to_string(LogLevel::error) == "error");
}

TEST_CASE("an error assumes the worst until somebody knows better", "[error]") {
  const Error error;
  CHECK(error.code == ErrorCode::internal);
  CHECK(error.fate == SendFate::unknown);
  CHECK(!error.graph);
  CHECK(!error.http_status);
  CHECK(!error.retry_after);
}

TEST_CASE("errors made before anything left say so", "[error]") {
  const Error argument = invalid_argument("url", "no address");
  CHECK(argument.code == ErrorCode::invalid_argument);
  CHECK(argument.field == "url");
  CHECK(argument.message == "no address");
  CHECK(argument.fate == SendFate::not_sent);
  const Error refused = not_sent(ErrorCode::not_found, "no such service");
  CHECK(refused.code == ErrorCode::not_found);
  CHECK(refused.field.empty());
  CHECK(refused.message == "no such service");
  CHECK(refused.fate == SendFate::not_sent);
}
