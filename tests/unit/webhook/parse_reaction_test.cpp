#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("a reaction names its message, its kind and its emoji", "[webhook][parse]") {
  const Event event = only("reaction_react");
  CHECK(kind_of(event.body) == "reaction");
  CHECK(customer(event) == anna);
  CHECK(at(event) == happened);
  const ReactionChanged& reaction = body_as<ReactionChanged>(event);
  CHECK(reaction.mid.text() == mid("echo-own"));
  CHECK(reaction.action.text == "react");
  CHECK(reaction.reaction.text == "love");
  CHECK(reaction.emoji == "\u2764\ufe0f");
}

TEST_CASE("a reaction that is taken back may name no emoji", "[webhook][parse]") {
  const Event event = only("reaction_unreact");
  CHECK(at(event) == happened + 1000);
  const ReactionChanged& reaction = body_as<ReactionChanged>(event);
  CHECK(reaction.mid.text() == mid("echo-own"));
  CHECK(reaction.action.text == "unreact");
  CHECK(reaction.reaction.text.empty());
  CHECK(reaction.emoji.empty());
}

TEST_CASE("an edit brings the new text and how often it was edited, as a number or as text", "[webhook][parse]") {
  const Event event = only("edit");
  CHECK(kind_of(event.body) == "edit");
  CHECK(customer(event) == anna);
  const MessageEdited& number = body_as<MessageEdited>(event);
  CHECK(number.mid.text() == mid("message-text"));
  CHECK(number.text == "Buonasera!");
  CHECK(number.edit_count == "2");
  const MessageEdited text = body_as<MessageEdited>(only("edit_count_as_text"));
  CHECK(text.mid.text() == mid("message-text"));
  CHECK(text.text == "Buonasera! È aperto?");
  CHECK(text.edit_count == "3");
}

TEST_CASE("a message that is taken back is no message", "[webhook][parse]") {
  const Event event = only("unsend");
  CHECK(kind_of(event.body) == "unsend");
  CHECK(customer(event) == anna);
  CHECK(body_as<MessageUnsent>(event).mid.text() == mid("message-text"));
}
