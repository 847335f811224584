#pragma once

#include <string>

#include "pagebridge/graph/send.hpp"
#include "unit/graph/fixtures.hpp"

/// How the collected requests of the Send API are compared with ours. Both sides lose members that only say the documented
/// default (see fixtures_send.cpp); nothing else may differ.
namespace fixtures {

Check same_send(pagebridge::graph::SendMessage call);
Check same_request(const pagebridge::HttpRequest& request);
/// An upload that they do not want to keep: ours always does, so their `"is_reusable":false` is read as true.
Check same_but_reusable(const pagebridge::HttpRequest& request);
/// The `message` object.
Check same_message(pagebridge::OutgoingMessage message, std::string metadata = {});
/// Its `attachment`.
Check same_attachment(pagebridge::OutgoingMessage message);
/// The attachment's `payload`.
Check same_payload(pagebridge::OutgoingMessage message);
Check same_button(pagebridge::Button button);
Check same_recipient(pagebridge::graph::Recipient recipient);
/// The `message` object of an upload.
Check same_upload(pagebridge::MediaKind kind, bool is_reusable);

Check receipt_of(std::string mid, std::string recipient, std::string attachment = {});
Check attachment_of(std::string id);

void add_requests(Part& part);
void add_objects(Part& part);
void add_templates(Part& part);
void add_responses(Part& part);
void add_left_out(Part& part);

} // namespace fixtures
