#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "curl/loop_settings.hpp"
#include "curl/transfer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/curl/media_fetcher.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// One fetch's way into its sink. Threads: the loop's. Private.
class MediaFetch final : public AnswerReceiver {
 public:
  MediaFetch(std::shared_ptr<MediaSink> sink, std::uint64_t max_bytes, Completion<FetchedMedia> done)
      : sink_(std::move(sink)), max_bytes_(max_bytes), done_(std::move(done)) {}

  Result<void> take(Transfer& transfer, std::string_view bytes) override;
  /// Tells the sink and the caller how it ended.
  void end(const std::string& host, const Result<HttpResponse>& result);

 private:
  Result<void> begin(const HttpResponse& answer);
  Result<FetchedMedia> finish(const std::string& host, const HttpResponse& answer);

  std::shared_ptr<MediaSink> sink_;
  const std::uint64_t max_bytes_;
  Completion<FetchedMedia> done_;
  FetchedMedia fetched_;
  bool begun_ = false; ///< the sink is owed finish() or fail()
};

/// What make_media_fetcher() of the public header does. Only our tests may bring a guard of their own, and with it any
/// port; without one the addresses must be public.
Result<std::shared_ptr<MediaFetcher>> make_media_fetcher(MediaFetcherOptions options,
                                                         std::shared_ptr<AddressGuard> test_guard);

/// Whether `host` is one of `allowed`, or below one.
bool is_allowed_host(std::string_view host, const std::vector<std::string>& allowed);

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
