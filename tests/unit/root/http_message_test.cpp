#include "pagebridge/http/http_message.hpp"

#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {
using Parameters = std::vector<std::pair<std::string, std::string>>;
} // namespace

TEST_CASE("a header is found whatever the case of its name", "[http]") {
  const HttpHeaders headers = {{"x-HUB-signature-256", "sha256=ab"}, {"Content-Type", "application/json"}};
  CHECK(single_header(headers, "X-Hub-Signature-256").value_or("") == "sha256=ab");
  CHECK(single_header(headers, "content-type").value_or("") == "application/json");
  CHECK(!single_header(headers, "X-Hub-Signature"));
  CHECK(!single_header(headers, "X-Hub-Signature-2566"));
  CHECK(!single_header({}, "X-Hub-Signature-256"));
}

TEST_CASE("an empty header is there; one that stands twice is as good as none", "[http]") {
  CHECK(single_header({{"A", ""}}, "a").has_value());
  CHECK(!single_header({{"A", "1"}, {"a", "2"}}, "A"));
  CHECK(!single_header({{"A", "1"}, {"B", "2"}, {"A", "1"}}, "A"));
  CHECK(!single_header({{"A", "1"}, {"A", "1"}, {"A", "1"}}, "A"));
}

TEST_CASE("names with signs beside the letters are not folded", "[http]") {
  CHECK(!single_header({{"a@b", "1"}}, "a`b"));
  CHECK(!single_header({{"a[b", "1"}}, "a{b"));
}

TEST_CASE("the path is what stands before the query, still encoded", "[http]") {
  CHECK(path_of("/messenger/abc?hub.mode=subscribe") == "/messenger/abc");
  CHECK(path_of("/messenger/a%2Fb") == "/messenger/a%2Fb");
  CHECK(path_of("/a#fragment?x") == "/a");
  CHECK(path_of("https://cc.example.com/messenger/abc?x=/y") == "/messenger/abc");
  CHECK(path_of("https://cc.example.com:8443/") == "/");
  CHECK(path_of("https://cc.example.com").empty());
  CHECK(path_of("https://cc.example.com?x=1").empty());
  CHECK(path_of("/redirect?to=https://cc.example.com/x") == "/redirect");
  CHECK(path_of("/a//b://c") == "/a//b://c");
  CHECK(path_of("").empty());
}

TEST_CASE("query parameters come decoded, in their order", "[http]") {
  CHECK(query_parameters("/w?hub.mode=subscribe&hub.challenge=1") ==
        Parameters{{"hub.mode", "subscribe"}, {"hub.challenge", "1"}});
  CHECK(query_parameters("/w?b=2&a=1&b=3") == Parameters{{"b", "2"}, {"a", "1"}, {"b", "3"}});
  CHECK(query_parameters("/w?hub%2Emode=a%20b+c%2B") == Parameters{{"hub.mode", "a b c+"}});
  CHECK(query_parameters("/w?x=%c3%A4") == Parameters{{"x", "\xc3\xa4"}});
  CHECK(query_parameters("/w?x=%00") == Parameters{{"x", std::string(1, '\0')}});
}

TEST_CASE("odd queries lose nothing and invent nothing", "[http]") {
  CHECK(query_parameters("/w").empty());
  CHECK(query_parameters("/w?").empty());
  CHECK(query_parameters("/w?&&").empty());
  CHECK(query_parameters("/w?a") == Parameters{{"a", ""}});
  CHECK(query_parameters("/w?a=") == Parameters{{"a", ""}});
  CHECK(query_parameters("/w?=1") == Parameters{{"", "1"}});
  CHECK(query_parameters("/w?a=b=c") == Parameters{{"a", "b=c"}});
  CHECK(query_parameters("/w?a=1&") == Parameters{{"a", "1"}});
  CHECK(query_parameters("/w?a=1?b=2") == Parameters{{"a", "1?b=2"}});
  CHECK(query_parameters("/w?a=%&b=%4&c=%zz&d=%4") == Parameters{{"a", "%"}, {"b", "%4"}, {"c", "%zz"}, {"d", "%4"}});
  CHECK(query_parameters("/w?a=1#b=2") == Parameters{{"a", "1"}});
  CHECK(query_parameters("/w#x?a=1").empty());
}

TEST_CASE("everything but the unreserved characters is percent-encoded", "[http]") {
  CHECK(percent_encode("AZaz09-._~") == "AZaz09-._~");
  CHECK(percent_encode("a b/c?d&e=f+g%h") == "a%20b%2Fc%3Fd%26e%3Df%2Bg%25h");
  CHECK(percent_encode("\xc3\xa4\xff") == "%C3%A4%FF");
  CHECK(percent_encode(std::string(1, '\0')) == "%00");
  CHECK(percent_encode("").empty());
}

TEST_CASE("what is encoded comes back when it is decoded", "[http]") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  CHECK(query_parameters("/?x=" + percent_encode(all)) == Parameters{{"x", all}});
}

TEST_CASE("a form's field is found by its name, decoded, if it stands there once", "[http]") {
  CHECK(single_field("signed_request=a.b", "signed_request") == "a.b");
  CHECK(single_field("x=1&signed%5Frequest=a%2Bb%3D%3d+c#d&y", "signed_request") == "a+b== c#d");
  CHECK(single_field("signed_request", "signed_request") == "");
  CHECK(single_field("signed_request=", "signed_request") == "");
  CHECK(single_field("&&signed_request=a=b&", "signed_request") == "a=b");
  for (const char* form :
       {"", "&", "=", "Signed_request=a", "signed_request2=a", "x=signed_request=a",
        "signed_request=a&signed_request=a", "signed_request=a&b=1&signed_request=a&signed_request=a",
        "signed_request=a&signed%5frequest=a", "signed_request&signed_request"}) {
    CAPTURE(form);
    CHECK(!single_field(form, "signed_request"));
  }
}
