#pragma once

#include <string>

#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// The members that every `messaging` element begins with; the object stays open.
inline void begin_element(json::Writer& writer, const std::string& sender, const std::string& recipient, Timestamp at) {
  writer.begin_object();
  writer.key("sender").begin_object().member("id", sender).end_object();
  writer.key("recipient").begin_object().member("id", recipient).end_object();
  writer.member("timestamp", to_unix_ms(at));
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
