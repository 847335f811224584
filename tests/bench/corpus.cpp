#include "corpus.hpp"

#include <array>
#include <charconv>
#include <fstream>
#include <optional>
#include <utility>

#include "pagebridge/error.hpp"

namespace bench {
namespace {

/// The fields before the body: kind, events, SHA-256, SHA-1.
constexpr std::size_t fields_before = 4;

std::optional<Delivery> read_line(std::string_view line) {
  std::array<std::string_view, fields_before> fields;
  for (std::string_view& field : fields) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return std::nullopt;
    field = line.substr(0, tab);
    line.remove_prefix(tab + 1);
  }
  Delivery delivery;
  const std::string_view events = fields[1];
  const auto read = std::from_chars(events.data(), events.data() + events.size(), delivery.events);
  if (read.ec != std::errc() || read.ptr != events.data() + events.size()) return std::nullopt;
  delivery.signature = "sha256=" + std::string(fields[2]);
  delivery.body = std::string(line);
  return delivery;
}

} // namespace

void Corpus::add(Delivery delivery) {
  events += delivery.events;
  bytes += delivery.body.size();
  escaped += delivery.body.find("\\u") == std::string::npos ? 0U : 1U;
  deliveries.push_back(std::move(delivery));
}

pagebridge::Result<Corpus> load_corpus(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  Corpus corpus;
  for (std::string line; std::getline(in, line);) {
    std::optional<Delivery> delivery = read_line(line);
    if (!delivery) {
      const std::string number = std::to_string(corpus.deliveries.size() + 1);
      return pagebridge::invalid_argument("CORPUS", path + ": line " + number + " is not a webhook of a corpus");
    }
    corpus.add(std::move(*delivery));
  }
  if (corpus.deliveries.empty() || in.bad())
    return pagebridge::invalid_argument("CORPUS", path + " is empty or cannot be read");
  return corpus;
}

} // namespace bench
