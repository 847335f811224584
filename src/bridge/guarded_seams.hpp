#pragma once

#include <memory>

#include "pagebridge/config.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "pagebridge/store/store.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

/// The host's store, but a call that throws answers `host_failed` instead of tearing through our loops.
std::shared_ptr<Store> guard(std::shared_ptr<Store> store);

/// The host's transport, guarded the same way; its answers come on the executor.
std::shared_ptr<HttpTransport> guard(std::shared_ptr<HttpTransport> transport, std::shared_ptr<Executor> executor);

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
