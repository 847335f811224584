#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// One field that a call asks for: `messages.limit(5).after(x){id,from{name}}`.
struct Field {
  std::string name;
  std::vector<std::pair<std::string, std::string>> arguments; ///< {"limit", "5"}, {"after", "x"}
  std::vector<Field> fields;                                  ///< none: what the platform gives by itself
};

/// Reads the parameter `fields`, a text or a JSON array of texts. Nothing if it is malformed, or nested more than 8 deep.
/// https://developers.facebook.com/docs/graph-api/guides/field-expansion
std::optional<std::vector<Field>> parse_fields(const json::Value& value);

/// What a call asks of a list.
struct PageOfList {
  std::size_t limit = 25;
  std::string after;
  std::string before;
  bool has_summary = false; ///< tells how many there are in all
};
/// Reads limit, after, before and summary; nothing if the limit is no positive number. More than 100 is taken for 100.
std::optional<PageOfList> read_page(const std::vector<std::pair<std::string, std::string>>& arguments);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
