#include "testing/field_list.hpp"

#include <algorithm>
#include <charconv>

#include "testing/graph_request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

class FieldParser {
 public:
  explicit FieldParser(std::string_view text) : text_(text) {}

  std::optional<std::vector<Field>> all() {
    std::vector<Field> fields;
    if (!list(fields, 0) || at_ != text_.size()) return std::nullopt;
    return fields;
  }

 private:
  // NOLINTNEXTLINE(misc-no-recursion): bounded by most_depth
  bool list(std::vector<Field>& fields, unsigned depth) {
    constexpr unsigned most_depth = 8;
    if (depth > most_depth) return false;
    do {
      Field read;
      if (!field(read, depth)) return false;
      fields.push_back(std::move(read));
    } while (take(','));
    return true;
  }
  // NOLINTNEXTLINE(misc-no-recursion): bounded by list()
  bool field(Field& read, unsigned depth) {
    read.name = word();
    if (read.name.empty()) return false;
    while (take('.'))
      if (!argument(read)) return false;
    if (!take('{')) return true;
    return list(read.fields, depth + 1) && take('}');
  }
  bool argument(Field& read) {
    std::string name = word();
    if (name.empty() || !take('(')) return false;
    const std::size_t end = text_.find(')', at_);
    if (end == std::string_view::npos) return false;
    read.arguments.emplace_back(std::move(name), std::string(text_.substr(at_, end - at_)));
    at_ = end + 1;
    return true;
  }
  std::string word() {
    skip_blanks();
    const std::size_t start = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    return std::string(text_.substr(start, at_ - start));
  }
  bool take(char c) {
    skip_blanks();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    skip_blanks();
    return true;
  }
  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

} // namespace

std::optional<std::vector<Field>> parse_fields(const json::Value& value) {
  std::string text(value.text());
  for (const json::Value element : value) text.append(text.empty() ? "" : ",").append(element.text());
  if (text.empty()) return std::vector<Field>();
  return FieldParser(text).all();
}

std::optional<PageOfList> read_page(const std::vector<std::pair<std::string, std::string>>& arguments) {
  constexpr std::size_t most = 100;
  PageOfList page;
  for (const auto& [name, value] : arguments) {
    if (name == "after") page.after = value;
    if (name == "before") page.before = value;
    if (name == "summary") page.has_summary = value == "1" || value == "true" || value == "total_count";
    if (name != "limit") continue;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), page.limit);
    if (read.ec != std::errc() || read.ptr != value.data() + value.size() || page.limit == 0) return std::nullopt;
    page.limit = std::min(page.limit, most);
  }
  return page;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
