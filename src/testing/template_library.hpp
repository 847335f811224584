#pragma once

#include <string>
#include <string_view>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// A template of the platform's own, which Pages clone.
struct LibraryTemplateRow {
  std::string_view id;
  std::string_view name;
  std::string_view language;
  std::string_view topic;
  std::string_view use_case;
  std::string_view body;
  std::string_view body_params; ///< JSON: an example for each placeholder
  std::string_view button_text;
  std::string_view button_url;
};
/// Null if there is none.
const LibraryTemplateRow* find_library_template(std::string_view name, std::string_view language);
/// `components` of a template made of it.
std::string components_of(const LibraryTemplateRow& row);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
