// tables.h - a result table as Python sees it.
//
// {"columns": {name: array, or list of texts}, "units": {name: text}, "meanings": {name: text}, "attributes": {...}};
// units and meanings only of the columns that have them. The arrays are copies and belong to Python.
#pragma once

#include <pybind11/pybind11.h>

#include "sim/storage/column.h"

namespace klynge::python {

pybind11::dict to_python(const sim::storage::Table& table);

// Calls into the core without the GIL and hands its table over.
template <class Make>
pybind11::dict made(Make make) {
  sim::storage::Table table;
  {
    const pybind11::gil_scoped_release no_gil;
    table = make();
  }
  return to_python(table);
}

}  // namespace klynge::python
