#pragma once

#include <string>
#include <vector>

#include "contact_center/json_http.hpp"
#include "pagebridge/service/service.hpp"

namespace demo {

/// Reads what an administrator filled in. Errors: `invalid_argument` with the field.
pagebridge::Result<pagebridge::ServiceDraft> read_draft(const JsonBody& body);

/// The error with the field as it is called in our JSON.
pagebridge::Error in_our_words(pagebridge::Error error);

/// {"id":…,"webhook_url":…,"verify_token":…}: what the administrator copies into the App Dashboard. The verify token is
/// shown here once and nowhere else.
std::string created_json(const pagebridge::Service& service);

/// {"services":[…]}: secrets and tokens as ***.
std::string services_json(const std::vector<pagebridge::Service>& services);

} // namespace demo
