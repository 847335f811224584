#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "bridge/node.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

/// Takes agents' commands: journals them and waits for the step that answers, wherever it runs. A command that was
/// appended before (same RequestId) gets the first one's answer.
class Commands : public std::enable_shared_from_this<Commands> {
 public:
  explicit Commands(std::shared_ptr<Node> node) : node_(std::move(node)) {}

  /// `kind` keeps the request ids of different commands apart.
  void ask(const SessionId& session, std::string_view kind, const RequestId& request, desk::FactBody body,
           Completion<std::string> done);
  /// A step of this node has answered.
  void answered(LaneId lane, std::uint64_t seq, const std::string& bytes);
  /// Nobody waits any more: all end as `cancelled`.
  void cancel_all();

 private:
  using Key = std::pair<LaneId, std::uint64_t>;
  /// `is_kept`: it was journalled before, and only its answer is missing.
  void append(const std::shared_ptr<const AppendRow>& row, const Completion<std::string>& done, bool is_kept);
  void wait_for(const Key& key, const std::shared_ptr<const AppendRow>& row, const Completion<std::string>& done);
  void ask_later(const std::shared_ptr<const AppendRow>& row, const Completion<std::string>& done);

  std::shared_ptr<Node> node_;
  std::mutex mutex_;
  std::multimap<Key, Completion<std::string>> waiting_;
  std::deque<std::pair<Key, std::string>> recent_; ///< answers that came before somebody waited
};

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
