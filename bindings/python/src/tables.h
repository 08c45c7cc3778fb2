// tables.h - a result table as Python sees it.
//
// {"columns": {name: array, or list of texts}, "units": {name: text}, "meanings": {name: text}, "attributes": {...}};
// units and meanings only of the columns that have them. The arrays are copies and belong to Python.
#pragma once

#include <pybind11/pybind11.h>

#include "sim/storage/column.h"

namespace klynge::python {

pybind11::dict to_python(const sim::storage::Table& table);

}  // namespace klynge::python
