// subjects.h - the indicators, subject by subject: one file of the same name each, where their definitions stand.
//
// A new indicator goes into the file of its subject; a new subject gets a file, a line here and one in catalogue.cpp.
#pragma once

#include <span>

#include "models/indicators/indicator.h"

namespace klynge::subjects {

std::span<const Indicator> waits();
std::span<const Indicator> contacts();
std::span<const Indicator> admissions();
std::span<const Indicator> hospital_stays();
std::span<const Indicator> delayed_discharge();
std::span<const Indicator> handover();
std::span<const Indicator> information();
std::span<const Indicator> orphaned_tasks();
std::span<const Indicator> leon_adherence();
std::span<const Indicator> leon_regret();
std::span<const Indicator> task_shift();
std::span<const Indicator> relations();
std::span<const Indicator> coordination_load();
std::span<const Indicator> continuity();
std::span<const Indicator> fragmentation();
std::span<const Indicator> parallel_courses();
std::span<const Indicator> treatment_conflicts();
std::span<const Indicator> burden();
std::span<const Indicator> outcome();
std::span<const Indicator> municipal_care();
std::span<const Indicator> places();
std::span<const Indicator> equity();
std::span<const Indicator> population();

}  // namespace klynge::subjects
