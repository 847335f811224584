#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "testing/graph_endpoints.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// What Apps set on a Page, and on its threads. One file for each family, graph_<family>.cpp.

/// `{"result":"success"}`, as the Messenger Profile API has it.
HttpResponse graph_result(const GraphCall& call);
/// The Page that a call is about, if need be by its token; null: none.
PageRecord* page_concerned(const GraphCall& call, World& world);
/// Somebody who has written to that Page; null: nobody, as the platform sees it.
Person* person_known(const GraphCall& call, World& world, const std::string& psid);

/// A node that is neither Page nor person: a label, a persona, a template. Nothing: it is none of these.
std::optional<HttpResponse> answer_settings_node(const GraphCall& call, const std::string& node);

HttpResponse answer_messenger_profile(const GraphCall& call);
HttpResponse answer_user_settings(const GraphCall& call);
HttpResponse answer_personas(const GraphCall& call);
std::optional<HttpResponse> answer_persona_node(const GraphCall& call, const std::string& node);
/// Whether a message can be sent under it.
bool has_persona(const GraphCall& call, std::string_view id);
/// Recalled, not documented.
inline constexpr std::string_view label_permissions = "pages_manage_metadata,pages_messaging";
/// The labels of a Page or of a person.
HttpResponse answer_custom_labels(const GraphCall& call);
/// `/{label}/label`: puts it on a person, or takes it off.
HttpResponse answer_label_edge(const GraphCall& call);
std::optional<HttpResponse> answer_label_node(const GraphCall& call, const std::string& node);
HttpResponse answer_moderation(const GraphCall& call);
HttpResponse answer_blocked(const GraphCall& call);
HttpResponse answer_pass_thread_control(const GraphCall& call);
HttpResponse answer_take_thread_control(const GraphCall& call);
HttpResponse answer_request_thread_control(const GraphCall& call);
HttpResponse answer_release_thread_control(const GraphCall& call);
HttpResponse answer_extend_thread_control(const GraphCall& call);
HttpResponse answer_thread_owner(const GraphCall& call);
HttpResponse answer_secondary_receivers(const GraphCall& call);
HttpResponse answer_feature_review(const GraphCall& call);
HttpResponse answer_nlp_configs(const GraphCall& call);
HttpResponse answer_insights(const GraphCall& call);
HttpResponse answer_sticker_packs(const GraphCall& call);
HttpResponse answer_stickers(const GraphCall& call);
HttpResponse answer_sticker_search(const GraphCall& call);
/// Whether the Sticker API has a sticker of that id.
bool is_sticker(std::string_view id);
HttpResponse answer_template_library(const GraphCall& call);
HttpResponse answer_message_templates(const GraphCall& call);
std::optional<HttpResponse> answer_template_node(const GraphCall& call, const std::string& node);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
