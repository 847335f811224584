#pragma once

#include "pagebridge/webhook/event.hpp"
#include "tally.hpp"

namespace bench {

/// Visits every event and hands the fields that the floor reads to the floor's own handlers.
void dispatch(Tally& tally, const pagebridge::Webhook& webhook);

} // namespace bench
