#pragma once

#include <string>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// A survey of one question; answers arrive as FeedbackReceived. May be sent up to 7 days after the customer's last act,
/// by people and programs alike. No text may hold a URL.
/// Source:
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/templates/customer-feedback-template
struct FeedbackTemplate {
  enum class Kind { csat, nps, ces, free_form };
  enum class ScoreLabel { by_kind, neg_pos, hard_easy, dis_sat, unlike_like, poor_great, none };
  enum class ScoreOption { by_kind, one_to_five, five_stars, five_emojis, zero_to_ten, one_to_seven };

  std::string title;                ///< required, 65 characters
  std::string subtitle{};           ///< 80 characters
  std::string button_title{};       ///< 20 characters
  std::string business_privacy_url; ///< required
  int expires_in_days = 1;          ///< 1 to 7

  std::string question_id; ///< required: letters, digits, `_`; 80 characters, unique
  Kind kind = Kind::csat;
  std::string question_title{}; ///< 5 to 85 characters; empty: a localised default
  ScoreLabel score_label = ScoreLabel::by_kind;
  ScoreOption score_option = ScoreOption::by_kind;
  bool asks_for_comment = false;     ///< a free text after the score
  std::string comment_placeholder{}; ///< of that
};

PAGEBRIDGE_END_NAMESPACE
