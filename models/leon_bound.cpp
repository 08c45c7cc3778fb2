#include "models/leon_bound.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "models/indicators/task_book.h"
#include "models/referral/bound.h"

namespace klynge {

namespace {

using sim::storage::Table;
using ByMonth = std::vector<double>;

constexpr double seconds_a_day = 86400;

// ---------------------------------------------------------------------------------------------------- what stood idle

// Server-days that a node had to spare in each month.
class IdleDays {
 public:
  IdleDays(const HealthModel& model, const sim::Simulation& simulation) : network_(model.world().network) {
    const std::int64_t first_day = sim::day_of(model.world().counting_from);
    nodes_.resize(network_.graph.size());
    for (const NodeDay& row : model.days()) {
      const auto month = static_cast<std::size_t>((row.day - first_day) / days_a_task_month);
      std::vector<Month>& months = nodes_[row.node];
      if (months.size() <= month) months.resize(month + 1);
      months[month].servers += row.servers;
      months[month].arrivals += row.arrivals;
      months[month].idle += std::max(0, row.servers - row.serving - row.blocked);
    }
    const std::vector<sim::Usage> usage = model.usage(simulation);
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
      if (network_.graph[sim::NodeId{n}].kind == NodeKind::clinic) spread(usage[n], nodes_[n]);
    }
  }

  // Tasks of so many days' service for which there would have been room at these nodes.
  ByMonth tasks(const std::vector<sim::NodeId>& nodes, double service_days) const {
    ByMonth tasks;
    for (const sim::NodeId node : nodes) {
      const std::vector<Month>& months = nodes_[node.index()];
      tasks.resize(std::max(tasks.size(), months.size()));
      for (std::size_t t = 0; t < months.size(); ++t) {
        tasks[t] += months[t].idle * network_.graph[node].speed / service_days;
      }
    }
    return tasks;
  }

 private:
  struct Month {
    double servers = 0;  // summed over the days
    double arrivals = 0;
    double idle = 0;
  };

  // At midnight, when the days are written down, a clinic is closed and nobody is served. Its open and its busy hours
  // are known for the whole run: the former are spread over the months like its staff, the latter like its patients.
  static void spread(const sim::Usage& usage, std::vector<Month>& months) {
    Month all;
    for (const Month& month : months) {
      all.servers += month.servers;
      all.arrivals += month.arrivals;
    }
    const double open = static_cast<double>(usage.on_duty_integral) / seconds_a_day;
    const double busy = static_cast<double>(usage.serving_integral + usage.blocked_integral) / seconds_a_day;
    for (Month& month : months) {
      const double staffed = all.servers > 0 ? open * month.servers / all.servers : 0;
      const double taken = all.arrivals > 0 ? busy * month.arrivals / all.arrivals : 0;
      month.idle = std::max(0.0, staffed - taken);
    }
  }

  const CareNetwork& network_;
  std::vector<std::vector<Month>> nodes_;
};

// -------------------------------------------------------------------------------------------------- an area's capacity

// To the bound a place is a municipality on one of the occasions, because room is not shared among all of them.
std::size_t place_of(std::size_t municipality, Occasion occasion) {
  return municipality * occasion_count + index(occasion);
}

// Room for tasks of one kind of service.
struct Pool {
  std::string name;
  std::string municipality;  // empty: the hospital's
  Level level = Level::self_care;
  std::vector<std::size_t> places;
  ByMonth idle;  // tasks more than were given
};

struct Area {
  std::string name;  // of the hospital
  std::vector<Tasks> tasks;
  std::vector<std::size_t> place_of_tasks;
  std::vector<Pool> pools;
};

class Areas {
 public:
  Areas(const HealthModel& model, const sim::Simulation& simulation)
      : model_(model), world_(model.world()), idle_(model, simulation) {}

  Area of(std::size_t hospital) const {
    Area area;
    area.name = world_.tables.hospitals[hospital].name;
    std::vector<std::size_t> clinic_places, ward_places;
    for (std::size_t m = 0; m < world_.network.municipalities.size(); ++m) {
      if (world_.network.municipalities[m].hospital != hospital) continue;
      clinic_places.push_back(place_of(m, Occasion::illness));
      ward_places.push_back(place_of(m, Occasion::illness));
      ward_places.push_back(place_of(m, Occasion::emergency));
      add_municipality(area, m);
    }
    const HospitalNodes& nodes = world_.network.hospitals[hospital];
    const double visit_days = world_.visit_minutes.mean() / (24 * 60);
    area.pools.push_back(
        {"outpatient clinic", "", Level::outpatient, clinic_places, idle_.tasks(clinics_of(nodes), visit_days)});
    area.pools.push_back({"ward", "", Level::ward, ward_places,
                          idle_.tasks({nodes.wards.begin(), nodes.wards.end()}, world_.acute_stay_days.mean())});
    return area;
  }

 private:
  void add_municipality(Area& area, std::size_t m) const {
    const std::vector<Tasks> tasks = model_.books(m).tasks.tasks();
    for (const Tasks& one : tasks) {
      area.tasks.push_back(one);
      area.place_of_tasks.push_back(place_of(m, one.kind.occasion));
    }
    const MunicipalNodes& nodes = world_.network.municipalities[m];
    const std::string& name = world_.tables.municipalities[m].name;
    const std::vector<std::size_t> before = {place_of(m, Occasion::illness), place_of(m, Occasion::emergency)};
    const std::vector<std::size_t> after = {place_of(m, Occasion::after_stay)};
    const auto pool = [&](std::string_view called, Level level, const std::vector<std::size_t>& places,
                          sim::NodeId node, double service_days) {
      area.pools.push_back({std::string(called), name, level, places, idle_.tasks({node}, service_days)});
    };
    // An idle nurse could have had short courses or long ones, and stands in both; so the bound errs to the low side.
    pool("home nursing", Level::home_nursing, before, nodes.home_nursing, world_.acute_nursing_days.mean());
    pool("home nursing after a stay", Level::home_nursing, after, nodes.home_nursing, world_.nursing_days.mean());
    pool("acute function", Level::acute_function, before, nodes.acute_function, world_.acute_function_days.mean());
    pool("temporary places", Level::acute_function, after, nodes.temporary_places, world_.place_stay_days.mean());
  }

  static std::vector<sim::NodeId> clinics_of(const HospitalNodes& nodes) {
    std::vector<sim::NodeId> clinics = nodes.clinic_of_condition;
    clinics.push_back(nodes.general_clinic);
    std::sort(clinics.begin(), clinics.end());
    clinics.erase(std::unique(clinics.begin(), clinics.end()), clinics.end());
    return clinics;
  }

  const HealthModel& model_;
  const World& world_;
  IdleDays idle_;
};

// ------------------------------------------------------------------------------------------------------------- tables

struct BoundRows {
  std::vector<std::string> area;
  std::vector<std::int64_t> month;
  std::vector<double> tasks, achieved, cheapest, unplaced;

  Table table() && {
    return {"bound",
            {{"area", std::move(area), "", "hospital, with the municipalities that belong to it"},
             {"month", std::move(month), "", "of 30 days, from the first counted day; the last may be shorter"},
             {"tasks", std::move(tasks), "decisions", "of a level of care"},
             {"achieved", std::move(achieved), "DKK", "expected cost of the levels chosen, the true difficulty known"},
             {"cheapest", std::move(cheapest), "DKK", "of the cheapest allocation that there was room for"},
             {"unplaced", std::move(unplaced), "decisions", "for which that allocation has no room"}},
            {}};
  }
};

struct PriceRows {
  std::vector<std::string> area, municipality, level;
  std::vector<std::int64_t> month;
  std::vector<double> capacity, used, price;

  Table table() && {
    return {
        "shadow_prices",
        {{"area", std::move(area), "", "hospital, with the municipalities that belong to it"},
         {"municipality", std::move(municipality), "", "whose capacity it is; empty: the hospital's"},
         {"level", std::move(level), "", "level of care, and for whom where capacity is not shared by all"},
         {"month", std::move(month), "", "of 30 days, from the first counted day; the last may be shorter"},
         {"capacity", std::move(capacity), "tasks", "given in the month, and those that idle capacity had room for"},
         {"used", std::move(used), "tasks", "given in the month"},
         {"price", std::move(price), "DKK per task", "what room for one more saves in the cheapest allocation"}},
        {}};
  }
};

class Tables {
 public:
  void add(const Area& area) {
    // Sorted by month within each municipality only, so every month looks through all.
    std::int64_t months = 0;
    for (const Tasks& one : area.tasks) months = std::max<std::int64_t>(months, one.kind.month + 1);
    for (std::int64_t month = 0; month < months; ++month) add(area, month);
  }

  std::vector<Table> tables() && { return {std::move(bounds_).table(), std::move(prices_).table()}; }

 private:
  void add(const Area& area, std::int64_t month) {
    std::vector<TaskClass> classes;
    std::vector<double> used(area.pools.size());
    double tasks = 0, achieved = 0;
    for (std::size_t n = 0; n < area.tasks.size(); ++n) {
      const Tasks& one = area.tasks[n];
      if (one.kind.month != month) continue;
      const std::size_t place = area.place_of_tasks[n];
      classes.push_back(class_of(one, place));
      tasks += one.count;
      achieved += one.achieved();
      for (std::size_t k = 0; k < area.pools.size(); ++k) {
        const std::vector<std::size_t>& places = area.pools[k].places;
        const bool here = area.pools[k].level == one.kind.used;
        if (here && std::find(places.begin(), places.end(), place) != places.end()) used[k] += one.count;
      }
    }
    std::vector<LevelCapacity> capacities;
    for (std::size_t k = 0; k < area.pools.size(); ++k) {
      const Pool& pool = area.pools[k];
      const auto t = static_cast<std::size_t>(month);
      const double idle = t < pool.idle.size() ? std::floor(pool.idle[t]) : 0;
      capacities.push_back({pool.level, pool.places, used[k] + idle});
    }
    const Bound bound = cheapest_allocation(classes, capacities);
    bounds_.area.push_back(area.name);
    bounds_.month.push_back(month);
    bounds_.tasks.push_back(tasks);
    bounds_.achieved.push_back(achieved);
    bounds_.cheapest.push_back(bound.cost);
    bounds_.unplaced.push_back(bound.unplaced);
    for (std::size_t k = 0; k < area.pools.size(); ++k) {
      prices_.area.push_back(area.name);
      prices_.municipality.push_back(area.pools[k].municipality);
      prices_.level.push_back(area.pools[k].name);
      prices_.month.push_back(month);
      prices_.capacity.push_back(capacities[k].tasks);
      prices_.used.push_back(used[k]);
      prices_.price.push_back(bound.price[k]);
    }
  }

  static TaskClass class_of(const Tasks& tasks, std::size_t place) {
    TaskClass one;
    one.place = place;
    one.count = tasks.count;
    for (std::size_t l = 0; l < level_count; ++l) {
      one.feasible[l] = tasks.kind.may_use(level_at(l));
      one.cost[l] = tasks.cost[l] / tasks.count;
    }
    return one;
  }

  BoundRows bounds_;
  PriceRows prices_;
};

}  // namespace

std::vector<Table> leon_bound_tables(const HealthModel& model, const sim::Simulation& simulation) {
  const Areas areas(model, simulation);
  Tables tables;
  for (std::size_t h = 0; h < model.hospitals().size(); ++h) tables.add(areas.of(h));
  return std::move(tables).tables();
}

}  // namespace klynge
