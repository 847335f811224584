#pragma once

#include <string>
#include <vector>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/graph/persistent_menu.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// Persistent menus, of Pages and of persons. Private.
namespace graph {

/// The array. Items of other types are left out: validate_menus refuses them.
void write_menus(json::Writer& json, const std::vector<PersistentMenu>& menus);
/// Appends what `array` holds.
void read_menus(const json::Value& array, std::vector<PersistentMenu>& menus);
/// Errors name `persistent_menu[…]…`.
Result<void> validate_menus(const std::vector<PersistentMenu>& menus);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
