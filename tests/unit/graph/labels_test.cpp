#include "pagebridge/graph/labels.hpp"

#include <string>

#include "unit/graph/calls.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using calls::check_errors;
using calls::ok;
using calls::wire;

TEST_CASE("labels are made, listed, read and deleted", "[graph][labels]") {
  CHECK(wire(CreateLabel{"VIP \"gold\""}) == R"(POST /me/custom_labels {"page_label_name":"VIP \"gold\""})");
  CHECK(wire(ListLabels{}) == "GET /me/custom_labels?fields=id,page_label_name");
  CHECK(wire(ListLabels{{10, "A=", "B"}}) ==
        "GET /me/custom_labels?fields=id,page_label_name&limit=10&after=A%3D&before=B");
  CHECK(wire(GetLabel{LabelId("1712444532121303")}) == "GET /1712444532121303?fields=id,page_label_name");
  CHECK(wire(DeleteLabel{LabelId("1712444532121303")}) == "DELETE /1712444532121303");
}

TEST_CASE("labels are put on people and taken off them", "[graph][labels]") {
  const LabelId label("1712444532121303");
  const Psid anna("7310452989011646");
  CHECK(wire(LabelPerson{label, anna}) == R"(POST /1712444532121303/label {"user":"7310452989011646"})");
  CHECK(wire(UnlabelPerson{label, anna}) == R"(DELETE /1712444532121303/label {"user":"7310452989011646"})");
  CHECK(wire(ListLabelsOfPerson{anna, {5, "", ""}}) ==
        "GET /7310452989011646/custom_labels?fields=id,page_label_name&limit=5");
}

TEST_CASE("ids of labels and people cannot break out of path and body", "[graph][labels]") {
  const std::string odd = "1/../me?x=\"";
  const std::string safe = "1%2F..%2Fme%3Fx%3D%22";
  CHECK(wire(GetLabel{LabelId(odd)}) == "GET /" + safe + "?fields=id,page_label_name");
  CHECK(wire(DeleteLabel{LabelId(odd)}) == "DELETE /" + safe);
  CHECK(wire(LabelPerson{LabelId(odd), Psid(odd)}) == "POST /" + safe + R"(/label {"user":"1/../me?x=\""})");
  CHECK(wire(ListLabelsOfPerson{Psid(odd), {}}) == "GET /" + safe + "/custom_labels?fields=id,page_label_name");
}

TEST_CASE("a made label has its id, as text or number", "[graph][labels]") {
  CHECK(from_http(CreateLabel{}, ok(R"({"id":"1712444532121303"})")).value().text() == "1712444532121303");
  CHECK(from_http(CreateLabel{}, ok(R"({"id":17124445321213039999})")).value().text() == "17124445321213039999");
  for (const char* odd : {"{}", "[]", R"({"id":null})", R"({"success":true})"}) {
    const auto made = from_http(CreateLabel{}, ok(odd));
    REQUIRE(!made);
    CHECK(made.error().code == ErrorCode::bad_response);
    CHECK(made.error().fate == SendFate::unknown);
  }
}

TEST_CASE("listed labels have ids and names", "[graph][labels]") {
  const std::string body =
      R"({"data":[{"id":1001200005003,"page_label_name":"m\u00fcde"},{"id":"1001200005002","page_label_name":null},7],
      "paging":{"cursors":{"before":"QVFIUm","after":"QVFIUn"},"next":"https:\/\/graph.facebook.com\/?access_token=T"}})";
  for (const Listing<Label>& list :
       {from_http(ListLabels{}, ok(body)).value(), from_http(ListLabelsOfPerson{}, ok(body)).value()}) {
    REQUIRE(list.items.size() == 2);
    CHECK(list.items[0].id.text() == "1001200005003");
    CHECK(list.items[0].name == "müde");
    CHECK(list.items[1].id.text() == "1001200005002");
    CHECK(list.items[1].name.empty());
    CHECK(list.before == "QVFIUm");
    CHECK(list.after == "QVFIUn");
    CHECK(list.has_more);
  }
  CHECK(!from_http(ListLabels{}, ok(R"({"data":[]})")).value().has_more);
  CHECK(!from_http(ListLabels{}, ok(R"({"data":[],"paging":{"next":""}})")).value().has_more);
  CHECK(from_http(ListLabels{}, ok("{}")).error().code == ErrorCode::bad_response);
  CHECK(from_http(GetLabel{}, ok(R"({"id":"1","page_label_name":"x"})")).value().name == "x");
  CHECK(from_http(GetLabel{}, ok(R"({"page_label_name":"x"})")).error().code == ErrorCode::bad_response);
}

TEST_CASE("terms that the Page has not accepted are a missing permission", "[graph][labels]") {
  const auto list = from_http(ListLabels{}, calls::refusal(2, 2018344));
  REQUIRE(!list);
  CHECK(list.error().graph->error_class == GraphErrorClass::permission);
  CHECK(from_http(CreateLabel{}, calls::refusal(2, 2018344)).error().fate == SendFate::refused);
}

TEST_CASE("errors of label calls fit their kinds", "[graph][labels]") {
  check_errors(CreateLabel{});
  check_errors(ListLabels{});
  check_errors(GetLabel{});
  check_errors(LabelPerson{});
  check_errors(UnlabelPerson{});
  check_errors(ListLabelsOfPerson{});
  check_errors(DeleteLabel{});
  CHECK(from_http(DeleteLabel{}, ok(R"({"success":"true"})")));
  CHECK(from_http(LabelPerson{}, ok(R"({"success":true})")));
  CHECK(!from_http(UnlabelPerson{}, ok(R"({"success":false})")));
}
