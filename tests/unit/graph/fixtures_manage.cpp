#include "unit/graph/fixtures.hpp"

namespace fixtures {

Part manage_part() {
  Part part;
  return part;
}

} // namespace fixtures
