#pragma once

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/http/http_message.hpp"
#include "testing/graph_answer.hpp"
#include "testing/graph_request.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// A call whose token is right.
struct GraphCall {
  SandboxCore& core;
  const GraphRequest& request;
  json::Value parameters;
  GraphContext context;
};

/// Answers any request that is not a control request.
HttpResponse answer_graph(SandboxCore& core, const HttpRequest& request);

/// `POST /{page}/messages`.
HttpResponse answer_send(const GraphCall& call);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
