#include <string>
#include <vector>

#include "pagebridge/service/service.hpp"
#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

ServiceDraft good_draft() {
  ServiceDraft draft;
  draft.name = "Caffè Bolzano";
  draft.app = AppId("402911866340125");
  draft.app_secret = Secret("0123456789abcdef0123456789abcdef");
  draft.page_access_token = Secret("EAAtesttoken");
  draft.page = PageId("108231704662015");
  draft.colour = "#00aAfF";
  draft.tags = {"italian", "coffee"};
  draft.optional_tags = {"vip"};
  return draft;
}

/// The field that is refused; empty if the draft is good.
std::string refused(const ServiceDraft& draft) {
  const Result<void> valid = validate(draft);
  if (valid) return {};
  CHECK(valid.error().code == ErrorCode::invalid_argument);
  CHECK(valid.error().fate == SendFate::not_sent);
  CHECK(!valid.error().message.empty());
  CHECK(valid.error().message.find("CANARY") == std::string::npos);
  return valid.error().field;
}

const std::string long_line(201, 'x');

} // namespace

TEST_CASE("a draft that makes sense is accepted", "[service][draft]") {
  ServiceDraft draft = good_draft();
  CHECK(refused(draft).empty());
  draft.page = PageId();
  draft.colour.clear();
  draft.tags.clear();
  draft.optional_tags.clear();
  CHECK(refused(draft).empty());
  draft.name = std::string(200, 'x');
  draft.app_secret = Secret("0123456789ABCDEF0123456789ABCDEF");
  CHECK(refused(draft).empty());
}

TEST_CASE("a bad name is refused", "[service][draft]") {
  ServiceDraft draft = good_draft();
  draft.name = GENERATE_COPY(as<std::string>{}, "", long_line, "two\nlines", "tab\t", "\x7f", "\xff", "CANARY\x01",
                             std::string("nul\0", 4));
  CHECK(refused(draft) == "name");
}

TEST_CASE("a bad App ID is refused", "[service][draft]") {
  ServiceDraft draft = good_draft();
  draft.app = AppId(GENERATE(as<std::string>{}, "", "CANARY", "12 3", "-1", "1.5", "0x1", "\xd9\xa1",
                             "1234567890123456789012345678901"));
  CHECK(refused(draft) == "app");
}

TEST_CASE("a bad App Secret is refused, and not repeated", "[service][draft]") {
  ServiceDraft draft = good_draft();
  draft.app_secret = Secret(GENERATE(as<std::string>{}, "", "CANARY two words", "CANARY\n", " CANARY", "CANARY\x7f",
                                     "CANARY\xc3\xa4", std::string(257, 'a')));
  CHECK(refused(draft) == "app_secret");
}

TEST_CASE("a bad Page Access Token is refused, and not repeated", "[service][draft]") {
  ServiceDraft draft = good_draft();
  draft.page_access_token =
      Secret(GENERATE(as<std::string>{}, "", "CANARY two", "CANARY\r\nX-Header: 1", "CANARY\t", "CANARY\x7f",
                      "CANARY\xc3\xa4", std::string(2049, 'a'), std::string("CANARY\0", 7)));
  CHECK(refused(draft) == "page_access_token");
}

TEST_CASE("a bad Page ID is refused", "[service][draft]") {
  ServiceDraft draft = good_draft();
  draft.page = PageId(GENERATE(as<std::string>{}, "CANARY", "12 3", " ", "1234567890123456789012345678901"));
  CHECK(refused(draft) == "page");
}

TEST_CASE("a bad colour is refused", "[service][draft]") {
  ServiceDraft draft = good_draft();
  draft.colour = GENERATE(as<std::string>{}, "red", "#fff", "00aaff", "#00aaff0", "#00aafg", "#00aa f", "#", "CANARYx");
  CHECK(refused(draft) == "colour");
}

TEST_CASE("bad tags are refused under their own name", "[service][draft]") {
  const auto bad = GENERATE_COPY(values<std::vector<std::string>>(
      {{""}, {"good", ""}, {long_line}, {"two\nlines"}, {"CANARY\xff"}, std::vector<std::string>(101, "x")}));
  ServiceDraft draft = good_draft();
  draft.tags = bad;
  CHECK(refused(draft) == "tags");
  draft = good_draft();
  draft.optional_tags = bad;
  CHECK(refused(draft) == "optional_tags");
}

TEST_CASE("a hundred tags are accepted", "[service][draft]") {
  ServiceDraft draft = good_draft();
  draft.tags = std::vector<std::string>(100, std::string(200, 'x'));
  draft.optional_tags = draft.tags;
  CHECK(refused(draft).empty());
}

TEST_CASE("of several wrong fields the first is named", "[service][draft]") {
  ServiceDraft draft;
  CHECK(refused(draft) == "name");
  draft.name = "x";
  CHECK(refused(draft) == "app");
  draft.app = AppId("1");
  CHECK(refused(draft) == "app_secret");
  draft.app_secret = good_draft().app_secret;
  CHECK(refused(draft) == "page_access_token");
  draft.page_access_token = Secret("x");
  CHECK(refused(draft).empty());
}
