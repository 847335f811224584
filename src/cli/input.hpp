#pragma once

#include <cstddef>
#include <istream>
#include <string>

#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"

namespace pagebridge::cli {

/// The longest body that the commands read from standard input.
constexpr std::size_t max_input_bytes = 64U << 20U;

/// All of `in`. Errors: `body_too_large` past `limit`; `internal` if it cannot be read.
Result<std::string> read_all(std::istream& in, std::size_t limit);

/// The secret in a file, without the line end that editors leave. Errors: `not_found` if the file cannot be read,
/// `invalid_argument` if it holds nothing, or too much for a secret.
Result<Secret> read_secret_file(const std::string& path);

/// Makes a file that only its owner can read, with `secret` in it. `not_found` if it cannot be made, or is there already.
Result<void> make_secret_file(const std::string& path, const Secret& secret);

} // namespace pagebridge::cli
