#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/message/button.hpp"
#include "pagebridge/message/media.hpp"

/// Structured messages. The pages are
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/templates and below.
/// What a template's limits are stands beside its fields: how many of something validate() always checks, how long a text is
/// only with Checks::strict. Pictures and pages may be http:// or https://, unless it says otherwise.
PAGEBRIDGE_BEGIN_NAMESPACE

/// One to ten cards, each with a picture, texts and buttons.
struct GenericTemplate {
  struct Element {
    std::string title;      ///< required, 80 characters; and at least one of the others
    std::string subtitle{}; ///< 80 characters
    std::string image_url{};
    std::optional<UrlButton> default_action{}; ///< what a tap on the card opens; its `title` stays empty
    std::vector<Button> buttons{};             ///< up to 3
  };
  std::vector<Element> elements;
  bool square_images = false; ///< 1:1 in place of 1.91:1
  bool sharable = false;
};

/// A text of up to 640 characters with one to three buttons.
struct ButtonTemplate {
  std::string text;
  std::vector<Button> buttons;
  bool sharable = false;
};

/// An image or a video with up to three buttons: saved media, or a URL on facebook.com (no other works).
struct MediaTemplate {
  MediaKind kind = MediaKind::image; ///< image or video
  AttachmentId attachment{};         ///< one of the two …
  std::string url{};                 ///< … and not both
  std::vector<Button> buttons{};
  bool sharable = false;
};

/// Up to ten products of the Page's catalogue.
struct ProductTemplate {
  std::vector<std::string> product_ids;
};

/// Two to six images in a grid, with texts and buttons (URL and postback).
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/changelog (2026-06-30)
struct ImageGridTemplate {
  struct Image {
    std::string url;
    bool is_hero = false;           ///< the big one; at most one
    std::optional<Button> action{}; ///< a UrlButton or PostbackButton; its `title` stays empty
  };
  std::vector<Image> images;
  std::string title;             ///< 45 characters
  std::string subtitle{};        ///< 80 characters
  std::vector<Button> buttons{}; ///< up to 3
};

/// A coupon that the person reveals with a tap.
struct CouponTemplate {
  std::string title;              ///< required
  std::string subtitle{};         ///< the platform's default: "Terms may apply."
  std::string coupon_code{};      ///< at least one of code and URL
  std::string coupon_url{};       ///< https
  std::string url_button_title{}; ///< the platform's default: "Shop now"
  std::string pre_message{};
  std::string image_url{};
  std::string payload{}; ///< comes back when the person reveals the code
};

PAGEBRIDGE_END_NAMESPACE
