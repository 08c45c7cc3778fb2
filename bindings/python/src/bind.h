// bind.h - one function for each header of models/ that Python sees.
#pragma once

#include <pybind11/pybind11.h>

namespace klynge::python {

void bind_scenario(pybind11::module_& module);  // models/scenario/load.h, and the errors
void bind_study(pybind11::module_& module);     // models/study.h

}  // namespace klynge::python
