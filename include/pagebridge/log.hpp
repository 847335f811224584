#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

enum class LogLevel { debug, info, warning, error };

PAGEBRIDGE_EXPORT std::string_view to_string(LogLevel level) noexcept;

/// One thing worth knowing. `event` is a constant from a short list ("webhook_refused"), `fields` say more. Fields are an
/// allow-list: ids, counts, codes; never tokens, secrets, message text, profile data or full URLs.
struct LogRecord {
  LogLevel level = LogLevel::info;
  std::string_view event;
  std::vector<std::pair<std::string_view, std::string>> fields;
};

/// The host's log. Empty: off, which is the default. Threads: called from many threads at once; it must not block long
/// and must not throw.
using LogSink = std::function<void(const LogRecord&)>;

PAGEBRIDGE_END_NAMESPACE
