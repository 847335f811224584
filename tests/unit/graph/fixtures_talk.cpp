#include <string>

#include "pagebridge/graph/feature_review.hpp"
#include "pagebridge/graph/insights.hpp"
#include "pagebridge/graph/message_templates.hpp"
#include "pagebridge/graph/moderation.hpp"
#include "pagebridge/graph/nlp.hpp"
#include "pagebridge/graph/thread_control.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "support/catch.hpp"
#include "unit/graph/fixtures_talk.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace fixtures {

namespace {

const Access access{Secret("1234567890"), Secret()};

const std::string messaging_apis = "bottenderjs+messaging-apis/";

template <class Call>
Check same_body(const Call& call) {
  return same_json(to_http(call, access).body);
}

/// A check that the answer to a call without one of its own is: done.
template <class Call>
Check is_done(Call call = {}) {
  return [call](const std::string& contents) { CHECK(from_http(call, answered(contents))); };
}

void add_thread_control(Part& part) {
  const Psid person("1QAZ2WSX");
  part.checks[messaging_apis + "passthreadcontrol-should-call-messages-api-to-pass-thread-control-request.json"] =
      same_body(PassThreadControl{person, AppId("123456789"), "free formed text for another app"});
  part.checks[messaging_apis +
              "passthreadcontroltopageinbox-should-call-messages-api-to-pass-thread-control-to-.json"] =
      same_body(PassThreadControl{person, AppId(std::string(platform::page_inbox_app_id)),
                                  "free formed text for another app"});
  part.checks[messaging_apis + "requestthreadcontrol-should-call-messages-api-to-request-thread-control-request.json"] =
      same_body(RequestThreadControl{person, "free formed text for primary app"});
  part.checks[messaging_apis + "passthreadcontrol-should-call-messages-api-to-pass-thread-control-response.json"] =
      is_done<PassThreadControl>();
  part.checks[messaging_apis +
              "requestthreadcontrol-should-call-messages-api-to-request-thread-control-response.json"] =
      is_done<RequestThreadControl>();
  part.checks[messaging_apis + "takethreadcontrol-should-call-messages-api-to-take-thread-control-response.json"] =
      is_done<TakeThreadControl>();
  part.checks["ker0x+messenger/response-thread-success.json"] = is_done<ReleaseThreadControl>();
  part.checks["meta-docs/thread-owner-idle-response.json"] = [](const std::string& contents) {
    CHECK(from_http(GetThreadOwner{}, answered(contents)).value().is_idle);
  };
  part.checks["meta-docs/thread-owner-response.json"] = [](const std::string& contents) {
    const ThreadControl control = from_http(GetThreadOwner{}, answered(contents)).value();
    CHECK(!control.is_idle);
    CHECK(control.owner.text() == "1234567890");
    CHECK(to_unix_ms(control.until.value()) == 1764000000000);
  };
  part.checks["meta-docs/messaging-feature-status-response.json"] = [](const std::string& contents) {
    const auto status = from_http(GetMessagingFeatureStatus{}, answered(contents)).value();
    CHECK(!status.routing);
    CHECK(status.several_apps);
    CHECK(!status.instagram_several_apps);
  };
  part.left_out[messaging_apis +
                "getsecondaryreceivers-should-call-messages-api-to-get-secondary-receivers-respon.json"] =
      "the roles of the Handover Protocol are gone since every Page moved to Conversation Routing";
}

void add_templates(Part& part) {
  part.checks["meta-docs/utility-template-create-request.json"] = same_body(CreateMessageTemplate{
      "order_update",
      "en",
      {TemplateHeaderText{"{{1}} Update", {{"Order"}}}, TemplateBody{"Your order #{{1}} is on its way.", {{"566701"}}}},
      {}});
  part.checks["meta-docs/utility-template-create-response.json"] = [](const std::string& contents) {
    const CreatedTemplate created = from_http(CreateMessageTemplate{}, answered(contents)).value();
    CHECK(created.id.text() == "104595129340398");
    CHECK(created.status.value == TemplateStatus::approved);
    CHECK(created.category == "UTILITY");
  };
  part.checks["meta-docs/template-library-response.json"] = [](const std::string& contents) {
    const auto list = from_http(SearchTemplateLibrary{}, answered(contents)).value();
    REQUIRE(list.items.size() == 1);
    const LibraryTemplate& row = list.items[0];
    CHECK(row.id.text() == "7635027653257090");
    CHECK(row.name == "order_confirmation_1");
    CHECK(row.language == "en");
    CHECK(row.category == "UTILITY");
    CHECK(row.topic == "ORDER_MANAGEMENT");
    CHECK(row.use_case == "DELIVERY_CONFIRMATION");
    CHECK(row.industries == std::vector<std::string>{"E_COMMERCE"});
    CHECK(row.body == "{{1}}, your order was successfully delivered!");
    CHECK(row.body_examples == std::vector<std::string>{"John"});
    CHECK(row.body_types == std::vector<std::string>{"TEXT"});
    const auto* button = std::get_if<TemplateUrlButton>(&row.buttons.at(0));
    REQUIRE(button != nullptr);
    CHECK(button->title == "Manage order");
    CHECK(button->url == "https://www.example.com");
  };
}

/// A check of one metric's first and last value.
Check figures(std::string name, std::size_t count, std::int64_t first, std::int64_t last, std::int64_t last_end_ms) {
  return [=](const std::string& contents) {
    const auto insights = from_http(GetInsights{}, answered(contents)).value();
    REQUIRE(insights.size() == 1);
    CHECK(insights[0].name == name);
    CHECK(insights[0].period == "day");
    CHECK(!insights[0].title.empty());
    CHECK(insights[0].description.rfind("Daily: ", 0) == 0);
    REQUIRE(insights[0].values.size() == count);
    CHECK(insights[0].values.front().number == first);
    CHECK(insights[0].values.back().number == last);
    CHECK(to_unix_ms(insights[0].values.back().end.value()) == last_end_ms);
  };
}

/// A check of metrics without values.
Check metrics(std::vector<std::string> names) {
  return [names = std::move(names)](const std::string& contents) {
    std::vector<std::string> read;
    for (const Insight& insight : from_http(GetInsights{}, answered(contents)).value()) read.push_back(insight.name);
    CHECK(read == names);
  };
}

void add_insights(Part& part) {
  const std::string reported(insight::reported_conversations);
  const std::string blocked(insight::blocked_conversations);
  part.checks[messaging_apis + "getblockedconversations-should-call-api-get-insight-data-response.json"] =
      figures(blocked, 3, 83111, 87175, 1486195200000);
  part.checks[messaging_apis + "getnewconversations-should-call-api-get-insight-data-response.json"] =
      figures(std::string(insight::new_conversations), 2, 1, 0, 1520924400000);
  part.checks[messaging_apis + "gettotalmessagingconnections-should-call-api-get-insight-data-response.json"] =
      figures(std::string(insight::total_connections), 2, 1000, 1000, 1520924400000);
  part.checks[messaging_apis + "getinsights-should-call-api-get-insight-data-response.json"] = metrics({reported});
  part.checks[messaging_apis + "getinsights-support-multiple-metrics-response.json"] = metrics({reported, blocked});
}

void add_rest(Part& part) {
  part.checks["meta-docs/moderate-block-and-spam-request.json"] = same_body(ModerateConversations{
      {Psid("PSID_1"), Psid("PSID_2")}, {ModerationAction::block_user, ModerationAction::move_to_spam}});
  part.checks[messaging_apis + "getmessagingfeaturereview-should-response-feature-array-response.json"] =
      [](const std::string& contents) {
        const auto reviews = from_http(GetFeatureReviews{}, answered(contents)).value();
        REQUIRE(reviews.size() == 1);
        CHECK(reviews[0].feature == "subscription_messaging");
        CHECK(reviews[0].status.value == ReviewStatus::approved);
      };
  part.checks[messaging_apis + "setnlpconfigs-should-call-api-to-set-nlp-configs-response.json"] =
      is_done<SetNlpConfig>();
  part.checks["ker0x+messenger/response-nlp-success.json"] = is_done<SetNlpConfig>();
  for (const char* file : {"restfb+restfb/v2-6-page-with-labels.json", "restfb+restfb/v2-6-pagelabel-basic.json"})
    part.left_out[file] =
        "a Page's admin labels of v2.6 (edge `labels`, member `name`): another API than custom labels, whose member is "
        "`page_label_name` in all versions since 2021-12-14";
}

} // namespace

Part talk_part() {
  Part part;
  add_errors(part);
  add_conversations(part);
  add_batches(part);
  add_thread_control(part);
  add_templates(part);
  add_insights(part);
  add_rest(part);
  return part;
}

} // namespace fixtures
