#pragma once

#include "pagebridge/webhook/thread_events.hpp"

/// What a visitor is told of threads, policy and calls: see event_fields.hpp.
namespace pagebridge::cli {

template <class V>
void fields(V& visit, const ThreadPassed& x) {
  visit("previous_owner", x.previous_owner);
  visit("new_owner", x.new_owner);
  visit("metadata", x.metadata);
}

template <class V>
void fields(V& visit, const ThreadTaken& x) {
  visit("previous_owner", x.previous_owner);
  visit("new_owner", x.new_owner);
  visit("metadata", x.metadata);
}

template <class V>
void fields(V& visit, const ThreadRequested& x) {
  visit("requested_owner", x.requested_owner);
  visit("metadata", x.metadata);
}

template <class V>
void fields(V& visit, const AppRoles& x) {
  visit("app", x.app);
  visit("roles", x.roles);
}

template <class V>
void fields(V& visit, const AppRolesChanged& x) {
  visit("apps", x.apps);
}

template <class V>
void fields(V& visit, const PolicyEnforced& x) {
  visit("action", x.action);
  visit("reason", x.reason);
}

template <class V>
void fields(V& visit, const CallChanged& x) {
  visit("call_id", x.call_id);
  visit("phase", x.phase);
  visit("direction", x.direction);
  visit("status", x.status);
  visit("started_at", x.started_at);
  visit("ended_at", x.ended_at);
  visit("duration", x.duration);
  visit("media_version", x.media_version);
  visit("sdp_type", x.sdp_type);
  visit("sdp", x.sdp);
}

template <class V>
void fields(V& visit, const CallPermissionAnswered& x) {
  visit("response", x.response);
  visit("expires_at", x.expires_at);
}

} // namespace pagebridge::cli
