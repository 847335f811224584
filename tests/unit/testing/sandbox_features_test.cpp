#include "pagebridge/graph/feature_review.hpp"
#include "pagebridge/graph/insights.hpp"
#include "pagebridge/graph/nlp.hpp"
#include "pagebridge/graph/stickers.hpp"
#include "unit/testing/sandbox_sdk.hpp"

using namespace sandbox_test;

namespace {

const std::string app_token = "1517776481860111|00112233445566778899aabbccddeeff";

HttpResponse get_as_app(const Stage& stage, const std::string& url) {
  return stage.sandbox->handle({"GET", url, {{"Authorization", "Bearer " + app_token}}, {}});
}

} // namespace

TEST_CASE("reviewed features are listed", "[sandbox][features]") {
  const Stage stage;
  CHECK(contains(stage.get("/me/messaging_feature_review").body, R"({"feature":"human_agent","status":"approved"})"));
  const auto reviews = answer_to(stage, graph::GetFeatureReviews{});
  REQUIRE(reviews);
  CHECK(reviews->at(0).status.value == graph::ReviewStatus::approved);
  CHECK(is_error(stage.call("POST", "/me/messaging_feature_review"), 100, 33));
}

TEST_CASE("built-in NLP is set by a POST without a body", "[sandbox][features]") {
  const Stage stage;
  CHECK(stage.call("POST", "/v6.0/me/nlp_configs?nlp_enabled=true&model=ENGLISH").body == R"({"success":true})");
  CHECK(is_error(stage.call("POST", "/me/nlp_configs?nlp_enabled=true&model=KLINGON"), 100, 0));
  CHECK(is_error(stage.call("POST", "/me/nlp_configs?model=CUSTOM"), 100, 0));
  graph::SetNlpConfig call;
  call.model = graph::NlpModel::german_standard;
  CHECK(answer_to(stage, call));
}

TEST_CASE("known metrics have figures, retired ones are refused", "[sandbox][features]") {
  const Stage stage;
  REQUIRE(stage.sandbox->write(Psid(ada), "hello"));
  const std::string body = stage.get("/v6.0/me/insights/?metric=page_messages_new_conversations_unique").body;
  CHECK(contains(body, R"({"data":[{"name":"page_messages_new_conversations_unique","period":"day","values":[)"
                       R"({"value":0,"end_time":"2026-02-02T00:00:00+0000"},)"
                       R"({"value":1,"end_time":"2026-02-03T00:00:00+0000"}],"title":)"));
  CHECK(contains(body, R"("id":"682498302938465\/insights\/page_messages_new_conversations_unique\/day")"));
  CHECK(is_error(stage.get("/me/insights?metric=page_messages_active_threads_unique"), 100, 0));
  CHECK(is_error(stage.get("/me/insights"), 100, 0));
  CHECK(is_error(stage.get("/me/insights?metric=page_messages_new_conversations_unique&since=0"), 100, 0));
  for (const std::string time : {"999999999999999999", "253402300800", "-1", "tomorrow"}) {
    CHECK(is_error(stage.get("/me/insights?metric=page_messages_new_conversations_unique&since=" + time), 100, 0));
    CHECK(is_error(stage.get("/me/insights?metric=page_messages_new_conversations_unique&until=" + time), 100, 0));
  }
  graph::GetInsights call;
  call.metrics = {std::string(graph::insight::total_connections), std::string(graph::insight::blocked_conversations)};
  call.since = stage.clock->wall() - std::chrono::hours(48);
  call.until = stage.clock->wall() + std::chrono::hours(24);
  const auto insights = answer_to(stage, call);
  REQUIRE(insights);
  REQUIRE(insights->size() == 2);
  CHECK(insights->at(0).values.size() == 3);
  CHECK(insights->at(0).values.back().number == 1);
}

TEST_CASE("stickers are listed and found in the name of the App", "[sandbox][features]") {
  const Stage stage;
  CHECK(is_error(stage.get("/sticker_packs"), 15, 0));
  CHECK(contains(get_as_app(stage, "/v26.0/sticker_packs").body, R"({"name":"Thumbs up","id":"227877430692340"})"));
  CHECK(contains(get_as_app(stage, "/sticker_search?q=thank&locale=en_US").body, R"("id":"680000000000011")"));
  CHECK(get_as_app(stage, "/sticker_search?q=nothing").body == R"({"data":[]})");
  CHECK(is_error(get_as_app(stage, "/sticker_search"), 100, 0));
  CHECK(is_error(get_as_app(stage, "/sticker_packs/4711/stickers"), 100, 33));
  const auto packs = answer_to(stage, graph::ListStickerPacks{}, app_token);
  REQUIRE(packs);
  const auto stickers = answer_to(stage, graph::ListStickers{packs->items.at(0).id}, app_token);
  REQUIRE(stickers);
  CHECK(stickers->items.at(0).width == 128);
  CHECK(answer_to(stage, graph::SearchStickers{"hello"}, app_token)->items.size() == 1);
}
