#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstring>
#include <string>

#include "curl/public_address.hpp"
#include "support/catch.hpp"

using pagebridge::curl::is_public;
using pagebridge::curl::is_public_ipv4;
using pagebridge::curl::is_public_ipv6;

namespace {

bool is_public_text(const std::string& text) {
  if (text.find(':') == std::string::npos) {
    std::array<std::uint8_t, 4> bytes{};
    REQUIRE(inet_pton(AF_INET, text.c_str(), bytes.data()) == 1);
    return is_public_ipv4(bytes);
  }
  std::array<std::uint8_t, 16> bytes{};
  REQUIRE(inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1);
  return is_public_ipv6(bytes);
}

} // namespace

TEST_CASE("the first and the last address of every special range are not public, their neighbours are", "[address]") {
  struct Range {
    const char* before; // "" if that is not public either
    const char* first;
    const char* last;
    const char* after;
  };
  const Range range = GENERATE(
      Range{"", "0.0.0.0", "0.255.255.255", "1.0.0.0"},
      Range{"9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"},
      Range{"100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"},
      Range{"126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"},
      Range{"169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"},
      Range{"172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"},
      Range{"191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"},
      Range{"192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"},
      Range{"192.31.195.255", "192.31.196.0", "192.31.196.255", "192.31.197.0"},
      Range{"192.52.192.255", "192.52.193.0", "192.52.193.255", "192.52.194.0"},
      Range{"192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0"},
      Range{"192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"},
      Range{"192.175.47.255", "192.175.48.0", "192.175.48.255", "192.175.49.0"},
      Range{"198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"},
      Range{"198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"},
      Range{"203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"},
      Range{"223.255.255.255", "224.0.0.0", "239.255.255.255", ""}, Range{"", "240.0.0.0", "255.255.255.255", ""},
      Range{"", "::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::"},
      Range{"2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
            "2001:200::"},
      Range{"2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
            "2001:db9::"},
      Range{"2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"},
      Range{"2620:4f:7fff:ffff:ffff:ffff:ffff:ffff", "2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff",
            "2620:4f:8001::"},
      Range{"3ffd:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3ffe::", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "3fff:1000::"},
      Range{"", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"},
      Range{"3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""});
  CAPTURE(range.first, range.last);
  CHECK_FALSE(is_public_text(range.first));
  CHECK_FALSE(is_public_text(range.last));
  if (*range.before != 0) CHECK(is_public_text(range.before));
  if (*range.after != 0) CHECK(is_public_text(range.after));
}

TEST_CASE("addresses with a name are told apart", "[address]") {
  for (const char* address : {"8.8.8.8", "157.240.1.35", "31.13.64.35", "1.1.1.1", "2a03:2880:f12f:83:face:b00c:0:25de",
                              "2606:4700:4700::1111", "2001:4860:4860::8888"}) {
    CAPTURE(address);
    CHECK(is_public_text(address));
  }
  for (const char* address : {"::",
                              "::1",
                              "::127.0.0.1",
                              "::8.8.8.8",
                              "::ffff:127.0.0.1",
                              "::ffff:8.8.8.8",
                              "::ffff:0:8.8.8.8",
                              "64:ff9b::8.8.8.8",
                              "64:ff9b::10.0.0.1",
                              "64:ff9b:1::1",
                              "100::1",
                              "2001::1",
                              "2001:10::1",
                              "2001:20::1",
                              "2002:808:808::1",
                              "5f00::1",
                              "fc00::1",
                              "fd12:3456::1",
                              "fe80::1",
                              "fec0::1",
                              "ff02::1"}) {
    CAPTURE(address);
    CHECK_FALSE(is_public_text(address));
  }
}

TEST_CASE("a socket's address is told by its family", "[address]") {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_addr.s_addr = htonl(0x08080808);
  const auto view = [](const auto& address) -> const sockaddr& {
    return *static_cast<const sockaddr*>(static_cast<const void*>(&address));
  };
  CHECK(is_public(view(v4)));
  v4.sin_addr.s_addr = htonl(0x7f000001);
  CHECK_FALSE(is_public(view(v4)));
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  REQUIRE(inet_pton(AF_INET6, "2606:4700:4700::1111", &v6.sin6_addr) == 1);
  CHECK(is_public(view(v6)));
  REQUIRE(inet_pton(AF_INET6, "::ffff:1.1.1.1", &v6.sin6_addr) == 1);
  CHECK_FALSE(is_public(view(v6)));
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  CHECK_FALSE(is_public(view(local)));
}
