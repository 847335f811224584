#include "testing/graph_versions.hpp"

#include <algorithm>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct Version {
  std::string_view name;
  std::int64_t ends_s; ///< Unix time; 0: not known yet
};

// https://developers.facebook.com/docs/graph-api/changelog/versions/
constexpr Version versions[] = {
    {"v18.0", 1769385600}, // 2026-01-26
    {"v19.0", 1779321600}, // 2026-05-21
    {"v20.0", 1790208000}, // 2026-09-24
    {"v21.0", 1800489600}, // 2027-01-21
    {"v22.0", 1810771200}, // 2027-05-20
    {"v23.0", 1822953600}, // 2027-10-08
    {"v24.0", 1834444800}, // 2028-02-18
    {"v25.0", 1848441600}, // 2028-07-29
    {"v26.0", 0},
};

// Of the same page's archive; all of them ended before v18.0 did.
constexpr std::string_view ancient[] = {"v1.0",  "v2.0",  "v2.1",  "v2.2",  "v2.3",  "v2.4",  "v2.5",  "v2.6",
                                        "v2.7",  "v2.8",  "v2.9",  "v2.10", "v2.11", "v2.12", "v3.0",  "v3.1",
                                        "v3.2",  "v3.3",  "v4.0",  "v5.0",  "v6.0",  "v7.0",  "v8.0",  "v9.0",
                                        "v10.0", "v11.0", "v12.0", "v13.0", "v14.0", "v15.0", "v16.0", "v17.0"};

bool lives(const Version& version, Timestamp now) {
  return version.ends_s == 0 || to_unix_ms(now) / 1000 < version.ends_s;
}

} // namespace

std::optional<std::string> served_version(std::string_view asked, Timestamp now) {
  const auto known = std::find_if(std::begin(versions), std::end(versions),
                                  [&](const Version& version) { return version.name == asked; });
  if (known != std::end(versions) && lives(*known, now)) return std::string(asked);
  const bool was =
      known != std::end(versions) || std::find(std::begin(ancient), std::end(ancient), asked) != std::end(ancient);
  if (!was) return std::nullopt;
  const auto oldest = std::find_if(std::begin(versions), std::end(versions),
                                   [&](const Version& version) { return lives(version, now); });
  return std::string(oldest->name); // the newest has no end
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
