#pragma once

#include <functional>
#include <memory>

#include "pagebridge/store/store.hpp"

/// What every store must do, whoever wrote it. Stores that pass are interchangeable.
namespace contract {

struct StoreUnderTest {
  std::shared_ptr<pagebridge::Store> store;              ///< empty
  std::shared_ptr<pagebridge::DeadLetters> dead_letters; ///< of the same store
  std::function<void(pagebridge::milliseconds)> let_time_pass;
};
using MakeStore = std::function<StoreUnderTest()>;

/// Runs all checks, each on a new store. Call it inside a TEST_CASE.
void check_store(const MakeStore& make);

} // namespace contract
