#include "tests/support/scenario_files.h"

#include <fmt/format.h>
#include <stdlib.h>  // mkdtemp

#include <fstream>
#include <stdexcept>

namespace tests {
namespace {

// What the middle of the range, or a text of any kind, would not do for.
const Texts special = {
    {"population.area", "'North'"},
    {"needs.emergency_share", "0.2"},
    {"needs.urgent_share", "0.3"},
    {"info.weight.diagnosis", "0.2"},
    {"info.weight.medication", "0.2"},
    {"info.weight.function", "0.2"},
    {"info.weight.social", "0.1"},
    {"info.weight.plan", "0.1"},
    {"info.weight.pending", "0.1"},
    {"info.weight.contact", "0.1"},
    {"tables.municipalities", "'data/municipalities.csv'"},
    {"tables.clusters", "'data/clusters.csv'"},
    {"tables.landmasses", "'data/landmasses.csv'"},
    {"tables.crossings", "'data/crossings.csv'"},
    {"tables.capacities", "'data/capacities.csv'"},
    {"tables.population", "'data/population.csv'"},
    {"tables.mortality", "'data/mortality.csv'"},
    {"tables.education", "'data/education.csv'"},
    {"tables.households", "'data/households.csv'"},
    {"tables.fertility", "'data/fertility.csv'"},
    {"tables.migration", "'data/migration.csv'"},
    {"tables.prevalence", "'data/prevalence.csv'"},
    {"tables.conditions", "'data/conditions_care.csv'"},
    {"tables.needs", "'data/needs_by_age.csv'"},
    {"tables.levels", "'data/levels.csv'"},
    {"tables.other_practice", "'data/other_practice.csv'"},
    {"tables.acute_profile", "'data/acute_profile.csv'"},
};

std::string value_of(const klynge::FieldView& field) {
  if (const auto found = special.find(field.key); found != special.end()) return found->second;
  if (field.type != "number") throw std::logic_error("scenario_text: no value for " + field.key);
  return fmt::format("{}", field.most == klynge::unbounded ? field.least + 1 : (field.least + field.most) / 2);
}

// Illness in January and on Monday mornings twice as often as at any other time.
std::string acute_profile() {
  std::string text = "kind,weekday,index,factor,source,confidence,note\n";
  for (int month = 1; month <= 12; ++month) text += fmt::format("month,,{},{},,assumed,\n", month, month == 1 ? 2 : 1);
  for (const char* day : {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}) {
    for (int hour = 0; hour < 24; ++hour) {
      text += fmt::format("hour,{},{},{},,assumed,\n", day, hour, day[0] == 'M' && hour == 8 ? 2 : 1);
    }
  }
  return text;
}

}  // namespace

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "klynge-test-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a folder in " + name);
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Folder::write(const std::string& file, const std::string& text) const {
  const std::filesystem::path path = path_ / file;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::string scenario_text(const Texts& changes) {
  std::string text;
  for (const klynge::FieldView& field : klynge::schema()) {
    const auto change = changes.find(field.key);
    if (change == changes.end() && field.optional) continue;
    const std::string value = change == changes.end() ? value_of(field) : change->second;
    if (!value.empty()) text += fmt::format("{} = {}\n", field.key, value);
  }
  return text;
}

Texts table_texts() {
  return {
      {"data/municipalities.csv",
       "code,name,region,cluster,health_council_2026,population,main_town_lat,main_town_lon,note\n"
       "730,Upper Town,Coast,North,North Council,60000,56.46,10.04,\n"
       "710,Lower Town,Coast,North,North Council,40000,56.32,9.95,\"rivers, woods and a \"\"harbour\"\"\"\n"
       "760,Far Town,Coast,South,South Council,50000,56.10,8.30,\n"},
      {"data/clusters.csv",
       "cluster,acute_hospital,region,lat,lon\n"
       "North,North Hospital,Coast,56.46,10.03\n"
       "South,South Hospital,Coast,56.14,8.95\n"},
      {"data/landmasses.csv",
       "municipality,landmass,source,confidence,note\n"
       "Upper Town,Mainland,,assumed,\n"
       "Lower Town,Mainland,,assumed,\n"
       "Far Town,Isle,,assumed,\n"},
      {"data/crossings.csv",
       "from,to,minutes,source,confidence,note\n"
       "Lower Town,Far Town,90,,assumed,a ferry\n"},
      {"data/capacities.csv",
       "municipality,service,amount,source,confidence,note\n"
       "Upper Town,temporary places,40,a count,published,\n"},
      {"data/population.csv",
       "area,sex,age_from,age_to,population\n"
       "Coast,female,0,39,40000\n"
       "Coast,female,40,79,30000\n"
       "Coast,female,80,,6000\n"
       "Coast,male,0,39,41000\n"
       "Coast,male,40,79,29000\n"
       "Coast,male,80,,4000\n"
       "Denmark,female,0,39,1400000\n"
       "Denmark,female,40,79,1300000\n"
       "Denmark,female,80,,180000\n"
       "Denmark,male,0,39,1450000\n"
       "Denmark,male,40,79,1300000\n"
       "Denmark,male,80,,120000\n"},
      {"data/mortality.csv",
       "year,sex,population,age_from,age_to,deaths_per_1000_person_years,source,confidence,note\n"
       "2020-2025,female,all,0,69,2,,read in source,\n"
       "2020-2025,female,all,70,,100,,read in source,\n"
       "2020-2025,male,all,0,69,4,,read in source,\n"
       "2020-2025,male,all,70,,125,,read in source,\n"},
      {"data/education.csv",
       "sex,age_from,age_to,basic,medium,higher,source,confidence,note\n"
       "female,18,44,20,50,30,,assumed,\n"
       "female,45,,50,30,20,,assumed,\n"
       "male,18,,40,40,20,,assumed,\n"},
      {"data/households.csv",
       "sex,age_from,age_to,alone_percent,source,confidence,note\n"
       "female,18,64,20,,assumed,\n"
       "female,65,,50,,assumed,\n"
       "male,18,,25,,assumed,\n"},
      {"data/fertility.csv",
       "age_from,age_to,births_per_1000_women,source,confidence,note\n"
       "0,19,0,,assumed,\n"
       "20,44,70,,assumed,\n"
       "45,,0,,assumed,\n"},
      {"data/migration.csv",
       "age_from,age_to,moves_per_1000,net_immigration_per_1000,source,confidence,note\n"
       "0,29,80,4,,assumed,\n"
       "30,,20,-1,,assumed,\n"},
      {"data/prevalence.csv",
       "condition,sex,age_from,age_to,prevalence_percent,source,confidence,note\n"
       "COPD,female,16,64,3.5,,assumed,\n"
       "COPD,female,65,,12,,assumed,\n"
       "COPD,male,16,64,4,,assumed,\n"
       "COPD,male,65,,13,,assumed,\n"
       "diabetes,female,16,,5,,assumed,\n"
       "diabetes,male,16,,6,,assumed,\n"
       "home care,female,65,,15,,assumed,\n"
       "home care,male,65,,10,,assumed,\n"
       "nursing home,female,65,,5,,assumed,\n"
       "nursing home,male,65,,3,,assumed,\n"},
      {"data/conditions_care.csv",
       "condition,system,short_list,register_list,ambulatory_sensitive,loading,education_odds_ratio,mortality_ratio,gp_"
       "contacts,"
       "other_practice_contacts,other_practice_type,outpatient_visits,deteriorations,loss_of_control,"
       "uncontrolled_ratio,source,confidence,note\n"
       "diabetes,endocrinology,yes,yes,yes,,2,1.5,4,0.5,chiropody,1,0.05,0.5,2,a register,published,\n"
       "COPD,lungs,yes,yes,yes,0.3,3,1.7,3,0.2,physiotherapy,1.5,0.4,0.6,2.5,,assumed,\n"
       "home care,geriatrics,no,no,no,0.2,1.5,1.5,0,0,,0,0,0,1,,assumed,\n"
       "nursing home,geriatrics,no,no,no,0.2,1.5,3,0,0,,0,0,0,1,,assumed,\n"},
      {"data/needs_by_age.csv",
       "age_from,age_to,gp_contacts,other_practice_contacts,outpatient_visits,elective_admissions,deteriorations,"
       "source,confidence,note\n"
       "0,64,3,1,0.5,0.02,0.05,,assumed,\n"
       "65,,5,1.5,1,0.05,0.2,,assumed,\n"},
      {"data/levels.csv",
       "level,name,sector,capability,emergency,urgent,subacute,least_age,most_conditions,source,confidence,note\n"
       "0,self-care,home,0.25,no,yes,yes,0,4,,assumed,\n"
       "1,general practice,general practice,0.35,yes,yes,yes,0,,,assumed,\n"
       "2,other practice,other practice,0.45,no,no,no,0,,,assumed,\n"
       "3,home nursing,municipality,0.45,yes,yes,yes,18,,,assumed,\n"
       "4,acute function,municipality,0.62,yes,yes,yes,18,,,assumed,\n"
       "5,outpatient clinic,hospital,0.75,no,no,yes,0,,,assumed,\n"
       "6,ward,hospital,0.97,yes,yes,yes,0,,,assumed,\n"},
      {"data/other_practice.csv",
       "type,share,minutes,price,load,backlog_days,referral,source,confidence,note\n"
       "eye,0.3,15,500,0.9,30,no,,assumed,\n"
       "physiotherapy,0.6,35,280,0.9,10,yes,,assumed,\n"
       "chiropody,0.1,30,250,0.8,0,no,,assumed,\n"},
      {"data/acute_profile.csv", acute_profile()},
  };
}

klynge::Scenario small_scenario(const Texts& changes, const Texts& tables) {
  return klynge::parse_scenario(scenario_text(changes), "small.toml", tables);
}

void write_base(const Folder& folder) {
  folder.write("base.toml", scenario_text());
  for (const auto& [path, text] : table_texts()) folder.write(path, text);
}

}  // namespace tests
