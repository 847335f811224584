#include "testing/typed_commands.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "json/tree.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// In any of the locales: the profile does not say which the person sees.
std::set<std::string, std::less<>> commands_of(const PageSettings& settings) {
  std::set<std::string, std::less<>> names;
  const auto property = settings.profile.find("commands");
  const auto tree = property == settings.profile.end() ? std::nullopt : json::Tree::parse(property->second);
  if (!tree) return names;
  for (const json::Value entry : tree->root())
    for (const json::Value command : entry["commands"]) names.emplace(command["name"].text());
  return names;
}

} // namespace

std::vector<std::string> typed_commands(const PageSettings& settings, const std::string& text) {
  constexpr const char* blanks = " \t\r\n";
  std::vector<std::string> typed;
  if (text.find('/') == std::string::npos) return typed;
  const auto known = commands_of(settings);
  std::size_t end = 0;
  for (std::size_t at = text.find_first_not_of(blanks); at < text.size(); at = text.find_first_not_of(blanks, end)) {
    end = std::min(text.find_first_of(blanks, at), text.size());
    const std::string_view word = std::string_view(text).substr(at, end - at);
    if (word.front() == '/' && known.count(word.substr(1)) > 0) typed.emplace_back(word.substr(1));
  }
  return typed;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
