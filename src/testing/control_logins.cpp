// The login dialog: https://developers.facebook.com/documentation/facebook-login/guides/advanced/manual-flow
#include <utility>

#include "pagebridge/http/http_message.hpp"
#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Where the dialog sends the browser.
std::string redirection(const std::string& uri, const std::string& code, const std::string& state) {
  std::string url = uri + (uri.find('?') == std::string::npos ? "?" : "&") + "code=" + code;
  if (!state.empty()) url += "&state=" + percent_encode(state);
  return url;
}

} // namespace

/// Somebody logs in to the App and says yes to all that it asks for.
HttpResponse post_login(const ControlCall& call) {
  Members members(call.body);
  SandboxLogin login{AppId(members.id("app")), UserId(members.id("user"))};
  for (std::string& page : members.texts("pages")) login.pages.insert(PageId(std::move(page)));
  for (std::string& scope : members.texts("scopes")) login.scopes.insert(std::move(scope));
  const std::string uri = members.needed_text("redirect_uri");
  const std::string state = members.text("state");
  if (uri.substr(0, 8) != "https://" && uri.substr(0, 7) != "http://")
    members.refuse("redirect_uri", "must be a URL that begins with https:// or http://");
  if (members.is_wrong()) return refusal(members.error());
  if (login.app.empty()) login.app = call.core.options().app;
  if (login.user.empty()) login.user = call.core.locked([](World& world) { return world.administrator; });
  const auto code = call.core.issue_code(login, uri);
  if (!code) return refusal(code.error());
  json::Writer writer;
  writer.begin_object().member("code", *code).member("location", redirection(uri, *code, state)).end_object();
  return answer(201, writer);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
