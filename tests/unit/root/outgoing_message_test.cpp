#include "pagebridge/message/outgoing_message.hpp"

#include <string>

#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

std::string repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

std::string refused_field(const OutgoingMessage& message) {
  const Result<void> valid = validate(message);
  if (valid) return {};
  CHECK(valid.error().code == ErrorCode::invalid_argument);
  CHECK(valid.error().fate == SendFate::not_sent);
  return valid.error().field;
}

} // namespace

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
