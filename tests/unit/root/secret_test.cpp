#include "pagebridge/secret.hpp"

#include <cstring>
#include <sstream>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using pagebridge::Secret;

namespace {

/// The object's own bytes: short texts live inside it.
std::string bytes_of(const Secret& secret) {
  std::string bytes(sizeof secret, '\0');
  std::memcpy(bytes.data(), static_cast<const void*>(&secret), sizeof secret);
  return bytes;
}

} // namespace

TEST_CASE("a secret prints as three stars", "[secret]") {
  std::ostringstream out;
  out << Secret("canary") << Secret();
  CHECK(out.str() == "******");
}

TEST_CASE("a secret reveals its text only when it is told to", "[secret]") {
  const Secret secret(std::string("with\0nul", 8));
  CHECK(secret.reveal() == std::string_view("with\0nul", 8));
  CHECK(!secret.empty());
  CHECK(Secret().empty());
  CHECK(Secret("").reveal().empty());
}

TEST_CASE("secrets are equal if their texts are", "[secret]") {
  const Secret secret("canary");
  CHECK(secret == Secret("canary"));
  CHECK(secret != Secret("canarY"));
  CHECK(secret != Secret("Canary"));
  CHECK(secret != Secret("canary "));
  CHECK(secret != Secret("canar"));
  CHECK(secret != Secret());
  CHECK(Secret() == Secret(""));
}

TEST_CASE("a copied secret keeps its own text", "[secret]") {
  const Secret secret("canary-that-is-longer-than-any-small-buffer");
  Secret copy = secret;
  CHECK(copy == secret);
  copy = Secret("other");
  CHECK(copy.reveal() == "other");
  CHECK(secret.reveal() == "canary-that-is-longer-than-any-small-buffer");
  copy = secret;
  CHECK(copy == secret);
  const Secret& self = copy;
  copy = self;
  CHECK(copy == secret);
}

TEST_CASE("a moved secret leaves nothing behind", "[secret]") {
  const std::string text = GENERATE("canary", "canary-that-is-longer-than-any-small-buffer");
  Secret from(text);
  Secret to = std::move(from);
  CHECK(to.reveal() == text);
  CHECK(from.empty());                                     // NOLINT(bugprone-use-after-move)
  CHECK(bytes_of(from).find("nary") == std::string::npos); // NOLINT(bugprone-use-after-move)
  Secret assigned("another");
  assigned = std::move(to);
  CHECK(assigned.reveal() == text);
  CHECK(to.empty());                                     // NOLINT(bugprone-use-after-move)
  CHECK(bytes_of(to).find("nary") == std::string::npos); // NOLINT(bugprone-use-after-move)
}

TEST_CASE("a secret that is replaced leaves nothing behind", "[secret]") {
  Secret secret("canary-short");
  secret = Secret("a text that is longer than any small buffer");
  CHECK(bytes_of(secret).find("hort") == std::string::npos);
  Secret copied("canary-short");
  const Secret longer("a text that is longer than any small buffer");
  copied = longer;
  CHECK(bytes_of(copied).find("hort") == std::string::npos);
}
