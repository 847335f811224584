#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/result.hpp"

namespace pagebridge::cli {

struct OptionSpec {
  std::string_view name; ///< with its dashes
  bool takes_value = true;
};

/// A program's options, read. `--name value` and `--name=value` are the same; each may stand once; there are no arguments
/// without a name.
class Options {
 public:
  /// The error says what is wrong, and `field` where.
  static Result<Options> parse(const std::vector<std::string>& arguments, const std::vector<OptionSpec>& known);

  [[nodiscard]] bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
  [[nodiscard]] std::string value_or(std::string_view name, std::string fallback) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

/// A TCP port, 0 to 65535.
Result<unsigned short> parse_port(std::string_view option, const std::string& text);

} // namespace pagebridge::cli
