#pragma once

#include <array>
#include <cstdint>

#include "pagebridge/config.hpp"

struct sockaddr;

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// Whether an address is one of the public Internet: not this machine, not a network of one's own, not a special purpose.
/// IPv6 addresses that hold an IPv4 one (mapped, compatible, NAT64, 6to4, Teredo) are never public: where they lead is up
/// to somebody's gateway. Private.
/// Source: https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry, 2025-01
bool is_public_ipv4(const std::array<std::uint8_t, 4>& address) noexcept;
bool is_public_ipv6(const std::array<std::uint8_t, 16>& address) noexcept;
/// The same of what is to be connected to; anything but IPv4 and IPv6 is not public.
bool is_public(const sockaddr& address) noexcept;

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
