#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "curl/media_fetch.hpp"
#include "curl/public_address.hpp"
#include "pagebridge/curl/media_fetcher.hpp"
#include "unit/curl/curl_test.hpp"

namespace curl_test {

using pagebridge::curl::AddressGuard;
using pagebridge::curl::FetchedMedia;
using pagebridge::curl::is_public;
using pagebridge::curl::MediaFetcher;
using pagebridge::curl::MediaFetcherOptions;
using pagebridge::curl::MediaInfo;
using pagebridge::curl::MediaSink;

/// Remembers what it is told, and can fail or throw at one of its calls.
class RecordingSink final : public MediaSink {
 public:
  enum class At { nowhere, begin, write, finish };
  explicit RecordingSink(At bad = At::nowhere, bool throws = false) : bad_(bad), throws_(throws) {}

  Result<void> begin(const MediaInfo& its) override {
    calls += "begin ";
    info = its;
    return go(At::begin);
  }
  Result<void> write(std::string_view bytes) override {
    if (calls.find("write") == std::string::npos) calls += "write ";
    text += bytes;
    return go(At::write);
  }
  Result<void> finish() override {
    calls += "finish ";
    return go(At::finish);
  }
  void fail(const Error& error) override {
    calls += "fail ";
    failed = error.code;
    if (throws_) static_cast<void>(go(bad_));
  }

  std::string calls;
  std::string text;
  MediaInfo info;
  ErrorCode failed = ErrorCode::internal;

 private:
  [[nodiscard]] Result<void> go(At at) const {
    if (at != bad_) return {};
#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
    if (throws_) throw 1;
#endif
    return Error{ErrorCode::store_unavailable, "the disk is full", SendFate::not_sent, {}};
  }
  At bad_;
  bool throws_;
};

/// A guard that takes 127.0.0.1 for public, and nothing else that is not, and lets every name lead to `addresses`.
inline std::shared_ptr<AddressGuard> guard_for(std::string host, int port, std::string addresses) {
  auto guard = std::make_shared<AddressGuard>();
  guard->allows = [](const sockaddr& address) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof(in));
    return is_public(address) || (address.sa_family == AF_INET && in.sin_addr.s_addr == htonl(INADDR_LOOPBACK));
  };
  guard->resolve = [line = std::move(host) + ":" + std::to_string(port) + ":" + std::move(addresses)] {
    return std::vector<std::string>{line};
  };
  return guard;
}

inline std::shared_ptr<MediaFetcher> fetcher(MediaFetcherOptions options, std::shared_ptr<AddressGuard> guard) {
  auto made = pagebridge::curl::make_media_fetcher(std::move(options), std::move(guard));
  REQUIRE(made);
  return *made;
}

inline Result<FetchedMedia> fetch(MediaFetcher& from, const std::string& url, std::shared_ptr<MediaSink> sink,
                                  const CallContext& context = {}) {
  return pagebridge::wait<FetchedMedia>(
      [&](Completion<FetchedMedia> done) { from.fetch(url, std::move(sink), context, std::move(done)); });
}

/// The error that must have come; of the URL it may name the host only.
inline Error failure(const Result<FetchedMedia>& result) {
  REQUIRE_FALSE(result);
  CHECK(result.error().message.find(secret) == std::string::npos);
  CHECK(result.error().message.find("/v/") == std::string::npos);
  CHECK_FALSE(result.error().message.empty());
  return result.error();
}

} // namespace curl_test
