#pragma once

// Catch2 in either of its two shapes. Stay in what both have: TEST_CASE, SECTION, GENERATE, REQUIRE, CHECK, INFO.
#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_message.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
