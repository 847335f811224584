#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("feedback has its answers by question, with what was added", "[webhook][parse]") {
  const Event event = only("feedback");
  CHECK(kind_of(event.body) == "feedback");
  CHECK(customer(event) == anna);
  CHECK(at(event) == sent);
  const std::vector<FeedbackScreen>& screens = body_as<FeedbackReceived>(event).screens;
  REQUIRE(screens.size() == 2);
  CHECK(screens[0].id == "0");
  REQUIRE(screens[0].answers.size() == 3);
  const FeedbackAnswer& first = screens[0].answers[0];
  CHECK(first.question_id == "wie-war-es");
  CHECK(says(first.type, FeedbackType::csat, "csat"));
  CHECK(first.payload == "5");
  CHECK(says(first.follow_up_type, FeedbackType::free_form, "free_form"));
  CHECK(first.follow_up == "Sehr gut!");
  CHECK(says(screens[0].answers[1].type, FeedbackType::nps, "nps"));
  CHECK(screens[0].answers[1].payload == "10");
  CHECK(screens[0].answers[1].follow_up.empty());
  CHECK(says(screens[0].answers[1].follow_up_type, FeedbackType::unknown, ""));
  CHECK(says(screens[0].answers[2].type, FeedbackType::ces, "ces"));
  CHECK(screens[1].id == "zwei");
  REQUIRE(screens[1].answers.size() == 2);
  CHECK(says(screens[1].answers[0].type, FeedbackType::free_form, "free_form"));
  CHECK(screens[1].answers[0].payload == "nein");
  CHECK(says(screens[1].answers[1].type, FeedbackType::unknown, "emoji"));
}

TEST_CASE("feedback is documented without an entry id and a time", "[webhook][parse]") {
  const Event event = only("feedback_without_id");
  CHECK(event.envelope.page.text() == page);
  CHECK(customer(event) == anna);
  CHECK(at(event) == sent);
  REQUIRE(body_as<FeedbackReceived>(event).screens.size() == 1);
  CHECK(body_as<FeedbackReceived>(event).screens[0].answers[0].question_id == "q1");
}

TEST_CASE("an answer of the Page's is rated good or bad", "[webhook][parse][forward]") {
  const std::vector<ResponseRated> all = all_as<ResponseRated>("response_feedback");
  REQUIRE(all.size() == 3);
  CHECK(kind_of(parsed("response_feedback").events[0].body) == "response_rating");
  CHECK(customer(parsed("response_feedback").events[0]) == anna);
  CHECK(says(all[0].rating, ResponseRating::good, "Good response"));
  CHECK(says(all[1].rating, ResponseRating::bad, "Bad response"));
  CHECK(says(all[2].rating, ResponseRating::unknown, "So la la"));
  for (const ResponseRated& one : all) CHECK(one.mid.text() == mid("echo-own"));
}

TEST_CASE("a game has a score or a payload", "[webhook][parse][forward]") {
  const std::vector<GamePlayed> all = all_as<GamePlayed>("game_plays");
  REQUIRE(all.size() == 4);
  CHECK(kind_of(parsed("game_plays").events[0].body) == "game_play");
  for (const GamePlayed& one : all) CHECK(one.game_id == "1134567890123");
  CHECK(all[0].player_id == "2233445566");
  CHECK(says(all[0].context_type, GameContext::solo, "SOLO"));
  CHECK(all[0].context_id == "9988");
  CHECK(all[0].score == "42");
  CHECK(all[0].payload.empty());
  CHECK(all[1].player_id == "2233445566");
  CHECK(says(all[1].context_type, GameContext::thread, "THREAD"));
  CHECK(all[1].context_id == "9988");
  CHECK(all[1].payload == R"({"level":3})");
  CHECK(all[1].score.empty());
  CHECK(says(all[2].context_type, GameContext::group, "GROUP"));
  CHECK(all[2].score == "1.5");
  CHECK(says(all[3].context_type, GameContext::unknown, "CROWD"));
}

TEST_CASE("a form of personal data has its answers by screen, and its time as text", "[webhook][parse]") {
  const Event event = only("customer_information_screens");
  CHECK(kind_of(event.body) == "customer_information");
  CHECK(customer(event) == anna);
  CHECK(at(event) == 1770000000000);
  const std::vector<InformationScreen>& screens = body_as<CustomerInformationReceived>(event).screens;
  REQUIRE(screens.size() == 3);
  CHECK(screens[0].id == "Adresse");
  REQUIRE(screens[0].answers.size() == 2);
  CHECK(screens[0].answers[0].key == "country");
  CHECK(screens[0].answers[0].value == "IT");
  CHECK(screens[0].answers[1].key == "postal_code");
  CHECK(screens[0].answers[1].value == "39100");
  CHECK(screens[1].id == "2");
  REQUIRE(screens[1].answers.size() == 1);
  CHECK(screens[1].answers[0].value == "Anna Muster");
  CHECK(screens[2].answers.empty());
  CHECK(body_as<CustomerInformationReceived>(only("customer_information")).screens[0].id == "address");
}

TEST_CASE("a lead form names only itself", "[webhook][parse]") {
  const std::vector<LeadFormSubmitted> all = all_as<LeadFormSubmitted>("lead_form");
  REQUIRE(all.size() == 2);
  CHECK(kind_of(parsed("lead_form").events[0].body) == "lead_form");
  CHECK(all[0].form_id == "789001122334455");
  CHECK(all[1].form_id == "789001122334456");
}

TEST_CASE("a cart has products, whose numbers stay text as written", "[webhook][parse]") {
  const Event event = only("cart");
  CHECK(kind_of(event.body) == "cart");
  CHECK(customer(event) == anna);
  const CartSent& cart = body_as<CartSent>(event);
  REQUIRE(cart.products.size() == 2);
  CHECK(cart.products[0].id == "123");
  CHECK(cart.products[0].retailer_id == "r1");
  CHECK(cart.products[0].name == "Hut");
  CHECK(cart.products[0].unit_price == "11");
  CHECK(cart.products[0].currency == "EUR");
  CHECK(cart.products[0].quantity == "1");
  CHECK(cart.products[1].id == "124");
  CHECK(cart.products[1].unit_price == "10.5");
  CHECK(cart.products[1].quantity == "2");
  CHECK(cart.note == "bitte als Geschenk");
  CHECK(cart.source == "live_shopping");
  CHECK(cart.source_id == "26272");
}

TEST_CASE("what Meta found in a conversation has detections and suggestions", "[webhook][parse]") {
  const Event event = only("message_context");
  CHECK(kind_of(event.body) == "message_context");
  CHECK(customer(event) == anna);
  const MessageContextFound& found = body_as<MessageContextFound>(event);
  REQUIRE(found.detections.size() == 1);
  CHECK(found.detections[0].type == "PURCHASE");
  CHECK(found.detections[0].id == "26272");
  CHECK(found.detections[0].mid.text() == "98567");
  CHECK(found.detections[0].event_name == "payment_received");
  CHECK(found.detections[0].model == "model-0");
  REQUIRE(found.suggestions.size() == 2);
  CHECK(found.suggestions[0].id == "26273");
  CHECK(found.suggestions[0].mid.text() == "98568");
  CHECK(found.suggestions[0].event_name == "mobile_purchase");
  CHECK(found.suggestions[0].model == "model-1");
  CHECK(found.suggestions[1].type == "LEAD");
  CHECK(found.suggestions[1].mid.empty());
}
