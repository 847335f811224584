#include "cli/input.hpp"

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

} // namespace pagebridge::cli
