#include "testing/echo_of_template.hpp"

#include "json/tree.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool is_number(std::string_view digits) {
  return !digits.empty() && digits.front() != '0' && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

void write_element(json::Writer& writer, const json::Value& element) {
  writer.begin_object();
  for (auto member = element.begin(); member != element.end(); ++member) {
    const json::Value value = *member;
    const bool is_id = member.name() == "attachment_id" && is_number(value.text());
    writer.key(member.name()).raw(is_id ? value.text() : value.raw());
  }
  writer.end_object();
}

} // namespace

std::string echo_of_template(const std::string& payload_json) {
  const auto tree = json::Tree::parse(payload_json);
  if (!tree || tree->root()["template_type"].text() != "media") return payload_json;
  json::Writer writer;
  writer.begin_object();
  const json::Value root = tree->root();
  for (auto member = root.begin(); member != root.end(); ++member) {
    writer.key(member.name());
    if (member.name() != "elements") {
      writer.raw((*member).raw());
      continue;
    }
    writer.begin_array();
    for (const json::Value element : *member) write_element(writer, element);
    writer.end_array();
  }
  writer.end_object();
  return writer.text();
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
