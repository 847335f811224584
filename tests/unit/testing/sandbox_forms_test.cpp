// How requests are read, and what errors repeat of them.
#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

/// A stage where Ada has written.
struct Talk : Stage {
  explicit Talk(SandboxOptions options = {}) : Stage(std::move(options)) { REQUIRE(sandbox->write(Psid(ada), "ciao")); }
  HttpResponse post(const std::string& form) const {
    return sandbox->handle(
        {"POST",
         "/v25.0/me/messages",
         {{"Authorization", "Bearer EAAtoken"}, {"Content-Type", "application/x-www-form-urlencoded"}},
         form});
  }
  std::string last() const { return sandbox->thread(Psid(ada)).back().text; }
};

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

} // namespace

TEST_CASE("a # in a form is a character like any other", "[sandbox][forms]") {
  const Talk talk;
  CHECK(talk.post("message={\"text\":\"Order #4711?\"}&recipient={\"id\":\"" + ada + "\"}").status == 200);
  CHECK(talk.last() == "Order #4711?");
}

TEST_CASE("escapes in single quotes mean what they mean in JSON", "[sandbox][forms]") {
  const Talk talk;
  struct Case {
    const char* written;
    const char* meant;
  };
  const Case one =
      GENERATE(Case{R"('say \"hi\"')", "say \"hi\""}, Case{R"('say "hi"')", "say \"hi\""}, Case{R"('a\\')", "a\\"},
               Case{R"('it\'s')", "it's"}, Case{R"('a\\\'b')", "a\\'b"}, Case{R"('\u00e9\n')", "\xc3\xa9\n"});
  CHECK(talk.post("recipient={id:" + ada + "}&message=" + percent_encode("{'text':" + std::string(one.written) + "}"))
            .status == 200);
  CHECK(talk.last() == one.meant);
}

TEST_CASE("a text is counted in the unit that was chosen", "[sandbox][forms]") {
  struct Case {
    TextUnit unit;
    int most_smiles;
    int most_accents;
  };
  const Case one = GENERATE(Case{TextUnit::code_point, 2000, 2000}, Case{TextUnit::utf16, 1000, 2000},
                            Case{TextUnit::byte, 500, 1000});
  SandboxOptions options;
  options.text_unit = one.unit;
  const Talk talk(std::move(options));
  const auto sends = [&](const char* character, int count) {
    return talk.send(R"({"text":")" + repeated(character, count) + "\"}").status == 200;
  };
  CHECK(sends("\xf0\x9f\x98\x80", one.most_smiles));
  CHECK_FALSE(sends("\xf0\x9f\x98\x80", one.most_smiles + 1));
  CHECK(sends("\xc3\xa9", one.most_accents));
  CHECK_FALSE(sends("\xc3\xa9", one.most_accents + 1));
}

TEST_CASE("an error repeats no more than 200 characters of a name", "[sandbox][forms]") {
  const Stage stage;
  const std::string name = repeated("\xc3\xa9", 100000);
  for (const std::string& url :
       {"/me?fields=" + name, "/" + name, "/me/" + name, "/me/messenger_profile?fields=" + name}) {
    const HttpResponse refused = stage.get(url);
    CHECK(refused.status == 400);
    CHECK(single_header(refused.headers, "WWW-Authenticate")->size() < 1000);
    CHECK(refused.body.size() < 2500);
    CHECK(contains(refused.body, repeated("\\u00e9", 100)));
    CHECK_FALSE(contains(refused.body, "\\ufffd"));
  }
}

TEST_CASE("errors of the platform's own say whether they pass", "[sandbox][forms]") {
  Talk talk;
  const auto refused = [&](int code) {
    SandboxFaults faults;
    faults.refuse = SandboxRefusal{code, 0, "", 0};
    talk.sandbox->set_faults(faults);
    return talk.send(R"({"text":"a"})").body;
  };
  CHECK(contains(refused(1), R"("is_transient":false)"));
  CHECK(contains(refused(2), R"("is_transient":true)"));
  CHECK_FALSE(contains(refused(100), "is_transient"));
}

TEST_CASE("a node that is asked for twice is told once", "[sandbox][forms]") {
  const Stage stage;
  CHECK(stage.get("/?ids=682498302938465,682498302938465&fields=id").body ==
        R"({"682498302938465":{"id":"682498302938465"}})");
}
