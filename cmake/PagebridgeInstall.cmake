# Headers, libraries, the CMake package with its components, pkg-config files, documents.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(pagebridge_components core testing)
if(PAGEBRIDGE_WITH_CURL)
  list(APPEND pagebridge_components curl pagebridge)
endif()
get_target_property(pagebridge_core_type pagebridge_core TYPE)
if(pagebridge_core_type STREQUAL "STATIC_LIBRARY")
  set(pagebridge_is_static TRUE)
else()
  set(pagebridge_is_static FALSE)
endif()
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/pagebridge")

# One export set per component, so that asking for one does not look for what another needs.
foreach(component IN LISTS pagebridge_components)
  install(
    TARGETS pagebridge_${component}
    EXPORT pagebridge-${component}
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    INCLUDES
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  install(
    EXPORT pagebridge-${component}
    NAMESPACE pagebridge::
    FILE pagebridge-${component}-targets.cmake
    DESTINATION "${package_dir}")
endforeach()

foreach(include_dir IN ITEMS "${PROJECT_SOURCE_DIR}/include" "${PROJECT_BINARY_DIR}/include")
  set(without_curl)
  if(NOT PAGEBRIDGE_WITH_CURL)
    set(without_curl PATTERN curl EXCLUDE)
  endif()
  install(
    DIRECTORY "${include_dir}/pagebridge"
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    FILES_MATCHING
    PATTERN "*.hpp" ${without_curl})
endforeach()

configure_package_config_file(
  "${CMAKE_CURRENT_LIST_DIR}/pagebridge-config.cmake.in" "${PROJECT_BINARY_DIR}/pagebridge-config.cmake"
  INSTALL_DESTINATION "${package_dir}"
  NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
if(pagebridge_is_static)
  install(FILES "${CMAKE_CURRENT_LIST_DIR}/FindUtf8proc.cmake" DESTINATION "${package_dir}")
endif()
write_basic_package_version_file("${PROJECT_BINARY_DIR}/pagebridge-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/pagebridge-config.cmake" "${PROJECT_BINARY_DIR}/pagebridge-config-version.cmake"
        DESTINATION "${package_dir}")

# The way from the .pc file up to the prefix: two steps from lib/pkgconfig, three from lib/<architecture>/pkgconfig.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
  set(pc_prefix "${CMAKE_INSTALL_PREFIX}")
  set(pc_libdir "${CMAKE_INSTALL_LIBDIR}")
else()
  file(RELATIVE_PATH up "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
  string(REGEX REPLACE "/$" "" up "${up}")
  set(pc_prefix "\${pcfiledir}/${up}")
  set(pc_libdir "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
endif()
if(IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  set(pc_includedir "${CMAKE_INSTALL_INCLUDEDIR}")
else()
  set(pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()

# pagebridge_pc(<file> <description> [LIBRARY <name>] [DEFINE <macro when static>] [REQUIRES ...] [STATIC_REQUIRES ...])
#
# What a static library needs stands in Requires, not in Requires.private: the latter is only followed with --static,
# and then through libcurl's private list too, which names libraries whose development files are not installed.
function(pagebridge_pc pc_name pc_description)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "LIBRARY;DEFINE" "REQUIRES;STATIC_REQUIRES")
  set(pc_requires ${arg_REQUIRES})
  set(pc_libs)
  set(pc_cflags)
  if(arg_LIBRARY)
    set(pc_libs " -L\${libdir} -l${arg_LIBRARY}")
    set(pc_cflags " -I\${includedir}")
    if(CMAKE_THREAD_LIBS_INIT)
      string(APPEND pc_libs " ${CMAKE_THREAD_LIBS_INIT}")
    endif()
  endif()
  if(pagebridge_is_static)
    list(APPEND pc_requires ${arg_STATIC_REQUIRES})
    if(arg_DEFINE)
      string(APPEND pc_cflags " -D${arg_DEFINE}")
    endif()
  endif()
  list(JOIN pc_requires ", " pc_requires)
  configure_file("${PROJECT_SOURCE_DIR}/cmake/pagebridge.pc.in" "${PROJECT_BINARY_DIR}/${pc_name}.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/${pc_name}.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endfunction()

pagebridge_pc(
  pagebridge-core "${PROJECT_DESCRIPTION}"
  LIBRARY pagebridge_core
  DEFINE PAGEBRIDGE_STATIC_DEFINE
  STATIC_REQUIRES "libcrypto >= 3.0" "libutf8proc >= 2.4")
pagebridge_pc(
  pagebridge-testing "pagebridge's stand-ins for the Messenger platform and for a host, for tests"
  LIBRARY pagebridge_testing
  DEFINE PAGEBRIDGE_TESTING_STATIC_DEFINE
  REQUIRES "pagebridge-core = ${PROJECT_VERSION}")
if(PAGEBRIDGE_WITH_CURL)
  pagebridge_pc(
    pagebridge-curl "pagebridge's transport over libcurl"
    LIBRARY pagebridge_curl
    DEFINE PAGEBRIDGE_CURL_STATIC_DEFINE
    REQUIRES "pagebridge-core = ${PROJECT_VERSION}"
    STATIC_REQUIRES "libcurl >= 7.68")
  pagebridge_pc(pagebridge "${PROJECT_DESCRIPTION}" REQUIRES "pagebridge-core = ${PROJECT_VERSION}"
                "pagebridge-curl = ${PROJECT_VERSION}")
endif()

if(PAGEBRIDGE_BUILD_TOOLS)
  install(TARGETS pagebridge_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  if(NOT IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
    file(RELATIVE_PATH libdir_from_bindir "/prefix/${CMAKE_INSTALL_BINDIR}" "/prefix/${CMAKE_INSTALL_LIBDIR}")
    set_target_properties(pagebridge_cli PROPERTIES INSTALL_RPATH "$ORIGIN/${libdir_from_bindir}")
  endif()
endif()

install(FILES CHANGELOG.md LICENSE README.md SECURITY.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(
  DIRECTORY docs/
  DESTINATION "${CMAKE_INSTALL_DOCDIR}"
  OPTIONAL FILES_MATCHING
  PATTERN "*.md")
