#include "contestants.hpp"

#include <numeric>
#include <utility>

#include "sdk.hpp"

namespace bench {
namespace {

std::string compare(const Tally& floor, const Tally& sdk) {
  std::string text;
  const auto add = [&text](std::string_view what, std::uint64_t a, std::uint64_t b) {
    if (a != b) text += " " + std::string(what) + ": " + std::to_string(a) + " and " + std::to_string(b) + ";";
  };
  for (std::size_t i = 0; i < kind_names.size(); ++i) add(kind_names[i], floor.events[i], sdk.events[i]);
  for (std::size_t i = 0; i < field_names.size(); ++i) add(field_names[i], floor.fields[i], sdk.fields[i]);
  return text;
}

std::string webhook_name(std::size_t index) { return "webhook " + std::to_string(index + 1); }

} // namespace

bool Sdk::verify(const Delivery& delivery) {
  return verifier_.verify(std::string(delivery.body), delivery.signature).has_value();
}

bool Sdk::parse(const pagebridge::VerifiedBody& body) {
  const pagebridge::Webhook webhook = pagebridge::parse(body);
  dispatch(tally_, webhook);
  return webhook.is_envelope;
}

bool Sdk::handle(const Delivery& delivery) {
  const auto verified = verifier_.verify(std::string(delivery.body), delivery.signature);
  return verified && parse(*verified);
}

std::string disagreement(const Corpus& corpus) {
  Floor floor;
  Sdk sdk;
  for (std::size_t i = 0; i < corpus.deliveries.size(); ++i) {
    Delivery delivery = corpus.deliveries[i];
    if (!floor.handle(delivery)) return "the floor refuses " + webhook_name(i);
    if (!sdk.handle(delivery)) return "the SDK refuses " + webhook_name(i);
    char& digit = delivery.signature[delivery.signature.size() - 1 - i % 64];
    digit = digit == '0' ? '1' : '0';
    if (floor.handle(delivery)) return "the floor accepts a wrong digit with " + webhook_name(i);
    if (sdk.handle(delivery)) return "the SDK accepts a wrong digit with " + webhook_name(i);
  }
  if (floor.tally() != sdk.tally())
    return "the floor and the SDK read different things:" + compare(floor.tally(), sdk.tally());
  const auto& events = floor.tally().events;
  const auto seen = std::accumulate(events.begin(), events.end(), std::uint64_t{0});
  if (seen != corpus.events)
    return std::to_string(seen) + " events read, but the corpus says that it has " + std::to_string(corpus.events);
  return {};
}

} // namespace bench
