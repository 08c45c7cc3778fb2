#include "models/conditions/age_curve.h"

#include <algorithm>
#include <cmath>

#include "models/population/single_years.h"

namespace klynge {

namespace {

double log_odds(double share) { return std::log(share / (1 - share)); }
double share_of(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }
std::size_t at(int age) { return static_cast<std::size_t>(age); }

struct Knot {
  double age = 0;
  double height = 0;  // log-odds
};

double height_at(const std::vector<Knot>& knots, double age) {
  if (age >= knots.back().age) return knots.back().height;
  const auto after = std::upper_bound(knots.begin() + 1, knots.end() - 1, age,
                                      [](double value, const Knot& knot) { return value < knot.age; });
  const Knot& from = *(after - 1);
  return from.height + (after->height - from.height) * (age - from.age) / (after->age - from.age);
}

// Weighted mean over a band of what `value` gives for each age.
template <class Value>
double mean_over(const AgeBandShare& band, const ByAge& people, const Value& value) {
  double sum = 0, all = 0;
  for (int age = band.age_from; age <= band.age_to; ++age) {
    sum += people[at(age)] * value(age);
    all += people[at(age)];
  }
  return all > 0 ? sum / all : value(band.age_from);
}

// Bands that follow each other, none of them 0 or 1.
void bend(const std::vector<AgeBandShare>& bands, const ByAge& people, ByAge& curve) {
  std::vector<Knot> knots;
  for (const AgeBandShare& band : bands) {
    knots.push_back({mean_over(band, people, [](int age) { return static_cast<double>(age); }), log_odds(band.share)});
  }
  const auto draw_curve = [&] {
    for (const AgeBandShare& band : bands) {
      for (int age = band.age_from; age <= band.age_to; ++age) {
        curve[at(age)] = share_of(knots.size() > 1 ? height_at(knots, age) : knots[0].height);
      }
    }
  };
  draw_curve();
  for (int step = 0; step < 500; ++step) {
    double worst = 0;
    for (std::size_t k = 0; k < bands.size(); ++k) {
      const double mean = mean_over(bands[k], people, [&](int age) { return curve[at(age)]; });
      const double wrong = log_odds(bands[k].share) - log_odds(mean);
      knots[k].height += 0.7 * wrong;  // neighbours move too: the full step would overshoot
      worst = std::max(worst, std::abs(wrong));
    }
    draw_curve();
    if (worst < 1e-9) break;
  }
}

}  // namespace

ByAge people_by_age(const TableData& tables, Sex sex, const std::string& area) {
  const LifeTable life_table(tables.mortality);
  const AgeSex years = single_years(tables.population, area, life_table);
  ByAge people{};
  if (years.total() > 0) {
    for (int age = 0; age <= AgeSex::last_age; ++age) people[at(age)] = years.at(sex, age);
  } else {
    for (int age = 0; age < oldest_age; ++age) people[at(age)] = life_table.person_years(sex, age);
  }
  return people;
}

ByAge age_curve(const std::vector<AgeBandShare>& bands, const ByAge& people) {
  ByAge curve{};
  std::vector<AgeBandShare> run;
  const auto end_run = [&] {
    if (!run.empty()) bend(run, people, curve);
    run.clear();
  };
  for (const AgeBandShare& band : bands) {
    if (band.share > 0 && band.share < 1) {
      run.push_back(band);
      continue;
    }
    end_run();
    for (int age = band.age_from; age <= band.age_to; ++age) curve[at(age)] = band.share;
  }
  end_run();
  return curve;
}

}  // namespace klynge
