#include "unit/graph/fixtures.hpp"

namespace fixtures {

Part send_part() {
  Part part;
  return part;
}

} // namespace fixtures
