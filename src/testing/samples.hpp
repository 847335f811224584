#pragma once

#include <string>

#include "pagebridge/config.hpp"
#include "testing/webhook_event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// What the App Dashboard's button "Test" sends of a field: a change whatever the field, with ids of nobody and its time as a
/// text. Of a field whose sample is not known, the change has no value, which happens, too.
WebhookEvent sample_event(const std::string& field);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
