#pragma once

#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// The version of the library that runs, such as "0.1.0". version.hpp has the one that the caller was compiled with:
/// they differ when a shared library was replaced. Threads: from any thread.
PAGEBRIDGE_EXPORT std::string_view library_version() noexcept;

PAGEBRIDGE_END_NAMESPACE
