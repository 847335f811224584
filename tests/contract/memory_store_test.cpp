#include "pagebridge/store/memory_store.hpp"
#include "contract/store_contract.hpp"
#include "pagebridge/testing/manual_clock.hpp"
#include "support/catch.hpp"

TEST_CASE("the memory store does what every store must do", "[store][contract]") {
  contract::check_store([] {
    auto clock = std::make_shared<pagebridge::testing::ManualClock>();
    auto store = pagebridge::open_memory_store(clock);
    return contract::StoreUnderTest{store, store, [clock](pagebridge::milliseconds time) { clock->advance(time); }};
  });
}
