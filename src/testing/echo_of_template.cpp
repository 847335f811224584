#include "testing/echo_of_template.hpp"

#include <string_view>

#include "testing/copy_object.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool is_number(std::string_view digits) {
  return !digits.empty() && digits.front() != '0' && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

void write_element(json::Writer& writer, const json::Value& element) {
  copy_object(writer, element, [&](std::string_view name, const json::Value& value) {
    if (name != "attachment_id" || !is_number(value.text())) return false;
    writer.key(name).raw(value.text());
    return true;
  });
}

} // namespace

std::string echo_of_template(const std::string& payload_json) {
  const auto tree = json::Tree::parse(payload_json);
  if (!tree || tree->root()["template_type"].text() != "media") return payload_json;
  json::Writer writer;
  copy_object(writer, tree->root(), [&](std::string_view name, const json::Value& elements) {
    if (name != "elements") return false;
    writer.key(name).begin_array();
    for (const json::Value element : elements) write_element(writer, element);
    writer.end_array();
    return true;
  });
  return writer.text();
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
