#include "testing/template_parts.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

Refused check_count(const json::Value& array, const std::string& name, std::size_t fewest, std::size_t most) {
  const std::size_t found = count(array);
  if (array.exists() && !array.is_array()) return parameter_error("Param " + name + " must be an array");
  if (found >= fewest && found <= most) return std::nullopt;
  return parameter_error("Param " + name + " must have " + std::to_string(fewest) + " to " + std::to_string(most) +
                         " elements");
}

Refused require_text(const json::Value& object, const std::string& name, std::size_t most) {
  if (object[name].text().empty()) return parameter_error("Param " + name + " must be a non-empty text");
  return check_length(object[name].text(), name, most);
}

std::string host_of(std::string_view url) {
  if (!is_web_url(url)) return {};
  url.remove_prefix(url.find("://") + 3);
  url = url.substr(0, url.find_first_of("/?#\\")); // browsers take "\" for "/"
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  std::string host(url.substr(0, url.find(':')));
  for (char& c : host)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return host;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
