#pragma once

/// The few macros that every header uses. The inline namespace carries the ABI line: it is the SONAME's version, so two
/// lines can live in one process. Never write its name; fwd.hpp has the forward declarations.
#define PAGEBRIDGE_BEGIN_NAMESPACE \
  namespace pagebridge { \
  inline namespace v0_1 {
#define PAGEBRIDGE_END_NAMESPACE \
  } \
  }

/// Marks what goes away: `PAGEBRIDGE_DEPRECATED_SINCE("0.4", "send()")`.
#define PAGEBRIDGE_DEPRECATED_SINCE(version, replacement) \
  [[deprecated("deprecated since pagebridge " version "; use " replacement)]]
