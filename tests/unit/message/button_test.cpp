#include "unit/message/message_check.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

/// A button template around one button, whose fields a test spoils.
template <class B>
class SpoiledButton {
 public:
  explicit SpoiledButton(B good) : template_(ButtonTemplate{"text", {PostbackButton{"t", "p"}, std::move(good)}}) {}

  template <class Spoil>
  void refused_for(const std::string& field, Spoil&& spoil) const {
    template_.refused_for("buttons[1]." + field, [&](ButtonTemplate& content) { spoil(button_in(content)); });
  }
  template <class Change>
  void taken(Change&& change) const {
    template_.taken([&](ButtonTemplate& content) { change(button_in(content)); });
  }
  template <class Field>
  void required(const std::string& field, std::size_t most, Field&& member) const {
    template_.required("buttons[1]." + field, most,
                       [&](ButtonTemplate& content) -> std::string& { return member(button_in(content)); });
  }
  template <class Field>
  void text(const std::string& field, std::size_t most, Field&& member) const {
    template_.text("buttons[1]." + field, most,
                   [&](ButtonTemplate& content) -> std::string& { return member(button_in(content)); });
  }

 private:
  static B& button_in(ButtonTemplate& content) { return std::get<B>(content.buttons[1]); }
  Spoiled<ButtonTemplate> template_;
};

} // namespace

TEST_CASE("a URL button opens a web page", "[message][button]") {
  const SpoiledButton<UrlButton> button({"Open", "https://example.org/a?b=1"});
  button.required("title", 20, [](UrlButton& b) -> std::string& { return b.title; });
  button.taken([](UrlButton& b) { b.url = "http://example.org"; });
  for (const char* url : {"", "example.org", "ftp://example.org", "https://", "https:///path", "https://a b",
                          "javascript:alert(1)", "http://x\n"})
    button.refused_for("url", [&](UrlButton& b) { b.url = url; });
  button.refused_for("url", [](UrlButton& b) { b.url = "https://example.org/" + no_utf8; });
}

TEST_CASE("extensions need https; a fallback needs extensions", "[message][button]") {
  const SpoiledButton<UrlButton> button(
      {"Open", "https://example.org", WebviewHeight::tall, true, "https://example.org/plain", true});
  button.refused_for("url", [](UrlButton& b) { b.url = "http://example.org"; });
  button.refused_for("fallback_url", [](UrlButton& b) { b.fallback_url = "plain"; });
  button.refused_for("fallback_url", [](UrlButton& b) { b.messenger_extensions = false; });
  button.taken([](UrlButton& b) { b.fallback_url.clear(); });
}

TEST_CASE("a postback has a title and a payload", "[message][button]") {
  const SpoiledButton<PostbackButton> button({"Yes", "YES"});
  button.required("title", 20, [](PostbackButton& b) -> std::string& { return b.title; });
  button.required("payload", 1000, [](PostbackButton& b) -> std::string& { return b.payload; });
}

TEST_CASE("a number is dialled as it stands: a plus and digits", "[message][button]") {
  const SpoiledButton<PhoneButton> button({"Ring us", "+15105551234"});
  button.required("title", 20, [](PhoneButton& b) -> std::string& { return b.title; });
  for (const char* number : {"", "+", "15105551234", "+1 510 555 1234", "+1-510", "++15", "+15x"})
    button.refused_for("number", [&](PhoneButton& b) { b.number = number; });
}

TEST_CASE("logging in needs an https address, logging out nothing", "[message][button]") {
  const SpoiledButton<LogInButton> button({"https://example.org/authorize"});
  button.refused_for("url", [](LogInButton& b) { b.url = "http://example.org/authorize"; });
  button.refused_for("url", [](LogInButton& b) { b.url.clear(); });
  CHECK(strictly_refused_field(ButtonTemplate{"Bye", {LogOutButton{}}}).empty());
}

TEST_CASE("a game has a player or a context, not both", "[message][button]") {
  const SpoiledButton<GameButton> button({"Play", "P", "player", {}});
  button.required("title", 20, [](GameButton& b) -> std::string& { return b.title; });
  button.text("payload", 1000, [](GameButton& b) -> std::string& { return b.payload; });
  button.text("player_id", 0, [](GameButton& b) -> std::string& { return b.player_id; });
  button.refused_for("context_id", [](GameButton& b) { b.context_id = "context"; });
  button.taken([](GameButton& b) { b = {"Play", {}, {}, "context"}; });
  button.refused_for("context_id", [](GameButton& b) { b = {"Play", {}, {}, no_utf8}; });
  button.taken([](GameButton& b) { b = {"Play", {}, {}, {}}; });
}

TEST_CASE("a call button can be tapped for 1 to 7 days", "[message][button]") {
  const SpoiledButton<AudioCallButton> button({"Call us"});
  button.required("title", 20, [](AudioCallButton& b) -> std::string& { return b.title; });
  button.taken([](AudioCallButton& b) { b.expires_in_days = 1; });
  button.taken([](AudioCallButton& b) { b.expires_in_days = 7; });
  button.refused_for("expires_in_days", [](AudioCallButton& b) { b.expires_in_days = 0; });
  button.refused_for("expires_in_days", [](AudioCallButton& b) { b.expires_in_days = 8; });
}
