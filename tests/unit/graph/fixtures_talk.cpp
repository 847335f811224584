#include "unit/graph/fixtures.hpp"

namespace fixtures {

Part talk_part() {
  Part part;
  return part;
}

} // namespace fixtures
