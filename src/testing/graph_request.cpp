#include "testing/graph_request.hpp"

#include <algorithm>
#include <cstddef>

#include "json/repair.hpp"
#include "json/writer.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_word(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// "v25.0" and the like.
bool is_version(std::string_view part) {
  const std::size_t dot = part.find('.');
  if (dot == std::string_view::npos || dot < 2 || dot + 1 == part.size() || part.front() != 'v') return false;
  for (std::size_t i = 1; i < part.size(); ++i)
    if (i != dot && !is_digit(part[i])) return false;
  return true;
}

/// The length of the quoted text that `json` starts with, quotes included.
std::size_t quoted_length(std::string_view json) {
  std::size_t i = 1;
  while (i < json.size() && json[i] != json.front()) i += json[i] == '\\' ? 2U : 1U;
  return std::min(i + 1, json.size());
}

void append_single_quoted(std::string& strict, std::string_view quoted) {
  strict.push_back('"');
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    const char c = quoted[i];
    const bool is_escape = c == '\\' && i + 2 < quoted.size();
    const bool escapes_quote = is_escape && quoted[i + 1] == '\''; // needs no escape between double ones
    if (c == '"') strict.push_back('\\');
    if (!escapes_quote) strict.push_back(c);
    if (is_escape) strict.push_back(quoted[++i]);
  }
  strict.push_back('"');
}

/// Relaxed JSON as JSON: single quotes become double ones, bare words get quotes.
std::string strict_json(std::string_view relaxed) {
  std::string strict;
  for (std::size_t i = 0; i < relaxed.size();) {
    const std::string_view rest = relaxed.substr(i);
    std::size_t length = 1;
    if (rest.front() == '"') {
      length = quoted_length(rest);
      strict += rest.substr(0, length);
    } else if (rest.front() == '\'') {
      length = quoted_length(rest);
      append_single_quoted(strict, rest.substr(0, length));
    } else if (is_word(rest.front())) {
      while (length < rest.size() && (is_word(rest[length]) || is_digit(rest[length]))) ++length;
      const std::string_view word = rest.substr(0, length);
      const bool keyword = word == "true" || word == "false" || word == "null";
      (keyword ? strict : strict.append("\"")).append(word).append(keyword ? "" : "\"");
    } else {
      strict.push_back(rest.front());
    }
    i += length;
  }
  return strict;
}

void add_parameter(json::Writer& writer, const std::string& name, const std::string& value) {
  writer.key(name);
  const std::string_view text = trimmed(value);
  if (starts_with(text, "{") || starts_with(text, "[")) {
    if (json::Tree::parse(text)) {
      writer.raw(text);
      return;
    }
    const std::string strict = strict_json(text);
    if (json::Tree::parse(strict)) {
      writer.raw(strict);
      return;
    }
  }
  writer.string(value);
}

/// False if the body is no multipart form, or has two files.
bool add_parts(json::Writer& writer, const HttpRequest& request, GraphRequest& graph) {
  const auto parts = parse_multipart(single_header(request.headers, "Content-Type").value_or(""), request.body);
  if (!parts) return false;
  for (const MultipartPart& part : *parts) {
    if (part.file_name) graph.files.push_back(part);
    if (part.name != "filedata") {
      if (!part.file_name) add_parameter(writer, part.name, std::string(part.content));
    } else if (graph.file) {
      return false;
    } else {
      graph.file = part;
    }
  }
  return true;
}

/// False if the body is neither empty nor JSON nor a form.
bool add_body(json::Writer& writer, const HttpRequest& request, BodyFormat format, GraphRequest& graph) {
  const std::string_view type = single_header(request.headers, "Content-Type").value_or("");
  if (is_multipart(request)) return add_parts(writer, request, graph);
  if (trimmed(request.body).empty()) return true;
  const bool is_json = starts_with(type, "application/json") || trimmed(request.body).front() == '{';
  if (is_json && format == BodyFormat::any) {
    const auto tree = json::Tree::parse(request.body);
    if (!tree || !tree->root().is_object()) return false;
    const json::Value root = tree->root();
    for (auto member = root.begin(); member != root.end(); ++member) writer.key(member.name()).raw((*member).raw());
    return true;
  }
  if (starts_with(type, "multipart/")) return false;
  for (const auto& [name, value] : form_parameters(request.body)) add_parameter(writer, name, value);
  return true;
}

} // namespace

std::vector<std::string> path_parts(std::string_view url) {
  std::vector<std::string> parts;
  std::string_view path = path_of(url);
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    if (!part.empty()) parts.emplace_back(part);
    path.remove_prefix(std::min(part.size() + 1, path.size()));
  }
  return parts;
}

std::vector<std::pair<std::string, std::string>> form_parameters(std::string_view form) {
  std::string query = "?";
  for (const char c : form) query.append(c == '#' ? std::string_view("%23") : std::string_view(&c, 1));
  return query_parameters(query);
}

GraphRequest read_graph_request(const HttpRequest& request, BodyFormat format) {
  GraphRequest graph;
  graph.method = request.method;
  graph.path = path_parts(request.url);
  if (!graph.path.empty() && is_version(graph.path.front())) {
    graph.version = graph.path.front();
    graph.path.erase(graph.path.begin());
  }
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view authorization = single_header(request.headers, "Authorization").value_or("");
  if (starts_with(authorization, scheme)) graph.bearer = authorization.substr(scheme.size());

  json::Writer writer;
  writer.begin_object();
  graph.is_readable = add_body(writer, request, format, graph);
  for (const auto& [name, value] : query_parameters(request.url)) add_parameter(writer, name, value);
  writer.end_object();
  graph.parameters = writer.text();
  graph.is_utf8 = utf8::code_points(graph.parameters) != std::string_view::npos;
  json::repair_strings(graph.parameters.data(), graph.parameters.size());
  return graph;
}

std::vector<std::string> name_list(const json::Value& value) {
  std::vector<std::string> names;
  for (const json::Value element : value)
    if (element.is_string()) names.emplace_back(element.text());
  std::string_view list = value.text();
  while (!list.empty()) {
    const std::string_view part = list.substr(0, list.find(','));
    list.remove_prefix(std::min(part.size() + 1, list.size()));
    if (!trimmed(part).empty()) names.emplace_back(trimmed(part));
  }
  return names;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
