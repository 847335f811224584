#pragma once

#include <curl/curl.h>

#include <memory>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// libcurl's C handles as owners. Private.
namespace curl {

struct FreeHandle {
  void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
};
struct FreeMulti {
  void operator()(CURLM* multi) const noexcept { curl_multi_cleanup(multi); }
};
struct FreeUrl {
  void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
};
struct FreeList {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
struct FreeText {
  void operator()(char* text) const noexcept { curl_free(text); }
};

using EasyHandle = std::unique_ptr<CURL, FreeHandle>;
using MultiHandle = std::unique_ptr<CURLM, FreeMulti>;
using UrlHandle = std::unique_ptr<CURLU, FreeUrl>;
using ListHandle = std::unique_ptr<curl_slist, FreeList>;
using TextHandle = std::unique_ptr<char, FreeText>;

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
