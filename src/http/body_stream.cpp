#include "pagebridge/http/body_stream.hpp"

#include <array>
#include <cstdio>
#include <limits>
#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

struct CloseFile {
  void operator()(std::FILE* file) const noexcept { static_cast<void>(std::fclose(file)); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

Error no_file() {
  return not_sent(ErrorCode::not_found, "the file to upload cannot be opened; check its path and rights");
}

/// A file's first `left` bytes.
class FileReader final : public BodyReader {
 public:
  FileReader(File file, std::uint64_t size) : file_(std::move(file)), left_(size) {}
  Result<std::size_t> read(char* buffer, std::size_t most) override {
    if (left_ == 0) return std::size_t{0};
    if (most > left_) most = static_cast<std::size_t>(left_);
    const std::size_t got = std::fread(buffer, 1, most, file_.get());
    if (got == 0) return not_sent(ErrorCode::invalid_argument, "the file to upload became shorter while it was read");
    left_ -= got;
    return got;
  }

 private:
  File file_;
  std::uint64_t left_;
};

class TextReader final : public BodyReader {
 public:
  explicit TextReader(std::shared_ptr<const std::string> text) : text_(std::move(text)) {}
  Result<std::size_t> read(char* buffer, std::size_t most) override {
    const std::size_t got = text_->copy(buffer, most, at_);
    at_ += got;
    return got;
  }

 private:
  std::shared_ptr<const std::string> text_;
  std::size_t at_ = 0;
};

class PartsReader final : public BodyReader {
 public:
  explicit PartsReader(std::shared_ptr<const std::vector<BodyStream>> parts) : parts_(std::move(parts)) {}
  Result<std::size_t> read(char* buffer, std::size_t most) override {
    for (;;) {
      if (!reader_) {
        if (next_ == parts_->size()) return std::size_t{0};
        auto opened = (*parts_)[next_++].open();
        if (!opened) return opened.error();
        reader_ = std::move(*opened);
      }
      auto got = reader_->read(buffer, most);
      if (!got || *got > 0) return got;
      reader_.reset();
    }
  }

 private:
  std::shared_ptr<const std::vector<BodyStream>> parts_;
  std::size_t next_ = 0;
  std::unique_ptr<BodyReader> reader_;
};

} // namespace

Result<BodyStream> stream_file(std::string path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file || std::fseek(file.get(), 0, SEEK_END) != 0) return no_file();
  const long end = std::ftell(file.get());
  if (end < 0 || end == std::numeric_limits<long>::max()) return no_file(); // a folder has no end
  const auto size = static_cast<std::uint64_t>(end);
  return BodyStream{size, [path = std::move(path), size]() -> Result<std::unique_ptr<BodyReader>> {
                      File opened(std::fopen(path.c_str(), "rb"));
                      if (!opened) return no_file();
                      return std::unique_ptr<BodyReader>(std::make_unique<FileReader>(std::move(opened), size));
                    }};
}

BodyStream stream_text(std::string text) {
  auto shared = std::make_shared<const std::string>(std::move(text));
  return {shared->size(), [shared]() -> Result<std::unique_ptr<BodyReader>> {
            return std::unique_ptr<BodyReader>(std::make_unique<TextReader>(shared));
          }};
}

Result<std::string> read_all(const BodyStream& stream) {
  auto reader = stream.open();
  if (!reader) return reader.error();
  std::string bytes;
  std::array<char, 16384> buffer{};
  for (;;) {
    const auto got = (*reader)->read(buffer.data(), buffer.size());
    if (!got) return got.error();
    if (*got == 0) return bytes;
    bytes.append(buffer.data(), *got);
  }
}

BodyStream stream_all(std::vector<BodyStream> parts) {
  std::uint64_t size = 0;
  for (const BodyStream& part : parts) size += part.size;
  auto shared = std::make_shared<const std::vector<BodyStream>>(std::move(parts));
  return {size, [shared]() -> Result<std::unique_ptr<BodyReader>> {
            return std::unique_ptr<BodyReader>(std::make_unique<PartsReader>(shared));
          }};
}

PAGEBRIDGE_END_NAMESPACE
