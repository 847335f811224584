// Made from the parser's typed values alone, so that a reader that takes one kind for another shows.
#include "unit/webhook/corpus_names.hpp"

#include <set>
#include <string_view>
#include <utility>

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

std::string attachment_types(const std::vector<Attachment>& attachments) {
  std::set<std::string> types;
  for (const Attachment& one : attachments) types.insert(one.type.text);
  std::string joined;
  for (const std::string& type : types) joined += (joined.empty() ? "" : "+") + type;
  return joined;
}

/// The most telling thing about a message, in the index's order.
std::string message_name(const MessageReceived& message) {
  const MessageContent& content = message.content;
  if (content.is_unsupported) return "is_unsupported";
  if (message.hop_context) return "hop_context";
  if (message.prior_message) return "prior_message";
  if (content.referral) return "referral";
  if (!content.reply_to.empty() || content.reply_to_story) return "reply_to";
  if (!content.commands.empty()) return "commands";
  if (!content.nlp.empty()) return "nlp";
  if (content.quick_reply) return "quick_reply";
  if (!content.attachments.empty()) return "attachment:" + attachment_types(content.attachments);
  return "text";
}

/// The field that the event belongs to, and what of it.
struct Name {
  std::string operator()(const MessageReceived& e) const { return "messages/" + message_name(e); }
  std::string operator()(const MessageUnsent& /*e*/) const { return "messages/is_deleted"; }
  std::string operator()(const MessageEchoed& /*e*/) const { return "message_echoes"; }
  std::string operator()(const MessageDelivered& /*e*/) const { return "message_deliveries"; }
  std::string operator()(const MessageRead& /*e*/) const { return "message_reads"; }
  std::string operator()(const ReactionChanged& /*e*/) const { return "message_reactions"; }
  std::string operator()(const MessageEdited& /*e*/) const { return "message_edits"; }
  std::string operator()(const PostbackReceived& /*e*/) const { return "messaging_postbacks"; }
  std::string operator()(const ReferralReceived& /*e*/) const { return "messaging_referrals"; }
  std::string operator()(const OptInReceived& e) const {
    if (!event.user_ref.empty()) return "messaging_optins/user_ref";
    return "messaging_optins/" + (e.type.value == OptInType::send_to_messenger ? "ref" : e.type.text);
  }
  std::string operator()(const OptOutReceived& /*e*/) const { return "messaging_optouts"; }
  std::string operator()(const AccountLinkChanged& /*e*/) const { return "messaging_account_linking"; }
  std::string operator()(const FeedbackReceived& /*e*/) const { return "messaging_feedback"; }
  std::string operator()(const ResponseRated& /*e*/) const { return "response_feedback"; }
  std::string operator()(const GamePlayed& /*e*/) const { return "messaging_game_plays"; }
  std::string operator()(const CustomerInformationReceived& /*e*/) const { return "messaging_customer_information"; }
  std::string operator()(const LeadFormSubmitted& /*e*/) const { return "messaging_in_thread_lead_form_submit"; }
  std::string operator()(const CartSent& /*e*/) const { return "send_cart"; }
  std::string operator()(const MessageContextFound& /*e*/) const { return "message_context"; }
  std::string operator()(const ThreadPassed& /*e*/) const { return "messaging_handovers/pass"; }
  std::string operator()(const ThreadTaken& /*e*/) const { return "messaging_handovers/take"; }
  std::string operator()(const ThreadRequested& /*e*/) const { return "messaging_handovers/request"; }
  std::string operator()(const AppRolesChanged& /*e*/) const { return "messaging_handovers/app_roles"; }
  std::string operator()(const PolicyEnforced& /*e*/) const { return "messaging_policy_enforcement"; }
  std::string operator()(const CallChanged& /*e*/) const { return "calls"; }
  std::string operator()(const CallPermissionAnswered& /*e*/) const { return "call_permission_reply"; }
  std::string operator()(const FeedChanged& e) const { return "feed/" + e.content.item.text; }
  std::string operator()(const PageMentioned& e) const { return "mention/" + e.content.item.text; }
  std::string operator()(const RatingChanged& e) const { return "ratings/" + e.content.item.text; }
  std::string operator()(const GroupCommented& /*e*/) const { return "group_feed"; }
  std::string operator()(const LeadGenerated& /*e*/) const { return "leadgen"; }
  std::string operator()(const InboxLabelChanged& /*e*/) const { return "inbox_labels"; }
  std::string operator()(const TemplateStatusChanged& /*e*/) const { return "message_template_status_update"; }
  std::string operator()(const MarketingMessageReported& e) const { return e.step.text; }
  std::string operator()(const IntegrityReported& /*e*/) const { return "business_integrity"; }
  std::string operator()(const FieldChanged& e) const { return e.field; }
  std::string operator()(const UnknownEvent& e) const {
    if (event.envelope.channel == Channel::changes) return e.name;
    // An entry that holds no event is one of ours all the same; Instagram's flat form is one of an unknown field.
    if (event.envelope.channel == Channel::entry) return e.name == "comments" ? e.name : "envelope/no events";
    // Retired, so without a type, but with a name.
    static constexpr std::pair<std::string_view, const char*> retired[] = {
        {"payment", "messaging_payments"},
        {"checkout_update", "messaging_checkout_updates"},
        {"pre_checkout", "messaging_pre_checkouts"},
        {"branded_camera", "branded_camera"},
        {"message_request", "message_request"}};
    for (const auto& [member, field] : retired)
      if (member == e.name) return field;
    return "unknown-or-empty event";
  }
  const Event& event;
};

bool is_public(const EventBody& body) {
  return std::holds_alternative<FeedChanged>(body) || std::holds_alternative<PageMentioned>(body) ||
         std::holds_alternative<RatingChanged>(body);
}

} // namespace

std::string documented_name(const Event& event) {
  const EventEnvelope& envelope = event.envelope;
  // Some collected bodies have no object at all; one that is there and strange is not Messenger's.
  if (envelope.object.value == WebhookObject::unknown && !envelope.object.text.empty()) return "envelope/other object";
  const std::string name = std::visit(Name{event}, event.body);
  const bool is_flat = envelope.channel == Channel::entry && name == "comments";
  // In the form of a change the index knows the field alone, except for those that always come so.
  if ((envelope.channel == Channel::changes && !is_public(event.body)) || is_flat)
    return name.substr(0, name.find('/')) + " (change form)";
  return (envelope.channel == Channel::standby ? "standby:" : "") + name;
}
