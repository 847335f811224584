#include "pagebridge/log.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

std::string_view to_string(LogLevel level) noexcept {
  switch (level) {
    case LogLevel::debug: return "debug";
    case LogLevel::info: return "info";
    case LogLevel::warning: return "warning";
    case LogLevel::error: return "error";
  }
  return "error";
}

PAGEBRIDGE_END_NAMESPACE
