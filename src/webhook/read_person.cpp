#include "open_words.hpp"
#include "webhook/readers.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

namespace {

constexpr Word<OptInType> opt_in_types[] = {{"", OptInType::send_to_messenger},
                                            {"notification_messages", OptInType::notification_messages},
                                            {"one_time_notif_req", OptInType::one_time_notif_req}};
constexpr Word<NotificationFrequency> frequencies[] = {
    {"DAILY", NotificationFrequency::daily},     {"WEEKLY", NotificationFrequency::weekly},
    {"MONTHLY", NotificationFrequency::monthly}, {"daily", NotificationFrequency::daily},
    {"weekly", NotificationFrequency::weekly},   {"monthly", NotificationFrequency::monthly}};
// Documented with a space; elsewhere Meta joins words with an underscore.
constexpr Word<NotificationStatus> notification_states[] = {
    {"STOP NOTIFICATIONS", NotificationStatus::stop_notifications},
    {"STOP_NOTIFICATIONS", NotificationStatus::stop_notifications},
    {"RESUME NOTIFICATIONS", NotificationStatus::resume_notifications},
    {"RESUME_NOTIFICATIONS", NotificationStatus::resume_notifications}};
constexpr Word<TokenStatus> token_states[] = {{"REFRESHED", TokenStatus::refreshed},
                                              {"NOT_REFRESHED", TokenStatus::not_refreshed}};
constexpr Word<AccountLinkStatus> link_states[] = {{"linked", AccountLinkStatus::linked},
                                                   {"unlinked", AccountLinkStatus::unlinked}};
constexpr Word<FeedbackType> feedback_types[] = {{"csat", FeedbackType::csat},
                                                 {"nps", FeedbackType::nps},
                                                 {"ces", FeedbackType::ces},
                                                 {"free_form", FeedbackType::free_form}};
constexpr Word<ResponseRating> ratings[] = {{"Good response", ResponseRating::good},
                                            {"Bad response", ResponseRating::bad}};
constexpr Word<GameContext> game_contexts[] = {
    {"SOLO", GameContext::solo}, {"THREAD", GameContext::thread}, {"GROUP", GameContext::group}};

NotificationSubscription subscription_in(const json::Value& value) {
  return {open_enum(frequencies, value["notification_messages_frequency"].text()),
          copy(value["notification_messages_timezone"].text()),
          copy(value["notification_messages_topic"].text()),
          open_enum(notification_states, value["notification_messages_status"].text()),
          timestamp(value["token_expiry_timestamp"]),
          open_enum(token_states, value["user_token_status"].text())};
}

/// Answers stand in a map from the question's id.
std::vector<FeedbackAnswer> feedback_answers_in(const json::Value& questions) {
  std::vector<FeedbackAnswer> answers;
  const Listed members = members_in(questions);
  for (auto question = members.begin(); question != members.end(); ++question) {
    const json::Value answer = *question;
    const json::Value follow_up = answer["follow_up"];
    answers.push_back({copy(question.name()), open_enum(feedback_types, answer["type"].text()),
                       copy(answer["payload"].id()), open_enum(feedback_types, follow_up["type"].text()),
                       copy(follow_up["payload"].id())});
  }
  return answers;
}

std::vector<ContextFinding> findings_in(const json::Value& array) {
  std::vector<ContextFinding> findings;
  for (const json::Value& one : elements_in(array))
    findings.push_back({copy(one["type"].text()), copy(one["id"].id()), id_in<Mid>(one["mid"]),
                        copy(one["event_name"].text()), copy(one["model"].text())});
  return findings;
}

} // namespace

void read_referral(const json::Value& value, const json::Value& element, EventBody& body) {
  auto& received = body.emplace<ReferralReceived>();
  received.referral = *referral_in(value);
  for (const json::Value& one : elements_in(element["lead"]["data"]))
    received.lead.push_back({copy(one["question"].text()), copy(one["answer"].id())});
}

void read_opt_in(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& opt_in = body.emplace<OptInReceived>();
  opt_in.type = open_enum(opt_in_types, value["type"].text());
  opt_in.ref = copy(value["ref"].text());
  opt_in.payload = copy(value["payload"].text());
  opt_in.title = copy(value["title"].text());
  const json::Value token = value["notification_messages_token"];
  opt_in.token = copy(first_of({token, value["one_time_notif_token"]}).id());
  opt_in.source = referral_source(value["source"].text());
  if (!token.id().empty() || opt_in.type.value == OptInType::notification_messages)
    opt_in.subscription = subscription_in(value);
}

void read_opt_out(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  body.emplace<OptOutReceived>().raw_json.text = copy(value.raw());
}

void read_account_link(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& link = body.emplace<AccountLinkChanged>();
  link.status = open_enum(link_states, value["status"].text());
  link.authorization_code = copy(value["authorization_code"].id());
}

void read_feedback(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& feedback = body.emplace<FeedbackReceived>();
  for (const json::Value& screen : elements_in(value["feedback_screens"]))
    feedback.screens.push_back({copy(screen["screen_id"].id()), feedback_answers_in(screen["questions"])});
}

void read_response_rating(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& rated = body.emplace<ResponseRated>();
  rated.mid = id_in<Mid>(value["mid"]);
  rated.rating = open_enum(ratings, value["feedback"].text());
}

void read_game_play(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& game = body.emplace<GamePlayed>();
  game.game_id = copy(value["game_id"].id());
  game.player_id = copy(value["player_id"].id());
  game.context_type = open_enum(game_contexts, value["context_type"].text());
  game.context_id = copy(value["context_id"].id());
  game.score = copy(value["score"].id());
  game.payload = copy(value["payload"].text());
}

void read_customer_information(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& information = body.emplace<CustomerInformationReceived>();
  for (const json::Value& screen : elements_in(value["screens"])) {
    InformationScreen filled{copy(screen["screen_id"].id()), {}};
    for (const json::Value& one : elements_in(screen["responses"]))
      filled.answers.push_back({copy(one["key"].text()), copy(one["value"].id())});
    information.screens.push_back(std::move(filled));
  }
}

void read_lead_form(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  body.emplace<LeadFormSubmitted>().form_id = copy(value["id"].id());
}

void read_cart(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& cart = body.emplace<CartSent>();
  for (const json::Value& product : elements_in(value["products"]))
    cart.products.push_back({copy(product["id"].id()), copy(product["retailer_id"].id()), copy(product["name"].text()),
                             copy(product["unit_price"].id()), copy(product["currency"].text()),
                             copy(product["quantity"].id())});
  cart.note = copy(value["note"].text());
  cart.source = copy(value["source"].text());
  cart.source_id = copy(value["source_id"].id());
}

void read_message_context(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& context = body.emplace<MessageContextFound>();
  context.detections = findings_in(value["detections"]);
  context.suggestions = findings_in(value["suggestions"]);
}

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
