// What people write in public on a Page.
#include <utility>

#include "json/writer.hpp"
#include "testing/no_such_person.hpp"
#include "testing/sandbox_core.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

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
  WebhookEvent event{"feed", {}, writer.text(), WebhookEvent::Channel::changes};
  event.author = profile.psid;
  return event;
}

Result<void> check_text(const std::string& text) {
  if (text.empty()) return invalid_argument("text", "what is written in public has a text here");
  if (utf8::code_points(text) == std::string_view::npos) return invalid_argument("text", "the text is not valid UTF-8");
  return {};
}

/// All but the newest: of those that are forgotten none can be answered any more.
void forget_old_posts(std::vector<PostRecord>& posts, std::size_t most) {
  most = std::max<std::size_t>(most, 1);
  if (posts.size() > most) posts.erase(posts.begin(), posts.end() - static_cast<std::ptrdiff_t>(most));
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
    if (page == nullptr) return no_such_person();
    PostRecord post;
    post.id = post_id.empty() ? page->id.text() + "_" + *post_number : post_id;
    if (is_comment) post.comment_id = own_part(post.id) + "_" + *comment_number;
    post.author = author;
    post.text = std::move(text);
    post.at = at;
    page->posts.push_back(post);
    forget_old_posts(page->posts, options_.most_webhooks);
    publish(*page, feed_event(post, *page->threads.find(author)));
    return post;
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
