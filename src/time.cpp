#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Timestamp wall() const override {
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
  }
  [[nodiscard]] SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
};
} // namespace

std::shared_ptr<Clock> make_system_clock() { return std::make_shared<SystemClock>(); }

PAGEBRIDGE_END_NAMESPACE
