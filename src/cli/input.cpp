#include "cli/input.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <utility>

namespace pagebridge::cli {

Result<std::string> read_all(std::istream& in, std::size_t limit) {
  std::string text;
  std::array<char, 65536> chunk{};
  while (in) {
    in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    text.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
    if (text.size() > limit)
      return not_sent(ErrorCode::body_too_large, "the input is longer than " + std::to_string(limit) + " bytes");
  }
  if (!in.eof()) return not_sent(ErrorCode::internal, "the input cannot be read");
  return text;
}

Result<Secret> read_secret_file(const std::string& path) {
  constexpr std::size_t limit = 4096;
  std::ifstream file(path, std::ios::binary);
  auto text = read_all(file, limit);
  if (!text && text.error().code == ErrorCode::body_too_large)
    return invalid_argument(path, path + " is too long for a secret");
  if (!text) return not_sent(ErrorCode::not_found, path + " cannot be read");
  if (!text->empty() && text->back() == '\n') text->pop_back();
  if (!text->empty() && text->back() == '\r') text->pop_back();
  if (text->empty()) return invalid_argument(path, path + " is empty");
  return Secret(std::move(*text));
}

Result<void> make_secret_file(const std::string& path, const Secret& secret) {
  // Not by a stream: the file must be its owner's alone from the beginning.
  constexpr int owner_only = 0600;
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_only);
  const std::string line = std::string(secret.reveal()) + "\n";
  const bool is_written = file >= 0 && ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  const bool is_closed = file >= 0 && ::close(file) == 0;
  if (!is_written || !is_closed) return not_sent(ErrorCode::not_found, path + " cannot be made");
  return {};
}

} // namespace pagebridge::cli
