#include "tests/support/scenario_files.h"

#include <fmt/format.h>
#include <stdlib.h>  // mkdtemp

#include <fstream>
#include <stdexcept>

namespace tests {
namespace {

// What the middle of the range, or a text of any kind, would not do for.
const Texts special = {
    {"population.cluster", "'North'"},
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
    {"tables.population", "'data/population.csv'"},
    {"tables.prevalence", "'data/prevalence.csv'"},
    {"tables.conditions", "'data/conditions_care.csv'"},
    {"tables.needs", "'data/needs_by_age.csv'"},
    {"tables.levels", "'data/levels.csv'"},
};

std::string value_of(const klynge::FieldView& field) {
  if (const auto found = special.find(field.key); found != special.end()) return found->second;
  if (field.type != "number") throw std::logic_error("scenario_text: no value for " + field.key);
  return fmt::format("{}", field.most == klynge::unbounded ? field.least + 1 : (field.least + field.most) / 2);
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
       "code,name,region,cluster,population,main_town_lat,main_town_lon,note\n"
       "730,Upper Town,Coast,North,60000,56.46,10.04,\n"
       "710,Lower Town,Coast,North,40000,56.32,9.95,\"rivers, woods and a \"\"harbour\"\"\"\n"
       "760,Far Town,Coast,South,50000,56.10,8.30,\n"},
      {"data/clusters.csv",
       "cluster,acute_hospital,region,lat,lon\n"
       "North,North Hospital,Coast,56.46,10.03\n"
       "South,South Hospital,Coast,56.14,8.95\n"},
      {"data/population.csv",
       "area,sex,age_from,age_to,population\n"
       "Coast,female,0,39,40000\n"
       "Coast,female,40,79,30000\n"
       "Coast,female,80,,6000\n"
       "Coast,male,0,39,41000\n"
       "Coast,male,40,79,29000\n"
       "Coast,male,80,,4000\n"},
      {"data/prevalence.csv",
       "condition,sex,age_from,age_to,prevalence_percent\n"
       "COPD,female,16,64,3.5\n"
       "COPD,female,65,,12\n"
       "COPD,male,16,64,4\n"
       "COPD,male,65,,13\n"
       "diabetes,female,16,,5\n"
       "diabetes,male,16,,6\n"},
      {"data/conditions_care.csv",
       "condition,system,gp_contacts,other_practice_contacts,outpatient_visits,deteriorations,source,confidence,note\n"
       "diabetes,endocrinology,4,0.5,1,0.05,a register,published,\n"
       "COPD,lungs,3,0.2,1.5,0.4,,assumed,\n"},
      {"data/needs_by_age.csv",
       "age_from,age_to,gp_contacts,other_practice_contacts,outpatient_visits,elective_admissions,deteriorations,"
       "source,"
       "confidence,note\n"
       "0,64,3,1,0.5,0.02,0.05,,assumed,\n"
       "65,,5,1.5,1,0.05,0.2,,assumed,\n"},
      {"data/levels.csv",
       "level,name,sector,capability,source,confidence,note\n"
       "0,self-care,home,0.25,,assumed,\n"
       "1,general practice,general practice,0.35,,assumed,\n"
       "2,other practice,other practice,0.45,,assumed,\n"
       "3,home nursing,municipality,0.45,,assumed,\n"
       "4,acute function,municipality,0.62,,assumed,\n"
       "5,outpatient clinic,hospital,0.75,,assumed,\n"
       "6,ward,hospital,0.97,,assumed,\n"},
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
