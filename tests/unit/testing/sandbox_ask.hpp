#pragma once

#include <string>
#include <utility>

#include "unit/testing/sandbox_stage.hpp"

namespace sandbox_test {

/// A control request without a token.
inline HttpResponse ask(const Stage& stage, std::string method, std::string url, std::string body = {}) {
  return stage.sandbox->handle({std::move(method), std::move(url), {}, std::move(body)});
}

/// Status and field of a POST that is refused; "201" or "200" alone if it is not.
inline std::string posted(const Stage& stage, const std::string& path, std::string body) {
  const HttpResponse response = ask(stage, "POST", "/sandbox/" + path, std::move(body));
  const std::string status = std::to_string(response.status);
  return response.status < 300 ? status : status + " " + text_after(response.body, "field");
}

/// A member of what a POST makes.
inline std::string made(const Stage& stage, const std::string& path, std::string body, const std::string& name = "id") {
  const HttpResponse response = ask(stage, "POST", "/sandbox/" + path, std::move(body));
  CAPTURE(path, response.body);
  REQUIRE(response.status < 300);
  return text_after(response.body, name);
}

} // namespace sandbox_test
