#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "corpus.hpp"
#include "floor_hmac.hpp"
#include "floor_sax.hpp"
#include "pagebridge/webhook/parse.hpp"
#include "rounds.hpp"
#include "tally.hpp"

namespace bench {

/// OpenSSL and RapidJSON with nothing around them.
class Floor {
 public:
  bool verify(const Delivery& delivery) { return hmac_.verify(delivery.body, delivery.hex()); }
  bool parse(const Delivery& delivery) { return sax_.read(delivery.body); }
  bool handle(const Delivery& delivery) { return verify(delivery) && parse(delivery); }

  Tally& tally() { return tally_; }

 private:
  Tally tally_;
  FloorHmac hmac_{app_secret};
  FloorSax sax_{tally_};
};

/// The library, as a host calls it.
class Sdk {
 public:
  /// Copies the body first, since the verifier takes it from the host's HTTP server for good.
  bool verify(const Delivery& delivery);
  bool parse(const pagebridge::VerifiedBody& body);
  bool handle(const Delivery& delivery);

  Tally& tally() { return tally_; }

 private:
  Tally tally_;
  pagebridge::WebhookVerifier verifier_ =
      pagebridge::WebhookVerifier::create({pagebridge::Secret(std::string(app_secret))}).value();
};

/// What is wrong, if the two do not read the same in every webhook, or if one of them lets a wrong digit pass. Empty: all
/// is well.
std::string disagreement(const Corpus& corpus);

} // namespace bench
