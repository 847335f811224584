#pragma once

/// Everything of the core in one include; rooms and their headers stand in the README's picture.
#include "pagebridge/bridge/bridge.hpp"
#include "pagebridge/library_version.hpp"
#include "pagebridge/store/memory_store.hpp"
#include "pagebridge/webhook/dedupe_key.hpp"
#include "pagebridge/webhook/handshake.hpp"
#include "pagebridge/webhook/parse.hpp"
#include "pagebridge/webhook/signed_request.hpp"
#include "pagebridge/webhook/webhook_endpoint.hpp"
