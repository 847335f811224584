#pragma once

#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/webhook/event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// What makes two deliveries the same event, 64 hex digits: a digest of (service, channel, kind, key), where the key is
/// - message, postback, echo, unsend: the mid
/// - edit: mid, edit count and a digest of the text
/// - reaction: mid, sender, action, emoji and time
/// - delivery: PSID, watermark and a digest of the mids; read: PSID and watermark (Instagram: and mid)
/// - anything else, and any of these without its mid or watermark: a digest of the event's bytes, and when Meta sent it if
///   the event has no time of its own.
/// The echo, edit and reaction of a message share its mid, so the kind is part of the key.
PAGEBRIDGE_EXPORT std::string dedupe_key(const ServiceId& service, const Event& event);

PAGEBRIDGE_END_NAMESPACE
