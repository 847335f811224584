#include "contact_center/service_json.hpp"

#include "json/writer.hpp"

namespace demo {

using pagebridge::Secret;

pagebridge::Result<pagebridge::ServiceDraft> read_draft(const JsonBody& body) {
  const auto checked = body.check({"name", "app_id", "app_secret", "page_access_token", "page_id", "colour"},
                                  {"tags", "optional_tags"}, {"human_agent"});
  if (!checked) return checked.error();
  pagebridge::ServiceDraft draft;
  draft.name = body.text("name");
  draft.app = pagebridge::AppId(body.text("app_id"));
  draft.app_secret = Secret(body.text("app_secret"));
  draft.page_access_token = Secret(body.text("page_access_token"));
  draft.page = pagebridge::PageId(body.text("page_id"));
  draft.colour = body.text("colour");
  draft.tags = body.texts("tags");
  draft.optional_tags = body.texts("optional_tags");
  draft.approvals.human_agent = body.truth("human_agent");
  return draft;
}

pagebridge::Error in_our_words(pagebridge::Error error) {
  if (error.field == "app" || error.field == "page") error.field += "_id";
  return error;
}

std::string created_json(const pagebridge::Service& service) {
  pagebridge::json::Writer out;
  out.begin_object();
  out.member("id", service.id.text()).member("webhook_url", service.webhook_url);
  out.member("verify_token", service.verify_token.reveal());
  out.end_object();
  return out.text();
}

std::string services_json(const std::vector<pagebridge::Service>& services) {
  static constexpr std::string_view hidden = "***";
  pagebridge::json::Writer out;
  const auto list = [&out](std::string_view name, const std::vector<std::string>& texts) {
    out.key(name).begin_array();
    for (const std::string& text : texts) out.string(text);
    out.end_array();
  };
  out.begin_object().key("services").begin_array();
  for (const pagebridge::Service& service : services) {
    out.begin_object();
    out.member("id", service.id.text()).member("name", service.name).member("app_id", service.app.text());
    out.member("page_id", service.page.text()).member("page_name", service.page_name).member("colour", service.colour);
    list("tags", service.tags);
    list("optional_tags", service.optional_tags);
    out.member("human_agent", service.approvals.human_agent);
    out.member("webhook_url", service.webhook_url).member("verify_token", hidden);
    out.member("app_secret", hidden).member("page_access_token", hidden);
    out.end_object();
  }
  out.end_array().end_object();
  return out.text();
}

} // namespace demo
