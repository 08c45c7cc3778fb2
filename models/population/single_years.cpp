#include "models/population/single_years.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace klynge {
namespace {

struct Knot {
  double age = 0;
  double below = 0;  // residents younger than that age
};

// Slope of the curve at each knot: the weighted harmonic mean of the slopes on its two sides, which keeps a rising
// curve rising (Fritsch and Butland, SIAM Journal on Scientific and Statistical Computing 5, 1984).
std::vector<double> slopes_at(const std::vector<Knot>& knots) {
  const std::size_t pieces = knots.size() - 1;
  std::vector<double> width(pieces), rise(pieces);
  for (std::size_t i = 0; i < pieces; ++i) {
    width[i] = knots[i + 1].age - knots[i].age;
    rise[i] = (knots[i + 1].below - knots[i].below) / width[i];
  }
  std::vector<double> slopes(knots.size());
  slopes.front() = rise.front();
  slopes.back() = rise.back();
  for (std::size_t i = 1; i < pieces; ++i) {
    if (rise[i - 1] <= 0 || rise[i] <= 0) continue;
    const double before = 2 * width[i] + width[i - 1];
    const double after = width[i] + 2 * width[i - 1];
    slopes[i] = (before + after) / (before / rise[i - 1] + after / rise[i]);
  }
  return slopes;
}

// Residents younger than `age`, on the cubic of the piece that holds it.
double below(const std::vector<Knot>& knots, const std::vector<double>& slopes, double age) {
  std::size_t piece = 0;
  while (piece + 2 < knots.size() && knots[piece + 1].age <= age) ++piece;
  const Knot& a = knots[piece];
  const Knot& b = knots[piece + 1];
  const double width = b.age - a.age;
  const double t = (age - a.age) / width;
  return a.below * (1 + 2 * t) * (1 - t) * (1 - t) + slopes[piece] * width * t * (1 - t) * (1 - t) +
         b.below * t * t * (3 - 2 * t) + slopes[piece + 1] * width * t * t * (t - 1);
}

// The residents of one sex by age up to the oldest; `bands` in order of age.
ByAge split(const std::vector<PopulationRow>& bands, const LifeTable& life_table) {
  ByAge result{};
  if (bands.empty()) return result;
  const PopulationRow& open = bands.back();
  double years = 0;
  for (int age = open.age_from; age <= oldest_age; ++age) years += life_table.person_years(open.sex, age);
  for (int age = open.age_from; age <= oldest_age; ++age) {
    const double share = years > 0 ? life_table.person_years(open.sex, age) / years : 0;
    result[age_index(age)] = static_cast<double>(open.residents) * share;
  }
  if (years <= 0) result[age_index(open.age_from)] = static_cast<double>(open.residents);
  if (bands.size() == 1) return result;

  std::vector<Knot> knots = {{0, 0}};
  double sum = 0;
  for (std::size_t i = 0; i + 1 < bands.size(); ++i) {
    sum += static_cast<double>(bands[i].residents);
    knots.push_back({static_cast<double>(bands[i].age_to) + 1, sum});
  }
  knots.push_back({knots.back().age + 1, sum + result[age_index(open.age_from)]});
  const std::vector<double> slopes = slopes_at(knots);
  for (int age = 0; age < open.age_from; ++age) {
    const double count = below(knots, slopes, age + 1) - below(knots, slopes, age);
    result[age_index(age)] = std::max(0.0, count);  // rounding may leave a hair below nobody
  }
  return result;
}

}  // namespace

double AgeSex::between(int from, int to) const {
  double sum = 0;
  for (const auto& sex : residents) {
    for (int age = from; age <= std::min(to, last_age); ++age) sum += sex[static_cast<std::size_t>(age)];
  }
  return sum;
}

AgeSex single_years(const std::vector<PopulationRow>& rows, const std::string& area, const LifeTable& life_table) {
  AgeSex result;
  for (const Sex sex : {Sex::female, Sex::male}) {
    std::vector<PopulationRow> bands;
    for (const PopulationRow& row : rows) {
      if (row.area == area && row.sex == sex) bands.push_back(row);
    }
    std::sort(bands.begin(), bands.end(),
              [](const PopulationRow& a, const PopulationRow& b) { return a.age_from < b.age_from; });
    const ByAge by_age = split(bands, life_table);
    auto& residents = result.residents[static_cast<std::size_t>(sex)];
    for (std::size_t age = 0; age < by_age.size(); ++age) residents[std::min(age, AgeSex::ages - 1)] += by_age[age];
  }
  return result;
}

}  // namespace klynge
