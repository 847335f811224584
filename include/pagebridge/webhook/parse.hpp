#pragma once

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/webhook/event.hpp"
#include "pagebridge/webhook/verified_body.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Reads a webhook body. Total: every body gives a Webhook; what is not understood becomes an UnknownEvent that keeps its
/// JSON, and one odd event never costs its neighbours. All `entry[]` and every array in them are walked.
/// Strings that are not Unicode are repaired (U+FFFD for lone surrogates and NUL, '?' for stray bytes); `raw_json` keeps the
/// bytes as they came.
/// Bounds, far beyond what Meta sends: nesting deeper than 64 levels, or more events than 1024 and one for each 64 bytes of
/// the body, makes the body no envelope; of a list inside one event the first 250 are read, and `raw_json` has all.
PAGEBRIDGE_EXPORT Webhook parse(const VerifiedBody& body);

PAGEBRIDGE_END_NAMESPACE
