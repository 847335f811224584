#pragma once

#include <functional>
#include <optional>
#include <string>

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
  TokenRecord caller{};
  PageId page{}; ///< the Page that the call is about, if it is about one
  bool in_batch = false;
};

using Respond = std::function<void(HttpResponse)>;

/// Answers any request that is not a control request.
void answer_graph(SandboxCore& core, const HttpRequest& request, const Respond& respond);
/// The same of a request that has been read; links in the answer begin with `origin`.
void answer_graph(SandboxCore& core, GraphRequest request, const std::string& origin, bool in_batch,
                  const Respond& respond);
/// `GET /{node}`, `DELETE /{node}` …
HttpResponse answer_node(const GraphCall& call, const std::string& node);
HttpResponse answer_unknown_path(const GraphCall& call);

/// graph_access.cpp: finds out who calls; the answer to a call that may not be made.
std::optional<HttpResponse> identify(GraphCall& call);
/// The permission that the call needs; nothing if the token has it.
std::optional<HttpResponse> lacks(const GraphCall& call, std::string_view permission);
/// The task on the Page that the token's person needs.
std::optional<HttpResponse> lacks_task(const GraphCall& call, std::string_view task);
/// graph_node.cpp: what is known of a Page or of a person.
HttpResponse answer_page(const GraphCall& call);
HttpResponse answer_profile(const GraphCall& call, const SandboxCore::Profile& profile);
HttpResponse no_such_field(const GraphCall& call, const std::string& field, std::string_view type);

/// graph_nodes.cpp: `GET /?ids=A,B`.
HttpResponse answer_several_nodes(const GraphCall& call);

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
