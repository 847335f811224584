#include "pagebridge/http/body_stream.hpp"

#include <filesystem>
#include <fstream>

#include "support/catch.hpp"
#include "unit/graph/multipart_form.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using multipart_form::read_stream;

namespace {

/// A file of this test's own, gone afterwards.
class File {
 public:
  explicit File(const std::string& contents)
      : path_((std::filesystem::temp_directory_path() / ("pagebridge-body-stream-" + unique())).string()) {
    write(contents);
  }
  ~File() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void write(const std::string& contents) const {
    std::ofstream file(path_, std::ios::binary | std::ios::trunc);
    file << contents;
    REQUIRE(file.good());
  }
  void remove() const { std::filesystem::remove(path_); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  static std::string unique() {
    static int count = 0;
    // Programs run side by side; an address of this one's differs from theirs often enough beside the count.
    return std::to_string(reinterpret_cast<std::uintptr_t>(&count)) + "-" + std::to_string(++count);
  }
  std::string path_;
};

} // namespace

TEST_CASE("a file is read from its start by each that opens it", "[http][body_stream]") {
  const std::string contents = std::string("a\0\r\n", 4) + std::string(100'000, 'x');
  const File file(contents);
  const auto stream = stream_file(file.path());
  REQUIRE(stream);
  CHECK(stream->size == contents.size());
  CHECK(read_all(*stream).value() == contents);
  CHECK(read_stream(*stream) == contents);
  CHECK(read_stream(*stream, 1) == contents);
  CHECK(read_stream(*stream, 1'000'000) == contents);
}

TEST_CASE("an empty file is an empty body", "[http][body_stream]") {
  const File file("");
  const auto stream = stream_file(file.path());
  REQUIRE(stream);
  CHECK(stream->size == 0);
  CHECK(read_stream(*stream).empty());
}

TEST_CASE("a file that cannot be opened is not found, now or later", "[http][body_stream]") {
  const auto never = stream_file("/nowhere/at/all");
  REQUIRE_FALSE(never);
  CHECK(never.error().code == ErrorCode::not_found);
  CHECK(never.error().fate == SendFate::not_sent);
  CHECK(never.error().message.find("nowhere") == std::string::npos);
  CHECK_FALSE(stream_file("/tmp"));

  const File file("abc");
  const auto stream = stream_file(file.path());
  REQUIRE(stream);
  file.remove();
  const auto opened = stream->open();
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::not_found);
}

TEST_CASE("a file that became shorter fails, one that grew is cut", "[http][body_stream]") {
  const File file("0123456789");
  const auto stream = stream_file(file.path());
  REQUIRE(stream);
  file.write("0123456789abcdef");
  CHECK(read_stream(*stream) == "0123456789");
  CHECK(read_stream(*stream, 7) == "0123456789");

  file.write("01234");
  const auto reader = stream->open();
  REQUIRE(reader);
  char buffer[16];
  const auto first = (*reader)->read(buffer, sizeof buffer);
  REQUIRE(first);
  CHECK(*first == 5);
  const auto second = (*reader)->read(buffer, sizeof buffer);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::invalid_argument);
}

TEST_CASE("text is read by many at once", "[http][body_stream]") {
  const BodyStream stream = stream_text(std::string("a\0b", 3));
  CHECK(stream.size == 3);
  const auto one = stream.open();
  const auto other = stream.open();
  REQUIRE(one);
  REQUIRE(other);
  char buffer[2];
  CHECK((*one)->read(buffer, 2).value() == 2);
  CHECK((*other)->read(buffer, 1).value() == 1);
  CHECK((*one)->read(buffer, 2).value() == 1);
  CHECK((*one)->read(buffer, 2).value() == 0);
  CHECK((*other)->read(buffer, 2).value() == 2);
  CHECK(read_stream(stream_text({})).empty());
}

TEST_CASE("parts follow each other, empty ones too", "[http][body_stream]") {
  const File file("file");
  const auto stream = stream_all({stream_text(""), stream_text("head "), stream_file(file.path()).value(),
                                  stream_text(""), stream_text(" tail"), stream_text("")});
  CHECK(stream.size == 14);
  CHECK(read_stream(stream) == "head file tail");
  CHECK(read_stream(stream, 1) == "head file tail");
  CHECK(read_stream(stream_all({})).empty());
  CHECK(stream_all({}).size == 0);
}

TEST_CASE("a part that fails fails the whole", "[http][body_stream]") {
  const File file("file");
  const auto stream = stream_all({stream_text("head"), stream_file(file.path()).value()});
  const auto reader = stream.open();
  REQUIRE(reader);
  char buffer[16];
  CHECK((*reader)->read(buffer, sizeof buffer).value() == 4);
  file.remove();
  const auto failed = (*reader)->read(buffer, sizeof buffer);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::not_found);
}
