#pragma once

#include <functional>
#include <optional>
#include <string>

#include "json/tree.hpp"
#include "json/writer.hpp"
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
  bool is_one_of_several = false; ///< of `ids`
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

/// graph_access.cpp: the token of that text, of an App too. Within the lock.
std::optional<TokenRecord> find_token(const World& world, const std::string& text);
/// Finds out who calls; the answer to a call that may not be made.
std::optional<HttpResponse> identify(GraphCall& call);
/// Nothing if the token has all the permissions, which "," divides.
std::optional<HttpResponse> lacks(const GraphCall& call, std::string_view permissions);
/// Nothing if the token's person has one of the tasks, which "," divides, on the Page that the call is about, if need be by
/// its token.
std::optional<HttpResponse> lacks_task(const GraphCall& call, std::string_view tasks);
/// A token of a person or an App on an edge of a Page that needs the Page's own.
HttpResponse page_token_required(const GraphCall& call);
/// graph_page.cpp: what is known of a Page.
HttpResponse answer_page(const GraphCall& call);
bool is_node_field_of_page(std::string_view field);
/// Within the lock; writes nothing if the Page has no value for it, or the caller may not see it.
void write_page_field(json::Writer& writer, const GraphCall& call, World& world, const PageRecord& page,
                      std::string_view field);
/// graph_node.cpp: what is known of a person as a Page sees them.
HttpResponse answer_profile(const GraphCall& call, const Profile& profile);
HttpResponse no_such_field(const GraphCall& call, const std::string& field, std::string_view type);

/// graph_nodes.cpp: `GET /?ids=A,B&fields=…` is a map of what each node would answer, `GET /{edge}?ids=A,B` of each one's edge.
bool asks_several(const GraphCall& call);
HttpResponse answer_several(const GraphCall& call);

/// graph_accounts.cpp: `GET /{user}/accounts`, and `GET /{user}`; nothing if `node` is no person whom the caller may read.
HttpResponse answer_accounts(const GraphCall& call);
std::optional<HttpResponse> answer_user(const GraphCall& call, const std::string& node);
/// graph_page_subscriptions.cpp: `/{page}/subscribed_apps`.
HttpResponse answer_subscribed_apps(const GraphCall& call);
/// graph_id_matching.cpp: `GET /{psid}/ids_for_apps`, `GET /{app-scoped id}/ids_for_pages`.
HttpResponse answer_ids_for_apps(const GraphCall& call);
HttpResponse answer_ids_for_pages(const GraphCall& call);
/// graph_debug_token.cpp
HttpResponse answer_debug_token(const GraphCall& call);
/// graph_oauth.cpp
HttpResponse answer_access_token(const GraphCall& call);

/// graph_batch.cpp: `POST /` with `batch`.
void answer_batch(const GraphCall& call, const Respond& respond);

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
