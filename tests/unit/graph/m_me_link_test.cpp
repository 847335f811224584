#include "pagebridge/graph/m_me_link.hpp"

#include "support/catch.hpp"

using pagebridge::graph::m_me_link;

TEST_CASE("an m.me link names the Page and brings a ref", "[graph][m_me]") {
  CHECK(m_me_link("108231704662015", "") == "https://m.me/108231704662015");
  CHECK(m_me_link("caffe.roma", "poster 7&x=1#\xc3\xbc") == "https://m.me/caffe.roma?ref=poster%207%26x%3D1%23%C3%BC");
  CHECK(m_me_link("a/../b?c", "r") == "https://m.me/a%2F..%2Fb%3Fc?ref=r");
}
