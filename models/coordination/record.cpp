#include "models/coordination/record.h"

namespace klynge {

InformationQuality::InformationQuality(const Regime& regime)
    : weight_{regime.info.weight_diagnosis, regime.info.weight_medication, regime.info.weight_function,
              regime.info.weight_social,    regime.info.weight_plan,       regime.info.weight_pending,
              regime.info.weight_contact},
      life_days_{regime.info.life_diagnosis, regime.info.life_medication, regime.info.life_function,
                 regime.info.life_social,    regime.info.life_plan,       regime.info.life_pending,
                 regime.info.life_contact} {}

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
  return outdated(record, Item::medication, today) || outdated(record, Item::function, today);
}

double InformationQuality::severity_missing(const Record& record, std::int64_t today) const {
  double missing = 0;
  double all = 0;
  for (std::size_t k = 0; k < item_count; ++k) {
    all += weight_[k];
    if (outdated(record, static_cast<Item>(k), today)) missing += weight_[k];
  }
  return all > 0 ? missing / all : 0;
}

bool InformationQuality::outdated(const Record& record, Item item, std::int64_t today) const {
  return !record.knows(item) || static_cast<double>(record.age_days(item, today)) > life_days_[index(item)];
}

}  // namespace klynge
