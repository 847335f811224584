#include "cli/compact_json.hpp"

#include "json/tree.hpp"
#include "json/writer.hpp"

namespace pagebridge::cli {

namespace {

// Recursion ends: a Tree is at most json::Tree::max_depth deep.
void write(const json::Value& value, json::Writer& out) {
  switch (value.kind()) {
    case json::Kind::object:
      out.begin_object();
      for (auto member = value.begin(); member != value.end(); ++member) {
        out.key(member.name());
        write(*member, out);
      }
      out.end_object();
      return;
    case json::Kind::array:
      out.begin_array();
      for (const json::Value element : value) write(element, out);
      out.end_array();
      return;
    case json::Kind::string: out.string(value.text()); return;
    case json::Kind::number: out.raw(value.id()); return;
    case json::Kind::boolean: out.boolean(value.truth()); return;
    case json::Kind::null:
    case json::Kind::absent: out.null(); return;
  }
}

} // namespace

std::string compact_json(std::string_view text) {
  json::Writer out;
  if (const auto tree = json::Tree::parse(text)) {
    write(tree->root(), out);
  } else {
    out.string(text);
  }
  return out.text();
}

} // namespace pagebridge::cli
