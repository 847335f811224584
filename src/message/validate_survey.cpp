// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/templates/customer-feedback-template
#include <algorithm>

#include "message/inspection.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

namespace {

using Kind = FeedbackTemplate::Kind;
using ScoreOption = FeedbackTemplate::ScoreOption;

bool is_question_id(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// Each kind of question has scales of its own.
bool go_together(Kind kind, ScoreOption option) {
  switch (option) {
    case ScoreOption::by_kind: return true;
    case ScoreOption::one_to_five:
    case ScoreOption::five_stars:
    case ScoreOption::five_emojis: return kind == Kind::csat;
    case ScoreOption::zero_to_ten: return kind == Kind::nps;
    case ScoreOption::one_to_seven: return kind == Kind::ces;
  }
  return false;
}

/// Text in which the platform allows no address. What it takes for one is not documented, so this is a strict check.
void plain(Inspection& in, std::string_view name, std::string_view value, std::size_t most) {
  in.text(name, value, most);
  const bool has_address = value.find("://") != std::string_view::npos || value.find("www.") != std::string_view::npos;
  in.refuse_unless(!in.is_strict() || !has_address, name, "must not hold a web address");
}

} // namespace

void inspect(Inspection& in, const FeedbackTemplate& content) {
  in.required("title", content.title, 0);
  plain(in, "title", content.title, platform::feedback_title);
  plain(in, "subtitle", content.subtitle, platform::feedback_subtitle);
  plain(in, "button_title", content.button_title, platform::feedback_button_title);
  in.address("business_privacy_url", content.business_privacy_url);
  in.number("expires_in_days", content.expires_in_days, 1, platform::feedback_days);
  in.refuse_unless(is_question_id(content.question_id), "question_id", "must be of letters, digits and _ only");
  in.text("question_id", content.question_id, platform::feedback_question_id);
  plain(in, "question_title", content.question_title, platform::feedback_question_most);
  in.refuse_unless(!in.is_strict() || content.question_title.empty() ||
                       utf8::code_points(content.question_title) >= platform::feedback_question_least,
                   "question_title", "must be empty or have at least 5 characters");
  in.refuse_unless(go_together(content.kind, content.score_option), "score_option",
                   "does not go with this kind of question");
  in.refuse_unless(content.asks_for_comment || content.comment_placeholder.empty(), "comment_placeholder",
                   "goes with asks_for_comment only");
  in.text("comment_placeholder", content.comment_placeholder, 0);
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
