#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Reads one body from its start to its end.
/// Threads: one at a time, not always the same. Lifetime: owned by who opened it.
class PAGEBRIDGE_EXPORT BodyReader {
 public:
  virtual ~BodyReader();
  BodyReader(const BodyReader&) = delete;
  BodyReader& operator=(const BodyReader&) = delete;

  /// Puts up to `most` (at least 1) bytes into `buffer` and says how many; 0 at the end. It may read a file, but must not
  /// wait for the network. An error ends the request.
  virtual Result<std::size_t> read(char* buffer, std::size_t most) = 0;

 protected:
  BodyReader() = default;
};

/// A body that is too long to be held in memory: its exact size, and how to read it. Each attempt opens it anew.
struct BodyStream {
  std::uint64_t size = 0;
  std::function<Result<std::unique_ptr<BodyReader>>()> open;
};

/// The bytes of a file. Fails with `not_found` if it cannot be opened; a file that has become shorter when it is read
/// fails the request, one that has grown is cut at `size`.
PAGEBRIDGE_EXPORT Result<BodyStream> stream_file(std::string path);
/// Text, kept once for all attempts.
PAGEBRIDGE_EXPORT BodyStream stream_text(std::string text);
/// All of it, for transports that cannot stream.
PAGEBRIDGE_EXPORT Result<std::string> read_all(const BodyStream& stream);
/// The parts one after the other.
PAGEBRIDGE_EXPORT BodyStream stream_all(std::vector<BodyStream> parts);

PAGEBRIDGE_END_NAMESPACE
