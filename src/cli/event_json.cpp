#include "cli/event_json.hpp"

#include <optional>
#include <string_view>
#include <vector>

#include "cli/compact_json.hpp"
#include "cli/event_fields.hpp"
#include "json/writer.hpp"

namespace pagebridge::cli {

namespace {

/// A struct that stands in an event for itself is always written.
template <class Struct>
bool is_absent(const Struct& /*value*/) {
  return false;
}
bool is_absent(std::string_view text) { return text.empty(); }
bool is_absent(const std::string& text) { return text.empty(); }
bool is_absent(bool value) { return !value; }
bool is_absent(const JsonText& json) { return json.empty(); }
template <class Tag>
bool is_absent(const Id<Tag>& id) {
  return id.empty();
}
template <class E>
bool is_absent(const Open<E>& word) {
  return word.text.empty();
}
template <class T>
bool is_absent(const std::optional<T>& value) {
  return !value;
}
template <class T>
bool is_absent(const Rare<T>& value) {
  return !value;
}
template <class T>
bool is_absent(const std::vector<T>& list) {
  return list.empty();
}

/// Writes the members that it is told of, without the absent ones.
class MemberWriter {
 public:
  template <class T>
  void operator()(std::string_view name, const T& member) {
    if (is_absent(member)) return;
    out_.key(json_name(name, member));
    write(member);
  }

  std::string write_line(const Event& event) {
    out_.begin_object();
    common_fields(*this, event);
    body_fields(*this, event);
    out_.end_object();
    return out_.text();
  }

 private:
  void write(std::string_view text) { out_.string(text); }
  void write(bool value) { out_.boolean(value); }
  void write(Timestamp time) { out_.integer(to_unix_ms(time)); }
  void write(std::chrono::seconds length) { out_.integer(length.count()); }
  void write(const JsonText& json) { out_.raw(compact_json(json.text)); }
  void write(const std::string& text) { out_.string(text); }
  template <class Tag>
  void write(const Id<Tag>& id) {
    out_.string(id.text());
  }
  template <class E>
  void write(const Open<E>& word) {
    out_.string(word.text);
  }
  template <class T>
  void write(const std::optional<T>& value) {
    write(*value);
  }
  template <class T>
  void write(const Rare<T>& value) {
    write(*value);
  }
  template <class T>
  void write(const std::vector<T>& list) {
    out_.begin_array();
    for (const T& element : list) write(element);
    out_.end_array();
  }
  template <class Struct>
  void write(const Struct& value) {
    out_.begin_object();
    fields(*this, value);
    out_.end_object();
  }

  json::Writer out_;
};

} // namespace

std::string to_json(const Event& event) { return MemberWriter().write_line(event); }

} // namespace pagebridge::cli
