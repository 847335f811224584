#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/library_version.hpp"
#include "pagebridge/version.hpp"
#include "support/catch.hpp"

#define PAGEBRIDGE_TEST_TEXT_OF(...) #__VA_ARGS__
#define PAGEBRIDGE_TEST_TEXT(...) PAGEBRIDGE_TEST_TEXT_OF(__VA_ARGS__)

TEST_CASE("the library says the version of the headers that it was built with", "[version]") {
  CHECK(pagebridge::library_version() == std::string_view(PAGEBRIDGE_VERSION_STRING));
  const auto numbers = std::to_string(PAGEBRIDGE_VERSION_MAJOR) + "." + std::to_string(PAGEBRIDGE_VERSION_MINOR) + "." +
                       std::to_string(PAGEBRIDGE_VERSION_PATCH);
  CHECK(numbers == PAGEBRIDGE_VERSION_STRING);
}

TEST_CASE("the inline namespace is the version's ABI line", "[version]") {
  const std::string opening = PAGEBRIDGE_TEST_TEXT(PAGEBRIDGE_BEGIN_NAMESPACE);
  const std::string line =
      "v" + std::to_string(PAGEBRIDGE_VERSION_MAJOR) + "_" + std::to_string(PAGEBRIDGE_VERSION_MINOR);
  CAPTURE(opening);
  CHECK(opening.find("inline namespace " + line + " ") != std::string::npos);
}
