#include "pagebridge/graph/app_settings.hpp"

#include <string>

#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

namespace {

const GetAppSettings call{AppId("12/34")};

} // namespace

TEST_CASE("an app's settings are asked for by the app's id", "[graph]") {
  check_request(call, "GET",
                "/12%2F34?fields=id,name,deauth_callback_url,privacy_policy_url,terms_of_service_url,website_url,"
                "contact_email,app_domains,server_ip_whitelist,has_messenger_product,restrictions");
}

TEST_CASE("an app's settings say what going live depends on", "[graph]") {
  const auto settings = from_http(
      call, ok(R"({"id":1234,"name":"Desk","deauth_callback_url":"https:\/\/d.example\/1","privacy_policy_url":"p",)"
               R"("terms_of_service_url":"t","website_url":"w","contact_email":"a@d.example",)"
               R"("app_domains":["d.example","e.example"],"server_ip_whitelist":["192.0.2.1"],)"
               R"("has_messenger_product":true,"restrictions":{"age":"18+"}})"));
  REQUIRE(settings);
  CHECK(settings->app.text() == "1234");
  CHECK(settings->name == "Desk");
  CHECK(settings->deauth_callback_url == "https://d.example/1");
  CHECK(settings->privacy_policy_url == "p");
  CHECK(settings->terms_of_service_url == "t");
  CHECK(settings->website_url == "w");
  CHECK(settings->contact_email == "a@d.example");
  CHECK(settings->app_domains == std::vector<std::string>{"d.example", "e.example"});
  CHECK(settings->server_ip_whitelist == std::vector<std::string>{"192.0.2.1"});
  CHECK(settings->has_messenger_product == true);
  CHECK(settings->restrictions.text == R"({"age":"18+"})");
}

TEST_CASE("any setting of an app may be missing or odd", "[graph]") {
  for (const char* rest : {"", R"(,"name":7,"app_domains":null,"has_messenger_product":null,"restrictions":null)"}) {
    const auto settings = from_http(call, ok(R"({"id":"1234")" + std::string(rest) + "}"));
    REQUIRE(settings);
    CHECK(settings->name.empty());
    CHECK(settings->app_domains.empty());
    CHECK(!settings->has_messenger_product);
    CHECK(settings->restrictions.empty());
  }
  CHECK(failure(call, ok("{}")).message == "the platform's answer has no app id");
  check_failures(call);
}
