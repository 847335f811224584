#include "curl/public_address.hpp"

#if defined(_WIN32)
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#endif

#include <algorithm>
#include <cstddef>
#include <cstring>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

/// All addresses whose first `bits` are those of `start`.
template <std::size_t size>
struct Range {
  std::array<std::uint8_t, size> start;
  unsigned bits;
};

template <std::size_t size>
bool is_in(const std::array<std::uint8_t, size>& address, const Range<size>& range) noexcept {
  for (std::size_t i = 0; i < size && i * 8 < range.bits; ++i) {
    const unsigned left = range.bits - static_cast<unsigned>(i) * 8;
    const unsigned mask = left >= 8 ? 0xffU : 0xffU << (8 - left) & 0xffU;
    if ((address[i] & mask) != range.start[i]) return false;
  }
  return true;
}

constexpr Range<4> special_ipv4[] = {
    {{0, 0, 0, 0}, 8},       // this network
    {{10, 0, 0, 0}, 8},      // private
    {{100, 64, 0, 0}, 10},   // carriers' NAT
    {{127, 0, 0, 0}, 8},     // this machine
    {{169, 254, 0, 0}, 16},  // link; clouds' metadata
    {{172, 16, 0, 0}, 12},   // private
    {{192, 0, 0, 0}, 24},    // protocols
    {{192, 0, 2, 0}, 24},    // documentation
    {{192, 31, 196, 0}, 24}, // AS112
    {{192, 52, 193, 0}, 24}, // AMT
    {{192, 88, 99, 0}, 24},  // 6to4 relays
    {{192, 168, 0, 0}, 16},  // private
    {{192, 175, 48, 0}, 24}, // AS112
    {{198, 18, 0, 0}, 15},   // benchmarks
    {{198, 51, 100, 0}, 24}, // documentation
    {{203, 0, 113, 0}, 24},  // documentation
    {{224, 0, 0, 0}, 4},     // multicast
    {{240, 0, 0, 0}, 4},     // reserved, broadcast
};

/// Inside 2000::/3, which alone is handed out as global unicast. Outside of it are ::, ::1, ::ffff:0:0/96, 64:ff9b::/96,
/// 64:ff9b:1::/48, 100::/64, fc00::/7, fe80::/10, fec0::/10, ff00::/8 and what nobody has yet.
constexpr Range<16> special_ipv6[] = {
    {{0x20, 0x01, 0x00}, 23},             // protocols: Teredo, benchmarks, ORCHID
    {{0x20, 0x01, 0x0d, 0xb8}, 32},       // documentation
    {{0x20, 0x02}, 16},                   // 6to4
    {{0x26, 0x20, 0x00, 0x4f, 0x80}, 48}, // AS112
    {{0x3f, 0xfe}, 16},                   // the old 6bone
    {{0x3f, 0xff, 0x00}, 20},             // documentation
};
constexpr Range<16> global_unicast = {{0x20}, 3};

} // namespace

bool is_public_ipv4(const std::array<std::uint8_t, 4>& address) noexcept {
  return std::none_of(std::begin(special_ipv4), std::end(special_ipv4),
                      [&](const Range<4>& range) { return is_in(address, range); });
}

bool is_public_ipv6(const std::array<std::uint8_t, 16>& address) noexcept {
  return is_in(address, global_unicast) && std::none_of(std::begin(special_ipv6), std::end(special_ipv6),
                                                        [&](const Range<16>& range) { return is_in(address, range); });
}

bool is_public(const sockaddr& address) noexcept {
  const void* const whole = &address;
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, whole, sizeof(in));
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &in.sin_addr, bytes.size());
    return is_public_ipv4(bytes);
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, whole, sizeof(in));
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return is_public_ipv6(bytes);
  }
  return false;
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
