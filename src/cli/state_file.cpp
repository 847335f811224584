#include "cli/state_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <utility>

#include "cli/input.hpp"

namespace pagebridge::cli {

namespace {

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// Through another file beside it: a reader, or a crash, finds the old one or the new one. What is left over of an earlier
/// one goes first: its mode, or where it leads, is not ours.
bool replace(const std::string& path, std::string_view bytes) {
  constexpr int owner_only = 0600;
  const std::string fresh = path + ".new";
  ::unlink(fresh.c_str());
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, owner_only);
  if (file < 0) return false;
  const bool is_written = write_all(file, bytes) && ::fsync(file) == 0;
  const bool is_closed = ::close(file) == 0;
  return is_written && is_closed && std::rename(fresh.c_str(), path.c_str()) == 0;
}

} // namespace

Result<std::string> read_state_file(const std::string& path) {
  constexpr std::size_t limit = std::size_t{1} << 30U;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::string();
  std::ifstream file(path, std::ios::binary);
  auto text = read_all(file, limit);
  if (!text) return not_sent(ErrorCode::not_found, path + " cannot be read");
  if (text->empty()) return invalid_argument(path, path + " is empty");
  return text;
}

StateFile::StateFile(std::string path, const testing::Sandbox& sandbox) : path_(std::move(path)), sandbox_(sandbox) {
  thread_ = std::thread([this] { run(); });
}

StateFile::~StateFile() { (void)stop(); }

Result<void> StateFile::stop() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (std::exchange(stopping_, true)) return {};
  }
  wake_.notify_all();
  thread_.join();
  return write(); // of the clock, too, which moves without a change
}

void StateFile::run() {
  using std::chrono::steady_clock;
  constexpr milliseconds least_pause{100};
  constexpr int share = 10; // of the time: a large state is written less often
  steady_clock::duration pause = least_pause;
  bool has_told = false;
  std::unique_lock<std::mutex> lock(mutex_);
  while (!wake_.wait_for(lock, pause, [this] { return stopping_; })) {
    lock.unlock();
    const auto begin = steady_clock::now();
    const auto written = write_if_changed();
    if (!written && !std::exchange(has_told, true))
      std::cerr << "pagebridge sandbox: " << written.error().message << std::endl;
    pause = std::max<steady_clock::duration>(least_pause, (steady_clock::now() - begin) * share);
    lock.lock();
  }
}

Result<void> StateFile::write_if_changed() {
  const std::uint64_t changes = sandbox_.changes();
  if (changes == seen_ && !written_.empty()) return {};
  auto written = write();
  if (written) seen_ = changes;
  return written;
}

Result<void> StateFile::write() {
  std::string state = sandbox_.save();
  if (state != written_ && !replace(path_, state))
    return not_sent(ErrorCode::internal, "the state cannot be written to " + path_);
  written_ = std::move(state);
  return {};
}

} // namespace pagebridge::cli
