#include "pagebridge/curl/media_fetcher.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "curl/loop_thread.hpp"
#include "curl/media_fetch.hpp"
#include "curl/options_check.hpp"
#include "curl/public_address.hpp"
#include "host_guard.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

MediaSink::~MediaSink() = default;
MediaFetcher::~MediaFetcher() = default;

namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view without_dot(std::string_view name) noexcept {
  return name.substr(0, 1) == "." ? name.substr(1) : name;
}

/// Names only: an address would let in what the guard is for.
bool is_host_name(std::string_view name) noexcept {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
  const std::string_view last = name.substr(name.rfind('.') + 1);
  return plain && name.find('.') != std::string_view::npos && name.front() != '.' &&
         name.find("..") == std::string_view::npos && !last.empty() && lower(last.front()) >= 'a';
}

class CurlMediaFetcher final : public MediaFetcher {
 public:
  CurlMediaFetcher(LoopThread loop, std::vector<std::string> allowed, std::uint64_t max_bytes, bool any_port)
      : loop_(std::move(loop)), allowed_(std::move(allowed)), max_bytes_(max_bytes), any_port_(any_port) {}

  void fetch(std::string url, std::shared_ptr<MediaSink> sink, const CallContext& context,
             Completion<FetchedMedia> done) override {
    if (!sink) {
      answer(done, invalid_argument("sink", "sink is empty; the medium needs a place to go"));
      return;
    }
    auto host = host_of(url);
    if (!host) {
      answer(done, host.error());
      return;
    }
    CallContext plain = context;
    plain.send_before.reset();
    auto fetch = std::make_shared<MediaFetch>(std::move(sink), max_bytes_, std::move(done));
    auto transfer = std::make_unique<Transfer>(
        HttpRequest{"GET", std::move(url), {}, {}}, plain,
        [fetch, host = std::move(*host)](const Result<HttpResponse>& result) { fetch->end(host, result); });
    transfer->receiver = fetch;
    loop_->start(std::move(transfer));
  }

 private:
  static void answer(const Completion<FetchedMedia>& done, const Error& error) {
    call_host([&] { done(error); });
  }

  [[nodiscard]] Result<std::string> host_of(const std::string& url) const {
    auto target = check_url(url);
    if (!target) return target.error();
    if (!target->tls) return invalid_argument("url", "media are fetched by https only");
    if (!is_allowed_host(target->host, allowed_))
      return invalid_argument("url", "media are not fetched from " + target->host + "; see allowed_hosts");
    static constexpr std::string_view port = ":443";
    const std::string& origin = target->origin;
    if (!any_port_ && (origin.size() < port.size() || origin.substr(origin.size() - port.size()) != port))
      return invalid_argument("url", "media are fetched on port 443 only");
    return target->host;
  }

  LoopThread loop_;
  const std::vector<std::string> allowed_;
  const std::uint64_t max_bytes_;
  const bool any_port_;
};

std::optional<Error> wrong(const MediaFetcherOptions& options) {
  if (options.max_bytes == 0) return invalid_argument("max_bytes", "max_bytes must leave room for a medium");
  if (options.max_fetches == 0) return invalid_argument("max_fetches", "max_fetches must be at least 1");
  for (const std::string& host : options.allowed_hosts)
    if (!is_host_name(without_dot(host)))
      return invalid_argument("allowed_hosts", "an allowed host must be a name with a dot in it, such as fbcdn.net");
  return std::nullopt;
}

/// The loop's settings. HTTP/1.1: a medium fills a connection by itself, and one that breaks costs no other.
LoopSettings settings_of(const MediaFetcherOptions& options) {
  LoopSettings settings;
  settings.options.connect_timeout = options.connect_timeout;
  settings.options.total_timeout = options.total_timeout;
  settings.options.max_calls = options.max_fetches;
  settings.options.http2 = false;
  settings.options.max_connections_per_host = options.max_connections_per_host;
  settings.options.max_response_bytes = std::size_t{1} << 20; // of headers: MediaFetch counts the rest
  settings.options.ca_file = options.ca_file;
  settings.options.proxy = options.proxy;
  return settings;
}

} // namespace

bool is_allowed_host(std::string_view host, const std::vector<std::string>& allowed) {
  return std::any_of(allowed.begin(), allowed.end(), [host](const std::string& entry) {
    const std::string_view name = without_dot(entry);
    if (host.size() < name.size()) return false;
    const std::string_view tail = host.substr(host.size() - name.size());
    const bool same = std::equal(tail.begin(), tail.end(), name.begin(), name.end(),
                                 [](char a, char b) { return lower(a) == lower(b); });
    return same && (tail.size() == host.size() || host[host.size() - name.size() - 1] == '.');
  });
}

Result<std::shared_ptr<MediaFetcher>> make_media_fetcher(MediaFetcherOptions options,
                                                         std::shared_ptr<AddressGuard> test_guard) {
  if (auto error = wrong(options)) return std::move(*error);
  LoopSettings settings = settings_of(options);
  if (auto error = wrong_option(settings.options)) {
    if (error->field == "max_calls") error->field = "max_fetches";
    return std::move(*error);
  }
  const bool any_port = test_guard != nullptr;
  settings.guard = std::move(test_guard);
  if (!settings.guard) {
    settings.guard = std::make_shared<AddressGuard>();
    // A proxy is the host's own choice, and is the only one that we connect to.
    if (options.proxy.empty()) {
      settings.guard->allows = &is_public;
    } else {
      settings.guard->allows = [](const sockaddr& /*address*/) { return true; };
    }
  }
  auto loop = LoopThread::create(std::move(settings));
  if (!loop) return loop.error();
  return std::shared_ptr<MediaFetcher>(std::make_shared<CurlMediaFetcher>(
      std::move(*loop), std::move(options.allowed_hosts), options.max_bytes, any_port));
}

Result<std::shared_ptr<MediaFetcher>> make_media_fetcher(MediaFetcherOptions options) {
  return make_media_fetcher(std::move(options), nullptr);
}
Result<std::shared_ptr<MediaFetcher>> make_media_fetcher() { return make_media_fetcher(MediaFetcherOptions{}); }

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
