#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/result.hpp"

namespace bench {

/// The App Secret that every corpus is signed with.
constexpr std::string_view app_secret = "bench-app-secret";

/// One webhook as a host's HTTP server has it.
struct Delivery {
  std::string body;
  std::string signature; ///< the value of X-Hub-Signature-256
  std::size_t events = 0;

  /// The signature's 64 digits.
  [[nodiscard]] std::string_view hex() const { return std::string_view(signature).substr(7); }
};

struct Corpus {
  std::vector<Delivery> deliveries;
  std::size_t events = 0;
  std::size_t bytes = 0;
  std::size_t escaped = 0; ///< bodies that hold a \uXXXX escape

  void add(Delivery delivery);
};

/// Reads lines of `kind TAB events TAB sha256hex TAB sha1hex TAB body`.
pagebridge::Result<Corpus> load_corpus(const std::string& path);

/// `bodies` webhooks of the mix that a Page sees: 70 % single texts, 10 % deliveries, 10 % reads, 5 % attachments, 3 %
/// postbacks, 2 % batches of 10 to 50 entries. The same on every machine.
Corpus mixed_corpus(std::size_t bodies);

/// The same `entries` entries always, so many in a body: what a body's size costs, and nothing else. Entries that fill no
/// body are left out.
Corpus grouped_corpus(std::size_t entries, std::size_t per_body);

} // namespace bench
