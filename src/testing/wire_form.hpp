#pragma once

#include <string>
#include <string_view>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// `json`, which must be valid, as the platform writes it: one line of ASCII, every other UTF-16 unit as \uxxxx with
/// lower-case digits, slashes as \/. Bytes that are no UTF-8 become \ufffd.
std::string wire_form(std::string_view json);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
