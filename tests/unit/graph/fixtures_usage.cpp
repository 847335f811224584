#include "unit/graph/fixtures.hpp"

namespace fixtures {

Part usage_part() {
  Part part;
  return part;
}

} // namespace fixtures
