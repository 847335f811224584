// The out-of-line destructors of the classes that hosts derive from or catch.
//
// A compiler emits a class's virtual table and type information where its first out-of-line virtual is defined. This
// file is compiled with RTTI even when the rest of the library is not: a host with RTTI that derives from one of our
// classes needs that class's type information to link. (Classes that the library itself derives have none in such a
// build, so neither typeid nor dynamic_cast may be asked about objects that the library made.)
#include "pagebridge/bad_result_access.hpp"
#include "pagebridge/desk/agent_desktop.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/graph/client_call.hpp"
#include "pagebridge/http/body_stream.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "pagebridge/metrics.hpp"
#include "pagebridge/random.hpp"
#include "pagebridge/store/memory_store.hpp"
#include "pagebridge/store/store.hpp"
#include "pagebridge/time.hpp"
#include "pagebridge/webhook/event_sink.hpp"
#include "pagebridge/webhook/privacy_sink.hpp"
#include "pagebridge/webhook/service_lookup.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

AgentDesktop::~AgentDesktop() = default;
BadResultAccess::~BadResultAccess() = default;
BodyReader::~BodyReader() = default;
Clock::~Clock() = default;
DeadLetters::~DeadLetters() = default;
EventSink::~EventSink() = default;
Executor::~Executor() = default;
HttpTransport::~HttpTransport() = default;
MemoryStore::~MemoryStore() = default;
MetricSink::~MetricSink() = default;
PrivacySink::~PrivacySink() = default;
Random::~Random() = default;
ServiceLookup::~ServiceLookup() = default;
Store::~Store() = default;

namespace graph {
namespace detail {
ClientCall::~ClientCall() = default;
} // namespace detail
} // namespace graph

PAGEBRIDGE_END_NAMESPACE
