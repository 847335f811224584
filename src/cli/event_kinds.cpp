#include "cli/event_kinds.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/event_fields.hpp"

namespace pagebridge::cli {

namespace {

/// Collects the names of the members that it is told of, and of what is in them: `attachments[].type`.
class NameCollector {
 public:
  template <class T>
  void operator()(std::string_view name, const T& member) {
    const std::string whole = prefix_ + json_name(name, member);
    enter(whole, member);
  }
  [[nodiscard]] const std::string& names() const { return names_; }

 private:
  void end(const std::string& name) { names_ += " " + name; }

  void enter(const std::string& name, std::string_view /*text*/) { end(name); }
  void enter(const std::string& name, const std::string& /*text*/) { end(name); }
  void enter(const std::string& name, bool /*value*/) { end(name); }
  void enter(const std::string& name, Timestamp /*time*/) { end(name); }
  void enter(const std::string& name, std::chrono::seconds /*length*/) { end(name); }
  void enter(const std::string& name, const JsonText& /*json*/) { end(name); }
  template <class Tag>
  void enter(const std::string& name, const Id<Tag>& /*id*/) {
    end(name);
  }
  template <class E>
  void enter(const std::string& name, const Open<E>& /*word*/) {
    end(name);
  }
  template <class T>
  void enter(const std::string& name, const std::optional<T>& /*value*/) {
    enter(name, T{});
  }
  template <class T>
  void enter(const std::string& name, const Rare<T>& /*value*/) {
    enter(name, T{});
  }
  template <class T>
  void enter(const std::string& name, const std::vector<T>& /*list*/) {
    enter(name + "[]", T{});
  }
  template <class Struct>
  void enter(const std::string& name, const Struct& value) {
    const std::string outer = std::exchange(prefix_, name + ".");
    fields(*this, value);
    prefix_ = outer;
  }

  std::string prefix_;
  std::string names_;
};

template <std::size_t Kind>
std::string line_of_kind() {
  Event event;
  event.body.emplace<Kind>();
  NameCollector collector;
  body_fields(collector, event);
  return std::string(kind_of(event.body)) + ":" + collector.names() + "\n";
}

template <std::size_t... Kind>
std::string lines_of_kinds(std::index_sequence<Kind...> /*all*/) {
  return (line_of_kind<Kind>() + ...);
}

} // namespace

std::string event_kinds() {
  NameCollector collector;
  common_fields(collector, Event());
  return "every event:" + collector.names() + "\n" +
         lines_of_kinds(std::make_index_sequence<std::variant_size_v<EventBody>>());
}

} // namespace pagebridge::cli
