#include "pagebridge/graph/app_settings.hpp"

#include "graph/reading.hpp"
#include "graph/request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

HttpRequest to_http(const GetAppSettings& call, const Access& access) {
  return get(access, node(call.app),
             Query().add("fields",
                         "id,name,deauth_callback_url,privacy_policy_url,terms_of_service_url,website_url,"
                         "contact_email,app_domains,server_ip_whitelist,has_messenger_product,restrictions"));
}

Result<AppSettings> from_http(const GetAppSettings& /*call*/, const HttpResponse& response) {
  return answer(response, GetAppSettings::kind, [&](const json::Value& root) -> Result<AppSettings> {
    AppSettings settings;
    settings.app = AppId(copy(root["id"].id()));
    if (settings.app.empty()) return missing(response, "app id", GetAppSettings::kind);
    settings.name = copy(root["name"].text());
    settings.deauth_callback_url = copy(root["deauth_callback_url"].text());
    settings.privacy_policy_url = copy(root["privacy_policy_url"].text());
    settings.terms_of_service_url = copy(root["terms_of_service_url"].text());
    settings.website_url = copy(root["website_url"].text());
    settings.contact_email = copy(root["contact_email"].text());
    settings.app_domains = text_list(root["app_domains"]);
    settings.server_ip_whitelist = text_list(root["server_ip_whitelist"]);
    settings.has_messenger_product = flag(root["has_messenger_product"]);
    settings.restrictions = raw_text(root["restrictions"]);
    return settings;
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
