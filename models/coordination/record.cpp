#include "models/coordination/record.h"

namespace klynge {

InformationQuality::InformationQuality(const Scenario& scenario)
    : weight_{scenario.info.weight_diagnosis, scenario.info.weight_medication, scenario.info.weight_function,
              scenario.info.weight_social,    scenario.info.weight_plan,       scenario.info.weight_pending,
              scenario.info.weight_contact},
      life_days_{scenario.info.life_diagnosis, scenario.info.life_medication, scenario.info.life_function,
                 scenario.info.life_social,    scenario.info.life_plan,       scenario.info.life_pending,
                 scenario.info.life_contact} {}

double InformationQuality::of(const Record& record, std::int64_t today) const {
  double quality = 0;
  for (std::size_t k = 0; k < item_count; ++k) {
    const Item item = static_cast<Item>(k);
    if (!record.knows(item)) continue;
    quality += weight_[k] * std::exp(-static_cast<double>(record.age_days(item, today)) / life_days_[k]);
  }
  return quality;
}

bool InformationQuality::critical_missing(const Record& record, std::int64_t today) const {
  for (const Item item : {Item::medication, Item::function}) {
    if (!record.knows(item)) return true;
    if (static_cast<double>(record.age_days(item, today)) > life_days_[index(item)]) return true;
  }
  return false;
}

}  // namespace klynge
