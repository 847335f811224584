#pragma once

#include <memory>

#include "bridge/node.hpp"
#include "pagebridge/webhook/event_sink.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

/// The bridge's EventSink: a webhook's events become facts of their lanes, all of them in one append.
class FactSink final : public EventSink {
 public:
  explicit FactSink(std::shared_ptr<Node> node) : node_(std::move(node)) {}
  void accept(ReceivedWebhook webhook, Completion<void> done) override;

 private:
  std::shared_ptr<Node> node_;
};

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
