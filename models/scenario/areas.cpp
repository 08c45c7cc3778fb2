#include "models/scenario/areas.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <string_view>

#include "models/scenario/wording.h"
#include "sim/check.h"

namespace klynge {
namespace {

constexpr std::string_view whole_country = "Denmark";

std::array<std::string, 5> names_of(const MunicipalityRow& municipality) {
  return {std::string(whole_country), municipality.region, municipality.cluster, municipality.council,
          municipality.name};
}

}  // namespace

std::vector<std::string> names_in(const std::string& area) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at <= area.size();) {
    const std::size_t end = std::min(area.find(';', at), area.size());
    const std::size_t first = area.find_first_not_of(' ', at);
    if (first < end) names.push_back(area.substr(first, area.find_last_not_of(' ', end - 1) - first + 1));
    at = end + 1;
  }
  return names;
}

bool lies_in(const MunicipalityRow& municipality, const std::string& name) {
  const auto names = names_of(municipality);
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> area_names(const std::vector<MunicipalityRow>& municipalities) {
  std::set<std::string> names;
  for (const MunicipalityRow& each : municipalities) {
    for (const std::string& name : names_of(each)) names.insert(name);
  }
  return {names.begin(), names.end()};
}

std::vector<std::size_t> municipalities_in(const TableData& data, const std::string& area) {
  if (area.empty()) {
    std::vector<std::size_t> all(data.municipalities.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }
  std::set<std::size_t> found;
  for (const std::string& name : names_in(area)) {
    bool any = false;
    for (std::size_t m = 0; m < data.municipalities.size(); ++m) {
      if (!lies_in(data.municipalities[m], name)) continue;
      found.insert(m);
      any = true;
    }
    sim::require(any, fmt::format("area {}: nothing of it is simulated", in_quotes(name)));
  }
  return {found.begin(), found.end()};
}

}  // namespace klynge
