#pragma once

#include <string>

namespace pagebridge::cli {

/// A line for what all events have, and one for each kind: its name and the JSON members that it can have, as
/// "delivery: mids[] watermark_ms".
std::string event_kinds();

} // namespace pagebridge::cli
