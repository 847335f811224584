#pragma once

#include <string_view>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Whether an address can be given to Meta: https, or http on this machine, which is for trying things out. Private.
bool is_https_or_loopback(std::string_view url) noexcept;

PAGEBRIDGE_END_NAMESPACE
