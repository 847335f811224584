#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Serves calls without a version; on the platform it is the one that the App Dashboard names.
inline constexpr std::string_view newest_version = "v26.0";

/// The version that answers a call for `asked`: itself if it lives, else the oldest that does. Nothing: it never was.
/// Versions end by the Sandbox's clock, but do not begin by it: a test that lives in the past may call today's.
/// https://developers.facebook.com/docs/graph-api/guides/versioning
std::optional<std::string> served_version(std::string_view asked, Timestamp now);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
