// Surveys and utility messages, which have rules of their own for when they may be sent.
#include "unit/message/message_check.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

FeedbackTemplate survey() {
  FeedbackTemplate good;
  good.title = "Rate your experience";
  good.business_privacy_url = "https://www.example.com";
  good.question_id = "hauydmns8";
  return good;
}
const Spoiled<FeedbackTemplate>& spoiled_survey() {
  static const Spoiled<FeedbackTemplate> good(survey());
  return good;
}

const Spoiled<UtilityTemplate>& spoiled_utility() {
  static const Spoiled<UtilityTemplate> good({"order_confirm",
                                              "en_US",
                                              {{{}, "Anna"}},
                                              {},
                                              {{{}, "47"}, {{}, "tomorrow"}},
                                              {{UtilityTemplate::ButtonParameter::Kind::url, "47"}}});
  return good;
}

} // namespace

TEST_CASE("a survey's texts have limits", "[message][survey]") {
  using Survey = FeedbackTemplate;
  spoiled_survey().required("title", 65, [](Survey& s) -> std::string& { return s.title; });
  spoiled_survey().text("subtitle", 80, [](Survey& s) -> std::string& { return s.subtitle; });
  spoiled_survey().text("button_title", 20, [](Survey& s) -> std::string& { return s.button_title; });
  spoiled_survey().text("question_title", 85, [](Survey& s) -> std::string& { return s.question_title; });
  spoiled_survey().strictly_refused_for("question_title", [](Survey& s) { s.question_title = "How?"; });
  spoiled_survey().taken([](Survey& s) { s.question_title = "How??"; });
}

TEST_CASE("no text of a survey holds a web address", "[message][survey]") {
  const std::string address = GENERATE(as<std::string>{}, "see http://x", "www.example.org");
  spoiled_survey().strictly_refused_for("title", [&](FeedbackTemplate& s) { s.title = address; });
  spoiled_survey().strictly_refused_for("subtitle", [&](FeedbackTemplate& s) { s.subtitle = address; });
  spoiled_survey().strictly_refused_for("button_title", [&](FeedbackTemplate& s) { s.button_title = address; });
  spoiled_survey().strictly_refused_for("question_title", [&](FeedbackTemplate& s) { s.question_title = address; });
}

TEST_CASE("a survey needs a privacy page, an id, and 1 to 7 days", "[message][survey]") {
  spoiled_survey().refused_for("business_privacy_url", [](FeedbackTemplate& s) { s.business_privacy_url.clear(); });
  spoiled_survey().refused_for("question_id", [](FeedbackTemplate& s) { s.question_id.clear(); });
  spoiled_survey().refused_for("question_id", [](FeedbackTemplate& s) { s.question_id = "a-b"; });
  spoiled_survey().taken([](FeedbackTemplate& s) { s.question_id = "a_B9" + repeated("x", 76); });
  spoiled_survey().strictly_refused_for("question_id", [](FeedbackTemplate& s) { s.question_id = repeated("x", 81); });
  spoiled_survey().taken([](FeedbackTemplate& s) { s.expires_in_days = 7; });
  spoiled_survey().refused_for("expires_in_days", [](FeedbackTemplate& s) { s.expires_in_days = 0; });
  spoiled_survey().refused_for("expires_in_days", [](FeedbackTemplate& s) { s.expires_in_days = 8; });
}

TEST_CASE("each kind of question has scales of its own", "[message][survey]") {
  using Kind = FeedbackTemplate::Kind;
  using Option = FeedbackTemplate::ScoreOption;
  const auto options = [](Kind kind) {
    std::vector<Option> taken;
    for (const Option option : {Option::by_kind, Option::one_to_five, Option::five_stars, Option::five_emojis,
                                Option::zero_to_ten, Option::one_to_seven}) {
      FeedbackTemplate content = survey();
      content.kind = kind;
      content.score_option = option;
      const std::string refused = refused_field(content);
      if (refused.empty()) taken.push_back(option);
      CHECK((refused.empty() || refused == "score_option"));
    }
    return taken;
  };
  CHECK(options(Kind::csat) ==
        std::vector<Option>{Option::by_kind, Option::one_to_five, Option::five_stars, Option::five_emojis});
  CHECK(options(Kind::nps) == std::vector<Option>{Option::by_kind, Option::zero_to_ten});
  CHECK(options(Kind::ces) == std::vector<Option>{Option::by_kind, Option::one_to_seven});
  CHECK(options(Kind::free_form) == std::vector<Option>{Option::by_kind});
}

TEST_CASE("a placeholder needs a comment to stand in", "[message][survey]") {
  spoiled_survey().refused_for("comment_placeholder", [](FeedbackTemplate& s) { s.comment_placeholder = "Why?"; });
  spoiled_survey().taken([](FeedbackTemplate& s) { s.asks_for_comment = true, s.comment_placeholder = "Why?"; });
  spoiled_survey().refused_for("comment_placeholder",
                               [](FeedbackTemplate& s) { s.asks_for_comment = true, s.comment_placeholder = no_utf8; });
}

TEST_CASE("a utility message names its template, its language, and every parameter", "[message][utility]") {
  spoiled_utility().required("name", 0, [](UtilityTemplate& u) -> std::string& { return u.name; });
  spoiled_utility().required("language", 0, [](UtilityTemplate& u) -> std::string& { return u.language; });
  spoiled_utility().required("header[0].text", 0, [](UtilityTemplate& u) -> std::string& { return u.header[0].text; });
  spoiled_utility().required("body[1].text", 0, [](UtilityTemplate& u) -> std::string& { return u.body[1].text; });
  spoiled_utility().required("buttons[0].value", 0,
                             [](UtilityTemplate& u) -> std::string& { return u.buttons[0].value; });
  spoiled_utility().taken([](UtilityTemplate& u) { u = {"plain", "de_DE", {}, {}, {}, {}}; });
}

TEST_CASE("parameters are named all, or none", "[message][utility]") {
  spoiled_utility().taken([](UtilityTemplate& u) { u.body = {{"order", "47"}, {"day", "tomorrow"}}; });
  spoiled_utility().refused_for("body[1].name", [](UtilityTemplate& u) { u.body[0].name = "order"; });
  spoiled_utility().refused_for("body[1].name", [](UtilityTemplate& u) { u.body[1].name = "day"; });
  spoiled_utility().refused_for("header[0].name", [](UtilityTemplate& u) { u.header[0].name = no_utf8; });
}

TEST_CASE("a header is a text or an image", "[message][utility]") {
  spoiled_utility().refused_for("header_image_url",
                                [](UtilityTemplate& u) { u.header_image_url = "https://x.example"; });
  spoiled_utility().taken([](UtilityTemplate& u) { u.header.clear(), u.header_image_url = "https://x.example"; });
  spoiled_utility().refused_for("header_image_url",
                                [](UtilityTemplate& u) { u.header.clear(), u.header_image_url = "x"; });
}
