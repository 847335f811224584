// Surveys:
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/templates/customer-feedback-template
#include <algorithm>
#include <iterator>
#include <string>

#include "testing/template_parts.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct ScoreOption {
  std::string_view question; ///< type of the question that can have it
  std::string_view name;
};
constexpr ScoreOption score_options[] = {{"csat", "one_to_five"},
                                         {"csat", "five_stars"},
                                         {"csat", "five_emojis"},
                                         {"nps", "zero_to_ten"},
                                         {"ces", "one_to_seven"}};
constexpr std::string_view score_labels[] = {"neg_pos", "hard_easy", "dis_sat", "unlike_like", "poor_great", "none"};
constexpr std::string_view question_types[] = {"csat", "nps", "ces", "free_form"};

template <class List, class Is>
bool has(const List& list, Is&& is) {
  return std::any_of(std::begin(list), std::end(list), is);
}

/// "No URLs". What the platform takes for one is not told.
Refused refuse_urls(const json::Value& object, const std::string& name) {
  const std::string_view text = object[name].text();
  const bool has_url = text.find("://") != std::string_view::npos || text.find("www.") != std::string_view::npos;
  return has_url ? Refused(parameter_error("Param " + name + " must not contain a URL")) : std::nullopt;
}

Refused check_words(const json::Value& payload) {
  constexpr std::size_t most_title = 65;
  constexpr std::size_t most_subtitle = 80;
  constexpr std::size_t most_button = 20;
  if (auto refused = require_text(payload, "title", most_title)) return refused;
  if (auto refused = check_length(payload["subtitle"].text(), "subtitle", most_subtitle)) return refused;
  if (auto refused = check_length(payload["button_title"].text(), "button_title", most_button)) return refused;
  for (const char* name : {"title", "subtitle", "button_title"})
    if (auto refused = refuse_urls(payload, name)) return refused;
  return std::nullopt;
}

bool is_question_id(std::string_view id) {
  constexpr std::size_t most = 80;
  return !id.empty() && id.size() <= most &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
             std::string_view::npos;
}

Refused check_question_title(const json::Value& question) {
  constexpr std::size_t fewest = 5;
  constexpr std::size_t most = 85;
  if (!question["title"].exists()) return std::nullopt; // the platform has one for each locale
  if (utf8::code_points(question["title"].text()) < fewest)
    return parameter_error("Length of param questions[title] must be at least 5");
  if (auto refused = check_length(question["title"].text(), "questions[title]", most)) return refused;
  return refuse_urls(question, "title");
}

Refused check_scores(const json::Value& question, std::string_view type) {
  const std::string_view label = question["score_label"].text();
  const std::string_view option = question["score_option"].text();
  if (!label.empty() && !has(score_labels, [&](std::string_view known) { return known == label; }))
    return parameter_error(
        "Param score_label must be one of {neg_pos, hard_easy, dis_sat, unlike_like, poor_great, none}");
  if (option.empty()) return std::nullopt;
  if (has(score_options, [&](const ScoreOption& known) { return known.question == type && known.name == option; }))
    return std::nullopt;
  return parameter_error("Param score_option is none of the type " + std::string(type));
}

Refused check_question(const json::Value& question) {
  const std::string_view type = question["type"].text();
  if (!is_question_id(question["id"].text()))
    return parameter_error("A question needs an id of at most 80 letters, digits and _");
  if (!has(question_types, [&](std::string_view known) { return known == type; }))
    return parameter_error("A question's type must be one of {csat, nps, ces, free_form}");
  if (auto refused = check_question_title(question)) return refused;
  if (auto refused = check_scores(question, type)) return refused;
  const json::Value follow_up = question["follow_up"];
  if (follow_up.exists() && follow_up["type"].text() != "free_form")
    return parameter_error("Param follow_up[type] must be free_form");
  return std::nullopt;
}

} // namespace

Refused check_feedback(const json::Value& payload) {
  if (auto refused = check_words(payload)) return refused;
  if (payload["business_privacy"]["url"].text().empty()) return parameter_error("Param business_privacy needs a url");
  if (const json::Value days = payload["expires_in_days"]; days.exists()) {
    const auto number = days.integer();
    if (!number || *number < 1 || *number > 7) return parameter_error("Param expires_in_days must be 1 to 7");
  }
  if (auto refused = check_count(payload["feedback_screens"], "feedback_screens", 1, 1)) return refused;
  const json::Value questions = (*payload["feedback_screens"].begin())["questions"];
  if (auto refused = check_count(questions, "questions", 1, 1)) return refused;
  return check_question(*questions.begin());
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
