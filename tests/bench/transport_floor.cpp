#include "transport_floor.hpp"

#include <chrono>

#include "clock.hpp"

namespace bench {

std::string send_body(std::size_t number) {
  return "{\"recipient\":{\"id\":\"" + std::to_string(6000000000000000ULL + number * 7919 % 790000000) +
         "\"},\"messaging_type\":\"RESPONSE\",\"message\":{\"text\":\"Thank you for waiting, your order number 4711 "
         "left "
         "our warehouse this morning and should reach you tomorrow before noon. Is there anything else?\","
         "\"quick_replies\":[{\"content_type\":\"text\",\"title\":\"Yes\",\"payload\":\"YES\"},{\"content_type\":"
         "\"text\","
         "\"title\":\"No, thanks\",\"payload\":\"NO_" +
         std::to_string(number % 1000) + "\"}]}}";
}

BareMulti::BareMulti(const Load& load) : load_(load), multi_(curl_multi_init()), slots_(load.in_flight) {
  headers_ = curl_slist_append(headers_, "Content-Type: application/json");
  headers_ = curl_slist_append(headers_, "Authorization: Bearer EAAG-not-a-token");
  headers_ = curl_slist_append(headers_, "Expect:");
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(load.in_flight + 8));
  curl_multi_setopt(multi_, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
  for (Slot& slot : slots_) set_up(slot);
}

BareMulti::~BareMulti() {
  for (Slot& slot : slots_) curl_easy_cleanup(slot.easy);
  curl_multi_cleanup(multi_);
  curl_slist_free_all(headers_);
}

void BareMulti::set_up(Slot& slot) {
  const bool tls = load_.url.compare(0, 6, "https:") == 0;
  slot.easy = curl_easy_init();
  curl_easy_setopt(slot.easy, CURLOPT_URL, load_.url.c_str());
  curl_easy_setopt(slot.easy, CURLOPT_HTTPHEADER, headers_);
  curl_easy_setopt(slot.easy, CURLOPT_POST, 1L);
  curl_easy_setopt(slot.easy, CURLOPT_WRITEFUNCTION, &BareMulti::on_body);
  curl_easy_setopt(slot.easy, CURLOPT_WRITEDATA, &slot);
  curl_easy_setopt(slot.easy, CURLOPT_PRIVATE, &slot);
  curl_easy_setopt(slot.easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(slot.easy, CURLOPT_PROXY, "");
  curl_easy_setopt(slot.easy, CURLOPT_TIMEOUT_MS, 30000L);
  curl_easy_setopt(slot.easy, CURLOPT_HTTP_VERSION,
                   static_cast<long>(tls ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(slot.easy, CURLOPT_PIPEWAIT, tls ? 1L : 0L);
  if (!load_.ca_file.empty()) curl_easy_setopt(slot.easy, CURLOPT_CAINFO, load_.ca_file.c_str());
}

std::size_t BareMulti::on_body(char* bytes, std::size_t size, std::size_t count, void* slot) {
  static_cast<Slot*>(slot)->answer.append(bytes, size * count);
  return size * count;
}

void BareMulti::submit(Slot& slot) {
  slot.body = send_body(sent_++);
  slot.answer.clear();
  curl_easy_setopt(slot.easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(slot.body.size()));
  curl_easy_setopt(slot.easy, CURLOPT_POSTFIELDS, slot.body.c_str());
  curl_multi_add_handle(multi_, slot.easy);
  ++active_;
}

void BareMulti::drain(bool more) {
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    const CURLcode code = message->data.result;
    Slot* slot = nullptr;
    long status = 0;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &slot);
    curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &status);
    curl_multi_remove_handle(multi_, slot->easy);
    --active_;
    ++result_.done;
    if (code != CURLE_OK || status != 200 || slot->answer.find("message_id") == std::string::npos) ++result_.failed;
    if (more) submit(*slot);
  }
}

Run BareMulti::run(double seconds) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  const auto until = begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  const double cpu = cpu_seconds();
  result_ = {};
  for (Slot& slot : slots_) submit(slot);
  while (active_ > 0) {
    int running = 0;
    curl_multi_perform(multi_, &running);
    drain(Clock::now() < until);
    if (active_ > 0) curl_multi_poll(multi_, nullptr, 0, 100, nullptr);
  }
  result_.cpu_seconds = cpu_seconds() - cpu;
  result_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return result_;
}

} // namespace bench
