#include "cli/options.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace pagebridge::cli {

Result<Options> Options::parse(const std::vector<std::string>& arguments, const std::vector<OptionSpec>& known) {
  Options options;
  for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
    const auto equals = argument->rfind("--", 0) == 0 ? argument->find('=') : std::string::npos;
    const std::string name = argument->substr(0, equals);
    const auto spec = std::find_if(known.begin(), known.end(), [&](const OptionSpec& s) { return s.name == name; });
    if (spec == known.end())
      return invalid_argument(name, (name.rfind('-', 0) == 0 ? "unknown option " : "unexpected argument ") + name);
    if (options.has(name)) return invalid_argument(name, "option " + name + " stands twice");
    std::string value;
    if (equals != std::string::npos) {
      if (!spec->takes_value) return invalid_argument(name, "option " + name + " takes no value");
      value = argument->substr(equals + 1);
    } else if (spec->takes_value) {
      if (++argument == arguments.end()) return invalid_argument(name, "option " + name + " needs a value");
      value = *argument;
    }
    options.values_.emplace(name, std::move(value));
  }
  return options;
}

std::optional<std::string> Options::value(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::nullopt : std::optional<std::string>(found->second);
}

std::string Options::value_or(std::string_view name, std::string fallback) const {
  return value(name).value_or(std::move(fallback));
}

Result<unsigned short> parse_port(std::string_view option, const std::string& text) {
  unsigned short port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size())
    return invalid_argument(std::string(option),
                            std::string(option) + " must be a port, 0 to 65535; 0 takes any that is free");
  return port;
}

} // namespace pagebridge::cli
