#pragma once

#include <optional>
#include <string>

#include "pagebridge/config.hpp"
#include "testing/graph_endpoints.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// What Apps set on a Page, and on its threads. One file for each family, graph_<family>.cpp.

/// `{"success":true}`.
HttpResponse graph_done(const GraphCall& call);
/// `{"result":"success"}`, as the Messenger Profile API has it.
HttpResponse graph_result(const GraphCall& call);
/// The Page that a call is about, if need be by its token; null: none.
PageRecord* page_concerned(const GraphCall& call, World& world);
/// Somebody who has written to that Page; null: nobody, as the platform sees it.
Person* person_known(const GraphCall& call, World& world, const std::string& psid);
SandboxRefusal no_matching_user();

/// A node that is neither Page nor person: a label, a persona, a template. Nothing: it is none of these.
std::optional<HttpResponse> answer_settings_node(const GraphCall& call, const std::string& node);

HttpResponse answer_messenger_profile(const GraphCall& call);
HttpResponse answer_user_settings(const GraphCall& call);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
