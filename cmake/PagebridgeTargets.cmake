# What our targets have in common. Flags stay private to them: nothing here reaches a host's own code.
include_guard()
include(GenerateExportHeader)

# pagebridge_warnings(<target>): the full set of warnings.
function(pagebridge_warnings target)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  if(MSVC)
    target_compile_options(${target} PRIVATE /W4 /permissive- $<$<BOOL:${PAGEBRIDGE_WARNINGS_AS_ERRORS}>:/WX>)
    return()
  endif()
  target_compile_options(
    ${target}
    PRIVATE -Wall
            -Wextra
            -Wpedantic
            -Wcast-align
            -Wcast-qual
            -Wconversion
            -Wextra-semi
            -Wformat=2
            -Wnon-virtual-dtor
            -Wold-style-cast
            -Woverloaded-virtual
            -Wshadow
            -Wsign-conversion
            -Wundef
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
            $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>)
  if(PAGEBRIDGE_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(PAGEBRIDGE_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC's manual: sanitizers make its flow analysis see what cannot happen.
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
  endif()
endfunction()

# pagebridge_own_target(<target>): warnings and sanitizers, for every library and program of this repository.
function(pagebridge_own_target target)
  pagebridge_warnings(${target})
  if(PAGEBRIDGE_SANITIZE)
    list(JOIN PAGEBRIDGE_SANITIZE "," sanitizers)
    target_compile_options(${target} PRIVATE -fsanitize=${sanitizers} -fno-sanitize-recover=all
                                             -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${sanitizers})
    if("undefined" IN_LIST PAGEBRIDGE_SANITIZE AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
      target_compile_options(${target} PRIVATE -fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/cmake/sanitizer-ignorelist.txt)
    endif()
  endif()
endfunction()

# pagebridge_library(<component> <sources>...): the library pagebridge_<component>, which users call
# pagebridge::<component>, with its generated export header.
function(pagebridge_library component)
  set(target pagebridge_${component})
  add_library(${target} ${ARGN})
  add_library(pagebridge::${component} ALIAS ${target})
  pagebridge_own_target(${target})
  target_compile_features(${target} PUBLIC cxx_std_17)
  if(PAGEBRIDGE_BUILD_FUZZERS)
    # What libFuzzer steers by: without it the fuzzer would see nothing but the target itself.
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  target_include_directories(
    ${target}
    PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>" "$<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>"
    PRIVATE "${PROJECT_SOURCE_DIR}/src")
  # Before 1.0 a minor version may break the ABI, so it is part of the SONAME.
  set_target_properties(
    ${target}
    PROPERTIES EXPORT_NAME ${component}
               VERSION ${PROJECT_VERSION}
               SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
               POSITION_INDEPENDENT_CODE ON
               CXX_VISIBILITY_PRESET hidden
               VISIBILITY_INLINES_HIDDEN ON
               INSTALL_RPATH "$ORIGIN")

  if(component STREQUAL "core")
    set(prefix pagebridge)
    set(header pagebridge/export.hpp)
  else()
    set(prefix pagebridge_${component})
    set(header pagebridge/${component}/export.hpp)
  endif()
  generate_export_header(${target} BASE_NAME ${prefix} EXPORT_FILE_NAME "${PROJECT_BINARY_DIR}/include/${header}")
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "STATIC_LIBRARY")
    string(TOUPPER ${prefix} macro)
    target_compile_definitions(${target} PUBLIC ${macro}_STATIC_DEFINE)
  endif()

  if(NOT PAGEBRIDGE_LIBRARY_EXCEPTIONS)
    if(MSVC)
      message(FATAL_ERROR "PAGEBRIDGE_LIBRARY_EXCEPTIONS=OFF is for GCC and Clang.")
    endif()
    target_compile_options(${target} PRIVATE -fno-exceptions -fno-rtti)
  endif()
endfunction()
