#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// `{result=NAME:$.data.*.id}` in a batch's later calls: https://developers.facebook.com/docs/graph-api/batch-requests

/// What a JSONPath picks of `json`: texts and numbers as they are, several divided by commas. Dots, [n], ['name'] and * are
/// known. Nothing if the path or the JSON cannot be read.
std::optional<std::string> pick(std::string_view json, std::string_view path);

/// The names that `text`, part of a URL or of a form, refers to.
std::vector<std::string> references_in(const std::string& text);
/// `text` with each reference replaced by what `value_of(name, path)` gives, percent-encoded. Nothing if that is longer than
/// `most_bytes`: answers that hold answers would double with each call.
std::optional<std::string> with_references(
    const std::string& text, std::size_t most_bytes,
    const std::function<std::string(const std::string& name, const std::string& path)>& value_of);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
