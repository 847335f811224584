// Runs a folder of collected payloads through the verifier and the parser, if there is one beside the checkout. It is
// named by the environment variable PAGEBRIDGE_FIXTURES, else by the build.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/webhook/handshake.hpp"
#include "pagebridge/webhook/parse.hpp"
#include "support/catch.hpp"
#include "unit/webhook/corpus_names.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

/// The folder's webhooks, or nothing (which is said) if there is none.
std::optional<std::filesystem::path> folder() {
  const char* const named = std::getenv("PAGEBRIDGE_FIXTURES"); // NOLINT(concurrency-mt-unsafe)
  const std::filesystem::path path =
      std::filesystem::path(named != nullptr ? named : PAGEBRIDGE_TEST_FIXTURES) / "webhooks";
  if (std::filesystem::is_regular_file(path / "INDEX.md")) return path;
  std::cout << "corpus: no folder of collected payloads at " << path << "; nothing was run\n";
  return std::nullopt;
}

std::string contents(const std::filesystem::path& path) {
  INFO("file " << path);
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Item {
  std::filesystem::path file;
  std::string shape;           ///< "envelope", "envelope (instagram)", "messaging item", "change item"
  std::set<std::string> names; ///< of the events in it
};

/// The cells of a table's row.
std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  for (std::size_t at = 2; at < row.size();) {
    const std::size_t end = std::min(row.find(" |", at), row.size());
    cells.push_back(row.substr(at, end - at));
    at = end + 3;
  }
  return cells;
}

std::set<std::string> split_names(const std::string& cell) {
  std::set<std::string> names;
  for (std::size_t at = 0; at < cell.size();) {
    const std::size_t end = std::min(cell.find(", ", at), cell.size());
    names.insert(cell.substr(at, end - at));
    at = end + 2;
  }
  return names;
}

/// The tables of INDEX.md: a heading `## folder/`, then rows `| file | shape | events shown | …`.
std::vector<Item> index_of(const std::filesystem::path& path) {
  std::vector<Item> items;
  std::filesystem::path section;
  std::istringstream lines(contents(path / "INDEX.md"));
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("## ", 0) == 0) section = path / line.substr(3, line.find('/') - 3);
    if (line.rfind("| ", 0) != 0 || line.find(".json | ") == std::string::npos) continue;
    const std::vector<std::string> cells = cells_of(line);
    REQUIRE(cells.size() >= 3);
    items.push_back({section / cells[0], cells[1], split_names(cells[2])});
  }
  return items;
}

/// How many events an entry holds at least, counted by a walk of its own.
std::size_t count_entry(const json::Value& entry) {
  std::size_t elements = 0;
  for (const char* name : {"messaging", "standby", "changes", "changed_fields", "calls"})
    if (entry[name].is_array())
      for (const json::Value& element : entry[name]) elements += element.exists() ? 1U : 0U;
  return std::max<std::size_t>(elements, 1);
}

std::size_t count_elements(const json::Value& root) {
  std::size_t all = 0;
  const auto add = [&](const json::Value& envelope) {
    for (const json::Value& entry : envelope["entry"]) all += count_entry(entry);
  };
  if (root.is_array())
    for (const json::Value& envelope : root) add(envelope);
  else
    add(root);
  return all;
}

/// Parses a body and gives what the index would call its events.
std::set<std::string> names_in(const std::string& body) {
  const auto tree = json::Tree::parse(body);
  REQUIRE(tree);
  const Webhook webhook = parse(VerifiedBody::trust(body));
  CHECK(webhook.is_envelope);
  CHECK(webhook.events.size() == count_elements(tree->root()));
  std::set<std::string> names;
  for (const Event& event : webhook.events) {
    CHECK(!event.raw_json.empty());
    CHECK((body.find(event.raw_json) != std::string::npos));
    names.insert(documented_name(event));
  }
  return names;
}

/// Where our events say something else than the index, on purpose.
std::set<std::string> expected_names(const Item& item) {
  // A sticker that comes in two forms at once is one sticker.
  if (item.names == std::set<std::string>{"messages/attachment:image+sticker"}) return {"messages/attachment:sticker"};
  return item.names;
}

std::string wrapped(const std::string& shape, const std::string& item) {
  if (shape.rfind("envelope", 0) == 0) return item;
  const std::string box = shape == "change item" ? "changes" : "messaging";
  return R"({"object":"page","entry":[{"id":"1","time":1770000000512,")" + box + "\":[" + item + "]}]}";
}

std::string base64_decoded(std::string_view text) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned buffer = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const auto digit = digits.find(c);
    if (digit == std::string_view::npos) break; // padding
    buffer = (buffer << 6U) | static_cast<unsigned>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<char>((buffer >> bits) & 0xFFU));
    }
  }
  return bytes;
}

} // namespace

TEST_CASE("every collected payload gives the events that its index shows, one per element", "[corpus]") {
  const auto path = folder();
  if (!path) return;
  std::size_t envelopes = 0;
  std::size_t items = 0;
  for (const Item& item : index_of(*path)) {
    CAPTURE(item.file.string(), item.shape);
    CHECK(names_in(wrapped(item.shape, contents(item.file))) == expected_names(item));
    ++(item.shape.rfind("envelope", 0) == 0 ? envelopes : items);
  }
  CHECK(envelopes > 0);
  CHECK(items > 0);
  std::cout << "corpus: " << envelopes << " envelopes and " << items << " single items parsed\n";
}

TEST_CASE("every collected signature gets its verdict, and SHA-1 never counts", "[corpus]") {
  const auto path = folder();
  if (!path) return;
  const std::string source = contents(*path / "signature-vectors.json");
  const auto tree = json::Tree::parse(source);
  REQUIRE(tree);
  std::size_t vectors = 0;
  std::size_t accepted = 0;
  for (const json::Value& vector : tree->root()) {
    CAPTURE(std::string(vector["name"].text()));
    const auto verifier = WebhookVerifier::create({Secret(std::string(vector["app_secret"].text()))});
    REQUIRE(verifier);
    const std::string body = base64_decoded(vector["body_base64"].text());
    std::string bytes = body;
    const auto verified = verifier->verify(std::move(bytes), vector["header_value"].text());
    const bool is_256 = vector["header_name"].text() == "X-Hub-Signature-256";
    CHECK(verified.has_value() == (is_256 && vector["valid"].truth()));
    if (verified) CHECK((verified->bytes() == body));
    ++vectors;
    accepted += verified ? 1U : 0U;
  }
  CHECK(vectors > 0);
  CHECK(accepted > 0);
  std::cout << "corpus: " << vectors << " signature vectors, " << accepted << " of them accepted\n";
}

TEST_CASE("every collected handshake gets its answer", "[corpus]") {
  const auto path = folder();
  if (!path) return;
  const std::string source = contents(*path / "verification-cases.json");
  const auto tree = json::Tree::parse(source);
  REQUIRE(tree);
  const Secret token(std::string(tree->root()["verify_token"].text()));
  std::size_t cases = 0;
  for (const json::Value& one : tree->root()["cases"]) {
    CAPTURE(std::string(one["name"].text()));
    const auto answer = answer_handshake("/webhook?" + std::string(one["query"].text()), token);
    if (one["status"].integer() == 200) {
      REQUIRE(answer);
      CHECK(*answer == one["body"].text());
    } else {
      CHECK(!answer);
    }
    ++cases;
  }
  CHECK(cases > 0);
  std::cout << "corpus: " << cases << " handshakes\n";
}
