#pragma once

#include <optional>
#include <string>

#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "testing/graph_endpoints.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// What an App asks about itself, with its own token.

/// What stands in `World::apps` as the role of a person who does not exist.
inline constexpr const char* test_user_role = "test users";

/// Whether the call's first part is the caller's App: its id, "app", or "me" with the App's own token.
bool names_its_app(const GraphCall& call, const std::string& node);
/// The answer to a call that needs an App's own token.
HttpResponse app_token_required(const GraphCall& call);
/// Nothing if the call is about the caller's App and has the App's own token.
std::optional<HttpResponse> not_its_app(const GraphCall& call);

/// `GET /{app}`, `POST /{app}`; nothing if `node` is no App that the caller may know of.
std::optional<HttpResponse> answer_app(const GraphCall& call, const std::string& node);
/// {"category","link","name","id"}, as other nodes show an App.
void write_app(json::Writer& writer, const AppRecord& app);
/// `GET /{app}/roles`.
HttpResponse answer_roles(const GraphCall& call);
/// `/{app}/subscriptions`.
void answer_app_subscriptions(const GraphCall& call, const Respond& respond);

/// graph_test_users.cpp: `/{app}/accounts/test-users`.
HttpResponse answer_test_users(const GraphCall& call);
/// `DELETE /{test user}`; nothing if `node` is none of the caller's App.
std::optional<HttpResponse> delete_test_user(const GraphCall& call, const std::string& node);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
