#include "tests/support/people.h"

#include <fstream>
#include <sstream>

#include "models/scenario/csv_table.h"

namespace tests {
namespace {

using namespace klynge;

TableFile shipped_table(const std::string& name) {
  std::ifstream in(std::string(KLYNGE_SOURCE_DIR) + "/scenarios/data/" + name);
  std::stringstream text;
  text << in.rdbuf();
  return {name, text.str()};
}

void set_fields(Scenario::Population& population, double mortality_decline) {
  population.share.value = 1;
  population.mortality_decline.value = mortality_decline;
  population.boys_share.value = 0.513;
  population.birth_ratio.value = 1;
  population.death_ratio.value = 1;
  population.move_ratio.value = 1;
  population.move_km.value = 50;
  population.frailty_sigma.value = 0.5;
}

}  // namespace

std::vector<MunicipalityRow> small_places() {
  MunicipalityRow lower;
  lower.code = 710;
  lower.name = "Lower Town";
  lower.region = "Coast";
  lower.residents = 40'000;
  lower.latitude = 56.0;
  lower.longitude = 10.0;
  MunicipalityRow upper = lower;
  upper.code = 730;
  upper.name = "Upper Town";
  upper.residents = 60'000;
  upper.latitude = 56.27;
  return {lower, upper};
}

Scenario small_people() {
  Scenario scenario;
  set_fields(scenario.population, 0);
  scenario.tables.population = {"population.csv",
                                "area,sex,age_from,age_to,population\n"
                                "Denmark,female,0,39,90000\n"
                                "Denmark,female,40,,80000\n"
                                "Denmark,male,0,39,90000\n"
                                "Denmark,male,40,69,60000\n"
                                "Denmark,male,70,79,10000\n"
                                "Denmark,male,80,,10000\n"
                                "Coast,female,0,39,40000\n"
                                "Coast,female,40,79,30000\n"
                                "Coast,female,80,,6000\n"
                                "Coast,male,0,39,41000\n"
                                "Coast,male,40,79,29000\n"
                                "Coast,male,80,,4000\n"
                                "Inland,female,0,,70000\n"
                                "Inland,male,0,,70000\n"};
  scenario.tables.mortality = {"mortality.csv",
                               "year,sex,population,age_from,age_to,deaths_per_1000_person_years,confidence\n"
                               "2016,female,all,0,,9,read in source\n"
                               "2020-2025,female,with diabetes,0,,9,read in source\n"
                               "2020-2025,female,all,0,69,2,read in source\n"
                               "2020-2025,female,all,70,,100,read in source\n"
                               "2020-2025,male,all,0,69,4,read in source\n"
                               "2020-2025,male,all,70,,125,read in source\n"};
  scenario.tables.education = {"education.csv",
                               "sex,age_from,age_to,basic,medium,higher,source,confidence\n"
                               "female,18,44,25,50,25,,assumed\n"
                               "female,45,,100,0,0,,assumed\n"
                               "male,18,,40,40,20,,assumed\n"};
  scenario.tables.households = {"households.csv",
                                "sex,age_from,age_to,alone_percent,source,confidence\n"
                                "female,18,64,20,,assumed\n"
                                "female,65,,60,,assumed\n"
                                "male,18,,30,,assumed\n"};
  scenario.tables.fertility = {"fertility.csv",
                               "age_from,age_to,births_per_1000_women,source,confidence\n"
                               "0,19,0,,assumed\n"
                               "20,44,50,,assumed\n"
                               "45,,0,,assumed\n"};
  scenario.tables.migration = {"migration.csv",
                               "age_from,age_to,moves_per_1000,net_immigration_per_1000,source,confidence\n"
                               "0,29,80,4,,assumed\n"
                               "30,,20,-1,,assumed\n"};
  return scenario;
}

Scenario danish_people() {
  Scenario scenario;
  set_fields(scenario.population, 0.02);
  scenario.tables.population = shipped_table("population_age_sex_2020.csv");
  scenario.tables.mortality = shipped_table("mortality.csv");
  scenario.tables.education = shipped_table("education.csv");
  scenario.tables.households = shipped_table("households.csv");
  scenario.tables.fertility = shipped_table("fertility.csv");
  scenario.tables.migration = shipped_table("migration.csv");
  return scenario;
}

std::vector<MunicipalityRow> danish_places() {
  Problems problems;
  const CsvTable table(shipped_table("municipalities.csv"),
                       {"code", "name", "region", "population", "main_town_lat", "main_town_lon"}, problems);
  std::vector<MunicipalityRow> places;
  for (const CsvRow& row : table.rows()) {
    MunicipalityRow place;
    place.code = static_cast<int>(row.whole("code", 1, 9999).value_or(0));
    place.name = row.text("name");
    place.region = row.text("region");
    place.residents = row.whole("population", 0, 10'000'000).value_or(0);
    place.latitude = row.real("main_town_lat", -90, 90).value_or(0);
    place.longitude = row.real("main_town_lon", -180, 180).value_or(0);
    places.push_back(std::move(place));
  }
  problems.throw_if_any();
  return places;
}

TableData people_of(const Scenario& scenario, const std::vector<MunicipalityRow>& places) {
  TableData data;
  data.municipalities = places;
  Problems problems;
  read_people(scenario, problems, data);
  problems.throw_if_any();
  return data;
}

}  // namespace tests
