#pragma once

#include <vector>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/graph/template_component.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// The array of components.
void write_components(json::Writer& json, const std::vector<TemplateComponent>& components);
/// Never fails: what is not understood is an unknown component with all its JSON.
std::vector<TemplateComponent> read_components(const json::Value& value);
std::vector<TemplateButton> read_buttons(const json::Value& value);

/// Whether there are components, with an example for each parameter.
Result<void> check_components(const std::vector<TemplateComponent>& components);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
