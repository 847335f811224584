#include "open_words.hpp"
#include "webhook/readers.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

namespace {

constexpr Word<ReactionAction> reaction_actions[] = {{"react", ReactionAction::react},
                                                     {"unreact", ReactionAction::unreact}};
constexpr Word<Reaction> reactions[] = {
    {"smile", Reaction::smile}, {"angry", Reaction::angry}, {"sad", Reaction::sad},         {"wow", Reaction::wow},
    {"love", Reaction::love},   {"like", Reaction::like},   {"dislike", Reaction::dislike}, {"other", Reaction::other}};
constexpr Word<ReferralSource> referral_sources[] = {{"ADS", ReferralSource::ads},
                                                     {"SHORTLINK", ReferralSource::shortlink},
                                                     {"MESSENGER_CODE", ReferralSource::messenger_code},
                                                     {"DISCOVER_TAB", ReferralSource::discover_tab},
                                                     {"CUSTOMER_CHAT_PLUGIN", ReferralSource::customer_chat_plugin},
                                                     {"SHORT-URL", ReferralSource::short_url}};
constexpr Word<ReferralType> referral_types[] = {{"OPEN_THREAD", ReferralType::open_thread},
                                                 {"LEAD_COMPLETE", ReferralType::lead_complete},
                                                 {"LEAD_INCOMPLETE", ReferralType::lead_incomplete}};

Rare<AdsContext> ads_context_in(const json::Value& value) {
  if (!value.is_object()) return {};
  return AdsContext{copy(value["ad_title"].text()), copy(value["photo_url"].text()), copy(value["video_url"].text()),
                    copy(value["post_id"].id()),    copy(value["product_id"].id()),  copy(value["flow_id"].id())};
}

Rare<PriorMessage> prior_message_in(const json::Value& element) {
  const json::Value prior = element["prior_message"];
  if (!prior.is_object()) return {};
  return PriorMessage{copy(prior["source"].text()), copy(prior["identifier"].id())};
}

Rare<HopContext> hop_context_in(const json::Value& element) {
  const json::Value hop = element["hop_context"];
  if (!hop.is_object()) return {};
  return HopContext{id_in<AppId>(hop["app_id"]), copy(hop["metadata"].text())};
}

Rare<StoryReference> story_in(const json::Value& reply_to) {
  const json::Value story = reply_to["story"];
  if (!story.is_object()) return {};
  return StoryReference{copy(story["id"].id()), copy(story["url"].text())};
}

/// One text of each element: `[{"name":"help"}]` gives `help`.
std::vector<std::string> texts_in(const json::Value& array, std::string_view member) {
  std::vector<std::string> texts;
  for (const json::Value& element : elements_in(array))
    if (const auto text = element[member].text(); !text.empty()) texts.push_back(copy(text));
  return texts;
}

void read_reply_to(const json::Value& reply_to, MessageContent& content) {
  if (!reply_to.is_object()) return;
  content.reply_to = id_in<Mid>(reply_to["mid"]);
  content.is_self_reply = reply_to["is_self_reply"].truth();
  content.reply_to_story = story_in(reply_to);
}

/// What stands beside mid, text and attachments, in a few messages only.
void read_more(const json::Value& message, MessageContent& content) {
  if (const json::Value tapped = message["quick_reply"]; tapped.is_object())
    content.quick_reply = copy(tapped["payload"].id());
  read_reply_to(message["reply_to"], content);
  content.referral = referral_in(message["referral"]);
  content.commands = texts_in(message["commands"], "name");
  content.tags = texts_in(message["tags"], "source");
  if (const json::Value nlp = message["nlp"]; nlp.is_object()) content.nlp.text = copy(nlp.raw());
  content.is_unsupported = message["is_unsupported"].truth();
  content.is_self = message["is_self"].truth();
}

/// The two members that every message has, and whether it has any others.
struct Basics {
  json::Value mid;
  json::Value text;
  bool are_all = true;
};

Basics basics_of(const json::Value& message) {
  Basics basics;
  for (auto member = message.begin(); member != message.end(); ++member) {
    const std::string_view name = member.name();
    if (name == "mid" && !basics.mid.exists()) {
      basics.mid = *member;
    } else if (name == "text" && !basics.text.exists()) {
      basics.text = *member;
    } else {
      basics.are_all = false;
    }
  }
  return basics;
}

void read_content(const json::Value& message, const Basics& basics, MessageContent& content) {
  content.mid = id_in<Mid>(basics.mid);
  content.text = copy(basics.text.text());
  if (basics.are_all) return;
  content.attachments = attachments_in(message);
  read_more(message, content);
}

} // namespace

Rare<Referral> referral_in(const json::Value& value) {
  if (!value.is_object()) return {};
  Referral referral;
  referral.ref = copy(value["ref"].text());
  referral.source = referral_source(value["source"].text());
  referral.type = open_enum(referral_types, value["type"].text());
  referral.ad_id = copy(value["ad_id"].id());
  referral.product_id = copy(value["product"]["id"].id());
  referral.referer_uri = copy(value["referer_uri"].text());
  referral.origin_domain = copy(value["origin_domain"].text());
  referral.is_guest_user = value["is_guest_user"].truth();
  referral.ads_context = ads_context_in(value["ads_context_data"]);
  referral.raw_json.text = copy(value.raw());
  return referral;
}

Open<ReferralSource> referral_source(std::string_view word) { return open_enum(referral_sources, word); }

void read_message(const json::Value& value, const json::Value& element, EventBody& body) {
  const Basics basics = basics_of(value);
  if (!basics.are_all && value["is_deleted"].truth()) {
    body.emplace<MessageUnsent>().mid = id_in<Mid>(basics.mid);
  } else if (!basics.are_all && value["is_echo"].truth()) {
    auto& echo = body.emplace<MessageEchoed>();
    read_content(value, basics, echo.content);
    echo.app = id_in<AppId>(value["app_id"]);
    echo.metadata = copy(value["metadata"].text());
  } else {
    auto& message = body.emplace<MessageReceived>();
    read_content(value, basics, message.content);
    message.prior_message = prior_message_in(element);
    message.hop_context = hop_context_in(element);
  }
}

void read_postback(const json::Value& value, const json::Value& element, EventBody& body) {
  auto& postback = body.emplace<PostbackReceived>();
  postback.mid = id_in<Mid>(value["mid"]);
  postback.title = copy(value["title"].text());
  if (const json::Value payload = value["payload"]; payload.is_string() || !payload.id().empty())
    postback.payload = copy(payload.id());
  postback.referral = referral_in(value["referral"]);
  postback.prior_message = prior_message_in(element);
}

void read_delivery(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& delivery = body.emplace<MessageDelivered>();
  for (const json::Value& mid : elements_in(value["mids"]))
    if (!mid.id().empty()) delivery.mids.push_back(id_in<Mid>(mid));
  delivery.watermark = timestamp(value["watermark"]);
}

void read_read(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& read = body.emplace<MessageRead>();
  read.watermark = timestamp(value["watermark"]);
  read.mid = id_in<Mid>(value["mid"]);
}

void read_reaction(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& reaction = body.emplace<ReactionChanged>();
  reaction.mid = id_in<Mid>(value["mid"]);
  reaction.action = open_enum(reaction_actions, value["action"].text());
  reaction.reaction = open_enum(reactions, value["reaction"].text());
  reaction.emoji = copy(value["emoji"].text());
}

void read_edit(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& edit = body.emplace<MessageEdited>();
  edit.mid = id_in<Mid>(value["mid"]);
  edit.text = copy(value["text"].text());
  edit.edit_count = copy(value["num_edit"].id());
}

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
