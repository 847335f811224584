#pragma once

#include <string>
#include <utility>

#include "pagebridge/graph/send.hpp"

namespace bench {

/// SendMessage with a text for one person, of which GraphClient need not find out the kind.
struct TextSend : pagebridge::graph::SendMessage {
  TextSend(std::string psid, std::string text) {
    recipient = pagebridge::Psid(std::move(psid));
    message = pagebridge::Text{std::move(text)};
  }
};
inline pagebridge::graph::PacingClass pacing_of(const TextSend& /*call*/) {
  return pagebridge::graph::PacingClass::text;
}

} // namespace bench
