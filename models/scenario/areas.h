// areas.h - places by name: what population.area and the area of a change may say.
//
// An area is Denmark, a region, a health cluster, a health council or a municipality; several are separated by
// semicolons and mean their union.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/scenario/tables.h"

namespace klynge {

// "Denmark; Fyn ; " is {"Denmark", "Fyn"}.
std::vector<std::string> names_in(const std::string& area);

// By its one name.
bool lies_in(const MunicipalityRow& municipality, const std::string& name);

// Every name that an area of these municipalities has, once.
std::vector<std::string> area_names(const std::vector<MunicipalityRow>& municipalities);

// Where in TableData::municipalities those of an area stand, in order; all of them if it is empty. Throws InputError if
// nothing of a name is simulated.
std::vector<std::size_t> municipalities_in(const TableData& data, const std::string& area);

}  // namespace klynge
