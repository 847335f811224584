#pragma once

#include <cstdint>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// The host's metrics. Names follow Prometheus' habits (`pagebridge_webhook_requests_total`); a label is one fixed word
/// (`result="signature_wrong"`), never a person, a Page or an id. docs/metrics.md lists them all.
/// Threads: called from many threads at once; it must not block. Lifetime: shared.
class PAGEBRIDGE_EXPORT MetricSink {
 public:
  virtual ~MetricSink();
  MetricSink(const MetricSink&) = delete;
  MetricSink& operator=(const MetricSink&) = delete;

  virtual void count(std::string_view name, std::string_view label, std::string_view value, std::uint64_t by) = 0;

 protected:
  MetricSink() = default;
};

PAGEBRIDGE_END_NAMESPACE
