// Runs a fuzz target once over each file given, and each file of each folder given: the corpus as a test, for any
// compiler. Prints the file before it runs it, so that after a crash the last line names the culprit.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/check.hpp"

namespace {

std::vector<std::filesystem::path> files_of(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

bool replay(const std::filesystem::path& path) {
  std::cout << path.string() << std::endl;
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) {
    std::cerr << "replay: cannot read " << path << "\n";
    return false;
  }
  // A copy of exactly this size, so that AddressSanitizer sees the first byte read past it.
  const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(input.data(), input.size());
  return true;
}

} // namespace

int main(int argc, char** argv) {
  std::size_t inputs = 0;
  for (int i = 1; i < argc; ++i) {
    const std::size_t before = inputs;
    for (const std::filesystem::path& file : files_of(argv[i])) {
      if (!replay(file)) return 1;
      ++inputs;
    }
    if (inputs == before) {
      std::cerr << "replay: no file in " << argv[i] << "\n";
      return 1;
    }
  }
  std::cout << "replay: " << inputs << " inputs, every check held\n";
  return inputs == 0 ? 1 : 0;
}
