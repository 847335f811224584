// The built-in corpus. Its bytes depend on nothing but this file: the engine is one that the standard defines bit by bit,
// and the distributions, which the standard leaves open, are our own.
#include <array>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <utility>

#include "corpus.hpp"
#include "pagebridge/secret.hpp"
#include "pagebridge/webhook/verified_body.hpp"

namespace bench {
namespace {

enum class Element { text, attachments, postback, delivery, read };

// As they stand in JSON, the way Meta writes it: beyond ASCII everything is escaped.
constexpr std::array<std::string_view, 24> plain_words = {
    "hello",  "order",   "please", "where",   "my",      "refund",  "delivery", "yesterday",
    "number", "problem", "thanks", "cancel",  "invoice", "booking", "still",    "waiting",
    "agent",  "account", "help",   "payment", "address", "change",  "today",    "size"};
constexpr std::array<std::string_view, 8> other_words = {"gr\\u00f6\\u00dfe",
                                                         "d\\u00e9j\\u00e0",
                                                         "se\\u00f1or",
                                                         "\\u0437\\u0430\\u043a\\u0430\\u0437",
                                                         "\\u0e2a\\u0e27\\u0e31\\u0e2a\\u0e14\\u0e35",
                                                         "\\u6ce8\\u6587",
                                                         "\\u0645\\u0631\\u062d\\u0628\\u0627",
                                                         "\\u0928\\u092e\\u0938\\u094d\\u0924\\u0947"};
constexpr std::array<std::string_view, 4> emoji = {"\\ud83d\\ude00", "\\ud83d\\udc4d", "\\ud83d\\ude4f",
                                                   "\\ud83d\\udc4b\\ud83c\\udffd"};
constexpr std::array<std::string_view, 4> media = {"image", "video", "audio", "file"};
constexpr std::string_view id_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Takes braces, whose parts are evaluated in their order: unlike those of `+`, so that draws come in one order everywhere.
std::string join(std::initializer_list<std::string> parts) {
  std::string all;
  for (const std::string& part : parts) all += part;
  return all;
}

std::string number(std::uint64_t value) { return std::to_string(value); }

class Maker {
 public:
  /// One webhook of the mix.
  Delivery webhook() {
    if (!chance(2)) return signed_body({entry()});
    std::vector<std::string> entries;
    for (std::uint64_t left = 10 + below(41); left > 0; --left) entries.push_back(entry());
    return signed_body(entries);
  }

  std::string entry() {
    now_ += 1 + below(40);
    const std::string page = number(100000000000000 + below(50) * 104729);
    return join({R"({"time":)", number(now_), R"(,"id":")", page, R"(","messaging":[{"sender":{"id":")",
                 number(6000000000000000 + below(100000) * 7919), R"("},"recipient":{"id":")", page,
                 R"("},"timestamp":)", number(now_ - below(900)), ",", member(draw()), "}]}"});
  }

  static Delivery signed_body(const std::vector<std::string>& entries) {
    std::string body = R"({"object":"page","entry":[)";
    for (const std::string& entry : entries) {
      if (body.back() != '[') body += ',';
      body += entry;
    }
    body += "]}";
    std::string signature = pagebridge::signature_256(body, pagebridge::Secret(std::string(app_secret)));
    return {std::move(body), std::move(signature), entries.size()};
  }

 private:
  /// Below `end`. The remainder is a little uneven, which is nothing to a benchmark.
  std::uint64_t below(std::uint64_t end) { return engine_() % end; }
  bool chance(unsigned percent) { return below(100) < percent; }
  template <std::size_t Size>
  std::string_view one_of(const std::array<std::string_view, Size>& words) {
    return words[below(Size)];
  }

  /// In the shares of the mix, without its batches.
  Element draw() {
    const std::uint64_t share = below(98);
    if (share < 70) return Element::text;
    if (share < 80) return Element::delivery;
    if (share < 90) return Element::read;
    return share < 95 ? Element::attachments : Element::postback;
  }

  std::string member(Element element) {
    switch (element) {
      case Element::text: return text();
      case Element::attachments: return attachments();
      case Element::postback: return postback();
      case Element::delivery: return join({R"("delivery":{"mids":[")", mid(), R"("],"watermark":)", number(now_), "}"});
      case Element::read: break;
    }
    return join({R"("read":{"watermark":)", number(now_), "}"});
  }

  std::string text() {
    std::string member = join({R"("message":{"mid":")", mid(), R"(","text":")", sentence(), "\""});
    if (chance(8)) member += join({R"(,"quick_reply":{"payload":"QR_)", number(below(500)), R"("})"});
    if (chance(4)) member += join({R"(,"reply_to":{"mid":")", mid(), R"("})"});
    return member + "}";
  }

  std::string attachments() {
    std::string member = join({R"("message":{"mid":")", mid(), R"(","attachments":[)"});
    for (std::uint64_t left = 1 + below(3); left > 0; --left) {
      const std::string_view type = chance(75) ? media[0] : one_of(media);
      member += join({R"({"type":")", std::string(type), R"(","payload":{"url":")", link(), R"("}})"});
      if (left > 1) member += ',';
    }
    return member + "]}";
  }

  std::string postback() {
    std::string member = join({R"("postback":{"mid":")", mid(), R"(","title":")", sentence(), R"(","payload":"MENU_)",
                               number(below(200)), "\""});
    if (chance(20)) {
      member += join({R"(,"referral":{"ref":"ad_)", number(below(99)), R"(","source":"ADS","type":"OPEN_THREAD"})"});
    }
    return member + "}";
  }

  std::string token(std::size_t size) {
    std::string token;
    for (std::size_t i = 0; i < size; ++i) token += id_digits[below(id_digits.size())];
    return token;
  }

  std::string mid() { return "m_" + token(118); }

  /// Four in ten hold escapes, which makes three in ten of all bodies.
  std::string sentence() {
    const bool escaped = chance(40);
    const std::uint64_t words = 3 + below(9);
    const std::uint64_t odd_one = below(words);
    std::string sentence;
    for (std::uint64_t i = 0; i < words; ++i) {
      if (i > 0) sentence += ' ';
      sentence += escaped && i == odd_one ? one_of(other_words) : one_of(plain_words);
    }
    if (escaped && chance(50)) sentence += join({" ", std::string(one_of(emoji))});
    if (chance(5)) sentence += join({R"( \"#)", number(below(1000000)), R"(\")"});
    return sentence;
  }

  std::string link() {
    return join({R"(https:\/\/cdn.example.com\/v\/t1.15752-9\/)", number(100000000 + below(900000000)), "_",
                 number(engine_() >> 8U), "_n.jpg?_nc_cat=", number(100 + below(12)),
                 "&ccb=1-7&_nc_sid=b0bb83&oh=", token(46), "&oe=65F0A1B2"});
  }

  std::mt19937_64 engine_{1};
  std::uint64_t now_ = 1700000000000;
};

} // namespace

Corpus mixed_corpus(std::size_t bodies) {
  Maker maker;
  Corpus corpus;
  while (corpus.deliveries.size() < bodies) corpus.add(maker.webhook());
  return corpus;
}

Corpus grouped_corpus(std::size_t entries, std::size_t per_body) {
  Maker maker;
  Corpus corpus;
  while (corpus.events + per_body <= entries) {
    std::vector<std::string> group;
    while (group.size() < per_body) group.push_back(maker.entry());
    corpus.add(Maker::signed_body(group));
  }
  return corpus;
}

} // namespace bench
