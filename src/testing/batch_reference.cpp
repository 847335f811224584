#include "testing/batch_reference.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "json/tree.hpp"
#include "pagebridge/http/http_message.hpp"
#include "testing/graph_request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// One step of a path: "*", a number, or a name.
std::optional<std::string> next_step(std::string_view& path) {
  if (path.front() == '[') {
    const std::size_t end = path.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    std::string step(path.substr(1, end - 1));
    step.erase(std::remove_if(step.begin(), step.end(), [](char c) { return c == '\'' || c == '"'; }), step.end());
    path.remove_prefix(end + 1);
    return step;
  }
  if (path.front() != '.') return std::nullopt;
  path.remove_prefix(1);
  std::string step(path.substr(0, path.find_first_of(".[")));
  path.remove_prefix(step.size());
  return step;
}

/// The values that one step leads to.
std::vector<json::Value> follow(const std::vector<json::Value>& from, const std::string& step) {
  std::vector<json::Value> found;
  for (const json::Value& value : from) {
    std::size_t at = 0;
    std::size_t wanted = 0;
    const auto read = std::from_chars(step.data(), step.data() + step.size(), wanted);
    const bool is_index = value.is_array() && read.ec == std::errc() && read.ptr == step.data() + step.size();
    if (!is_index && step != "*") {
      if (value[step].exists()) found.push_back(value[step]);
      continue;
    }
    for (const json::Value element : value)
      if (step == "*" || at++ == wanted) found.push_back(element);
  }
  return found;
}

struct Reference {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string name;
  std::string path;
};

std::string decoded(const std::string& text) {
  const auto parameters = form_parameters("x=" + text);
  return parameters.empty() ? std::string() : parameters.front().second;
}

/// The next reference from `start` on, written plainly or percent-encoded.
std::optional<Reference> find_reference(const std::string& text, std::size_t start) {
  static constexpr std::string_view openings[] = {"{result=", "%7Bresult%3D", "%7bresult%3d", "{result%3D"};
  Reference found;
  std::size_t opened = 0;
  found.begin = std::string::npos;
  for (const std::string_view opening : openings) {
    const std::size_t at = text.find(opening, start);
    if (at >= found.begin) continue;
    found.begin = at;
    opened = opening.size();
  }
  if (found.begin == std::string::npos) return std::nullopt;
  const bool is_plain = text[found.begin] == '{';
  const std::string_view closing = is_plain ? "}" : "%7D";
  std::size_t end = text.find(closing, found.begin);
  if (end == std::string::npos && !is_plain) end = text.find("%7d", found.begin);
  if (end == std::string::npos) return std::nullopt;
  found.end = end + closing.size();
  const std::string inside = decoded(text.substr(found.begin + opened, end - found.begin - opened));
  found.name = inside.substr(0, inside.find(':'));
  found.path = inside.substr(std::min(found.name.size() + 1, inside.size()));
  return found;
}

} // namespace

std::optional<std::string> pick(std::string_view json, std::string_view path) {
  const auto tree = json::Tree::parse(json);
  if (!tree || path.substr(0, 1) != "$") return std::nullopt;
  path.remove_prefix(1);
  std::vector<json::Value> values{tree->root()};
  while (!path.empty()) {
    const auto step = next_step(path);
    if (!step) return std::nullopt;
    values = follow(values, *step);
  }
  std::string text;
  for (const json::Value& value : values) {
    text.append(text.empty() ? "" : ",");
    text.append(value.id().empty() ? value.raw() : value.id());
  }
  return text;
}

std::vector<std::string> references_in(const std::string& text) {
  std::vector<std::string> names;
  for (auto at = find_reference(text, 0); at; at = find_reference(text, at->end)) names.push_back(at->name);
  return names;
}

std::optional<std::string> with_references(
    const std::string& text, std::size_t most_bytes,
    const std::function<std::string(const std::string& name, const std::string& path)>& value_of) {
  std::string replaced;
  std::size_t done = 0;
  for (auto at = find_reference(text, 0); at; at = find_reference(text, done)) {
    replaced.append(text, done, at->begin - done).append(percent_encode(value_of(at->name, at->path)));
    done = at->end;
    if (replaced.size() > most_bytes) return std::nullopt;
  }
  replaced.append(text, done, std::string::npos);
  return replaced.size() > most_bytes ? std::nullopt : std::make_optional(std::move(replaced));
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
