#include "pagebridge/random.hpp"

#include <set>
#include <string>

#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

/// Says the bytes that it was made with; an error if it was made with none.
class FixedRandom final : public Random {
 public:
  explicit FixedRandom(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::string> bytes(std::size_t count) override {
    if (bytes_.empty()) return not_sent(ErrorCode::internal, "no entropy");
    return bytes_.substr(0, count);
  }

 private:
  std::string bytes_;
};

} // namespace

TEST_CASE("a random token has the length that its bytes need", "[random]") {
  const auto random = make_system_random();
  const std::size_t lengths[] = {0, 2, 3, 4, 6, 7, 8, 10, 11, 12, 14, 15, 16, 18, 19, 20, 22};
  for (std::size_t count = 0; count <= 16; ++count)
    CHECK(random_token(*random, count).value().size() == lengths[count]);
}

TEST_CASE("random tokens differ and are fit for a path", "[random]") {
  const auto random = make_system_random();
  std::set<std::string> tokens;
  for (int i = 0; i < 1000; ++i) {
    const std::string token = random_token(*random, 16).value();
    CHECK(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
          std::string::npos);
    tokens.insert(token);
  }
  CHECK(tokens.size() == 1000);
}

TEST_CASE("a random token is base64url without padding", "[random]") {
  FixedRandom random("\xfb\xff\xbf\x00");
  CHECK(random_token(random, 3).value() == "-_-_");
  CHECK(random_token(random, 1).value() == "-w");
  CHECK(random_token(random, 2).value() == "-_8");
  FixedRandom words("foobar");
  CHECK(random_token(words, 6).value() == "Zm9vYmFy");
  CHECK(random_token(words, 5).value() == "Zm9vYmE");
  CHECK(random_token(words, 4).value() == "Zm9vYg");
}

TEST_CASE("without entropy there is an error, not a weak token", "[random]") {
  FixedRandom dry("");
  const auto token = random_token(dry, 16);
  REQUIRE(!token);
  CHECK(token.error().message == "no entropy");
}
