#include "pagebridge/service/service.hpp"
#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {
using Tags = std::vector<std::string>;
} // namespace

TEST_CASE("an agent must have every tag", "[service][tags]") {
  CHECK(matches(Tags{}, Tags{}, Tags{}).fits);
  CHECK(matches(Tags{}, Tags{}, Tags{"x"}).fits);
  CHECK(matches(Tags{"a", "b"}, Tags{}, Tags{"c", "b", "a"}).fits);
  CHECK(!matches(Tags{"a", "b"}, Tags{}, Tags{"a"}).fits);
  CHECK(!matches(Tags{"a"}, Tags{}, Tags{}).fits);
  CHECK(!matches(Tags{"a"}, Tags{}, Tags{"A"}).fits);
  CHECK(!matches(Tags{"a"}, Tags{}, Tags{"a "}).fits);
}

TEST_CASE("optional tags count for those who fit", "[service][tags]") {
  const Tags optional = {"vip", "german"};
  CHECK(matches(Tags{"a"}, optional, Tags{"a"}).preferred == 0);
  CHECK(matches(Tags{"a"}, optional, Tags{"a", "vip"}).preferred == 1);
  CHECK(matches(Tags{"a"}, optional, Tags{"german", "a", "vip", "x"}).preferred == 2);
  const TagMatch misfit = matches(Tags{"a"}, optional, Tags{"vip", "german"});
  CHECK(!misfit.fits);
  CHECK(misfit.preferred == 0);
}

TEST_CASE("a service matches by its own tags", "[service][tags]") {
  Service service;
  service.tags = {"a"};
  service.optional_tags = {"vip"};
  CHECK(!matches(service, {"vip"}).fits);
  CHECK(matches(service, {"vip", "a"}).fits);
  CHECK(matches(service, {"vip", "a"}).preferred == 1);
}
