#pragma once

#include <cstddef>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace json {

/// Makes every string of a JSON text safe to parse and to keep, without changing the text's length or where anything
/// stands: lone surrogate escapes and \u0000 become \ufffd; bytes that are no UTF-8, control characters inside strings and
/// the backslash of an escape that JSON does not know become '?'. RapidJSON would fail the whole body on most of them, and
/// one bad string must not cost its neighbours.
void repair_strings(char* text, std::size_t size);

/// Makes every number of a JSON text one that RapidJSON takes, without changing the text's length: exponents and all
/// digits after the 300th become spaces. It refuses a body with a number that no double can hold, even if it is told to
/// leave numbers alone. Only for the working copy: the numbers themselves are read from the source.
void shorten_numbers(char* text, std::size_t size);

} // namespace json
PAGEBRIDGE_END_NAMESPACE
