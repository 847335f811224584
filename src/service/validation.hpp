#pragma once

#include "pagebridge/config.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Whether it can be an App Secret; the error names the field `app_secret`. Private.
Result<void> validate_app_secret(const Secret& app_secret);

PAGEBRIDGE_END_NAMESPACE
