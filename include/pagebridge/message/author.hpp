#pragma once

#include <string_view>
#include <utility>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

enum class AuthorKind {
  customer,
  agent,      ///< a person at the contact centre, through us
  automation, ///< a program of ours: a bot, or another program that uses our App
  page_inbox, ///< a person in the Page's own inbox or Business Suite
  other_app   ///< another app that is connected to the Page
};
PAGEBRIDGE_EXPORT std::string_view to_string(AuthorKind kind) noexcept;

/// Who wrote a message. Whether a person or a program writes decides what the platform allows, so it is never guessed.
struct Author {
  AuthorKind kind = AuthorKind::customer;
  AgentId agent; ///< of an agent
  AppId app;     ///< of automation and other apps, if Meta said so

  static Author human(AgentId agent) { return {AuthorKind::agent, std::move(agent), {}}; }
  static Author automation() { return {AuthorKind::automation, {}, {}}; }
};

PAGEBRIDGE_END_NAMESPACE
