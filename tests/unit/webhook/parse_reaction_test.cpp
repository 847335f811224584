#include <iterator>
#include <utility>
#include <vector>

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
  CHECK(says(reaction.action, ReactionAction::react, "react"));
  CHECK(says(reaction.reaction, Reaction::love, "love"));
  CHECK(reaction.emoji == "\u2764\ufe0f");
}

TEST_CASE("a reaction that is taken back may name no emoji", "[webhook][parse]") {
  const Event event = only("reaction_unreact");
  CHECK(at(event) == happened + 1000);
  const ReactionChanged& reaction = body_as<ReactionChanged>(event);
  CHECK(reaction.mid.text() == mid("echo-own"));
  CHECK(says(reaction.action, ReactionAction::unreact, "unreact"));
  CHECK(says(reaction.reaction, Reaction::unknown, ""));
  CHECK(reaction.emoji.empty());
}

TEST_CASE("every reaction has a word, and one that we do not know keeps its own", "[webhook][parse][forward]") {
  const std::vector<ReactionChanged> all = all_as<ReactionChanged>("reaction_words");
  const std::pair<Reaction, const char*> words[] = {
      {Reaction::smile, "smile"},     {Reaction::angry, "angry"}, {Reaction::sad, "sad"},
      {Reaction::wow, "wow"},         {Reaction::love, "love"},   {Reaction::like, "like"},
      {Reaction::dislike, "dislike"}, {Reaction::other, "other"}, {Reaction::unknown, "applause"}};
  REQUIRE(all.size() == std::size(words));
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(words[i].second);
    CHECK(says(all[i].reaction, words[i].first, words[i].second));
    CHECK(all[i].emoji == "👍");
  }
}

TEST_CASE("an action that we do not know keeps its word, and a reaction may name no message",
          "[webhook][parse][forward]") {
  const ReactionChanged reaction = body_as<ReactionChanged>(only("reaction_unknown_action"));
  CHECK(says(reaction.action, ReactionAction::unknown, "swap"));
  CHECK(reaction.mid.empty());
  CHECK(reaction.emoji == "\u2764");
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
  const MessageEdited uncounted = body_as<MessageEdited>(only("edit_without_count"));
  CHECK(uncounted.text == "?");
  CHECK(uncounted.edit_count.empty());
}

TEST_CASE("an edit on Instagram is an edit", "[webhook][parse]") {
  const Event event = only("instagram_edit");
  CHECK(event.envelope.object.value == WebhookObject::instagram);
  CHECK(body_as<MessageEdited>(event).mid.text() == "aWdfZAG1faXRlbTox");
  CHECK(body_as<MessageEdited>(event).text == "ciao!");
  CHECK(body_as<MessageEdited>(event).edit_count == "1");
}

TEST_CASE("a message that is taken back is no message", "[webhook][parse]") {
  const Event event = only("unsend");
  CHECK(kind_of(event.body) == "unsend");
  CHECK(customer(event) == anna);
  CHECK(body_as<MessageUnsent>(event).mid.text() == mid("message-text"));
}

TEST_CASE("a message that is taken back on Instagram is no message", "[webhook][parse]") {
  CHECK(body_as<MessageUnsent>(only("instagram_unsend")).mid.text() == "aWdfZAG1faXRlbTox");
}
