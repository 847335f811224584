#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "pagebridge/result.hpp"
#include "pagebridge/testing/sandbox.hpp"

namespace pagebridge::cli {

/// What a file of this name holds; empty if there is none.
Result<std::string> read_state_file(const std::string& path);

/// Keeps a sandbox's state in a file that only its owner can read: soon after each change, and once more at the end. The file
/// is replaced as a whole, so that there is always one that can be read.
/// Threads: one of its own. Lifetime: the sandbox must outlive it.
class StateFile {
 public:
  StateFile(std::string path, const testing::Sandbox& sandbox);
  ~StateFile();
  StateFile(const StateFile&) = delete;
  StateFile& operator=(const StateFile&) = delete;

  /// Writes what there is now, and no more after it. An error if that failed.
  Result<void> stop();

 private:
  void run();
  Result<void> write_if_changed();
  Result<void> write();

  const std::string path_;
  const testing::Sandbox& sandbox_;
  std::uint64_t seen_ = 0; ///< the number of changes that are written
  std::string written_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace pagebridge::cli
