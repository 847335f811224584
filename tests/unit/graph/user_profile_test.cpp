#include "pagebridge/graph/user_profile.hpp"

#include <string>

#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

TEST_CASE("a profile's fields can be chosen, so that a missing permission costs only its field", "[graph]") {
  using Field = UserProfileField;
  check_request(GetUserProfile{Psid("42")}, "GET", "/42?fields=name,first_name,last_name,profile_pic,locale,timezone");
  check_request(GetUserProfile{Psid("42"), {Field::gender}}, "GET", "/42?fields=gender");
  check_request(GetUserProfile{Psid("42"),
                               {Field::time_zone, Field::locale, Field::picture, Field::last_name, Field::first_name,
                                Field::name, Field::gender}},
                "GET", "/42?fields=timezone,locale,profile_pic,last_name,first_name,name,gender");
  check_request(GetUserProfile{Psid("42"), {}}, "GET", "/42?fields=id");
}

TEST_CASE("a profile says the gender if it may", "[graph]") {
  CHECK(from_http(GetUserProfile{}, ok(R"({"gender":"female"})"))->gender == "female");
  for (const char* body : {"{}", R"({"gender":null})", R"({"gender":7})"})
    CHECK(from_http(GetUserProfile{}, ok(body))->gender.empty());
}

TEST_CASE("somebody without a profile, and a field without permission, are different errors", "[graph]") {
  const auto error_class = [](int code, int subcode) {
    return failure(GetUserProfile{}, {400,
                                      {},
                                      R"({"error":{"code":)" + std::to_string(code) + R"(,"error_subcode":)" +
                                          std::to_string(subcode) + "}}"})
        .graph->error_class;
  };
  CHECK(error_class(100, 2018218) == GraphErrorClass::informational);
  CHECK(error_class(100, 2018247) == GraphErrorClass::permission);
  CHECK(error_class(100, 33) == GraphErrorClass::parameter);
  check_failures(GetUserProfile{});
}
