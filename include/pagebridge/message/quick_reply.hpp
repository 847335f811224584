#pragma once

#include <string>
#include <utility>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// A chip below the newest message, up to 13 a message. A tap arrives as a MessageReceived with `quick_reply`, and the
/// chips go away.
/// Source: https://developers.facebook.com/docs/messenger-platform/send-messages/quick-replies
struct QuickReply {
  enum class Kind {
    text,
    phone_number, ///< the person's own, from the profile; not shown if there is none
    email         ///< likewise
  };
  Kind kind = Kind::text;
  std::string title{};     ///< of text: up to 20 characters; may be empty if there is an image
  std::string payload{};   ///< of text: up to 1,000 characters; may be empty if there is an image
  std::string image_url{}; ///< at least 24 x 24 pixels

  static QuickReply with(std::string title, std::string payload) {
    return {Kind::text, std::move(title), std::move(payload), {}};
  }
  static QuickReply ask_phone_number() { return {Kind::phone_number, {}, {}, {}}; }
  static QuickReply ask_email() { return {Kind::email, {}, {}, {}}; }
};

PAGEBRIDGE_END_NAMESPACE
