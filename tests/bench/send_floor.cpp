#include <curl/curl.h>

#include <chrono>

#include "clock.hpp"
#include "send_contestants.hpp"

namespace bench {
namespace {

using Steady = std::chrono::steady_clock;

class BareMulti final : public Sender {
 public:
  explicit BareMulti(const SendTarget& target)
      : url_(target.origin + "/v25.0/me/messages"), ca_file_(target.ca_file), slots_(target.in_flight) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    multi_ = curl_multi_init();
    curl_multi_setopt(multi_, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(target.in_flight + 8));
    for (const char* header :
         {"Authorization: Bearer bench-token", "Accept: application/json", "Content-Type: application/json", "Expect:"})
      headers_ = curl_slist_append(headers_, header);
    for (Slot& slot : slots_) set_up(slot);
  }
  ~BareMulti() override {
    for (Slot& slot : slots_) curl_easy_cleanup(slot.easy);
    curl_multi_cleanup(multi_);
    curl_slist_free_all(headers_);
  }
  BareMulti(const BareMulti&) = delete;
  BareMulti& operator=(const BareMulti&) = delete;

  SendRound round(double seconds) override {
    result_ = {};
    const auto begin = Steady::now();
    const double cpu = cpu_seconds();
    until_ = begin + std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(seconds));
    for (Slot& slot : slots_) submit(slot);
    int running = 0;
    while (active_ > 0) {
      curl_multi_perform(multi_, &running);
      collect();
      if (active_ > 0) curl_multi_poll(multi_, nullptr, 0, 100, nullptr);
    }
    result_.cpu_seconds = cpu_seconds() - cpu;
    result_.seconds = std::chrono::duration<double>(Steady::now() - begin).count();
    return std::move(result_);
  }

 private:
  struct Slot {
    CURL* easy = nullptr;
    std::string body;
    std::string answer;
    Steady::time_point begin{};
  };

  static std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* slot) {
    static_cast<Slot*>(slot)->answer.append(bytes, size * count);
    return size * count;
  }

  void set_up(Slot& slot) {
    slot.easy = curl_easy_init();
    curl_easy_setopt(slot.easy, CURLOPT_URL, url_.c_str());
    curl_easy_setopt(slot.easy, CURLOPT_HTTPHEADER, headers_);
    curl_easy_setopt(slot.easy, CURLOPT_POST, 1L);
    curl_easy_setopt(slot.easy, CURLOPT_WRITEFUNCTION, &BareMulti::take_body);
    curl_easy_setopt(slot.easy, CURLOPT_WRITEDATA, &slot);
    curl_easy_setopt(slot.easy, CURLOPT_PRIVATE, &slot);
    curl_easy_setopt(slot.easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(slot.easy, CURLOPT_TIMEOUT_MS, 10000L);
    const bool tls = url_.compare(0, 6, "https:") == 0;
    curl_easy_setopt(slot.easy, CURLOPT_HTTP_VERSION,
                     static_cast<long>(tls ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(slot.easy, CURLOPT_PIPEWAIT, tls ? 1L : 0L);
    if (!ca_file_.empty()) curl_easy_setopt(slot.easy, CURLOPT_CAINFO, ca_file_.c_str());
  }
  void submit(Slot& slot) {
    slot.body = send_body(number_++);
    slot.answer.clear();
    curl_easy_setopt(slot.easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(slot.body.size()));
    curl_easy_setopt(slot.easy, CURLOPT_POSTFIELDS, slot.body.c_str());
    slot.begin = Steady::now();
    curl_multi_add_handle(multi_, slot.easy);
    ++active_;
  }
  void collect() {
    int left = 0;
    while (CURLMsg* const message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode code = message->data.result;
      CURL* const easy = message->easy_handle;
      char* data = nullptr;
      long status = 0;
      curl_easy_getinfo(easy, CURLINFO_PRIVATE, &data);
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
      Slot& slot = *static_cast<Slot*>(static_cast<void*>(data));
      const auto now = Steady::now();
      ++result_.sends;
      if (code != CURLE_OK || status != 200 || slot.answer.find("message_id") == std::string::npos) ++result_.failed;
      result_.latencies_us.push_back(std::chrono::duration<double, std::micro>(now - slot.begin).count());
      curl_multi_remove_handle(multi_, easy);
      --active_;
      if (now < until_) submit(slot);
    }
  }

  std::string url_;
  std::string ca_file_;
  std::vector<Slot> slots_;
  curl_slist* headers_ = nullptr;
  CURLM* multi_ = nullptr;
  std::uint64_t number_ = 0;
  std::size_t active_ = 0;
  Steady::time_point until_{};
  SendRound result_;
};

} // namespace

std::unique_ptr<Sender> bare_multi(const SendTarget& target) { return std::make_unique<BareMulti>(target); }

} // namespace bench
