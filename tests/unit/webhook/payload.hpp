#pragma once

#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "pagebridge/webhook/parse.hpp"
#include "support/catch.hpp"

/// The bodies of tests/data/webhooks, and who and what is in them.
namespace webhook_test {

inline const std::string page = "108231704662015";
inline const std::string anna = "7310452989011646";
inline const std::string bela = "6120948837715203";
inline const std::string our_app = "402911866340125";

/// When things happen in them, and when Meta sends it.
inline constexpr std::int64_t happened = 1770000000123;
inline constexpr std::int64_t sent = 1770000000512;

/// A message id as the platform makes them: 86 characters, of which a person needs only the word at the front.
inline std::string mid(const std::string& word) { return "m_" + word + std::string(86 - word.size(), 'A'); }

/// The body in the file of that name.
inline std::string payload(const std::string& name) {
  std::ifstream file(std::string(PAGEBRIDGE_TEST_DATA "/webhooks/") + name + ".json", std::ios::binary);
  INFO("payload " << name);
  REQUIRE(file);
  std::string body{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  REQUIRE(!body.empty());
  REQUIRE(body.back() == '\n');
  body.pop_back();
  return body;
}

inline pagebridge::Webhook parsed_text(std::string body) {
  return pagebridge::parse(pagebridge::VerifiedBody::trust(std::move(body)));
}
inline pagebridge::Webhook parsed(const std::string& name) { return parsed_text(payload(name)); }

/// The one event of a payload.
inline pagebridge::Event only(const std::string& name) {
  pagebridge::Webhook webhook = parsed(name);
  INFO("payload " << name);
  REQUIRE(webhook.is_envelope);
  REQUIRE(webhook.events.size() == 1);
  return std::move(webhook.events.front());
}

template <class Body>
const Body& body_as(const pagebridge::Event& event) {
  INFO("kind " << pagebridge::kind_of(event.body));
  REQUIRE(std::holds_alternative<Body>(event.body));
  return std::get<Body>(event.body);
}

/// The bodies of all events of a payload, which are of one kind.
template <class Body>
std::vector<Body> all_as(const std::string& name) {
  std::vector<Body> bodies;
  INFO("payload " << name);
  for (const pagebridge::Event& event : parsed(name).events) bodies.push_back(body_as<Body>(event));
  return bodies;
}

/// Whether an open enum means `value` and keeps Meta's own word for it.
template <class E>
bool says(const pagebridge::Open<E>& open, E value, std::string_view text) {
  return open.value == value && open.text == text;
}

/// A time that may be absent, in milliseconds.
inline std::int64_t ms(const std::optional<pagebridge::Timestamp>& time) {
  return time ? pagebridge::to_unix_ms(*time) : -1;
}

inline std::string customer(const pagebridge::Event& event) {
  return event.customer ? event.customer->text() : "(nobody)";
}
inline std::int64_t at(const pagebridge::Event& event) { return pagebridge::to_unix_ms(event.at); }

/// One envelope of one entry with these elements as its `messaging` array.
inline std::string envelope_of(const std::string& elements) {
  return R"({"object":"page","entry":[{"id":")" + page + R"(","time":1770000000512,"messaging":[)" + elements + "]}]}";
}

} // namespace webhook_test
