#pragma once

#include <optional>
#include <string_view>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// "2021-07-23T09:50:48+0000": ISO 8601 with an offset, with or without its colon, or "Z"; fractions of a second are kept to
/// the millisecond. Nothing if it is not exactly that.
std::optional<Timestamp> iso_time(std::string_view text) noexcept;

/// A date of an HTTP header in any of its three forms: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
/// "Sun Nov  6 08:49:37 1994". The weekday may be any: it says nothing that the rest does not.
/// RFC 9110, section 5.6.7.
std::optional<Timestamp> http_date(std::string_view text) noexcept;

/// A member that is a time: as iso_time, or whole seconds since 1970 (0 is no time).
std::optional<Timestamp> time_in(const json::Value& value) noexcept;

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
