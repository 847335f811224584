#pragma once

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Writes an object once more. `write(name, value)` is asked for each member: it writes it in another form, or leaves it
/// out, and says so with true; else the member is copied.
template <class Write>
void copy_object(json::Writer& writer, const json::Value& object, Write write) {
  writer.begin_object();
  for (auto member = object.begin(); member != object.end(); ++member)
    if (!write(member.name(), *member)) writer.key(member.name()).raw((*member).raw());
  writer.end_object();
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
