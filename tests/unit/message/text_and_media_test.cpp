// Texts, media, stickers.
#include <string>

#include "unit/message/message_check.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

TEST_CASE("a text may have 2,000 characters, however many bytes they take", "[message]") {
  const std::string grinning = "\xf0\x9f\x98\x80";
  CHECK(validate(Text{"x"}));
  CHECK(validate(Text{repeated("x", 2000)}));
  CHECK(validate(Text{repeated(grinning, 2000)}));
  CHECK(refused_field(Text{repeated("x", 2001)}) == "text");
  CHECK(refused_field(Text{repeated(grinning, 2001)}) == "text");
  CHECK(validate(Text{repeated(grinning, 2001)}).error().message ==
        "the text has 2001 characters, Messenger takes 2000; send it in parts");
}

TEST_CASE("an empty text is refused", "[message]") { CHECK(refused_field(Text{}) == "text"); }

TEST_CASE("a text that is not UTF-8 is refused", "[message]") {
  const std::string bad = GENERATE(as<std::string>{}, "\xff", "a\xc3", "\xc3(", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf",
                                   "\xe2\x82", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf", "\xf0\x9f\x98",
                                   "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\x80");
  CHECK(refused_field(Text{bad}) == "text");
  CHECK(refused_field(Text{"before " + bad + " after"}) == "text");
}

TEST_CASE("the edges of UTF-8 are accepted", "[message]") {
  const std::string good =
      GENERATE(as<std::string>{}, "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xec\xbf\xbf", "\xed\x9f\xbf",
               "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf3\xbf\xbf\xbf", "\xf4\x8f\xbf\xbf");
  CHECK(validate(Text{good}));
  CHECK(validate(Text{repeated(good, 2000)}));
  CHECK(refused_field(Text{repeated(good, 2001)}) == "text");
}

TEST_CASE("media need an https address in one piece", "[message]") {
  CHECK(validate(MediaByUrl{MediaKind::image, "https://cdn.example.org/cat.jpg?x=1"}));
  CHECK(validate(MediaByUrl{MediaKind::file,
                            "https://cdn.example.org/Stra\xc3\x9f"
                            "e.pdf"}));
  const std::string bad = GENERATE(as<std::string>{}, "", "http://cdn.example.org/cat.jpg", "HTTPS://x", "ftp://x",
                                   "//x", "cat.jpg", " https://x", "https://", "https://x/a b", "https://x/a\nb",
                                   "https://x\t", "https://x/\x7f", "https://x/\x01", "https://x/\xff");
  CAPTURE(bad);
  CHECK(refused_field(MediaByUrl{MediaKind::image, bad}) == "url");
  CHECK(refused_field(MediaByUrl{MediaKind::image, "https://x/" + std::string(1, '\0')}) == "url");
}

TEST_CASE("media kinds are called as the platform calls them", "[message]") {
  CHECK(to_string(MediaKind::image) == "image");
  CHECK(to_string(MediaKind::audio) == "audio");
  CHECK(to_string(MediaKind::video) == "video");
  CHECK(to_string(MediaKind::file) == "file");
}

TEST_CASE("without a word on checks only the structure is checked", "[message]") {
  const OutgoingMessage long_title = OutgoingMessage(Text{"x"}).with(QuickReply::with(long_text(21), "P"));
  CHECK(validate(long_title));
  CHECK_FALSE(validate(long_title, Checks::strict));
}

TEST_CASE("saved media and stickers are named by their id", "[message]") {
  const Spoiled<SavedMedia> media({MediaKind::video, AttachmentId("5566")});
  media.refused_for("attachment", [](SavedMedia& content) { content.attachment = AttachmentId(); });
  media.refused_for("attachment", [](SavedMedia& content) { content.attachment = AttachmentId(no_utf8); });
  const Spoiled<Sticker> sticker({StickerId("369239263222822")});
  sticker.refused_for("sticker", [](Sticker& content) { content.sticker = StickerId(); });
  sticker.refused_for("sticker", [](Sticker& content) { content.sticker = StickerId(no_utf8); });
}

TEST_CASE("one message holds 1 to 30 images, each by its address or as saved", "[message]") {
  const Images::Image by_url{"https://cdn.example.org/0.png", {}};
  const Images::Image saved{{}, AttachmentId("5566")};
  const Spoiled<Images> images(Images{{by_url, saved}});
  images.taken([&](Images& content) { content.images.assign(30, saved); });
  images.refused_for("images", [&](Images& content) { content.images.assign(31, saved); });
  images.refused_for("images", [](Images& content) { content.images.clear(); });
  images.refused_for("images[1].url", [](Images& content) { content.images[1] = {}; });
  images.refused_for("images[1].attachment", [](Images& content) {
    content.images[1] = {"https://x.example", AttachmentId("1")};
  });
  images.refused_for("images[0].url", [](Images& content) { content.images[0].url = "http://x.example/0.png"; });
  images.refused_for("images[1].attachment", [](Images& content) { content.images[1] = {{}, AttachmentId(no_utf8)}; });
}

TEST_CASE("what goes with a message is UTF-8, too", "[message]") {
  CHECK(refused_field(OutgoingMessage(Text{"x"}).in_reply_to(Mid("m_1")).as(PersonaId("1"))).empty());
  CHECK(refused_field(OutgoingMessage(Text{"x"}).in_reply_to(Mid(no_utf8))) == "reply_to");
  CHECK(refused_field(OutgoingMessage(Text{"x"}).as(PersonaId(no_utf8))) == "persona");
}

TEST_CASE("an error names the limit and quotes nothing of the message", "[message]") {
  const std::string words = "the customer's own words";
  const Result<void> refused = validate(OutgoingMessage(Text{"x"}).with(QuickReply::with(words, "P")), Checks::strict);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().field == "quick_replies[0].title");
  CHECK(refused.error().message == "has 24 characters, Messenger takes 20; shorten it");
  const Result<void> bad_address = validate(GenericTemplate{{{"t", {}, words, {}, {}}}});
  REQUIRE_FALSE(bad_address);
  CHECK(bad_address.error().field == "elements[0].image_url");
  CHECK(bad_address.error().message.find("customer") == std::string::npos);
}
