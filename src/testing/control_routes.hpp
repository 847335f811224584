#pragma once

#include "pagebridge/config.hpp"
#include "testing/control_call.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// The control calls. docs/sandbox.md has them as a table.

using ControlAnswer = HttpResponse (*)(const ControlCall&);

struct FoundRoute {
  ControlAnswer answer = nullptr;
  bool is_path_known = false; ///< if only the method is wrong
};
FoundRoute find_control_route(const ControlCall& call);

// control_base.cpp
HttpResponse get_state(const ControlCall& call);
HttpResponse get_webhook(const ControlCall& call);
HttpResponse post_webhook(const ControlCall& call);
HttpResponse get_attachments(const ControlCall& call);
HttpResponse get_webhooks(const ControlCall& call);
HttpResponse post_repeat(const ControlCall& call);
HttpResponse post_faults(const ControlCall& call);
HttpResponse post_script(const ControlCall& call);
HttpResponse post_limits(const ControlCall& call);
HttpResponse get_clock(const ControlCall& call);
HttpResponse post_clock(const ControlCall& call);

// control_world.cpp
HttpResponse get_world(const ControlCall& call);
HttpResponse get_app(const ControlCall& call);
HttpResponse get_page(const ControlCall& call);

// control_ledger.cpp
HttpResponse get_ledger(const ControlCall& call);
HttpResponse get_settings(const ControlCall& call);
HttpResponse post_settings(const ControlCall& call);

// control_users.cpp
HttpResponse post_businesses(const ControlCall& call);
HttpResponse post_business(const ControlCall& call);
HttpResponse post_users(const ControlCall& call);
HttpResponse post_user(const ControlCall& call);

// control_pages.cpp
HttpResponse post_pages(const ControlCall& call);
HttpResponse post_tasks(const ControlCall& call);
HttpResponse post_subscription(const ControlCall& call);

// control_apps.cpp: what one does on the App Dashboard.
HttpResponse post_apps(const ControlCall& call);
HttpResponse post_product(const ControlCall& call);
HttpResponse post_role(const ControlCall& call);
HttpResponse post_app_settings(const ControlCall& call);
HttpResponse post_mode(const ControlCall& call);
HttpResponse post_secret(const ControlCall& call);

// control_review.cpp
HttpResponse post_review(const ControlCall& call);

// control_logins.cpp
HttpResponse post_login(const ControlCall& call);

// control_tokens.cpp
HttpResponse post_tokens(const ControlCall& call);
HttpResponse post_kill(const ControlCall& call);

// control_people.cpp: what concerns one person or all of them.
HttpResponse get_people(const ControlCall& call);
HttpResponse post_people(const ControlCall& call);
HttpResponse post_edit(const ControlCall& call);
HttpResponse post_unsend(const ControlCall& call);
HttpResponse post_react(const ControlCall& call);
HttpResponse post_unreact(const ControlCall& call);
HttpResponse post_tap(const ControlCall& call);
HttpResponse post_read(const ControlCall& call);
HttpResponse get_thread(const ControlCall& call);

// control_messages.cpp
/// The message that a body describes: `text`, `quick_reply`, `reply_to`, `attachments`.
Result<Threads::Words> read_words(const json::Value& body);
HttpResponse post_message(const ControlCall& call);

// control_acts.cpp
HttpResponse post_open(const ControlCall& call);
HttpResponse post_ad(const ControlCall& call);
HttpResponse post_account_linking(const ControlCall& call);
HttpResponse post_block(const ControlCall& call);
HttpResponse post_unblock(const ControlCall& call);
HttpResponse post_comment(const ControlCall& call);
HttpResponse post_visitor_post(const ControlCall& call);

// control_inbox.cpp
HttpResponse post_inbox(const ControlCall& call);
HttpResponse post_inbox_take(const ControlCall& call);
HttpResponse post_inbox_pass(const ControlCall& call);
HttpResponse post_inbox_release(const ControlCall& call);

// control_page_settings.cpp
HttpResponse post_page_settings(const ControlCall& call);
HttpResponse post_template(const ControlCall& call);

// control_calls.cpp
HttpResponse post_call(const ControlCall& call);
HttpResponse post_call_end(const ControlCall& call);

// control_optins.cpp
HttpResponse post_optin(const ControlCall& call);

// control_events.cpp
HttpResponse post_person_event(const ControlCall& call);
HttpResponse post_page_event(const ControlCall& call);
HttpResponse post_sample(const ControlCall& call);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
