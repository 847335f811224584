#pragma once

#include "curl/easy_kit.hpp"
#include "curl/loop_settings.hpp"
#include "curl/transfer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// Sets all that is the same for every transfer. False if libcurl would not do as told. Private.
bool set_up_easy(EasyKit& kit, const LoopSettings& settings);

/// Aims the transfer's kit at its request: sets each thing that one transfer may have and another has not, so that
/// nothing of the one before is left. An error says that nothing was sent.
Result<void> aim_easy(Transfer& transfer);

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
