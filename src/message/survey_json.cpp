// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/templates/customer-feedback-template
#include "message/message_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

namespace {

std::string_view word(FeedbackTemplate::Kind kind) noexcept {
  switch (kind) {
    case FeedbackTemplate::Kind::csat: return "csat";
    case FeedbackTemplate::Kind::nps: return "nps";
    case FeedbackTemplate::Kind::ces: return "ces";
    case FeedbackTemplate::Kind::free_form: return "free_form";
  }
  return "csat";
}

/// Empty: the platform chooses by the kind of question.
std::string_view word(FeedbackTemplate::ScoreLabel label) noexcept {
  using Label = FeedbackTemplate::ScoreLabel;
  switch (label) {
    case Label::by_kind: return {};
    case Label::neg_pos: return "neg_pos";
    case Label::hard_easy: return "hard_easy";
    case Label::dis_sat: return "dis_sat";
    case Label::unlike_like: return "unlike_like";
    case Label::poor_great: return "poor_great";
    case Label::none: return "none";
  }
  return {};
}

std::string_view word(FeedbackTemplate::ScoreOption option) noexcept {
  using Option = FeedbackTemplate::ScoreOption;
  switch (option) {
    case Option::by_kind: return {};
    case Option::one_to_five: return "one_to_five";
    case Option::five_stars: return "five_stars";
    case Option::five_emojis: return "five_emojis";
    case Option::zero_to_ten: return "zero_to_ten";
    case Option::one_to_seven: return "one_to_seven";
  }
  return {};
}

void write_question(json::Writer& json, const FeedbackTemplate& content) {
  json.begin_object().member("id", content.question_id).member("type", word(content.kind));
  optional_text(json, "title", content.question_title);
  optional_text(json, "score_label", word(content.score_label));
  optional_text(json, "score_option", word(content.score_option));
  if (content.asks_for_comment) {
    json.key("follow_up").begin_object().member("type", "free_form");
    optional_text(json, "placeholder", content.comment_placeholder);
    json.end_object();
  }
  json.end_object();
}

} // namespace

void write_attachment(json::Writer& json, const FeedbackTemplate& content) {
  json.begin_object().member("type", "template").key("payload").begin_object();
  json.member("template_type", "customer_feedback").member("title", content.title);
  optional_text(json, "subtitle", content.subtitle);
  optional_text(json, "button_title", content.button_title);
  // One screen with one question: more of either is an error.
  json.key("feedback_screens").begin_array().begin_object().key("questions").begin_array();
  write_question(json, content);
  json.end_array().end_object().end_array();
  json.key("business_privacy").begin_object().member("url", content.business_privacy_url).end_object();
  json.member("expires_in_days", content.expires_in_days).end_object().end_object();
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
