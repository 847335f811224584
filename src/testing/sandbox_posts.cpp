// What people write in public on a Page, and the one private answer to it:
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/discovery/private-replies
#include <algorithm>
#include <utility>

#include "json/writer.hpp"
#include "testing/sandbox_core.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::chrono::hours answer_within{7 * 24};

/// https://developers.facebook.com/docs/graph-api/webhooks/reference/page/#feed: `from` is no PSID.
WebhookEvent feed_event(const PostRecord& post, const Person& author) {
  const bool is_comment = !post.comment_id.empty();
  const SandboxPerson& profile = author.profile;
  json::Writer writer;
  writer.begin_object().member("field", "feed").key("value").begin_object();
  writer.member("item", is_comment ? "comment" : "post").member("verb", "add");
  if (is_comment) writer.member("comment_id", post.comment_id).member("parent_id", post.id);
  writer.member("post_id", post.id).key("from").begin_object().member("id", author.user.text());
  writer.member("name", full_name(profile)).end_object();
  writer.member("created_time", to_unix_ms(post.at) / 1000);
  if (!is_comment) writer.member("published", 1);
  writer.member("message", post.text).end_object().end_object();
  return {"feed", {}, writer.text(), WebhookEvent::Channel::changes};
}

Result<void> check_text(const std::string& text) {
  if (text.empty()) return invalid_argument("text", "what is written in public has a text here");
  if (utf8::code_points(text) == std::string_view::npos) return invalid_argument("text", "the text is not valid UTF-8");
  return {};
}

/// The part of a post's id after the Page's.
std::string own_part(const std::string& post_id) { return post_id.substr(post_id.find('_') + 1); }

} // namespace

Result<PostRecord> SandboxCore::visitor_post(const Psid& author, std::string text) {
  return publish_post(author, std::move(text), {}, false);
}

Result<PostRecord> SandboxCore::comment(const Psid& author, std::string text, const std::string& post_id) {
  return publish_post(author, std::move(text), post_id, true);
}

Result<PostRecord> SandboxCore::publish_post(const Psid& author, std::string text, const std::string& post_id,
                                             bool is_comment) {
  constexpr std::size_t digits = 15;
  if (auto checked = check_text(text); !checked) return checked.error();
  auto post_number = new_decimal_id(digits);
  auto comment_number = new_decimal_id(digits);
  if (!post_number) return post_number.error();
  if (!comment_number) return comment_number.error();
  const Timestamp at = now();
  return locked([&](World& world) -> Result<PostRecord> {
    PageRecord* const page = world.page_of(author);
    if (page == nullptr) return not_sent(ErrorCode::not_found, "there is no person with this PSID; add one first");
    PostRecord post;
    post.id = post_id.empty() ? page->id.text() + "_" + *post_number : post_id;
    if (is_comment) post.comment_id = own_part(post.id) + "_" + *comment_number;
    post.author = author;
    post.text = std::move(text);
    post.at = at;
    page->posts.push_back(post);
    publish(*page, feed_event(post, *page->threads.find(author)));
    return post;
  });
}

std::optional<SandboxRefusal> SandboxCore::address_reply_locked(SendAttempt& attempt, Timestamp now) {
  const PageRecord* const page = world_.page(attempt.page);
  const bool is_comment = !attempt.comment_id.empty();
  const auto is_meant = [&](const PostRecord& post) {
    return is_comment ? post.comment_id == attempt.comment_id : post.comment_id.empty() && post.id == attempt.post_id;
  };
  // All of these codes and texts are a guess, but for 10900, which is from memory of real answers.
  if (page == nullptr) return SandboxRefusal{100, 0, "(#100) Invalid parameter", 0};
  const auto post = std::find_if(page->posts.begin(), page->posts.end(), is_meant);
  if (post == page->posts.end())
    return SandboxRefusal{100, 0, "(#100) The comment or post to reply to is not on this Page", 0};
  if (post->is_answered) return SandboxRefusal{10900, 0, "(#10900) Activity already replied to", 0};
  if (now - post->at > answer_within)
    return SandboxRefusal{10, 2018278, "(#10) This message is sent outside of allowed window.", 0};
  attempt.recipient = post->author;
  attempt.window.any_time = true;
  return std::nullopt;
}

void SandboxCore::mark_answered_locked(PageRecord& page, const SendAttempt& attempt) {
  if (!attempt.is_private_reply()) return;
  for (PostRecord& post : page.posts)
    if (attempt.comment_id.empty() ? post.comment_id.empty() && post.id == attempt.post_id
                                   : post.comment_id == attempt.comment_id)
      post.is_answered = true;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
