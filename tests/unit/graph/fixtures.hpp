#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

/// Collected Graph payloads in a folder beside the checkout, and what this library makes of each.
namespace fixtures {

/// Looks at one payload's text; fails the test by Catch's own macros.
using Check = std::function<void(const std::string& contents)>;

/// What one part of the library has to say of the folder: each file stands in one of the two, by its path in the folder
/// ("restfb+restfb/batch-two-ok.json").
struct Part {
  std::map<std::string, Check> checks;
  std::map<std::string, std::string> left_out; ///< and why no current call has it: "retired 2020-03-04"
};
Part send_part();   ///< messages, their parts, uploads
Part manage_part(); ///< tokens, Pages, subscriptions, roles, messenger profile, menus, personas, profiles
Part talk_part();   ///< conversations, thread control, labels, insights, moderation, templates, batch, errors
Part usage_part();  ///< usage headers

/// A check that our request's JSON means the same: members in any order, numbers as they are written.
Check same_json(std::string ours);
/// The same, whether Meta or we write ids and booleans as text or not.
bool equal_json(std::string_view a, std::string_view b);

} // namespace fixtures
