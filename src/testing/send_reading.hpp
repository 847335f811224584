#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/message/text_split.hpp"
#include "pagebridge/result.hpp"
#include "testing/graph_endpoints.hpp"
#include "testing/sandbox_core.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// How the Send API and the Attachment Upload API read what the Page's app sends. Each function returns the platform's
// refusal, or nothing if all is well. Where the platform's text for a refusal is not known, ours says what is wrong.

using Refused = std::optional<SandboxRefusal>;

inline SandboxRefusal parameter_error(const std::string& text) { return {100, 0, "(#100) " + text, 0}; }

/// How long a text is that is UTF-8.
inline std::size_t length_of(std::string_view text, TextUnit unit) {
  if (unit == TextUnit::byte) return text.size();
  std::size_t length = utf8::code_points(text);
  if (unit == TextUnit::utf16) // four bytes are what needs a surrogate
    length +=
        static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xF8) == 0xF0; }));
  return length;
}

inline Refused check_length(std::string_view text, const std::string& name, std::size_t most,
                            TextUnit unit = TextUnit::code_point) {
  if (length_of(text, unit) <= most) return std::nullopt;
  return parameter_error("Length of param " + name + " must be less than or equal to " + std::to_string(most));
}

/// How many elements an array has; anything else has none.
inline std::size_t count(const json::Value& array) {
  std::size_t elements = 0;
  if (array.is_array())
    for (auto element = array.begin(); element != array.end(); ++element) ++elements;
  return elements;
}

/// Neither code nor text are documented.
inline SandboxRefusal no_such_persona() { return parameter_error("Param persona_id must be a persona of the Page"); }

inline bool is_web_url(std::string_view url) { return url.substr(0, 8) == "https://" || url.substr(0, 7) == "http://"; }

inline bool is_https(std::string_view url) { return url.substr(0, 8) == "https://" && url.size() > 8; }

/// Reads whom the message is for: exactly one way of telling it.
Refused read_recipient(const json::Value& value, Recipient& recipient);
/// Reads `message` and what stands beside it: reply_to, persona_id, messaging_type, tag.
Refused read_message(const GraphCall& call, PageMessage& message);
/// Which window the message claims. It must have been read before.
Refused read_window(const GraphCall& call, const PageMessage& message, SendWindow& window);

/// Reads `thread_control`: who has the thread once the message is sent.
Refused read_hand_off(const GraphCall& call, ThreadHandOff& hand_off);

/// Reads a message's `template`: which one, and what becomes of it.
Refused read_utility(const GraphCall& call, const json::Value& value, PageMessage& message);

/// Reads one attachment that is media: by URL, by id, or the call's file.
Refused read_media(const GraphCall& call, const json::Value& attachment, PageAttachment& read);
/// Checks a template's `payload`; `shown` gets the saved attachments that it shows.
Refused check_template(const GraphCall& call, const json::Value& payload, std::vector<ShownAttachment>& shown);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
