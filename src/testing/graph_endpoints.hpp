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
  std::string origin{}; ///< of the links in answers: "https://graph.facebook.com"
  std::string token{};  ///< as it was given: the platform puts it into paging links
};

/// Answers any request that is not a control request.
HttpResponse answer_graph(SandboxCore& core, const HttpRequest& request);

/// `POST /{page}/messages`.
HttpResponse answer_send(const GraphCall& call);
/// `POST /{page}/message_attachments`.
HttpResponse answer_attachment_upload(const GraphCall& call);
/// `GET /{page}/conversations`.
HttpResponse answer_conversations(const GraphCall& call);
/// `GET /{conversation}`, and its edge `messages`; `conversation` begins with "t_".
HttpResponse answer_conversation(const GraphCall& call, const std::string& conversation, bool is_edge);
/// `GET /{mid}`.
HttpResponse answer_message(const GraphCall& call, const Mid& mid);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
