#include "pagebridge/service/service.hpp"

#include <algorithm>

#include "service/validation.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

constexpr std::size_t max_name = 200;
constexpr std::size_t max_tags = 100;

bool all_of(std::string_view text, bool (*fits)(char)) { return std::all_of(text.begin(), text.end(), fits); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
/// What may stand in an HTTP header: a line break smuggled into a token would end it.
bool is_visible(char c) { return c > ' ' && c <= '~'; }

bool is_line(std::string_view text) {
  return utf8::code_points(text) != std::string_view::npos && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
         });
}

Result<void> validate_tags(const std::string& field, const std::vector<std::string>& tags) {
  if (tags.size() > max_tags) return invalid_argument(field, "more than " + std::to_string(max_tags) + " tags");
  for (const std::string& tag : tags)
    if (tag.empty() || tag.size() > max_name || !is_line(tag))
      return invalid_argument(field, "a tag is empty, too long, or not one line of UTF-8 text");
  return {};
}

} // namespace

/// Meta's secrets have 32 hex digits today; nothing says that they always will, so only what cannot be one is refused.
Result<void> validate_app_secret(const Secret& app_secret) {
  if (app_secret.empty() || app_secret.reveal().size() > 256 || !all_of(app_secret.reveal(), is_visible))
    return invalid_argument("app_secret",
                            "the Facebook Secret Key is one word; copy it from App settings, Basic, with Show");
  return {};
}

Result<void> validate(const ServiceDraft& draft) {
  if (draft.name.empty() || draft.name.size() > max_name || !is_line(draft.name))
    return invalid_argument("name", "give the service a name: one line of at most 200 bytes of UTF-8 text");
  const std::string& app = draft.app.text();
  if (app.empty() || app.size() > 30 || !all_of(app, is_digit))
    return invalid_argument("app", "the Facebook App ID is a number; copy it from the App Dashboard");
  if (auto secret = validate_app_secret(draft.app_secret); !secret) return secret;
  const std::string_view token = draft.page_access_token.reveal();
  if (token.empty() || token.size() > 2048 || !all_of(token, is_visible))
    return invalid_argument("page_access_token",
                            "the Facebook Page Access Token is one word; copy it from the Messenger settings");
  const std::string& page = draft.page.text();
  if (page.size() > 30 || !all_of(page, is_digit))
    return invalid_argument("page", "the Page ID is a number; leave it empty and the platform is asked");
  const std::string& colour = draft.colour;
  if (!colour.empty() && (colour.size() != 7 || colour[0] != '#' || !all_of(colour.substr(1), is_hex)))
    return invalid_argument("colour", "write the colour as #rrggbb, or leave it empty");
  if (auto tags = validate_tags("tags", draft.tags); !tags) return tags;
  return validate_tags("optional_tags", draft.optional_tags);
}

TagMatch matches(const std::vector<std::string>& tags, const std::vector<std::string>& optional_tags,
                 const std::vector<std::string>& agent_tags) {
  const auto has = [&](const std::string& tag) {
    return std::find(agent_tags.begin(), agent_tags.end(), tag) != agent_tags.end();
  };
  TagMatch match;
  match.fits = std::all_of(tags.begin(), tags.end(), has);
  if (match.fits)
    match.preferred = static_cast<std::size_t>(std::count_if(optional_tags.begin(), optional_tags.end(), has));
  return match;
}

TagMatch matches(const Service& service, const std::vector<std::string>& agent_tags) {
  return matches(service.tags, service.optional_tags, agent_tags);
}

PAGEBRIDGE_END_NAMESPACE
