#include "pagebridge/ids.hpp"

#include <type_traits>
#include <unordered_set>

#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

TEST_CASE("an id is its text, byte by byte", "[id]") {
  const Psid one("7310452989011646");
  CHECK(one.text() == "7310452989011646");
  CHECK(one == Psid("7310452989011646"));
  CHECK(one != Psid("07310452989011646"));
  CHECK(Mid("m_a") != Mid("m_A"));
  CHECK(Psid("10") < Psid("9"));
  CHECK(Psid().empty());
  CHECK(!one.empty());
}

TEST_CASE("ids of two kinds cannot be swapped", "[id]") {
  CHECK(!std::is_constructible_v<Psid, PageId>);
  CHECK(!std::is_convertible_v<std::string, Psid>);
  CHECK(!std::is_assignable_v<Psid&, PageId>);
}

TEST_CASE("ids can be keys of hashed containers", "[id]") {
  const std::unordered_set<Psid> people{Psid("1"), Psid("2"), Psid("1")};
  CHECK(people.size() == 2);
  CHECK(people.count(Psid("2")) == 1);
}

TEST_CASE("the same person of two services is two customers", "[id]") {
  const CustomerKey key{ServiceId("s1"), Psid("1")};
  CHECK(key == CustomerKey{ServiceId("s1"), Psid("1")});
  CHECK(key != CustomerKey{ServiceId("s2"), Psid("1")});
  CHECK(key != CustomerKey{ServiceId("s1"), Psid("2")});
  CHECK(key < CustomerKey{ServiceId("s1"), Psid("2")});
  CHECK(key < CustomerKey{ServiceId("s2"), Psid("0")});
  CHECK(!(CustomerKey{ServiceId("s2"), Psid("0")} < key));
}
