#pragma once

#include <memory>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/store/store.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// A store that lives as long as the process: for tests, demos and first steps. What it acknowledges is lost with the
/// process, so it is not for production. Nothing is ever thrown away, dedupe keys neither.
/// Threads: thread-safe; answers inside the call.
class PAGEBRIDGE_EXPORT MemoryStore : public Store, public DeadLetters {
 public:
  ~MemoryStore() override;
  MemoryStore(const MemoryStore&) = delete;
  MemoryStore& operator=(const MemoryStore&) = delete;

 protected:
  MemoryStore() = default;
};

/// `clock` serves leases and alarms.
PAGEBRIDGE_EXPORT std::shared_ptr<MemoryStore> open_memory_store(std::shared_ptr<Clock> clock);
PAGEBRIDGE_EXPORT std::shared_ptr<MemoryStore> open_memory_store();

PAGEBRIDGE_END_NAMESPACE
