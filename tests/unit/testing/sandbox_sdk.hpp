#pragma once

#include "pagebridge/graph/access.hpp"
#include "unit/testing/sandbox_stage.hpp"

namespace sandbox_test {

/// What the SDK's typed Graph call makes of the sandbox's answer.
template <class Call>
auto answer_to(const Stage& stage, const Call& call, const std::string& token = "EAAtoken") {
  graph::Access access;
  access.access_token = Secret(token);
  return from_http(call, stage.sandbox->handle(to_http(call, access)));
}

} // namespace sandbox_test
