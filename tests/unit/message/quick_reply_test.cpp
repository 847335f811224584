#include "unit/message/message_check.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

OutgoingMessage with_chips(std::size_t count) {
  OutgoingMessage message(Text{"Which one?"});
  message.quick_replies.assign(count, QuickReply::with("This", "THIS"));
  return message;
}

template <class Spoil>
OutgoingMessage spoiled(Spoil&& spoil) {
  OutgoingMessage message = with_chips(4);
  spoil(message.quick_replies[3]);
  return message;
}

} // namespace

TEST_CASE("a message has up to 13 chips", "[message][quick_reply]") {
  CHECK(strictly_refused_field(with_chips(13)).empty());
  CHECK(refused_field(with_chips(14)) == "quick_replies");
  const OutgoingMessage many = with_chips(14);
  CHECK(validate(many).error().message == "holds 14, Messenger takes up to 13");
}

TEST_CASE("a chip needs a title and a payload, or an image", "[message][quick_reply]") {
  CHECK(refused_field(spoiled([](QuickReply& reply) { reply.title.clear(); })) == "quick_replies[3].title");
  CHECK(refused_field(spoiled([](QuickReply& reply) { reply.payload.clear(); })) == "quick_replies[3].payload");
  CHECK(strictly_refused_field(spoiled([](QuickReply& reply) {
          reply = {QuickReply::Kind::text, {}, {}, "https://cdn.example.org/red.png"};
        })).empty());
  CHECK(refused_field(spoiled([](QuickReply& reply) { reply.image_url = "red.png"; })) == "quick_replies[3].image_url");
}

TEST_CASE("a chip's texts are UTF-8, and strictly 20 and 1,000 characters long", "[message][quick_reply]") {
  const auto title = [](std::string text) { return spoiled([&](QuickReply& reply) { reply.title = text; }); };
  const auto payload = [](std::string text) { return spoiled([&](QuickReply& reply) { reply.payload = text; }); };
  CHECK(strictly_refused_field(title(long_text(20))).empty());
  CHECK(strictly_refused_field(title(long_text(21))) == "quick_replies[3].title");
  CHECK(refused_field(title(long_text(21))).empty());
  CHECK(refused_field(title(no_utf8)) == "quick_replies[3].title");
  CHECK(strictly_refused_field(payload(long_text(1000))).empty());
  CHECK(strictly_refused_field(payload(long_text(1001))) == "quick_replies[3].payload");
  CHECK(refused_field(payload(long_text(1001))).empty());
  CHECK(refused_field(payload(no_utf8)) == "quick_replies[3].payload");
}

TEST_CASE("chips that the platform fills hold nothing of ours", "[message][quick_reply]") {
  const QuickReply asked = GENERATE(QuickReply::ask_phone_number(), QuickReply::ask_email());
  CHECK(strictly_refused_field(spoiled([&](QuickReply& reply) { reply = asked; })).empty());
  CHECK(refused_field(spoiled([&](QuickReply& reply) { reply = asked, reply.title = "x"; })) ==
        "quick_replies[3].title");
  CHECK(refused_field(spoiled([&](QuickReply& reply) { reply = asked, reply.payload = "x"; })) ==
        "quick_replies[3].payload");
  CHECK(refused_field(spoiled([&](QuickReply& reply) { reply = asked, reply.image_url = "https://x.example"; })) ==
        "quick_replies[3].image_url");
}

TEST_CASE("chips go below any content", "[message][quick_reply]") {
  const OutgoingMessage card =
      OutgoingMessage(ButtonTemplate{"Shall we?", {PostbackButton{"Yes", "YES"}}}).with(QuickReply::ask_email());
  CHECK(strictly_refused_field(card).empty());
  CHECK(refused_field(OutgoingMessage(SavedMedia{MediaKind::image, AttachmentId("1")}).with(QuickReply{})) ==
        "quick_replies[0].title");
}
