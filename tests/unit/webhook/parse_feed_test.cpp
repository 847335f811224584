#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

namespace {

const std::string post = page + "_71";

} // namespace

TEST_CASE("a comment is written, edited and removed", "[webhook][parse]") {
  const Webhook webhook = parsed("feed_comments");
  REQUIRE(webhook.events.size() == 4);
  const PageContent& added = body_as<FeedChanged>(webhook.events[0]).content;
  CHECK(kind_of(webhook.events[0].body) == "feed");
  CHECK(says(added.item, FeedItem::comment, "comment"));
  CHECK(says(added.verb, FeedVerb::add, "add"));
  CHECK(added.post_id == post);
  CHECK(added.comment_id == "71_81");
  CHECK(added.parent_id == post);
  CHECK(added.from_id == "9876");
  CHECK(added.from_name == "Carla");
  CHECK(added.message == "schön");
  CHECK(says(added.reaction, PublicReaction::unknown, ""));
  CHECK(ms(added.created_at) == 1770000001000);
  CHECK(at(webhook.events[0]) == 1770000001000);
  const PageContent& edited = body_as<FeedChanged>(webhook.events[1]).content;
  CHECK(says(edited.verb, FeedVerb::edited, "edited"));
  CHECK(edited.message == "sehr schön");
  const PageContent& removed = body_as<FeedChanged>(webhook.events[2]).content;
  CHECK(says(removed.verb, FeedVerb::remove, "remove"));
  CHECK(removed.from_id == "9876");
  CHECK(removed.from_name.empty());
  CHECK(!removed.created_at);
  CHECK(at(webhook.events[2]) == 1770000000000);
  const PageContent& own = body_as<FeedChanged>(webhook.events[3]).content;
  CHECK(own.from_id == page);
  CHECK(own.parent_id == "71_80");
}

TEST_CASE("nobody in a feed is a customer", "[webhook][parse]") {
  for (const char* name : {"feed_comments", "feed_old_forms", "mention", "ratings"})
    for (const Event& event : parsed(name).events) {
      CHECK(customer(event) == "(nobody)");
      CHECK(event.envelope.page.text() == page);
      CHECK(event.envelope.channel == Channel::changes);
    }
}

TEST_CASE("a reaction to a post has a word, older names of it included", "[webhook][parse][forward]") {
  const std::vector<FeedChanged> all = all_as<FeedChanged>("feed_reactions");
  const std::pair<PublicReaction, const char*> words[] = {
      {PublicReaction::like, "like"},   {PublicReaction::love, "love"},   {PublicReaction::wow, "wow"},
      {PublicReaction::haha, "haha"},   {PublicReaction::sad, "sad"},     {PublicReaction::sad, "sorry"},
      {PublicReaction::angry, "angry"}, {PublicReaction::angry, "anger"}, {PublicReaction::care, "care"},
      {PublicReaction::unknown, "meh"}};
  REQUIRE(all.size() == std::size(words));
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(words[i].second);
    CHECK(says(all[i].content.reaction, words[i].first, words[i].second));
    CHECK(all[i].content.item.value == FeedItem::reaction);
    CHECK(all[i].content.post_id == post);
  }
}

TEST_CASE("every item and every verb of the feed is known, and a new one keeps its word", "[webhook][parse][forward]") {
  const std::vector<FeedChanged> items = all_as<FeedChanged>("feed_items");
  REQUIRE(items.size() == 33);
  // The file has the words in the order of the enum, which begins with `unknown`.
  for (std::size_t i = 0; i < 32; ++i) {
    CAPTURE(items[i].content.item.text);
    CHECK(items[i].content.item.value == static_cast<FeedItem>(i + 1));
  }
  CHECK(items[13].content.item.text == "milestone");
  CHECK(items[29].content.item.text == "timeline cover");
  CHECK(says(items[32].content.item, FeedItem::unknown, "hologram"));
  const std::pair<FeedVerb, const char*> verbs[] = {
      {FeedVerb::add, "add"},         {FeedVerb::block, "block"},    {FeedVerb::edit, "edit"},
      {FeedVerb::edited, "edited"},   {FeedVerb::delete_, "delete"}, {FeedVerb::follow, "follow"},
      {FeedVerb::hide, "hide"},       {FeedVerb::mute, "mute"},      {FeedVerb::remove, "remove"},
      {FeedVerb::unblock, "unblock"}, {FeedVerb::unhide, "unhide"},  {FeedVerb::update, "update"},
      {FeedVerb::unknown, "sing"}};
  const std::vector<FeedChanged> done = all_as<FeedChanged>("feed_verbs");
  REQUIRE(done.size() == std::size(verbs));
  for (std::size_t i = 0; i < done.size(); ++i) CHECK(says(done[i].content.verb, verbs[i].first, verbs[i].second));
}

TEST_CASE("old forms of the feed name the person beside it, and ids as numbers", "[webhook][parse]") {
  const std::vector<FeedChanged> all = all_as<FeedChanged>("feed_old_forms");
  REQUIRE(all.size() == 3);
  const PageContent& like = all[0].content;
  CHECK(like.item.value == FeedItem::like);
  CHECK(like.post_id.empty());
  CHECK(like.from_id == "9876000000000001");
  CHECK(like.from_name == "Carla");
  CHECK(ms(like.created_at) == 1449135003000);
  const PageContent& photo = all[1].content;
  CHECK(photo.item.value == FeedItem::photo);
  CHECK(photo.post_id == "108231704662015000");
  CHECK(photo.from_id == "9876");
  CHECK(ms(photo.created_at) == 1449135004000);
  const PageContent& status = all[2].content;
  CHECK(status.item.value == FeedItem::status);
  CHECK(status.message == "Heute offen");
}

TEST_CASE("a mention is in a post or a comment of somebody else", "[webhook][parse]") {
  const std::vector<PageMentioned> all = all_as<PageMentioned>("mention");
  REQUIRE(all.size() == 2);
  CHECK(kind_of(parsed("mention").events[0].body) == "mention");
  CHECK(all[0].content.item.value == FeedItem::post);
  CHECK(all[0].content.post_id == "9876_72");
  CHECK(all[0].content.comment_id.empty());
  CHECK(all[0].content.from_id == "9876");
  CHECK(all[0].content.message == "@Seite!");
  CHECK(all[1].content.item.value == FeedItem::comment);
  CHECK(all[1].content.comment_id == "72_82");
  CHECK(all[1].content.from_name == "Carla");
}

TEST_CASE("a rating has stars and a text, and may be commented and liked", "[webhook][parse]") {
  const std::vector<RatingChanged> all = all_as<RatingChanged>("ratings");
  REQUIRE(all.size() == 3);
  CHECK(kind_of(parsed("ratings").events[0].body) == "rating");
  CHECK(all[0].content.item.value == FeedItem::rating);
  CHECK(all[0].rating == "5");
  CHECK(all[0].content.message == "Prima");
  CHECK(all[0].content.from_id == "9876");
  CHECK(all[0].content.from_name == "Carla");
  CHECK(all[1].content.item.value == FeedItem::comment);
  CHECK(all[1].content.comment_id == "73_83");
  CHECK(all[1].content.message == "Danke");
  CHECK(all[1].rating.empty());
  CHECK(all[2].content.reaction.value == PublicReaction::love);
}

TEST_CASE("a comment in a group comes with an array around the envelope, or without", "[webhook][parse]") {
  const Event event = only("group_feed");
  CHECK(kind_of(event.body) == "group_comment");
  CHECK(customer(event) == "(nobody)");
  CHECK(event.envelope.channel == Channel::messaging);
  CHECK(at(event) == 1770000001000);
  const GroupCommented& comment = body_as<GroupCommented>(event);
  CHECK(comment.group_id == "77");
  CHECK(comment.comment_id == "78");
  CHECK(comment.post_id == "79");
  CHECK(comment.parent_id == "76");
  CHECK(comment.from_id == "9876");
  CHECK(comment.from_name == "Carla");
  CHECK(ms(comment.created_at) == 1770000001000);
  const Event wrapped = only("array_wrapped");
  CHECK(wrapped.envelope.object.value == WebhookObject::page);
  CHECK(at(wrapped) == 1770000902263);
  CHECK(body_as<GroupCommented>(wrapped).comment_id == "78");
  CHECK(body_as<GroupCommented>(wrapped).parent_id.empty());
  CHECK(!body_as<GroupCommented>(wrapped).created_at);
}

TEST_CASE("a group's event needs a comment or a post to be one", "[webhook][parse]") {
  const Webhook webhook = parsed_text(envelope_of(
      R"({"group_id":"7","post_id":"8"},{"group_id":"7"},{"group_id":"7","comment_id":"9"},{"post_id":"8"})"));
  REQUIRE(webhook.events.size() == 4);
  CHECK(body_as<GroupCommented>(webhook.events[0]).post_id == "8");
  CHECK(body_as<UnknownEvent>(webhook.events[1]).name == "group_id");
  CHECK(body_as<GroupCommented>(webhook.events[2]).comment_id == "9");
  CHECK(body_as<UnknownEvent>(webhook.events[3]).name == "post_id");
}
