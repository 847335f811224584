#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/result.hpp"
#include "testing/control_json.hpp"
#include "testing/sandbox_core.hpp"
#include "testing/wire_form.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// A control call, and how it is answered.

/// What somebody can be to an App.
inline bool is_app_role(std::string_view role) noexcept {
  return role == "administrators" || role == "developers" || role == "testers";
}

struct ControlCall {
  SandboxCore& core;
  const std::string& method;
  std::vector<std::string> path; ///< below /sandbox
  json::Value body;
  std::vector<std::pair<std::string, std::string>> query{};
};

inline HttpResponse answer(int status, const json::Writer& writer) {
  return {status, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, wire_form(writer.text())};
}

inline HttpResponse refusal(int status, std::string_view message, std::string_view field) {
  json::Writer writer;
  writer.begin_object().key("error").begin_object();
  writer.member("message", message).member("field", field).end_object().end_object();
  return answer(status, writer);
}

inline HttpResponse refusal(const Error& error) {
  switch (error.code) {
    case ErrorCode::invalid_argument: return refusal(400, error.message, error.field);
    case ErrorCode::not_found: return refusal(404, error.message, error.field);
    case ErrorCode::conflict: return refusal(409, error.message, error.field);
    default: return refusal(500, error.message, error.field);
  }
}

inline HttpResponse done(int status) {
  json::Writer writer;
  writer.begin_object().member("success", true).end_object();
  return answer(status, writer);
}

/// Of something that was to happen.
inline HttpResponse answer_to(const Result<void>& happened) { return happened ? done(200) : refusal(happened.error()); }

inline HttpResponse made(std::string_view name, const std::string& id) {
  json::Writer writer;
  writer.begin_object().member(name, id).end_object();
  return answer(201, writer);
}

template <class T>
HttpResponse answer_list(std::string_view name, const std::vector<T>& items) {
  json::Writer writer;
  writer.begin_object().key(name).begin_array();
  for (const T& item : items) write_json(writer, item);
  writer.end_array().end_object();
  return answer(200, writer);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
