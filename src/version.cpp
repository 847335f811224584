#include "pagebridge/version.hpp"
#include "pagebridge/library_version.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

std::string_view library_version() noexcept { return PAGEBRIDGE_VERSION_STRING; }

PAGEBRIDGE_END_NAMESPACE
